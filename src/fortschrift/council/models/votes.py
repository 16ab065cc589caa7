"""How it was decided: vote events, counts, votes by name (Popolo VoteEvent, Count, Vote).

A recorded result is kept as it fell: the word, the text, and any number that a source gives.
Nothing is computed that was not recorded.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.council.models.meetings import AgendaItem, Meeting
from fortschrift.council.models.organizations import Organization, Person
from fortschrift.sources.models import Sourced, Visibility


class VoteEvent(Sourced):
    """One vote of one body on one matter."""

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("angenommen")
        REJECTED = "rejected", _("abgelehnt")
        REJECTED_TIE = "rejected_tie", _("bei Stimmengleichheit abgelehnt")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Manner(models.TextChoices):
        UNANIMOUS = "unanimous", _("einstimmig")
        UNANIMOUS_ABSTENTIONS = "unanimous_abstentions", _("einstimmig bei Enthaltung")
        MAJORITY = "majority", _("mehrheitlich")
        LARGE_MAJORITY = "large_majority", _("mit großer Mehrheit")
        NO_OPPOSITION = "no_opposition", _("ohne Gegenstimme, nicht ausgezählt")
        AS_PRINTED = "as_printed", _("wie im Original")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Form(models.TextChoices):
        OPEN = "open", _("offen")
        BY_NAME = "by_name", _("namentlich")
        SECRET = "secret", _("geheim")
        CIRCULATION = "circulation", _("im Umlaufverfahren")
        UNKNOWN = "unknown", _("nicht bekannt")

    class Requirement(models.TextChoices):
        ORDINARY = "ordinary", _("gewöhnliche Mehrheit")
        TWO_THIRDS = "two_thirds", _("zwei Drittel der Stimmen")
        MEMBERS = "members", _("Mehrheit der Mitglieder")
        TWO_THIRDS_OF_MEMBERS = "two_thirds_of_members", _("zwei Drittel der Mitglieder")
        THREE_QUARTERS_OF_MEMBERS = "three_quarters_of_members", _("drei Viertel der Mitglieder")
        UNANIMITY = "unanimity", _("Einstimmigkeit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="vote_events"
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="vote_events"
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="vote_events")
    subject = models.CharField(_("worüber"), max_length=400)
    outcome = models.CharField(_("Ergebnis"), max_length=20, choices=Outcome)
    manner = models.CharField(_("wie"), max_length=30, choices=Manner)
    verbatim = models.CharField(_("im Wortlaut"), max_length=400, blank=True)
    form = models.CharField(_("Form"), max_length=20, choices=Form, default=Form.UNKNOWN)
    requirement = models.CharField(
        _("nötig war"), max_length=30, choices=Requirement, default=Requirement.ORDINARY
    )
    present = models.PositiveIntegerField(_("anwesend"), null=True, blank=True)
    counts_reason = models.CharField(_("warum ohne Zahlen"), max_length=300, blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    class Meta:
        verbose_name = _("Abstimmung")

    def __str__(self) -> str:
        return self.subject

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality


class Option(models.TextChoices):
    """What one can do in a vote (Popolo), and what German minutes count beside it."""

    YES = "yes", _("Ja")
    NO = "no", _("Nein")
    ABSTAIN = "abstain", _("Enthaltung")
    EXCLUDED = "excluded", _("Mitwirkungsverbot (befangen)")
    ABSENT = "absent", _("abwesend")
    INVALID = "invalid", _("ungültig")


class Count(models.Model):
    """A number of votes, in total or of one group; ``value`` None is unknown, with the reason.

    ``group_label`` serves where a source names a party and no group of this council is known.
    """

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="counts")
    option = models.CharField(max_length=20, choices=Option)
    value = models.PositiveIntegerField(null=True, blank=True)
    group = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="counts"
    )
    group_label = models.CharField(max_length=120, blank=True)
    reason = models.CharField(_("warum nicht bekannt"), max_length=300, blank=True)
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Stimmenzahl")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vote_event", "option", "group_label"],
                condition=Q(group__isnull=True), name="count_label_once",
            ),
            models.UniqueConstraint(
                fields=["vote_event", "option", "group"],
                condition=Q(group__isnull=False), name="count_group_once",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(group_label=""), name="count_group_or_label"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_option_display()}: {self.value}"

    @property
    def municipality(self) -> Municipality:
        return self.vote_event.municipality


class Vote(models.Model):
    """One vote by name."""

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="votes")
    voter = models.ForeignKey(Person, models.PROTECT, related_name="votes")
    group = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="votes"
    )
    option = models.CharField(max_length=20, choices=Option)

    class Meta:
        verbose_name = _("Stimme")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["vote_event", "voter"], name="vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.voter}: {self.get_option_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.vote_event.municipality
