"""Excel files (ECMA-376): `book` what they consist of, `looks` how values are printed, `reading`.

Not read by openpyxl, which in its mode for large files tells nothing of merged cells and remarks
and fills the gaps between far-off cells without bound; what it knows of dates is used.
"""
