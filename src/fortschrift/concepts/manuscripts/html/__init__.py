"""HTML from Word, LibreOffice, the web: `charset`, `tree`, `looks`, `tables`, `reading`."""
