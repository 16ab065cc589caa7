r"""What may become text, and how it is brought into its one form on the way in.

Every document we write is XML in the end (DOCX, ODF, Akoma Ntoso), so a character is
admitted exactly when XML 1.0 s. 2.2 calls it a Char: all of Unicode but NUL, the
other C0 controls, lone surrogates, U+FFFE and U+FFFF. Tab and line feed are kept as
they are: Word text has both, and refusing them would refuse real paragraphs.

A letter may carry 30 combining signs, as in the stream-safe text format (Unicode Standard
Annex 15): no writing has as many, and normalising takes time with the square of their
number. Only what comes in is measured; text that is stored already is read as it is.

Normalisation happens here and nowhere else. Stored text is never normalised again,
nor tested for being normal: Unicode tables differ between Python versions.

>>> intake("Zeile 1\r\nZeile 2")
'Zeile 1\nZeile 2'
>>> intake("a\x00b")
Traceback (most recent call last):
    ...
fortschrift.core.text.errors.RefusedCharacter: RefusedCharacter: position=1, code_point=0
"""

import re
from unicodedata import combining, normalize

from fortschrift.core.text.errors import RefusedCharacter, RefusedLink

# What is no Char, not all that is one: a set of few signs is compiled ten times as fast.
_NO_CHARS = r"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_REFUSED_AT_INTAKE = f"[{_NO_CHARS}]"
_REFUSED = rf"[\r{_NO_CHARS}]"
# Printable texts need neither, and a process that sees no other is spared the compiling.

MOST_COMBINING = 30
"""Signs on one letter, counted as Unicode takes them apart: the same in every normal form."""

_SIGN = r"[^\x00-\x7f\w\s]"
# Taken apart, a letter brings three signs and a sign makes two, so fewer in a row are never
# too many. The first one stands by itself: Python finds one much faster than one of a row.
_MAY_COMBINE = rf"{_SIGN}{_SIGN}{{{MOST_COMBINING // 3 - 1},}}"

# A plain pattern and not urllib: what was admitted once must be admitted by every
# later Python. Blank space, controls, quotes and angle brackets never stand in a link.
_LINK = re.compile(
    r"(?:https?://[^\s\x00-\x20\x7f<>\"\\/?#]|mailto:[^\s@]+@)[^\s\x00-\x20\x7f<>\"\\]*"
)
_SCHEME = re.compile(r"[A-Za-z]+:")


def intake(text: str) -> str:
    """Bring a submitted text into its one form: NFC, lines ending in LF.

    Raises RefusedCharacter with the position in the text as submitted.
    """
    check_intake(text)
    return in_one_form(text)


def in_one_form(text: str) -> str:
    """Bring a text that was checked into its one form."""
    return normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def check_intake(text: str) -> None:
    """Raise RefusedCharacter for what is no text, or for one combining sign too many."""
    if not text.isprintable():  # no printable character is ever refused for itself
        found = re.search(_REFUSED_AT_INTAKE, text)
        if found:
            raise RefusedCharacter(found.start(), ord(found.group()))
    if not text.isascii():
        for row in re.finditer(_MAY_COMBINE, text):
            _check_signs(text, max(row.start() - 1, 0), row.end())


def intake_link(href: str) -> str:
    """Bring a link into its one form: scheme in small letters, no blank around it.

    Raises RefusedLink unless it is http, https or mailto and well formed.

    >>> intake_link(" HTTPS://www.wolfsburg.de/integration ")
    'https://www.wolfsburg.de/integration'
    """
    stripped = intake(href).strip()
    link = _SCHEME.sub(lambda scheme: scheme.group().lower(), stripped, count=1)
    check_link(link)
    return link


def check_characters(text: str) -> None:
    """Raise RefusedCharacter when a text holds what intake would never let through."""
    if text.isprintable():  # six times as fast, and no printable character is ever refused
        return
    found = re.search(_REFUSED, text)
    if found:
        raise RefusedCharacter(found.start(), ord(found.group()))


def check_link(href: str) -> None:
    """Raise RefusedLink unless the link is one that intake lets through."""
    check_characters(href)
    if not _LINK.fullmatch(href):
        raise RefusedLink(href)


def _check_signs(text: str, start: int, end: int) -> None:
    """Raise RefusedCharacter for the first sign that is one too many on its letter."""
    signs = 0
    for position in range(start, end):
        for part in normalize("NFD", text[position]):
            signs = signs + 1 if combining(part) else 0
        if signs > MOST_COMBINING:
            raise RefusedCharacter(position, ord(text[position]))


def is_text(text: str) -> bool:
    """Tell whether a plain value has a character and only admitted ones."""
    return bool(text) and (text.isprintable() or not re.search(_REFUSED, text))
