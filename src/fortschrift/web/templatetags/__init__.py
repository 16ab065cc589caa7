"""Template libraries: `web` for whoever writes a page, `page` for the base template."""
