"""Co-signatures (Mitzeichnung): departments are asked before adoption for what binds them.

Internal throughout: nothing of it is ever shown to the public.  What is answered only grows, the
last answer counts.
"""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.models import Node, Version
from fortschrift.council.models import Contact
from fortschrift.participation.models import WITHDRAWN, PersonalLink, PersonalLinkQuerySet


class CosignatureRequestQuerySet(PersonalLinkQuerySet["CosignatureRequest"]):
    """What the board and the answering need of requests."""

    def with_content(self) -> "CosignatureRequestQuerySet":
        """Fetch whom is asked, for what, and what was answered; constant number of queries."""
        return self.select_related(
            "version__concept__municipality", "contact__organization__municipality", "renews"
        ).prefetch_related(
            "statuses", "elements", "answers__user", "renews__elements", "renews__answers__user"
        )


class CosignatureRequest(PersonalLink):
    """That a contact of a department was asked to co-sign a frozen version.

    For some elements (``elements``), or for the whole where it has none.  A new link in place of
    a lost one is a row that ``renews`` the first; elements and answers stay with the first.
    """

    version = models.ForeignKey(Version, models.PROTECT, related_name="cosignature_requests")
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="cosignature_requests")
    deadline = models.DateField(_("Frist"))
    note = models.TextField(_("Worum es geht"), max_length=2000, blank=True)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="renewals"
    )

    objects = CosignatureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("Bitte um Mitzeichnung")

    @property
    def municipality(self) -> Municipality:
        return self.version.municipality

    @property
    def first(self) -> "CosignatureRequest":
        """The request that elements and answers stand with."""
        return self.renews or self

    @property
    def answer(self) -> "CosignatureAnswer | None":
        """What counts; answers may be prefetched."""
        return max(self.first.answers.all(), key=lambda each: each.pk, default=None)

    def is_late_on(self, day: date) -> bool:
        return self.deadline < day and self.answer is None


class CosignatureElement(AppendOnly):
    """An element that binds the department that is asked."""

    request = models.ForeignKey(
        CosignatureRequest, models.PROTECT, related_name="elements", db_index=False
    )
    node = models.ForeignKey(Node, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Element einer Mitzeichnung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "node"], name="cosignature_element_once"),
        ]

    def __str__(self) -> str:
        return str(self.node)

    @property
    def municipality(self) -> Municipality:
        return self.request.municipality


class CosignatureStatus(AppendOnly):
    """What came of a link; being reminded may happen again, all else once."""

    class Status(models.TextChoices):
        OPENED = "opened", _("geöffnet")
        REMINDED = "reminded", _("erinnert")
        WITHDRAWN = WITHDRAWN, _("zurückgezogen")

    request = models.ForeignKey(CosignatureRequest, models.PROTECT, related_name="statuses")
    status = models.CharField(_("Stand"), max_length=20, choices=Status)
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Stand einer Bitte um Mitzeichnung")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "status"], condition=~Q(status="reminded"),
                name="cosignature_status_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.request}: {self.get_status_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.request.municipality


class CosignatureAnswer(AppendOnly):
    """What a department says, and by which way; the last one counts."""

    class Answer(models.TextChoices):
        SIGNED = "signed", _("mitgezeichnet")
        SIGNED_WITH_NOTE = "signed_with_note", _("mitgezeichnet mit Hinweis")
        REFUSED = "refused", _("nicht mitgezeichnet")
        NOT_CONCERNED = "not_concerned", _("nicht zuständig")

    class Way(models.TextChoices):
        LINK = "link", _("über einen persönlichen Link")
        ACCOUNT = "account", _("mit einem Konto")
        OFFICE = "office", _("eingetragen von der Geschäftsstelle")

    #: Answers that say nothing without words.
    WANTING_WORDS: ClassVar = (Answer.SIGNED_WITH_NOTE, Answer.REFUSED)

    request = models.ForeignKey(CosignatureRequest, models.PROTECT, related_name="answers")
    answer = models.CharField(_("Antwort"), max_length=20, choices=Answer)
    words = models.TextField(_("Hinweis oder Grund"), max_length=5000, blank=True)
    way = models.CharField(_("Weg"), max_length=20, choices=Way)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("Mitzeichnung")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(answer__in=["signed_with_note", "refused"]) | ~Q(words=""),
                name="cosignature_says_why",
            ),
            models.CheckConstraint(
                condition=(Q(way="link") & Q(user__isnull=True))
                | (~Q(way="link") & Q(user__isnull=False)),
                name="cosignature_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_answer_display()}"

    @property
    def municipality(self) -> Municipality:
        return self.request.municipality

    @property
    def stands_in_the_way(self) -> bool:
        """Whether the text goes on without this co-signature."""
        return self.answer == self.Answer.REFUSED
