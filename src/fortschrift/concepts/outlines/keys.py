"""Keys made from names: once given they stay, whatever the thing is called later."""

import re
import unicodedata
from collections.abc import Iterable

from fortschrift.core.text import is_level

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST = 50


def key_for(name: str, *, taken: Iterable[str] = ()) -> str:
    """Make a key of a name that nothing else has.

    >>> key_for("Maßnahme"), key_for("Maßnahme", taken=["massnahme"]), key_for("1. Ziel!")
    ('massnahme', 'massnahme_2', 'ziel')
    """
    key = plain_word(name, "_").lstrip("0123456789_")[:_LONGEST].strip("_") or "ebene"
    known = set(taken)
    candidates = (key, *(f"{key}_{number}" for number in range(2, len(known) + 3)))
    return next(each for each in candidates if each not in known and is_level(each))


def plain_word(name: str, gap: str) -> str:
    """Write a name in small plain letters and digits, with ``gap`` between.

    >>> plain_word("Vielfalt  leben – Größe", "-")
    'vielfalt-leben-groesse'
    """
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_GERMAN))
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9]+", gap, plain).strip(gap)
