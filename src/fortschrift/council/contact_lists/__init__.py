"""Lists of contacts as people paste them: rows, what their columns mean, what will happen.

Reading order: ``reading`` (text to cells), ``columns`` (what a column says), ``cells`` (a row to a
contact's details), ``planning`` (what taking a row in would do).
"""
