"""Wolfsburg 2011 to 2020 in miniature: the list of the press text, proposed, never seen decided."""

from dataclasses import dataclass

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import actions as concept_actions
from fortschrift.concepts.models import Concept, Lineage, Version, VersionStatus
from fortschrift.council.models import Consultation
from fortschrift.deliberation.models import Mandate
from fortschrift.review.models import Review, ReviewOutcome, ReviewPlan
from fortschrift.sources.models import Claim
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import concept, node, text, version
from tests.council.factories import body, closed_body, council, meeting, paper, station
from tests.deliberation.factories import adoption, mandate, referral
from tests.review.factories import outcome, plan, review
from tests.sources.factories import claim, source

Kind = ReviewOutcome.Kind
FIELDS = {
    "bildung": "Vorschulische und schulische Bildung",
    "wirtschaft": "Wirtschaft und berufliche Bildung",
    "gesundheit": "Gesundheit und Pflege",
    "wohnen": "Wohnen und Nachbarschaft",
    "kultur": "Kultur, Freizeit und Sport",
}
GOALS = {
    "frauen": "Gleichberechtigte Teilhabe von Frauen mit Fluchterfahrung",
    "familien": "Wohnraumangebote für Familien mit Zuwanderungsgeschichte",
    "demokratie": "Förderung der Demokratie, Vorbeugung von Radikalisierungstendenzen",
    "lebenswege": "Selbstbestimmte Gestaltung von Lebenswegen und -räumen",
    "partizipation": "Partizipationsformate für Geflüchtete und Zugewanderte",
}
GROUP = "Die Ziele und Maßnahmen von 2011, als Ganzes"
CAUSE = "Flüchtlingssituation und Zuwanderung der vergangenen Jahre"


@dataclass(frozen=True)
class Story:
    """The town with what the tests ask for."""

    town: Municipality
    concept: Concept
    old: Version
    new: Version
    review: Review
    press: Claim


def tell() -> Story:
    """Record the whole story and return its rows."""
    town = municipality(slug="wolfsburg", name="Stadt Wolfsburg")
    press = claim(source(town, slug="presse", title="Pressebericht vom 18.06.2020"))
    of = concept(town, name="Vielfalt leben")
    old, new, later = (
        version(of, label=label, slug=label.lower()) for label in ("2011", "Entwurf-2020", "2021")
    )
    text(old, *_fields(), completeness="titles_only", claims=[press])
    text(new, *_fields(bildung="Bildung"), *_goals(), completeness="titles_only", claims=[press])
    adoption(old, by=council(town, name="Rat der Stadt Wolfsburg"), date="2011-06", claims=[press])
    begun = _review(town, old, new, press)
    _outcomes(begun, press)
    _refer(town, new, press)
    concept_actions.record_lineage(
        of, kind=Lineage.Kind.UNKNOWN, from_version=new, to_version=later, claims=[press],
        note="Eine Zuordnung alter zu neuen Feldern ist nicht veröffentlicht.",
        actor=operator(), now=NOW,
    )  # fmt: skip
    plan(
        of, rhythm=ReviewPlan.Rhythm.AS_NEEDED, binding=ReviewPlan.Binding.ANNOUNCED,
        claims=[press], triggers="an die jeweils aktuellen Gegebenheiten",
    )  # fmt: skip
    return Story(town, of, old, new, begun, press)


def _fields(**other: str) -> list[tuple[str, str, str]]:
    return [(key, "field", title) for key, title in {**FIELDS, **other}.items()]


def _goals() -> list[tuple[str, str, str]]:
    return [(key, "goal", title) for key, title in GOALS.items()]


def _review(town: Municipality, old: Version, new: Version, press: Claim) -> Review:
    workshops = body(
        town, slug="workshops", name="Review-Workshops", classification="workshop_series",
        is_statutory=False, meets_in_public=None,
    )  # fmt: skip
    order = mandate(
        old.concept, kind=Mandate.Kind.REVIEW, date="2019", claims=[press],
        organization=body(town, slug="ami", name="Ausschuss für Migration und Integration"),
    )  # fmt: skip
    return review(
        old.concept, slug="2020", name="Review 2019/2020", from_version=old, to_version=new,
        mandate=order, date="2019..2020-06-18", reason=CAUSE, claims=[press],
        meetings=[
            meeting(workshops, slug=f"workshop-{n}", name=f"{n}. Workshop", number=n, date="",
                    claims=[press])
            for n in (1, 2, 3)
        ],
    )  # fmt: skip


def _outcomes(begun: Review, press: Claim) -> None:
    of = begun.concept
    for key in FIELDS:
        outcome(begun, kind=Kind.CONFIRMED, node=node(of, key), claims=[press])
    bildung = node(of, "bildung")
    outcome(begun, kind=Kind.RENAMED, node=bildung, detail="in „Bildung“", claims=[press])
    outcome(
        begun, kind=Kind.EXTENDED, node=bildung, claims=[press],
        detail="um den Bereich der Erwachsenenbildung",
    )  # fmt: skip
    for key in GOALS:
        outcome(begun, kind=Kind.ADDED, node=node(of, key), reason=CAUSE, claims=[press])
    outcome(begun, kind=Kind.CONFIRMED, group=GROUP, claims=[press])


def _refer(town: Municipality, new: Version, press: Claim) -> None:
    laid = paper(town, slug="beschlussvorschlag", title="Beschlussvorschlag")
    rat = new.concept.decisions.get().organization
    turns = [
        station(
            laid, closed_body(town), planned_date="2020-07-14", claims=[press],
            organization_as_printed="Verwaltungsrat",
        ),
        station(
            laid, rat, planned_date="2020-07-15", role=Consultation.Role.DECIDES, claims=[press],
            outcome_reason="Ob der Rat entschieden hat, steht in keiner Quelle.",
        ),
    ]  # fmt: skip
    referral(new.concept, version=new, consultations=turns, date="2020-06-18", claims=[press])
    concept_actions.record_status(
        new, status=VersionStatus.Status.UNKNOWN_WHETHER_ADOPTED, happened="2020-07-15",
        claims=[press], actor=operator(), now=NOW,
    )  # fmt: skip
