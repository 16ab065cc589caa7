"""Whether two spellings name the same organization: legal forms, signs and accents aside."""

import re
from collections.abc import Iterable

from fortschrift.core.names import plain_letters
from fortschrift.council.models import Organization

#: Legal forms as people write them or leave them out; only at the end: "Ev. Kirche" is no "e. V.".
_LEGAL_FORM = re.compile(r"(?: (?:g ?)?(?:e ?v|e ?g|gmbh|ug|ag|kg|mbh|k ?d ?o ?e ?r))+$")
_NO_LETTER = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """Give what spellings of one name have in common.

    >>> name_key("Verein „Brücken“ e. V.") == name_key("verein bruecken")
    True
    >>> name_key("Ev. Kirchengemeinde"), name_key("e. V.")
    ('ev kirchengemeinde', 'e v')
    """
    words = _NO_LETTER.sub(" ", plain_letters(name)).strip()
    return _LEGAL_FORM.sub("", words)


class KnownNames:
    """The organizations of a town by every name they bear or bore; names come loaded."""

    def __init__(self, organizations: Iterable[Organization]) -> None:
        self._today: dict[str, list[Organization]] = {}
        self._other: dict[str, list[Organization]] = {}
        for organization in organizations:
            _put(self._today, organization.name, organization)
            for name in organization.names.all():
                _put(self._other, name.name, organization)

    def find(self, name: str) -> list[Organization]:
        """Give those meant by a name: of today first, else under any other name; mostly one."""
        key = name_key(name)
        return self._today.get(key) or self._other.get(key, [])


def _put(by_key: dict[str, list[Organization]], name: str, organization: Organization) -> None:
    found = by_key.setdefault(name_key(name), [])
    if organization not in found:
        found.append(organization)
