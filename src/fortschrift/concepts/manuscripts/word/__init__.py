"""Word files: `parts` tells what leads where; `styles`, `numbers`, `words`, `tables`; `reading`."""
