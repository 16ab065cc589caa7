"""Eleven recorded results of real councils, each as far as its source gives it.

Words, numbers and gaps are those of the public sources (press and council systems); None is a
number that the source does not give.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fortschrift.council.models import VoteEvent

Manner = VoteEvent.Manner
Numbers = Mapping[str, int | None]


@dataclass(frozen=True)
class Known:
    """One result; ``parties`` are numbers by the name that the source prints."""

    key: str
    word: str
    manner: str
    numbers: Numbers
    present: int | None = None
    parties: Mapping[str, Numbers] = field(default_factory=dict)
    note: str = ""


def numbers(yes: int | None, no: int | None, abstain: int | None) -> Numbers:
    return {"yes": yes, "no": no, "abstain": abstain}


KNOWN = [
    Known("wolfsburg-2021", "mehrheitlich", Manner.MAJORITY, numbers(None, None, None),
          parties={"AfD": {"no": None}}),
    Known("wolfenbuettel-eckpunkte", "mehrheitlich", Manner.MAJORITY, numbers(None, None, None),
          parties={"AfD": {"no": None}}),
    Known("wolfenbuettel-runder-tisch", "einstimmig", Manner.UNANIMOUS, numbers(None, 0, None)),
    Known("wolfenbuettel-rat", "mit großer Mehrheit", Manner.LARGE_MAJORITY,
          numbers(None, 4, None), parties={"AfD": {"no": 4}}),
    Known("leipzig-2020", "mit großer Mehrheit", Manner.LARGE_MAJORITY, numbers(40, 7, 7),
          present=54),
    Known("nottuln-satz", "mehrheitlich", Manner.MAJORITY, numbers(28, 5, 0)),
    Known("nottuln-konzept", "mehrheitlich angenommen", Manner.MAJORITY, numbers(22, 0, 11)),
    Known("laatzen", "ungeändert beschlossen", Manner.AS_PRINTED, numbers(36, None, None)),
    Known("rostock", "ungeändert beschlossen / Angenommen", Manner.AS_PRINTED,
          numbers(7, 0, None), present=8,
          note="Ein Mitglied ging um 18:20 Uhr; es blieben acht Stimmberechtigte."),
    Known("braunschweig", "mit großer Mehrheit", Manner.LARGE_MAJORITY, numbers(8, 3, 0)),
    Known("koeln", "einstimmig bei Enthaltung", Manner.UNANIMOUS_ABSTENTIONS,
          numbers(None, None, None),
          parties={"DIE LINKE/Die PARTEI": {"abstain": None},
                   "AfD (ein Mitglied)": {"abstain": None}}),
]  # fmt: skip
