"""The words for what a body decided: how the thing is called, how it was voted, its result."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from fortschrift.council.models import Organization, VoteEvent
from fortschrift.deliberation.models import Decision, OperativePoint, QuestionResult
from fortschrift.web.content import content
from fortschrift.web.shapes import Badge, Tone

Classification = Organization.Classification
Result = QuestionResult.Result
_BINDING = {
    Classification.COUNCIL,
    Classification.MAIN_COMMITTEE,
    Classification.DISTRICT_COUNCIL,
}
RESULT_TONES: Mapping[str, Tone] = {
    Result.ADOPTED: "success",
    Result.ADOPTED_AMENDED: "success",
    Result.ADOPTED_IN_SUBSTANCE: "success",
    Result.PARTLY: "info",
    Result.REJECTED: "danger",
    Result.LAPSED: "neutral",
    Result.OPEN: "open",
    Result.UNKNOWN: "open",
}
_OUTCOME_TONES: Mapping[str, Tone] = {
    VoteEvent.Outcome.CARRIED: "success",
    VoteEvent.Outcome.REJECTED: "danger",
    VoteEvent.Outcome.REJECTED_TIE: "danger",
    VoteEvent.Outcome.UNKNOWN: "open",
}


def decision_word(decision: Decision) -> str:
    """Say Beschluss, Empfehlung or Votum; operative points must be prefetched.

    A committee recommends where it says so, and decides what is its own, such as a mandate.
    """
    body = decision.organization
    if not body.is_statutory:
        return _("Votum")
    verbs = {point.verb for point in decision.operative_points.all()}
    if body.classification not in _BINDING and OperativePoint.Verb.RECOMMENDS in verbs:
        return _("Empfehlung")
    return _("Beschluss")


def vote_words(decision: Decision) -> str:
    """Say how it was voted as far as recorded: "mit großer Mehrheit"; empty if it is not."""
    event = decision.vote
    if event is None:
        return ""
    if event.verbatim:
        return content(event.verbatim)
    unspoken = {VoteEvent.Manner.UNKNOWN, VoteEvent.Manner.AS_PRINTED}
    return "" if event.manner in unspoken else str(event.get_manner_display())


def result_badge(result: QuestionResult) -> Badge:
    return Badge(str(result.get_result_display()), RESULT_TONES[result.result])


def decision_badge(decision: Decision) -> Badge | None:
    """Sum a decision up by its one result, else by its vote; None where neither is recorded."""
    results = list(decision.results.all())
    if len(results) == 1:
        return result_badge(results[0])
    if decision.vote is None:
        return None
    outcome = decision.vote.get_outcome_display()
    return Badge(str(outcome), _OUTCOME_TONES[decision.vote.outcome])
