"""Forms of the pages on concepts, by group of pages."""
