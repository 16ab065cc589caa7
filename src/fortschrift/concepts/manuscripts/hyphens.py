"""Joining the lines of a paragraph: which hyphens at their ends were put in by setting."""

import re

_HYPHENS = ("-", "\u2010")
_SETTING_OFF = re.compile(r"(?:und|oder|bzw|beziehungsweise|sowie|and|or)\b")


def joint(before: str, after: str) -> tuple[str, str]:
    """Give the end of a line as it reads in running text, and what comes between it and the next.

    >>> joint("Klima-", "schutz"), joint("Kultur-", "und Sportvereine"), joint("Rad-", "Wege")
    (('Klima', ''), ('Kultur-', ' '), ('Rad-', ''))
    """
    if before.endswith("/") and len(before) > 1 and not after[:1].isspace():
        return before, ""
    if not before.endswith(_HYPHENS) or not before[-2:-1].isalnum():
        return before, " "
    if _SETTING_OFF.match(after):
        return before, " "
    stem = re.split(r"[\s-]", before[:-1])[-1]
    if after[:1].islower() and not _stays(stem):
        return before[:-1], ""
    return before, ""


def _stays(stem: str) -> bool:
    """Tell whether a hyphen belongs behind this: numbers and short forms such as EU, CO2."""
    return stem.isupper() or any(each.isdigit() for each in stem)
