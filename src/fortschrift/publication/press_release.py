"""A press release written from the record: what was decided, by whom, how, and the way there.

Only recorded facts become sentences; what is not known is left out or said to be not known.  The
day of publication is that of the press release on record, never the day of the decision.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from fortschrift.concepts.life_line import version_title
from fortschrift.concepts.models import Concept, ConceptRelation, Version
from fortschrift.council.models import Organization
from fortschrift.deliberation.models import Decision, QuestionResult
from fortschrift.deliberation.wording import decision_badge, vote_words
from fortschrift.publication.shown import contact_facts
from fortschrift.publication.way import decided_versions, when_words
from fortschrift.review.models import ReviewPlan
from fortschrift.sources.models import Event
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import PressRelease
from fortschrift.web.source_numbers import SourceNumbers
from fortschrift.web.vote_bar import count_words

Classification = Organization.Classification
Result = QuestionResult.Result
#: Bodies whose German name is a masculine noun; the others are named without an article.
MASCULINE = {
    Classification.COUNCIL,
    Classification.MAIN_COMMITTEE,
    Classification.COMMITTEE,
    Classification.DISTRICT_COUNCIL,
    Classification.ADVISORY_BOARD,
    Classification.ROUND_TABLE,
}
#: What "beschlossen" alone does not tell.
NOT_PLAINLY_ADOPTED = {Result.ADOPTED_AMENDED, Result.ADOPTED_IN_SUBSTANCE}
COUNTED = ("yes", "no", "abstain")


def press_release(
    decision: Decision,
    *,
    concept: Concept,
    versions: Sequence[Version],
    stations: Sequence[str],
    plans: Iterable[ReviewPlan],
    published: Event | None,
    numbers: SourceNumbers,
) -> PressRelease:
    """Write the release on one decision; ``stations`` are the sentences of the way to it.

    Aim and relations are recorded of the concept as it is now, so only a release on its last
    version tells them.
    """
    decided = decided_versions(decision)
    of_today = bool(versions) and versions[-1].pk in decided
    subject = _subject(concept, [v for v in versions if v.pk in decided], among=len(versions))
    paragraphs = [
        _vote(decision),
        *([content(concept.aim), _relations(concept)] if of_today else []),
        *(_plan(plan) for plan in plans if plan.version_id in {None, *decided}),
    ]
    return PressRelease(
        title=_headline(decision, subject),
        publisher=concept.municipality.name,
        published=date_words(published.date) if published else "",
        decided=date_words(decision.date, unknown=""),
        lead=_lead(decision, subject),
        paragraphs=[paragraph for paragraph in paragraphs if paragraph],
        contact=contact_facts(concept.contact_point) if concept.contact_point else [],
        marks=marks(numbers, decision.claims.all()),
        stations=stations,
    )


def _subject(concept: Concept, decided: Sequence[Version], *, among: int) -> str:
    """Name the concept and, where it has several, the version that was decided."""
    name = content(_quoted(concept.name))
    if among < 2 or not decided:
        return name
    which = joined(", ", map(version_title, decided))
    return told("%(name)s (%(which)s)", name=name, which=which)


def _quoted(name: str) -> str:
    """Put a name into quotation marks; those it has itself become single ones."""
    return f"„{name.replace('„', '‚').replace('“', '‘')}“"


def _headline(decision: Decision, subject: str) -> str:
    template = (
        _("%(body)s beschließt %(concept)s")
        if _adopts(decision)
        else _("%(body)s entscheidet über %(concept)s")
    )
    return told(template, body=content(decision.organization.name), concept=subject)


def _lead(decision: Decision, subject: str) -> str:
    adopts, known = _adopts(decision), decision.date.is_known
    templates = {
        (True, True): _("%(body)s hat %(concept)s %(when)s beschlossen."),
        (True, False): _("%(body)s hat %(concept)s beschlossen (%(when)s)."),
        (False, True): _("%(body)s hat %(when)s über %(concept)s entschieden."),
        (False, False): _("%(body)s hat über %(concept)s entschieden (%(when)s)."),
    }
    sentence = told(
        templates[adopts, known],
        body=_with_article(decision.organization),
        concept=subject,
        when=when_words(decision.date, weekday=True),
    )
    return joined(" ", [sentence, _result(decision)])


def _adopts(decision: Decision) -> bool:
    badge = decision_badge(decision)
    return badge is not None and badge.tone == "success"


def _result(decision: Decision) -> str:
    """Say the result, unless "beschlossen" says all of it."""
    badge = decision_badge(decision)
    changed = any(row.result in NOT_PLAINLY_ADOPTED for row in decision.results.all())
    if _adopts(decision) and not changed:
        return ""
    return _("Ergebnis: %(result)s.") % {"result": badge.label if badge else _("nicht bekannt")}


def _vote(decision: Decision) -> str:
    """Say how it was voted, and the counts only as far as a source gives them."""
    how, counts = vote_words(decision), ", ".join(_counts(decision))
    if how and counts:
        return told(_("Abgestimmt wurde %(how)s: %(counts)s."), how=how, counts=counts)
    if how:
        return told(_("Abgestimmt wurde %(how)s."), how=how)
    return _("Gezählt wurden %(counts)s.") % {"counts": counts} if counts else ""


def _counts(decision: Decision) -> list[str]:
    counts = decision.vote.counts.all() if decision.vote else []
    whole = {c.option: c.value for c in counts if not c.group_id and not c.group_label and c.value}
    return [count_words(option, whole[option]) for option in COUNTED if option in whole]


def _with_article(body: Organization) -> str:
    if body.classification in MASCULINE:
        return told(_("Der %(body)s"), body=content(body.name))
    return content(body.name)


def _relations(concept: Concept) -> str:
    return joined(" ", map(_relation, concept.relations.all()))


def _relation(relation: ConceptRelation) -> str:
    sentences = {
        ConceptRelation.Kind.PART_OF: _("Das Konzept ist Teil von %(other)s."),
        ConceptRelation.Kind.BESIDE: _("Daneben steht %(other)s."),
        ConceptRelation.Kind.BASED_ON: _("Das Konzept beruht auf %(other)s."),
        ConceptRelation.Kind.EMBEDDED_IN: _("Das Konzept ist eingebettet in %(other)s."),
    }
    other = relation.other.name if relation.other else relation.other_title
    return told(sentences[ConceptRelation.Kind(relation.kind)], other=content(_quoted(other)))


def _plan(plan: ReviewPlan) -> str:
    """Say how often a review is meant to come, how binding that is, and when the next one."""
    rhythm, binding = plan.get_rhythm_display(), plan.get_binding_display()
    sentence = _("Wie oft überprüft wird, ist nicht bekannt.")
    if plan.rhythm != ReviewPlan.Rhythm.UNKNOWN:
        sentence = _("Eine Überprüfung ist %(rhythm)s vorgesehen.") % {"rhythm": rhythm}
        if plan.binding != ReviewPlan.Binding.UNKNOWN:
            template = _("Eine Überprüfung ist %(rhythm)s vorgesehen (%(binding)s).")
            sentence = template % {"rhythm": rhythm, "binding": binding}
    coming = _("Die nächste Überprüfung ist %(when)s vorgesehen.")
    known = plan.next_review.is_known
    following = coming % {"when": when_words(plan.next_review)} if known else ""
    return joined(" ", [sentence, content(plan.triggers), following])
