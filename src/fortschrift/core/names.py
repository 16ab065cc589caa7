"""Names in plain letters: for addresses, and for telling whether two spellings are one name."""

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def plain_letters(name: str) -> str:
    """Write a name in small letters without accents; of whatever script it is.

    >>> plain_letters("Verein BRÜCKEN é")
    'verein bruecken e'
    """
    composed = unicodedata.normalize("NFKC", name)
    letters = unicodedata.normalize("NFKD", composed.casefold().translate(_GERMAN))
    return "".join(sign for sign in letters if not unicodedata.combining(sign))


def plain_word(name: str, gap: str) -> str:
    """Write a name in small plain letters and digits, with ``gap`` between.

    >>> plain_word("Vielfalt  leben – Größe", "-")
    'vielfalt-leben-groesse'
    """
    return re.sub(r"[^a-z0-9]+", gap, plain_letters(name)).strip(gap)
