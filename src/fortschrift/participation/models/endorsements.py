"""Endorsements ("Wir tragen das mit"): partners say before adoption what they carry, and how.

Kept for good: once the version is in force, what stands here becomes the partner's role.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Node, Version
from fortschrift.council.models import Organization
from fortschrift.participation.models.invitations import Invitation
from fortschrift.participation.models.links import WITHDRAWN

CONFIRMED, SHOWN = "confirmed", "shown"


class EndorsementQuerySet(models.QuerySet["Endorsement"]):
    """Which endorsements still hold, and which of them everybody may see."""

    def standing(self) -> "EndorsementQuerySet":
        """Those nobody has withdrawn."""
        return self.exclude(statuses__status=WITHDRAWN)

    def confirmed(self) -> "EndorsementQuerySet":
        """Those the organization stands by itself: on these a role can be built."""
        return self.standing().filter(statuses__status=CONFIRMED)

    def public(self) -> "EndorsementQuerySet":
        """Those the organization wants to be seen."""
        return self.standing().filter(statuses__status=SHOWN)

    def with_content(self) -> "EndorsementQuerySet":
        return self.select_related(
            "version__concept__municipality", "organization", "node"
        ).prefetch_related("statuses")


class Endorsement(AppendOnly):
    """That an organization carries an element, or the whole version where ``node`` is none."""

    class Role(models.TextChoices):
        TAKES_PART = "takes_part", _("wirkt mit")
        GIVES_ROOMS = "gives_rooms", _("stellt Räume")
        OWN_WORDS = "own_words", _("in eigenen Worten")

    class Way(models.TextChoices):
        LINK = "link", _("über eine Einladung")
        ACCOUNT = "account", _("mit einem Konto")
        OFFICE = "office", _("eingetragen von der Geschäftsstelle")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, models.PROTECT, related_name="endorsements")
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="endorsements"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="endorsements")
    role = models.CharField(_("Rolle"), max_length=20, choices=Role)
    words = models.CharField(_("In eigenen Worten"), max_length=300, blank=True)
    way = models.CharField(_("Weg"), max_length=20, choices=Way)
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="endorsements"
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    objects = EndorsementQuerySet.as_manager()

    class Meta:
        verbose_name = _("Wir tragen das mit")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(role="own_words") | ~Q(words=""), name="endorsement_own_words_said"
            ),
            models.CheckConstraint(
                condition=Q(way="link", invitation__isnull=False)
                | (~Q(way="link") & Q(invitation__isnull=True, user__isnull=False)),
                name="endorsement_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.said}"

    @property
    def municipality(self) -> Municipality:
        return self.version.municipality

    @property
    def said(self) -> str:
        """In which role, as the organization says it."""
        return self.words or self.get_role_display()

    def has(self, status: str) -> bool:
        """Whether it has a status; statuses may be prefetched."""
        return status in {each.status for each in self.statuses.all()}


class EndorsementStatus(AppendOnly):
    """That the organization confirmed an endorsement, wants it seen, or took it back; each once."""

    class Status(models.TextChoices):
        CONFIRMED = CONFIRMED, _("bestätigt")
        SHOWN = SHOWN, _("öffentlich gezeigt")
        WITHDRAWN = WITHDRAWN, _("zurückgezogen")

    endorsement = models.ForeignKey(Endorsement, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=20, choices=Status)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Stand von „Wir tragen das mit“")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["endorsement", "status"], name="endorsement_status_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.endorsement}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.endorsement.municipality
