"""The act of putting a question: what a body is asked to decide, written before it decides."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import AmendmentPart, Concept, Conflict, Version, Wording
from fortschrift.council.actions.checks import check_belonging, identity
from fortschrift.council.models import AgendaItem, Organization, Paper
from fortschrift.deliberation.models import Consideration, Mandate, Question
from fortschrift.deliberation.permissions import may_record_decisions
from fortschrift.deliberation.visibility import visibility_of
from fortschrift.participation.bad_input import check_reason, check_same_concept
from fortschrift.participation.models import Reading
from fortschrift.sources.models import Claim


@action(_("{actor} hat zu „{concept}“ eine Frage zur Entscheidung gestellt: {as_stated}."))
def put_question(
    entry: Entry,
    concept: Concept,
    *,
    subject: str,
    as_stated: str,
    actor: User | None,
    now: datetime,
    agenda_item: AgendaItem | None = None,
    order: int = 1,
    version: Version | None = None,
    reading: Reading | None = None,
    mandate: Mandate | None = None,
    paper: Paper | None = None,
    wording: Wording | None = None,
    part: AmendmentPart | None = None,
    conflict: Conflict | None = None,
    consideration: Consideration | None = None,
    text_reason: str = "",
    visibility: str | None = None,
    claims: Sequence[Claim] = (),
    id: UUID | None = None,
) -> Question:
    """Put a version, a mandate, a paper, exact words, an overlap, or a matter as stated.

    ``as_stated`` is always given: it is what the body had before it.  Where the thing itself is
    not at hand (the proposals of a reading, a matter as stated), ``text_reason`` says why, for
    example "Wortlaut nicht öffentlich".
    """
    require(may_record_decisions(actor, concept.municipality))
    check_belonging(concept.municipality, agenda_item=agenda_item, paper=paper, claims=claims)
    check_same_concept(
        concept, version=version, reading=reading, mandate=mandate,
        wording=wording and wording.amendment, conflict=conflict and conflict.strand,
        consideration=consideration and consideration.strand,
    )  # fmt: skip
    if part is not None and part.wording_id != (wording and wording.pk):
        raise ValidationError({"part": _("Dieser Teil gehört zu einem anderen Wortlaut.")})
    things: dict[str, object | None] = {
        Question.Subject.VERSION: version, Question.Subject.MANDATE: mandate,
        Question.Subject.PAPER: paper, Question.Subject.AMENDMENT: wording,
        Question.Subject.CONFLICT: conflict,
    }  # fmt: skip
    check_reason("text_reason", _at_hand(subject, things), text_reason)
    question = entry.create(
        Question, concept=concept, subject=subject, as_stated=as_stated, agenda_item=agenda_item,
        order=order, version=version, reading=reading, mandate=mandate, paper=paper,
        wording=wording, part=part, conflict=conflict, consideration=consideration,
        text_reason=text_reason,
        visibility=visibility_of(visibility, _body_of(agenda_item), agenda_item, paper),
        **identity(id),
    )  # fmt: skip
    entry.link(question.claims, claims)
    entry.tell(concept=concept, as_stated=as_stated)
    return question


def _at_hand(subject: str, things: Mapping[str, object | None]) -> object | None:
    """Return the thing itself, for the subjects that have one and for those that need none."""
    if subject in (Question.Subject.PROPOSALS, Question.Subject.AS_STATED):
        return None
    # An unknown subject is refused by the model's field, which names the choices.
    return things.get(subject, subject)


def _body_of(agenda_item: AgendaItem | None) -> Organization | None:
    return agenda_item.meeting.organization if agenda_item else None
