"""What others say to proposals, counted for lists: never a vote, and never shown as one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.participation import selectors
from fortschrift.participation.models import Comment, Reading, Submission


@dataclass(frozen=True, slots=True)
class Responses:
    """How many support a proposal, known ones and browsers apart, and how much was said to it."""

    known: int = 0
    visitors: int = 0
    comments: int = 0
    questions: int = 0

    def support_words(self) -> str:
        """Say how many support it, those without account or invitation by themselves."""
        known = ngettext(
            "%(n)d Person unterstützt das", "%(n)d Personen unterstützen das", self.known
        ) % {"n": self.known}  # fmt: skip
        if self.known and self.visitors:
            return _("%(known)s, dazu %(n)d ohne Anmeldung") % {"known": known, "n": self.visitors}
        if self.visitors:
            return ngettext(
                "%(n)d Unterstützung ohne Anmeldung", "%(n)d Unterstützungen ohne Anmeldung",
                self.visitors,
            ) % {"n": self.visitors}  # fmt: skip
        return known if self.known else _("Noch unterstützt das niemand")

    def words(self, reading: Reading) -> list[str]:
        """Say what there is, as far as the reading has it switched on."""
        found = []
        if reading.takes_support and (self.known or self.visitors):
            found.append(self.support_words())
        if reading.takes_comments and self.comments:
            found.append(
                ngettext("%(n)d Anmerkung", "%(n)d Anmerkungen", self.comments)
                % {"n": self.comments}
            )
        if reading.takes_questions and self.questions:
            found.append(
                ngettext("%(n)d Frage", "%(n)d Fragen", self.questions) % {"n": self.questions}
            )
        return found


def responses_to(reading: Reading, rows: Sequence[Submission]) -> Mapping[UUID, list[str]]:
    """Say for each proposal of a list what others said to it; at most 2 queries."""
    if not (reading.takes_support or reading.takes_comments or reading.takes_questions):
        return {}
    counted = counts_of(rows)
    return {key: said for key, each in counted.items() if (said := each.words(reading))}


def counts_of(rows: Sequence[Submission]) -> Mapping[UUID, Responses]:
    """Count what others said to each of these; 2 queries."""
    supports, comments = selectors.supports_of(rows), selectors.comments_of(rows)
    kinds = Comment.Kind
    return {
        row.pk: Responses(
            *supports.get(row.pk, (0, 0)),
            comments.get((row.pk, kinds.COMMENT), 0), comments.get((row.pk, kinds.QUESTION), 0),
        )
        for row in rows
    }  # fmt: skip
