"""Whether a mandate is dated after the first draft, as in Wolfenbüttel in 2017 (C2).

The order of events is never enforced; the sentence only explains what a reader will wonder about.
"""

from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept, VersionStatus
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.deliberation.models import Mandate
from fortschrift.participation.models import Reading
from fortschrift.web.dates import date_words


def first_draft_of(concept: Concept) -> PartialDate:
    """Return when a draft is first known to have existed; unknown if never; 2 queries."""
    drafts = VersionStatus.objects.filter(
        version__concept=concept, status=VersionStatus.Status.DRAFT
    )
    readings = Reading.objects.filter(concept=concept).public()
    dates: list[PartialDate] = [
        *(draft.happened for draft in drafts.only("happened")),
        *(reading.opens for reading in readings.only("opens")),
    ]
    return min((date for date in dates if date.is_known), key=_latest, default=UNKNOWN)


def _latest(date: PartialDate) -> tuple[str, str]:
    return str(date.latest), str(date.earliest)


def is_after_draft(mandate: Mandate, first_draft: PartialDate) -> bool:
    """Whether an instruction to make the concept is surely later than its first draft."""
    return mandate.kind == Mandate.Kind.CREATE and first_draft.surely_before(mandate.date)


def sentence_of(mandate: Mandate, first_draft: PartialDate) -> str:
    """Explain the odd order in the reader's language."""
    return _(
        "Der Auftrag trägt ein späteres Datum (%(mandate)s) als der erste Entwurf (%(draft)s). "
        "So geben es die Quellen an; die Reihenfolge wurde nicht verändert."
    ) % {"mandate": date_words(mandate.date), "draft": date_words(first_draft)}
