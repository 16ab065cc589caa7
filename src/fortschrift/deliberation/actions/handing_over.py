"""The act of handing a version over with its paper: laid, sent through its stations, referred."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Version
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.council.actions import add_consultation, lay_paper
from fortschrift.council.models import Organization, Paper
from fortschrift.deliberation.actions.occasions import Acting
from fortschrift.deliberation.actions.referrals import refer
from fortschrift.deliberation.models import Decision, Referral
from fortschrift.deliberation.permissions import may_record_decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A body's turn with a paper: what it does with it, and when that is planned."""

    organization: Organization
    role: str
    planned_date: PartialDate | str = UNKNOWN


@action(_("{actor} hat „{version}“ mit der Vorlage „{paper}“ in die Beratungsfolge gegeben."))
def hand_over(
    entry: Entry,
    version: Version,
    *,
    title: str,
    stations: Sequence[Station],
    actor: User | None,
    now: datetime,
    reference: str = "",
    draft_resolution: str = "",
    handed_over_by: Organization | None = None,
    decision: Decision | None = None,
    date: PartialDate | str = UNKNOWN,
) -> Referral:
    """Lay a frozen version before the bodies with a paper, station by station in the order given.

    Raises ValidationError for a version that nobody has frozen a text of, and for no station.
    """
    require(may_record_decisions(actor, version.municipality))
    if not version.texts.exists():
        raise ValidationError(
            {
                "version": _(
                    "Von dieser Fassung liegt hier kein Text vor, der vorgelegt werden kann."
                )
            }
        )
    if not stations:
        raise ValidationError({"stations": _("Bitte nennen Sie mindestens ein Gremium.")})
    acting = Acting(actor, now)
    paper = lay_paper(
        version.municipality, slug=_free_slug(version, reference or title), title=title,
        paper_type=Paper.PaperType.RESOLUTION, reference=reference, date=date,
        reference_reason="" if reference else str(_("noch ohne Nummer")),
        draft_resolution=draft_resolution,
        draft_resolution_reason="" if draft_resolution else str(_("nicht festgehalten")),
        **acting.who,
    )  # fmt: skip
    turns = [
        add_consultation(
            paper,
            organization=each.organization,
            role=each.role,
            order=order,
            planned_date=each.planned_date,
            **acting.who,
        )
        for order, each in enumerate(stations, start=1)
    ]
    entry.tell(version=version, paper=paper)
    return refer(
        version.concept, version=version, handed_over_by=handed_over_by, decision=decision,
        date=date, consultations=turns, **acting.who,
    )  # fmt: skip


def _free_slug(version: Version, words: str) -> str:
    slug = slugify(words)[:70] or "vorlage"
    taken = set(version.municipality.papers.values_list("slug", flat=True))
    found, number = slug, 2
    while found in taken:
        found, number = f"{slug}-{number}", number + 1
    return found
