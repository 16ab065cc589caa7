"""Concepts and versions as facts: recorded as reality is, refused only when it cannot be meant."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalEntry
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import actions
from fortschrift.concepts.models import Concept, TargetGroup, Version, VersionStatus
from fortschrift.concepts.signals import version_status_recorded
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import concept, node, text, version
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db


def act(do: Callable[..., Any], *on: Any, **fields: Any) -> Any:
    return do(*on, actor=operator(), now=NOW, **fields)


@pytest.mark.row("S1.01")
def test_name_and_kind_are_two_things_and_every_spelling_is_kept() -> None:
    of = concept(name="Vielfalt leben")
    one = claim(source(of.municipality))

    spelling = act(actions.name_concept, of, name="Vielfalt Leben", claims=[one])

    assert (of.name, of.kind) == ("Vielfalt leben", "Integrationskonzept")
    assert list(spelling.claims.all()) == [one]
    entry = journal_of(of.municipality).first()
    assert entry is not None and sentence_of(entry) == (
        "Betrieb hat für „Vielfalt leben“ die Namensform „Vielfalt Leben“ aufgenommen."
    )


@pytest.mark.row("S1.02", "S1.11")
def test_a_version_says_what_it_is_based_on_and_may_have_a_period_and_no_text() -> None:
    of = concept()
    old = version(of, label="2011")

    new = version(
        of, label="2020", based_on=old, revision=Version.Revision.AMENDING, valid_from="2020",
        valid_to="2025", no_text_reason="nicht veröffentlicht",
    )  # fmt: skip

    assert (new.based_on, new.order, str(new.valid_to)) == (old, 2, "2025")
    assert not new.texts.exists()


def test_a_version_of_long_ago_can_be_put_before_the_others() -> None:
    of = concept()
    version(of, label="2011", order=5)

    earlier = version(of, label="1998", order=2)
    later = version(of, label="2020")

    assert (earlier.order, later.order) == (2, 6)
    assert [each.label for each in of.versions.order_by("order")] == ["1998", "2011", "2020"]


@pytest.mark.row("S2.17")
def test_a_concept_stands_to_one_here_or_to_one_known_by_its_title_only() -> None:
    town, county = concept(), concept()

    by_title = act(
        actions.relate_concept, town, kind="part_of", other_title="Strategie Wolfenbüttel 2021"
    )
    beside = act(actions.relate_concept, town, kind="beside", other=county)

    assert str(by_title) == "Teil von Strategie Wolfenbüttel 2021"
    assert beside.other == county and beside.municipality == town.municipality


def test_a_status_is_news_for_whoever_stands_above() -> None:
    heard = []

    def listen(sender: object, **news: object) -> None:
        heard.append(news["status"])

    version_status_recorded.connect(listen)
    try:
        status = act(actions.record_status, version(), status=VersionStatus.Status.ADOPTED)
    finally:
        version_status_recorded.disconnect(listen)

    assert heard == [status]


def test_statuses_may_come_in_any_order() -> None:
    of = version()
    for status, day in (("adopted", "2017-09-13"), ("draft", "2017-03-30"), ("valid", "")):
        act(actions.record_status, of, status=status, happened=day)

    assert of.statuses.count() == 3


@pytest.mark.row("S1.39")
def test_a_target_group_is_one_thing_however_often_it_is_named() -> None:
    of = text().version

    first = act(actions.name_target_group, of.municipality, name="Familien", versions=[of])
    again = act(
        actions.name_target_group, of.municipality, name="Familien",
        nodes=[node(of.concept, "bildung")],
    )  # fmt: skip

    assert first == again and TargetGroup.objects.count() == 1
    assert first.nodes.count() == first.versions.count() == 1


@pytest.mark.row("S1.46")
def test_a_concept_has_a_lead_and_a_phase_that_moves_on() -> None:
    town = municipality()
    of = act(
        actions.open_concept, town, slug="k", name="K", kind="Konzept", lead="Integrationsreferat",
        phase=Concept.Phase.DECIDING,
    )  # fmt: skip

    act(actions.record_phase, of, phase=Concept.Phase.IMPLEMENTING, note="seit 2017")

    of.refresh_from_db()
    assert (of.lead, of.phase, of.phase_note) == (
        "Integrationsreferat",
        "implementing",
        "seit 2017",
    )


BAD: dict[str, tuple[Callable[[], object], str]] = {
    "a concept's address twice": (
        lambda: [act(actions.open_concept, town, slug="k", name="K", kind="K")
                 for town in [municipality()] for _ in "12"],
        "Diese Adresse hat schon ein anderes Konzept.",
    ),
    "a contact point of another town": (
        lambda: act(actions.open_concept, municipality(), slug="k", name="K", kind="K",
                    contact_point=_contact_elsewhere()),
        "gehört zu einer anderen Kommune",
    ),
    "a spelling twice": (
        lambda: [act(actions.name_concept, of, name="X") for of in [concept()] for _ in "12"],
        "schon aufgenommen",
    ),
    "a relation to nothing": (
        lambda: act(actions.relate_concept, concept(), kind="beside"), "Bitte nennen Sie"
    ),
    "a relation to itself": (
        lambda: [act(actions.relate_concept, of, kind="beside", other=of) for of in [concept()]],
        "nicht in Beziehung zu sich selbst",
    ),
    "a kind of relation there is not": (
        lambda: act(actions.relate_concept, concept(), kind="cousin", other_title="X"), "cousin"
    ),
    "a phase there is not": (
        lambda: act(actions.record_phase, concept(), phase="asleep"), "Diesen Stand gibt es nicht"
    ),
    "a version's address twice": (
        lambda: [version(of) for of in [concept()] for _ in "12"],
        "hat schon eine andere Fassung",
    ),
    "two versions at one place": (
        lambda: [version(of, label=x, order=1) for of in [concept()] for x in "ab"],
        "steht schon eine andere Fassung",
    ),
    "a version based on that of another concept": (
        lambda: version(based_on=version()), "gehört zu einem anderen Konzept"
    ),
    "an impossible date": (
        lambda: act(actions.record_status, version(), status="adopted", happened="2017-02-30"),
        "gibt es im Kalender nicht",
    ),
    "a fact without value and without reason": (
        lambda: act(actions.state_fact, version(), label="Seiten"), "warum der Inhalt"
    ),
    "descent of nothing": (
        lambda: act(actions.record_lineage, concept(), kind="ended"), "Bitte nennen Sie ein Element"
    ),
    "descent from another town": (
        lambda: act(actions.record_lineage, concept(), kind="ended", from_version=version()),
        "gehört zu einer anderen Kommune",
    ),
    "a target group for another town's version": (
        lambda: act(actions.name_target_group, municipality(), name="F", versions=[version()]),
        "gehört zu einer anderen Kommune",
    ),
}  # fmt: skip


def _contact_elsewhere() -> object:
    from fortschrift.sources.actions import open_contact_point

    return act(open_contact_point, municipality(), name="Integration")


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_a_sentence_and_leaves_no_entry_of_its_own(case: str) -> None:
    attempt, sentence = BAD[case]

    with pytest.raises(ValidationError) as refused:
        attempt()

    assert any(sentence in message for message in refused.value.messages)
    newest = JournalEntry.objects.select_related("payload").order_by("pk").last()
    assert newest is not None and sentence not in newest.payload.content
