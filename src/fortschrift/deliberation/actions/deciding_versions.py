"""The act of recording how a body decided on a version: adopted as it is, changed, or not."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.actions import freeze_as_version
from fortschrift.concepts.models import Strand, Version, VersionStatus
from fortschrift.council.models import Organization
from fortschrift.deliberation.actions.decisions import Answer, Point, decide
from fortschrift.deliberation.actions.occasions import UNSAID, Acting, Occasion, vote_on
from fortschrift.deliberation.actions.questions import put_question
from fortschrift.deliberation.models import Decision, Question, QuestionResult
from fortschrift.deliberation.permissions import may_record_decisions

Result = QuestionResult.Result


@action(_("{actor} hat festgehalten, wie „{organization}“ über „{version}“ entschied: {result}."))
def decide_version(
    entry: Entry,
    version: Version,
    *,
    organization: Organization,
    result: str,
    points: Sequence[Point],
    actor: User | None,
    now: datetime,
    occasion: Occasion = UNSAID,
    reason: str = "",
    strand: Strand | None = None,
    base: UUID | None = None,
    label: str = "",
) -> Decision:
    """Record a decision on a version with its operative points, each with its verb.

    Adopted without a change it is the same version and hash with a new status.  *With a change* the
    body adopts the text of ``strand`` at the head ``base``, which is frozen as the version
    ``label``; points that name the old version then speak of the new one.

    Raises ValidationError when a change is said and no changed text is there, and the reverse.
    """
    require(may_record_decisions(actor, version.municipality))
    is_changed = result == Result.ADOPTED_AMENDED
    if is_changed != (strand is not None):
        raise ValidationError(
            {"strand": _("„Mit Änderung“ braucht den Entwurf, in dem die Änderung steht; ohne"
                         " Änderung bleibt es bei dieser Fassung.")}
        )  # fmt: skip
    acting = Acting(actor, now)
    question = put_question(
        version.concept, subject=Question.Subject.VERSION, as_stated=str(version), version=version,
        agenda_item=occasion.agenda_item, visibility=occasion.visibility, **acting.who,
    )  # fmt: skip
    adopted = version
    if strand is not None:
        adopted = freeze_as_version(
            strand, label=label, status=VersionStatus.Status.PROPOSED,
            base=base or strand.head_id, based_on=version, **acting.who,
        )  # fmt: skip
    entry.tell(organization=organization, version=version, result=str(Result(result).label))
    return decide(
        version.concept, organization=organization, title=str(adopted),
        answers=[Answer(question, result, reason)], meeting=occasion.sitting,
        points=[_about(each, version, adopted) for each in points],
        vote_event=vote_on(occasion, organization, str(version), acting),
        date=occasion.date, date_note=occasion.date_note, visibility=occasion.visibility,
        **acting.who,
    )  # fmt: skip


def _about(point: Point, version: Version, adopted: Version) -> Point:
    if point.version != version or adopted == version:
        return point
    return Point(point.verb, point.text, point.text_is_restated, adopted, point.mandate)
