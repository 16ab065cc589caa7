"""OpenDocument text: `parts` of the file, `styles`, `numbers`, `words`, `body`, `reading`."""
