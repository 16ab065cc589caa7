"""What acts on readings, decisions and reviews refuse beside what the council's acts refuse.

Only what cannot be meant is refused: an element of another concept, a gap without a word why.
What is merely odd is stored and becomes a finding.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Concept


def check_same_concept(concept: Concept, **rows: Model | Iterable[Model] | None) -> None:
    """Refuse rows of another concept, each under the name of its field."""
    faults = {
        name: _("„%(row)s“ gehört zu einem anderen Konzept.") % {"row": stranger}
        for name, given in rows.items()
        for stranger in _each(given)
        if stranger.concept_id != concept.pk
    }
    if faults:
        raise ValidationError(faults)


def check_reason(field: str, found: object | None, reason: str) -> None:
    """Refuse that something is missing without a word why; ``field`` is that of the reason."""
    if found is None and not reason.strip():
        raise ValidationError({field: _("Bitte nennen Sie den Grund, warum diese Angabe fehlt.")})


def _each(given: Model | Iterable[Model] | None) -> list[Any]:
    if given is None:
        return []
    return [given] if isinstance(given, Model) else list(given)
