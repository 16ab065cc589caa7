"""Invitations to a reading by a personal link or a letter, and what came of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Contact
from fortschrift.participation.models.links import WITHDRAWN, PersonalLink, PersonalLinkQuerySet
from fortschrift.participation.models.readings import Reading


class InvitationQuerySet(PersonalLinkQuerySet["Invitation"]):
    """Which invitations still hold, and what the board needs of them."""

    def with_content(self) -> "InvitationQuerySet":
        """Fetch contact, organization, what became of it and how much came in; 2 queries."""
        return (
            self.select_related("reading", "contact__organization__municipality")
            .prefetch_related("statuses")
            .annotate(proposal_count=Count("submissions"))
        )


class Invitation(PersonalLink):
    """That a contact was asked to read and to propose.

    It gives the right to propose in this reading for the contact's organization, no other.
    """

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="invitations")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="invitations")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Einladung zu einer Durchsicht")

    @property
    def municipality(self) -> Municipality:
        return self.reading.municipality


class InvitationStatus(AppendOnly):
    """What came of an invitation; being reminded may happen again, all else once."""

    class Status(models.TextChoices):
        OPENED = "opened", _("geöffnet")
        NO_WISHES = "no_wishes", _("keine Änderungswünsche")
        REMINDED = "reminded", _("erinnert")
        WITHDRAWN = WITHDRAWN, _("zurückgezogen")

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
