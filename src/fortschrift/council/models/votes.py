"""How it was decided: vote events, counts, votes by name (Popolo VoteEvent, Count, Vote).

A recorded result is kept as it fell: the word, the text, and any number that a source gives.
Nothing is computed that was not recorded.  These rows only grow: what was recorded wrongly stays,
and a correction (``corrections.py``) says so and points to the vote that stands instead.
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality
from fortschrift.council.models.meetings import AgendaItem, Meeting, Quorum
from fortschrift.council.models.organizations import Organization, Person
from fortschrift.sources.models import Sourced, Visibility


class VoteEventQuerySet(models.QuerySet["VoteEvent"]):
    """Filters on votes."""

    def standing(self) -> "VoteEventQuerySet":
        """Leave out what a correction has replaced or struck."""
        return self.filter(correction__isnull=True)


class VoteEvent(AppendOnly, Sourced):
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
    #: NOT_SAID leaves it at what was said at the start of the meeting.
    quorum = models.CharField(
        _("Beschlussfähigkeit"), max_length=20, choices=Quorum, default=Quorum.NOT_SAID
    )
    quorum_note = models.CharField(_("wer und wann"), max_length=300, blank=True)
    #: Whether somebody objected to deciding by circulation; None is not known.
    objected = models.BooleanField(_("Widerspruch gegen den Umlauf"), null=True, blank=True)
    #: How the chair decided at a tie; None where it did not, or nobody knows.
    chair_vote = models.BooleanField(_("Stichentscheid"), null=True, blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)
    #: The excerpt from minutes that it was read from, as it was pasted, and where that stands.
    source_text = models.TextField(_("eingefügter Text"), blank=True)
    source_url = models.URLField(_("Adresse der Quelle"), max_length=1000, blank=True)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    objects = VoteEventQuerySet.as_manager()

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


class Count(AppendOnly):
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


class Vote(AppendOnly):
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


class Exclusion(AppendOnly):
    """Somebody whom a conflict of interest keeps from one vote, by name or in words.

    ``took_part`` is empty for whoever left as the law asks, else how that person voted all the
    same.  The number of those excluded, as minutes give it, is a Count.
    """

    class TookPart(models.TextChoices):
        YES = "yes", _("hat trotzdem mit Ja gestimmt")
        NO = "no", _("hat trotzdem mit Nein gestimmt")
        ABSTAIN = "abstain", _("hat sich trotzdem enthalten")
        UNKNOWN = "unknown", _("hat mitgestimmt, wie ist nicht bekannt")

    vote_event = models.ForeignKey(VoteEvent, models.PROTECT, related_name="exclusions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField(_("wer"), max_length=200, blank=True)
    took_part = models.CharField(_("mitgestimmt"), max_length=20, choices=TookPart, blank=True)
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Ausschluss von einer Abstimmung")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["vote_event", "person"], condition=Q(person__isnull=False),
                name="excluded_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(label=""), name="exclusion_of_somebody"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.label or str(self.person)

    @property
    def municipality(self) -> Municipality:
        return self.vote_event.municipality
