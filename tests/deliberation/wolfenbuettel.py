"""Wolfenbüttel 2017 in miniature, recorded in the order in which it is told by the press release.

Dates as published: the mandate (08.06.) is later than the first draft (30.03.).
"""

from dataclasses import dataclass

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import actions as concept_actions
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.council.actions import Counted
from fortschrift.council.models import Meeting, Organization, VoteEvent
from fortschrift.deliberation.actions import Answer, Point
from fortschrift.deliberation.models import OperativePoint, Question, QuestionResult
from fortschrift.review.models import ReviewPlan
from fortschrift.sources.models import Claim
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import concept, version
from tests.council.factories import body, council, item, meeting, paper, round_table, station, vote
from tests.deliberation.factories import adoption, decision, mandate, question, referral
from tests.participation.factories import reading
from tests.review.factories import plan
from tests.sources.factories import claim, source

Manner = VoteEvent.Manner
Result = QuestionResult.Result
Verb = OperativePoint.Verb
Subject = Question.Subject


@dataclass(frozen=True)
class Story:
    """The town with what the tests ask for."""

    town: Municipality
    concept: Concept
    version: Version
    table: Organization
    committee: Organization
    rat: Organization
    sittings: dict[str, Meeting]
    press: Claim


def tell() -> Story:
    """Record the whole story and return its rows."""
    town = municipality(slug="wolfenbuettel", name="Stadt Wolfenbüttel")
    press = claim(source(town, slug="presse", title="Pressemitteilung vom 15.09.2017"))
    of = concept(town, name="Integrationskonzept der Stadt Wolfenbüttel")
    story = Story(
        town, of, version(of, label="2017", claims=[press]),
        table=round_table(town, name="Runder Tisch „Flüchtlinge“"),
        committee=body(town, slug="ajs", name="Ausschuss für Jugend und Soziales"),
        rat=council(town, name="Rat der Stadt Wolfenbüttel"), sittings={}, press=press,
    )  # fmt: skip
    _adopt(story)
    _initiate(story)
    _draft(story)
    _read_and_decide(story)
    _hand_over(story)
    plan(
        of, version=story.version, rhythm=ReviewPlan.Rhythm.YEARLY,
        binding=ReviewPlan.Binding.AIMED_AT, claims=[press],
        triggers="bei Bedarf, wenn sich die Rahmenbedingungen ändern",
    )  # fmt: skip
    return story


def _sit(story: Story, of: Organization, date: str) -> Meeting:
    story.sittings[date] = meeting(of, slug=f"sitzung-{date}", date=date, claims=[story.press])
    return story.sittings[date]


def _adopt(story: Story) -> None:
    agenda_item = item(_sit(story, story.rat, "2017-09-13"), number="")
    counts = [Counted("no", 4), Counted("no", 4, group_label="AfD")]
    event = vote(
        story.rat, agenda_item=agenda_item, manner=Manner.LARGE_MAJORITY, counts=counts,
        verbatim="mit großer Mehrheit", claims=[story.press],
    )  # fmt: skip
    adoption(story.version, by=story.rat, vote_event=event, claims=[story.press])


def _initiate(story: Story) -> None:
    mandate(
        story.concept, organization=story.committee, as_printed="angestoßen", claims=[story.press],
        meeting=_sit(story, story.committee, "2017-06-08"),
        addressee=body(
            story.town, slug="verwaltung", name="Verwaltung der Stadt Wolfenbüttel",
            classification="administration", is_statutory=False,
        ),
    )  # fmt: skip


def _draft(story: Story) -> None:
    concept_actions.record_status(
        story.version, status=VersionStatus.Status.DRAFT, happened="2017-03-30", actor=operator(),
        now=NOW, claims=[story.press],
    )  # fmt: skip


def _read_and_decide(story: Story) -> None:
    first = reading(
        story.concept, number=1, organization=story.table, version=story.version,
        version_reason="", meeting=_sit(story, story.table, "2017-03-30"),
        asked_for="Änderungen und Ergänzungen", claims=[story.press],
        proposals_reason="Die Vorschläge sind nicht veröffentlicht.",
    )  # fmt: skip
    asked = question(
        story.concept, subject=Subject.PROPOSALS, reading=first,
        as_stated="Änderungs- und Ergänzungsvorschläge der Mitglieder",
        text_reason="Der Wortlaut der Vorschläge ist nicht öffentlich.",
    )  # fmt: skip
    decision(
        story.concept, organization=story.table, title="Vorschläge zum Entwurf",
        meeting=_sit(story, story.table, "2017-05-15"), claims=[story.press],
        answers=[Answer(asked, Result.PARTLY)],
        note="Aufgenommen, sofern sich die Mitglieder mehrheitlich dafür ausgesprochen hatten.",
    )  # fmt: skip
    reading(
        story.concept, number=2, organization=story.table, opens="2017-05-15..2017-08-10",
        version_reason="Die geänderte Fassung ist nicht öffentlich.", claims=[story.press],
        asked_for="Durchsicht und Änderung oder Ergänzung",
    )  # fmt: skip


def _hand_over(story: Story) -> None:
    sitting = _sit(story, story.table, "2017-08-10")
    event = vote(
        story.table, meeting=sitting, manner=Manner.UNANIMOUS, counts=[Counted("no", 0)],
        verbatim="einstimmig", claims=[story.press],
    )  # fmt: skip
    asked = question(
        story.concept, subject=Subject.REFERRAL, version=story.version,
        as_stated="Vorlage in den Beratungsverlauf der politischen Gremien",
    )  # fmt: skip
    voted = decision(
        story.concept, organization=story.table, vote_event=event, title="Übergabe",
        answers=[Answer(asked, Result.ADOPTED)], claims=[story.press],
        points=[Point(Verb.REFERS, "Das Konzept geht in die Gremien.", text_is_restated=True)],
    )  # fmt: skip
    laid = paper(story.town, slug="konzept", title="Integrationskonzept", title_is_restated=True)
    turns = [
        station(laid, story.committee, planned_date="2017-08"),
        station(laid, story.rat, role="decides", meeting=story.sittings["2017-09-13"]),
    ]
    referral(
        story.concept, version=story.version, handed_over_by=story.table, decision=voted,
        as_printed="zur Vorlage in den Beratungsverlauf der politischen Gremien überführt",
        consultations=turns, claims=[story.press],
        stations_reason="Der Verwaltungsausschuss ist nicht genannt.",
    )  # fmt: skip
