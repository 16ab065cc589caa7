"""Bodies, their meetings, papers and votes: OParl 1.1 plus the votes of Popolo.

Knows no concept.  A round table is an Organization like the council.
Reading order: models/, signals, permissions, actions/, selectors, findings, views.
"""
