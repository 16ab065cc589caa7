"""Keys made from names: once given they stay, whatever the thing is called later."""

from collections.abc import Iterable

from fortschrift.core.names import plain_word
from fortschrift.core.text import is_level

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
