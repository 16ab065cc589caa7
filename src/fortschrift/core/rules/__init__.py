"""Rules of procedure as pure functions: what a recorded vote or a printed date does not add up to.

Reading order: tally, weekdays.
"""
