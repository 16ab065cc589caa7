"""Hand-overs of a version into the stations of the political bodies."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import Consultation, Organization, VoteEvent
from fortschrift.deliberation.models.decisions import Decision
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Which hand-overs may be seen, and what a page about them needs."""

    def public(self) -> "ReferralQuerySet":
        return self.filter(visibility=Visibility.PUBLIC).exclude(
            handed_over_by__meets_in_public=False
        )

    def with_content(self) -> "ReferralQuerySet":
        """Fetch version, body, sources and the public stations along; constant queries."""
        stations = (
            Consultation.objects.filter(visibility=Visibility.PUBLIC)
            .select_related(
                "paper__municipality",
                "organization__municipality",
                "meeting__organization__municipality",
                "agenda_item__meeting",
            )
            .prefetch_related(
                "organization__names",
                models.Prefetch("agenda_item__vote_events", VoteEvent.objects.standing()),
                "claims__source",
            )
            .order_by("paper_id", "order")
        )
        return self.select_related(
            "concept__municipality", "version", "handed_over_by__municipality"
        ).prefetch_related(
            "handed_over_by__names", "claims__source", models.Prefetch("consultations", stations)
        )


class Referral(Sourced):
    """The hand-over of a version into the stations of the political bodies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="referrals")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    handed_over_by = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    as_printed = models.CharField(_("wie gedruckt"), max_length=300, blank=True)
    consultations: models.ManyToManyField[Consultation, models.Model] = models.ManyToManyField(
        Consultation, blank=True, related_name="referrals"
    )
    stations_reason = models.CharField(_("zu den Stationen"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("Übergabe in die Beratungsfolge")

    def __str__(self) -> str:
        return f"{self.concept}: {self.date}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
