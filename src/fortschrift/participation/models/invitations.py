"""Invitations to a reading by a personal link or a letter, and what came of each."""

import uuid
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Contact
from fortschrift.participation.models.readings import Reading


def _has(status: str) -> Exists:
    return Exists(InvitationStatus.objects.filter(invitation=OuterRef("pk"), status=status))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Which invitations still hold, and what the board needs of them."""

    def standing(self) -> "InvitationQuerySet":
        """Those nobody has withdrawn."""
        return self.filter(~_has(InvitationStatus.Status.WITHDRAWN))

    def with_content(self) -> "InvitationQuerySet":
        """Fetch contact, organization, what became of it and how much came in; 2 queries."""
        return (
            self.select_related("reading", "contact__organization__municipality")
            .prefetch_related("statuses")
            .annotate(proposal_count=Count("submissions"))
        )


class Invitation(AppendOnly):
    """That a contact was asked to read and to propose.

    Of the key in link and letter only the hash is kept, so a lost one is replaced and not shown
    again.  It gives the right to propose in this reading for the contact's organization, no other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="invitations")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="invitations")
    key_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateField(_("gilt bis"))
    recorded = models.DateTimeField(_("erfasst"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einladung zu einer Durchsicht")

    def __str__(self) -> str:
        """Name the organization, never the person."""
        return str(self.contact.organization)

    @property
    def municipality(self) -> Municipality:
        return self.reading.municipality

    def holds_on(self, day: date) -> bool:
        """Whether it opens its reading that day; its statuses may be prefetched."""
        withdrawn = InvitationStatus.Status.WITHDRAWN
        return day <= self.expires and withdrawn not in {s.status for s in self.statuses.all()}


class InvitationStatus(AppendOnly):
    """What came of an invitation; being reminded may happen again, all else once."""

    class Status(models.TextChoices):
        OPENED = "opened", _("geöffnet")
        NO_WISHES = "no_wishes", _("keine Änderungswünsche")
        REMINDED = "reminded", _("erinnert")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=20, choices=Status)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Stand einer Einladung")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation", "status"], condition=~models.Q(status="reminded"),
                name="invitation_status_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.invitation.municipality
