"""The council's rows as pages show them: the shapes of the look, built from rows that are loaded.

Nothing here asks the database; selectors have fetched what is needed.  Marks are numbered in the
order in which a page shows them, so the functions are called in that order.
Reading order: parts, votes, meetings, papers, organizations.
"""
