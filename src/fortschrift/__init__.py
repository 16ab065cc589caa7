"""Fortschrift: a municipal concept through its whole life, every sentence traceable.

Read the packages in the order of the data: core, web, accounts, sources, concepts and council,
participation, deliberation, review, publication, config.  docs/architecture.md says why.
"""

__version__ = "0.1.0"
