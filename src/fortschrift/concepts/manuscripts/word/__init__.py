"""Word files: `styles`, `numbers`, `words` read their parts, `reading` the document."""
