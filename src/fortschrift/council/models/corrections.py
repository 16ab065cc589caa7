"""What was recorded wrongly: said in a record of its own, with what stood there before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.council.models.meetings import AgendaItem, Meeting
from fortschrift.council.models.votes import VoteEvent


class Correction(AppendOnly):
    """One correction of a meeting, of an agenda item, or of a vote.

    Meetings and items keep what is right in their own row; a vote is never changed, it is replaced
    by another one, or struck when there was none.  ``before`` and ``after`` are the words of what
    changed, by the German name of the field, so that the record can be read by itself.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    agenda_item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    vote_event = models.OneToOneField(
        VoteEvent, models.PROTECT, null=True, blank=True, related_name="correction"
    )
    replacement = models.OneToOneField(
        VoteEvent, models.PROTECT, null=True, blank=True, related_name="replaces"
    )
    wrong = models.TextField(_("Was war falsch?"), max_length=2000)
    reason = models.TextField(_("Woher wissen wir es?"), max_length=2000)
    before = models.JSONField(_("bisher"), default=dict, blank=True)
    after = models.JSONField(_("jetzt"), default=dict, blank=True)
    corrected_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    corrected = models.DateTimeField(_("berichtigt am"))

    class Meta:
        verbose_name = _("Berichtigung")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(meeting__isnull=False, agenda_item=None, vote_event=None)
                | Q(meeting=None, agenda_item__isnull=False, vote_event=None)
                | Q(meeting=None, agenda_item=None, vote_event__isnull=False),
                name="correction_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(replacement=None) | Q(vote_event__isnull=False),
                name="correction_replaces_a_vote",
            ),
        ]

    def __str__(self) -> str:
        return self.wrong

    @property
    def corrected_row(self) -> Meeting | AgendaItem | VoteEvent:
        """What was wrong; it must be loaded where many are read."""
        found = self.meeting or self.agenda_item or self.vote_event
        assert found is not None, "the database holds that one of them is set"
        return found

    @property
    def municipality(self) -> Municipality:
        return self.corrected_row.municipality
