"""Rules of procedure as pure functions: what a recorded vote or a printed date does not add up to,
and what came of a vote under the rules of its body.

Reading order: tally, weekdays, shares, parameters, rule, circumstances, numbers, reasons, majority,
quorum, conflict, outcome, ballots.
"""
