"""PDF files with a text layer.

Read in this order:

1. `letters`     a program of its own: which words stand where; `bounded` runs it
2. `page`        pages and words as values; `strips` words side by side
3. `margins`     running heads and feet; `contents` lists of contents
4. `columns`     the order of reading; `grids` tables, `continuing` over
                pages; `notes` footnotes
5. `paragraphs`  lines joined, with `hyphens` and `words`; `headings` their ranks
6. `reading`     the whole file
"""
