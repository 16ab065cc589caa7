"""What differs from concept to concept and is neither in a ready outline nor tested elsewhere.

The whole list of the twenty axes, and which test shows each, stands in docs/outlines.md.
"""

from typing import Any

import pytest

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Lineage
from fortschrift.concepts.outlines.words import STATUS
from fortschrift.core.text import (
    AttributeType,
    ChangeOutline,
    Insert,
    Level,
    NodeState,
    Outline,
    Place,
    Term,
    Vocabulary,
    attributes,
    findings,
    inline,
)
from fortschrift.council import selectors
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation.actions import Point
from fortschrift.deliberation.models import OperativePoint
from fortschrift.review.models import ReviewPlan
from fortschrift.sources.actions import record_figure
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    concept,
    node,
    node_id,
    strand,
    text,
    version,
)
from tests.council.factories import body, paper, station, vote
from tests.deliberation.factories import decision
from tests.participation.factories import reading
from tests.review.factories import plan

pytestmark = pytest.mark.django_db


def measure_with(*kinds: AttributeType) -> Outline:
    field, goal, _measure = OUTLINE.levels
    measure = Level("measure", "Maßnahme", "Maßnahmen", attributes=kinds, tracked=True)
    return Outline((field, goal, measure), OUTLINE.roots)


def said(outline: Outline, **values: Any) -> tuple[NodeState, list[str]]:
    """Let a measure of a draft say something, and list what there is to be looked at."""
    draft = strand(text(None, (*FIELD, ("ziel", "goal", "Sprache"))).version)
    measure = NodeState(node_id(draft.concept, "m"), "measure", inline("Kurse"),
                        attributes=attributes(values))  # fmt: skip
    goal = node_id(draft.concept, "ziel")
    change(draft, ChangeOutline(OUTLINE, outline), Insert(Place(goal), (measure,)))
    tree = repository.load(draft).tree
    return tree[measure.id], [each.code for each in findings(tree) if each.node == measure.id]


def test_axis_6_an_element_may_bind_differently_from_its_level() -> None:
    force = AttributeType("force", "Verbindlichkeit", "choice", ("beschlossen", "zurückgestellt"))

    state, codes = said(measure_with(force), force="zurückgestellt")

    assert (state.attribute("force"), codes) == ("zurückgestellt", [])


def test_axis_8_a_concept_has_words_of_its_own_for_states_and_a_light_with_a_story() -> None:
    words = Vocabulary(STATUS, (Term("offen", "offen"), Term("laeuft", "läuft")))
    light = AttributeType("ampel", "Ampel", "choice", ("grün", "gelb", "rot"))
    story = AttributeType("lage", "Zur Lage", "long_text")
    outline = measure_with(light, story)

    _state, codes = said(outline, ampel="blau", lage="Es fehlt ein Raum.")

    assert codes == ["unknown_option"]
    of = Outline(outline.levels, outline.roots, (words,))
    assert of.terms(STATUS) == {"offen": "offen", "laeuft": "läuft"}


def test_axis_9_period_edition_and_state_are_the_versions_own() -> None:
    label = "Version 2.2, Stand 15. Mai 2007"
    made = version(label=label, slug="2-2", valid_from="2007", valid_to="2012")
    edition = actions.state_fact(made, label="Auflage", value="3.", actor=operator(), now=NOW)

    assert (made.label, edition.value) == (label, "3.")
    assert [str(made.valid_from), str(made.valid_to)] == ["2007", "2012"]


def test_axis_10_a_review_every_three_years_has_an_interim_report_every_year() -> None:
    of = concept()
    plan(of, rhythm=ReviewPlan.Rhythm.EVERY_THREE_YEARS, binding=ReviewPlan.Binding.DECIDED)
    plan(of, rhythm=ReviewPlan.Rhythm.YEARLY, note="Zwischenbericht")

    assert [str(each) for each in of.review_plans.order_by("pk")] == [
        "alle drei Jahre, beschlossen", "jährlich, angestrebt",
    ]  # fmt: skip


def test_axis_11_a_paper_goes_through_27_stations_in_11_bodies_two_of_them_four_times() -> None:
    town = municipality()
    of, bodies = paper(town), [body(town, name=f"Gremium {number}") for number in range(11)]
    visits = [4, 4, 3, 3, 3, 3, 2, 2, 1, 1, 1]
    for turn in range(4):
        for one, times in zip(bodies, visits, strict=True):
            if turn < times:
                station(of, one)

    kept = list(selectors.stations(of.consultations.order_by("order")))

    assert len(kept) == sum(visits) == 27
    assert [sum(each.organization == one for each in kept) for one in bodies] == visits


@pytest.mark.parametrize("form", sorted(VoteEvent.Form.values))
def test_axis_12_votes_have_forms_and_bodies_rules_of_their_own(form: str) -> None:
    rule = "Der Runde Tisch entscheidet einvernehmlich."
    of = body(decision_rule=rule)

    made = vote(of, form=form)

    assert (made.form, made.organization.decision_rule) == (form, rule)


def test_axis_13_a_body_or_the_public_is_called_to_propose() -> None:
    of = concept()
    table = body(of.municipality)

    own, public = reading(of, organization=table), reading(of, organization=None)

    assert (own.organization, public.organization) == (table, None)


def test_axis_15_easy_language_is_a_language_of_the_same_text() -> None:
    of = text().version

    made = actions.translate(
        node(of.concept, "bildung"), words=FIELD[2], field="heading", language="de-simple",
        text="Lernen", actor=operator(), now=NOW,
    )  # fmt: skip

    assert (made.language, made.text) == ("de-simple", "Lernen")


def test_axis_17_an_element_is_handed_on_to_another_concept_of_the_municipality() -> None:
    old = text().version
    new = text(
        version(concept(old.municipality, name="Aktionsplan")), ("schule", "field", "Schule")
    )

    made = actions.record_lineage(
        old.concept, kind=Lineage.Kind.HANDED_ON, from_node=node(old.concept, "bildung"),
        to_node=node(new.version.concept, "schule"), from_version=old, to_version=new.version,
        actor=operator(), now=NOW,
    )  # fmt: skip
    related = actions.relate_concept(
        new.version.concept, kind="based_on", other=old.concept, actor=operator(), now=NOW
    )

    assert made.to_node is not None and made.to_node.concept == related.concept


def test_axis_18_a_measure_is_of_divisions_of_partners_or_open_for_applications() -> None:
    owners = (AttributeType("amt", "Zuständig"), AttributeType("partner", "Partner", "list"),
              AttributeType("offen", "Offen für Bewerbungen von Vereinen", "flag"))  # fmt: skip

    state, codes = said(measure_with(*owners), amt="Amt 50", partner=("AWO", "DRK"), offen=True)

    assert codes == [] and state.attribute("offen") is True


def test_axis_19_figures_belong_to_a_goal_or_to_the_whole_town() -> None:
    figure = AttributeType("plaetze", "Kursplätze", "number", unit="Plätze")

    state, codes = said(measure_with(figure), plaetze=120)
    whole = record_figure(
        municipality(), what="Einwohner", value=52_000, unit="Personen", actor=operator(), now=NOW
    )

    assert (state.attribute("plaetze"), codes) == (120, [])
    assert (whole.value, whole.unit) == (52_000, "Personen")


def test_axis_20_adoption_may_stand_under_the_proviso_of_the_budget() -> None:
    made = decision(points=[
        Point(OperativePoint.Verb.ADOPTS, "Das Konzept."),
        Point(OperativePoint.Verb.RESERVES, "Vorbehaltlich der Mittel im Haushalt."),
    ])  # fmt: skip

    kept = [point.verb for point in made.operative_points.order_by("number")]
    assert kept == [OperativePoint.Verb.ADOPTS, OperativePoint.Verb.RESERVES]
