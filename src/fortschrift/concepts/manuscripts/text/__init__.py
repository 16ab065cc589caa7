"""Plain text as it is pasted: `wrapping`, `signs`, `headings`, `notes`, `reading`."""
