"""Names and addresses: of concepts in a municipality, of drafts and versions in their concept."""

import re
import unicodedata
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept

#: Words that addresses below a municipality's concepts use themselves.
RESERVED = frozenset({"einlesen"})
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LONGEST = 70


def free_address(concept: Concept, name: str) -> str:
    """Give a new draft its address; raises ValidationError for a name that is taken.

    Two names may spell the same address, so that the later one gets a number.
    """
    names = dict(concept.strands.values_list("slug", "name"))
    if name in names.values():
        raise ValidationError({"name": _("Einen Entwurf mit dieser Bezeichnung gibt es schon.")})
    return _free(address_of(name), names.keys())


def free_version_address(concept: Concept, label: str) -> str:
    """Give a new version its address."""
    return _free(address_of(label), set(concept.versions.values_list("slug", flat=True)))


def free_concept_address(municipality: Municipality, name: str) -> str:
    """Give a new concept its address."""
    taken = municipality.concepts.values_list("slug", flat=True)
    return _free(address_of(name), RESERVED.union(taken))


def address_of(name: str) -> str:
    """Spell a name as an address.

    >>> address_of("Gegenentwurf für die Fraktion (2. Fassung)")
    'gegenentwurf-fuer-die-fraktion-2-fassung'
    """
    spelt = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT))
    plain = spelt.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST].strip("-") or "entwurf"


def _free(address: str, taken: Collection[str]) -> str:
    number, free = 2, address
    while free in taken:
        number, free = number + 1, f"{address}-{number}"
    return free
