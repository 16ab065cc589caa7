"""Mandates: instructions to make or to review a concept."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept
from fortschrift.council.models import Meeting, Organization
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class MandateQuerySet(models.QuerySet["Mandate"]):
    """Which mandates may be seen, and what a page about them needs."""

    def public(self) -> "MandateQuerySet":
        return self.filter(visibility=Visibility.PUBLIC).exclude(
            organization__meets_in_public=False
        )

    def with_content(self) -> "MandateQuerySet":
        """Fetch giver, addressee, meeting and sources along; 4 queries."""
        return self.select_related(
            "concept__municipality",
            "organization__municipality",
            "addressee",
            "meeting__organization__municipality",
        ).prefetch_related("organization__names", "claims__source")


class Mandate(Sourced):
    """An instruction to make or to review a concept; it may be dated after the first draft."""

    class Kind(models.TextChoices):
        CREATE = "create", _("Konzept erarbeiten")
        REVIEW = "review", _("Konzept überprüfen")
        OTHER = "other", _("anderer Auftrag")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="mandates")
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="mandates_given"
    )
    organization_reason = models.CharField(max_length=300, blank=True)
    addressee = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="mandates_received"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    as_printed = models.CharField(_("wie gedruckt"), max_length=200, blank=True)
    text = models.TextField(_("Auftrag"), blank=True)
    date = PartialDateField(_("wann"))
    date_note = models.CharField(_("zum Datum"), max_length=300, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("Auftrag")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(organization_reason=""),
                name="mandate_giver_or_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.concept}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality

    @property
    def is_public(self) -> bool:
        """Whether anybody may know it: marked so, and not given by a body that sits in private."""
        closed = self.organization is not None and self.organization.meets_in_public is False
        return self.visibility == Visibility.PUBLIC and not closed
