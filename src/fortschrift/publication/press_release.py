"""A press release written from the record: what was decided, by whom, how, and the way there.

Only recorded facts become sentences; what is not known is left out or said to be not known.  The
day of publication is that of the press release on record, never the day of the decision.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept
from fortschrift.council.models import Organization
from fortschrift.deliberation.models import Decision
from fortschrift.deliberation.wording import decision_badge, vote_words
from fortschrift.publication.shown import contact_facts
from fortschrift.review.models import ReviewPlan
from fortschrift.sources.life_line import LifeLineEntry
from fortschrift.sources.models import Event
from fortschrift.sources.shown import marks
from fortschrift.web.dates import date_words, weekday_words
from fortschrift.web.shapes import PressRelease
from fortschrift.web.source_numbers import SourceNumbers

Classification = Organization.Classification
#: Bodies whose German name is a masculine noun; the others are named without an article.
MASCULINE = {
    Classification.COUNCIL,
    Classification.MAIN_COMMITTEE,
    Classification.COMMITTEE,
    Classification.DISTRICT_COUNCIL,
    Classification.ADVISORY_BOARD,
    Classification.ROUND_TABLE,
}
#: Stations that are told on the way to a decision.
WAY = {"mandate", "reading", "decision", "referral"}


def press_release(
    decision: Decision,
    *,
    concept: Concept,
    stations: Sequence[LifeLineEntry],
    plans: Iterable[ReviewPlan],
    published: Event | None,
    numbers: SourceNumbers,
) -> PressRelease:
    """Write the release on one decision; ``stations`` is the concept's life line in order."""
    paragraphs = [_relations(concept), _way(decision, stations), *map(_plan, plans), concept.aim]
    return PressRelease(
        title=_headline(decision, concept),
        publisher=concept.municipality.name,
        published=date_words(published.date) if published else _("noch nicht veröffentlicht"),
        decided=date_words(decision.date),
        lead=_lead(decision, concept),
        paragraphs=[paragraph for paragraph in paragraphs if paragraph],
        contact=contact_facts(concept.contact_point) if concept.contact_point else [],
        marks=marks(numbers, decision.claims.all()),
    )


def _headline(decision: Decision, concept: Concept) -> str:
    template = (
        _("%(body)s beschließt „%(concept)s“")
        if _adopts(decision)
        else _("%(body)s entscheidet über „%(concept)s“")
    )
    return template % {"body": decision.organization.name, "concept": concept.name}


def _lead(decision: Decision, concept: Concept) -> str:
    weekday = weekday_words(decision.date)
    when = ", ".join(part for part in (weekday, date_words(decision.date)) if part)
    template = (
        _("%(body)s hat „%(concept)s“ beschlossen (%(when)s). Ergebnis: %(result)s.")
        if _adopts(decision)
        else _("%(body)s hat über „%(concept)s“ entschieden (%(when)s). Ergebnis: %(result)s.")
    )
    return template % {
        "body": _with_article(decision.organization),
        "concept": concept.name,
        "when": when,
        "result": _result(decision),
    }


def _adopts(decision: Decision) -> bool:
    badge = decision_badge(decision)
    return badge is not None and badge.tone == "success"


def _result(decision: Decision) -> str:
    """Give the result as recorded, the counts only as far as a source gives them."""
    badge = decision_badge(decision)
    words = [badge.label if badge else _("nicht bekannt"), vote_words(decision)]
    event = decision.vote_event
    totals = (
        [c for c in event.counts.all() if not c.group_id and not c.group_label] if event else []
    )
    words += [f"{count.value} {count.get_option_display()}" for count in totals if count.value]
    return ", ".join(word for word in words if word)


def _with_article(body: Organization) -> str:
    if body.classification in MASCULINE:
        return _("Der %(body)s") % {"body": body.name}
    return body.name


def _relations(concept: Concept) -> str:
    sentences = [
        _("%(concept)s: %(kind)s „%(other)s“.")
        % {
            "concept": concept.name,
            "kind": relation.get_kind_display(),
            "other": relation.other.name if relation.other else relation.other_title,
        }
        for relation in concept.relations.all()
    ]
    return " ".join(sentences)


def _way(decision: Decision, stations: Sequence[LifeLineEntry]) -> str:
    """Tell how it came to the decision, in the order of the dates on record."""
    before = [
        station
        for station in stations
        if station.kind in WAY and not decision.date.surely_before(station.date)
    ]
    told = [_station(station) for station in before if station.date != decision.date]
    return _("Der Weg dahin: %(stations)s.") % {"stations": "; ".join(told)} if told else ""


def _station(station: LifeLineEntry) -> str:
    result = station.badge.label if station.badge else ""
    what = ", ".join(part for part in (station.title, station.body, result) if part)
    return f"{date_words(station.date)}: {what}"


def _plan(plan: ReviewPlan) -> str:
    sentence = _("Überprüfung: %(rhythm)s (%(binding)s).") % {
        "rhythm": plan.get_rhythm_display(),
        "binding": plan.get_binding_display(),
    }
    return " ".join(part for part in (sentence, plan.triggers) if part)
