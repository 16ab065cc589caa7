"""Rules of bodies: of the Länder as files, of a body as rows, and a vote judged by them.

``lands/`` holds one file for each Land, ``own/`` rules that informal bodies may take over.
Reading order: shapes, packs, words, applying.
"""

from fortschrift.council.rules.applying import computed, own_settings, rule_of, tally_of
from fortschrift.council.rules.packs import DamagedPacks, land_rules, own_rules

__all__ = [
    "DamagedPacks",
    "computed",
    "land_rules",
    "own_rules",
    "own_settings",
    "rule_of",
    "tally_of",
]
