"""What all pages share: layout, components, registry of places, pages of long lists."""
