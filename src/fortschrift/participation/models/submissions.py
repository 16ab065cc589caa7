"""What people hand in: a submission, who sent it, and what became of its being shown.

What is wanted of the text stands in amendments of ``concepts``; a submission says how it came, for
whom it speaks and under which name it is shown.  Nothing of it is ever changed.
"""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Amendment, Concept, Node, Version
from fortschrift.council.models import Organization
from fortschrift.participation.models.invitations import Invitation
from fortschrift.participation.models.readings import Reading
from fortschrift.sources.fields import PartialDateField


def _has(status: str) -> Exists:
    return Exists(SubmissionStatus.objects.filter(submission=OuterRef("pk"), status=status))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Which submissions may be seen, and what a list of them needs."""

    def public(self) -> "SubmissionQuerySet":
        """Those released and not held back since; withdrawn ones stay, and say so."""
        return self.filter(_has("released"), ~_has("withheld"))

    def standing(self, box: str) -> "SubmissionQuerySet":
        """Those that stand so: waiting, released, withheld or withdrawn, each in one of them."""
        boxes: dict[str, list[Any]] = {
            "waiting": [~_has("released"), ~_has("withheld"), ~_has("withdrawn")],
            "released": [_has("released"), ~_has("withheld"), ~_has("withdrawn")],
            "withheld": [_has("withheld")],
            "withdrawn": [_has("withdrawn"), ~_has("withheld")],
        }
        return self.filter(*boxes[box])

    def with_content(self) -> "SubmissionQuerySet":
        """Fetch all that a list shows along; 3 queries."""
        amendments = Amendment.objects.order_by("number")
        return self.select_related(
            "concept__municipality", "reading__concept__municipality", "version", "node",
            "organization", "wish__version",
        ).prefetch_related(models.Prefetch("amendments", amendments), "statuses")  # fmt: skip


class Submission(AppendOnly):
    """One thing handed in, in a reading or, between readings, to the wish list of a version.

    It brings one amendment or several (a Word file); one in the sender's own words brings an
    amendment without a wording.  ``node`` is the passage it is about, none for the whole text.
    ``shown_name`` is all that is public of who sent it.  ``wish`` is the one, left between
    readings, that the office has made a proposal of.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Änderung")
        ADDITION = "addition", _("Ergänzung")
        DELETION = "deletion", _("Streichung")
        MOVE = "move", _("Verschiebung")
        EDITORIAL = "editorial", _("nur sprachlich")
        OWN_WORDS = "own_words", _("in eigenen Worten")

    class Channel(models.TextChoices):
        PAGE = "page", _("auf dieser Seite")
        LINK = "link", _("über einen persönlichen Link")
        WORD_FILE = "word_file", _("Word-Datei")
        MAIL = "mail", _("E-Mail")
        PAPER = "paper", _("Papier")
        TELEPHONE = "telephone", _("Telefon")
        WORKSHOP_TABLE = "workshop_table", _("Tisch in einem Workshop")
        MEETING = "meeting", _("in einer Sitzung")

    class ShownAs(models.TextChoices):
        ORGANIZATION = "organization", _("mit dem Namen der Organisation")
        NAME = "name", _("mit meinem Namen")
        PSEUDONYM = "pseudonym", _("mit einem anderen Namen")
        UNNAMED = "unnamed", _("ohne Namen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="submissions")
    reading = models.ForeignKey(
        Reading, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="submissions")
    node = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    amendments: models.ManyToManyField[Amendment, models.Model] = models.ManyToManyField(
        Amendment, related_name="submissions"
    )
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    channel = models.CharField(_("Weg"), max_length=20, choices=Channel)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    invitation = models.ForeignKey(
        Invitation, models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    wish = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_over"
    )
    shown_as = models.CharField(_("Name in der Öffentlichkeit"), max_length=20, choices=ShownAs)
    shown_name = models.CharField(_("Name, der gezeigt wird"), max_length=200, blank=True)
    code = models.CharField(_("Kurzcode"), max_length=12, unique=True)
    happened = PartialDateField(_("wann"))
    recorded = models.DateTimeField(_("erfasst"))

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Eingereichter Vorschlag")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(shown_as="unnamed", shown_name="")
                | ~Q(shown_as="unnamed") & ~Q(shown_name=""),
                name="submission_shown_name",
            ),
            models.CheckConstraint(
                condition=~Q(shown_as="organization") | Q(organization__isnull=False),
                name="submission_organization_named",
            ),
            models.UniqueConstraint(
                fields=["wish", "reading"],
                condition=Q(wish__isnull=False),
                name="submission_wish_once_in_reading",
            ),
            models.CheckConstraint(
                condition=Q(wish__isnull=True) | Q(reading__isnull=False),
                name="submission_wish_taken_into_reading",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class SubmissionSender(AppendOnly):
    """Who sent a submission, as far as they said: for answering them, never shown, erasable."""

    erasable = True

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="sender")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    telephone = models.CharField(_("Telefon"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("Wer einen Vorschlag eingereicht hat")

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality


class SubmissionStatus(AppendOnly):
    """That a submission was released, held back or withdrawn; each at most once."""

    class Status(models.TextChoices):
        RELEASED = "released", _("freigegeben")
        WITHHELD = "withheld", _("nicht gezeigt")
        WITHDRAWN = "withdrawn", _("zurückgezogen")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=20, choices=Status)
    reason = models.TextField(_("Begründung"), blank=True)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Stand eines eingereichten Vorschlags")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["submission", "status"], name="submission_status_once"),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(reason=""), name="submission_withheld_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.submission.municipality
