"""The year of Musterstadt's supplement, lived through the acts, and what it leaves in the text.

`put_in.yaml` says by hand which words each proposal put in, and the table of fates below how it
ended. Nothing here is computed from the files that the demo plays.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.db import transaction
from pydantic import ValidationError
from pytest_django import DjangoDbBlocker

from fortschrift.accounts.models import User
from fortschrift.concepts.models import Amendment, Change, Manifest, Version, VersionStatus
from fortschrift.concepts.selectors import (
    credits_of,
    left_of,
    origins_of_text,
    what_is_left,
)
from fortschrift.concepts.selectors.whence import cited_text, passages, whence
from fortschrift.config.demo_rows import DemoRows
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation.models import Decision, Enactment, Mandate, QuestionResult
from fortschrift.demo.faults import DamagedDemo, DemoFault
from fortschrift.demo.identity import identity, node_identity
from fortschrift.demo.loading import FOLDER, Loaded
from fortschrift.demo.playing import Actors, Stage, play
from fortschrift.demo.schema.deliberation import Overlap, Ruling, WorkedOut
from fortschrift.demo.schema.participation import Proposal
from fortschrift.participation.models import Invitation, Reading, Submission
from tests.accounts.factories import NOW, operator
from tests.demo.towns import load

pytestmark = pytest.mark.django_db

PUT_IN = yaml.safe_load(Path(__file__).with_name("put_in.yaml").read_text("utf-8"))
PROPOSALS = [key for key in PUT_IN if key != "verwaltung"]
DRAFTED = ("mu-g-01", "mu-g-02", "mu-g-03", "mu-g-04")
Words = list[tuple[Any, str, str]]

#: How the bodies decided, in the order of time, where it was not simply to adopt.
FATES = {
    "mu-103": ["rejected"],
    "mu-107": ["adopted_amended"],
    "mu-116": ["lapsed"],
    "mu-119": ["adopted_in_substance"],
    "mu-120": ["open", "adopted"],
    "mu-126": ["rejected", "adopted"],
    "mu-127": ["rejected"],
    "mu-130": ["rejected"],
    "mu-131": ["adopted_amended"],
    "mu-133": ["rejected"],
    "mu-138": ["rejected"],
    "mu-139": ["rejected"],
    "mu-142": ["rejected"],
    "mu-204": ["rejected"],
    "mu-210": ["rejected"],
    "mu-212": ["adopted_amended"],
    "mu-214": ["adopted_in_substance"],
    "mu-216": ["open", "adopted_amended"],
    "mu-217": ["rejected"],
    "mu-221": ["adopted", "adopted"],
    "mu-222": ["rejected"],
    "mu-224": ["lapsed"],
    "mu-302": ["rejected"],
    "mu-308": ["rejected"],
    "mu-309": ["rejected"],
    "mu-310": ["rejected"],
    "mu-401": ["adopted", "adopted"],
    "mu-402": ["rejected", "rejected"],
    "mu-403": ["rejected", "rejected"],
    "mu-404": ["open", "adopted_amended"],
    "mu-405": ["open", "rejected"],
}
UNDECIDED = {
    "mu-117": "withdrawn", "mu-215": "withdrawn", "mu-225": "withdrawn", "mu-406": "withdrawn",
    "mu-118": "withheld", "mu-312": "withheld",
}  # fmt: skip


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loaded]:
    """Play the town once for all tests of this module and take it away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(FOLDER / "musterstadt", by=operator())
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(town: Loaded) -> Iterator[None]:
    """Stand in for pytest-django: the tests share the town, each undoes its writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def key_of(fact: str) -> Any:
    return identity("musterstadt", fact)


def amendment(key: str) -> Amendment:
    return Amendment.objects.get(pk=key_of(key))


def version(slug: str) -> Version:
    return Version.objects.get(concept__municipality__slug="musterstadt", slug=slug)


def text_of(slug: str) -> Manifest:
    text = version(slug).texts.last()
    assert text is not None
    return text.manifest


def results(key: str) -> list[QuestionResult]:
    rows = QuestionResult.objects.filter(
        question__wording__amendment=key_of(key), decision__corrected_by=None
    )
    return list(rows.order_by("decision__date", "pk"))


def told(key: str) -> Words:
    return [
        (node_identity("musterstadt", each["node"]), each.get("field", "text"), words)
        for each in PUT_IN[key]
        for words in each["words"]
    ]


# Every word has an origin


@pytest.mark.parametrize("key", PROPOSALS)
def test_each_proposal_put_in_the_words_that_the_minutes_say(key: str) -> None:
    said = [
        (left.node, passage.field, passage.words)
        for left in left_of(amendment(key), text_of("1-1"))
        for passage in left.passages
    ]

    assert said == told(key)


def test_the_administration_put_in_its_draft_and_nothing_else() -> None:
    said = [
        (left.node, passage.field, passage.words)
        for key in DRAFTED
        for left in what_is_left(Change.objects.get(pk=key_of(key)), text_of("1-1"))
        for passage in left.passages
    ]

    assert sorted(said) == sorted(told("verwaltung"))


def test_whatever_is_new_is_of_a_listed_proposal_or_of_the_draft() -> None:
    """Nothing is left over: with the tables above that makes the origins exact."""
    text = version("1-0").texts.last()
    assert text is not None
    listed = {key_of(key) for key in PROPOSALS}
    origins = origins_of_text(text_of("1-1"))
    named = {
        origin for node in origins.nodes.values() for spans in node.fields() for _, origin in spans
    }
    new = {origin for origin in named if origin.change != text.change_id}
    drafted = {origin for origin in new if origin.change in {key_of(key) for key in DRAFTED}}

    for origin in new - drafted:
        credited = {w.amendment_id for w in credits_of(origins.changes[origin.change],
                                                       origin.operation)}  # fmt: skip
        assert credited & listed, origins.changes[origin.change]
    for origin in drafted:
        assert not credits_of(origins.changes[origin.change], origin.operation)


@pytest.mark.row("S2.26")
def test_every_word_leads_to_proposal_vote_body_and_date_or_to_the_administration() -> None:
    cited = cited_text(version("1-1"))
    assert cited is not None
    text = version("1-0").texts.last()
    assert text is not None
    by_administration = {text.change_id, *(key_of(key) for key in DRAFTED)}
    bodies = set()

    for passage in whence(cited, [state.id for state in passages(cited.tree)]):
        for source in passage.sources:
            assert source.is_public, passage.slug
            if not source.amendments:
                assert source.change.pk in by_administration, passage.slug
                assert source.change.author, passage.slug
                continue
            decisions = [row.result.decision for row in _enacted(source)]
            assert decisions, (passage.slug, source.amendments)
            for decision in decisions:
                assert decision.date.is_known and decision.vote_event is not None, decision
                bodies.add(decision.organization.slug)

    assert bodies == {"runder-tisch-integration", "rat"}


def _enacted(source: Any) -> list[Enactment]:
    """Say by which decisions, on these proposals or on their overlap, words became text."""
    rows = Enactment.objects.filter(change=source.change, result__decision__corrected_by=None)
    related = ("result__decision__organization", "result__decision__vote_event",
               "result__question__wording", "result__question__conflict")  # fmt: skip
    named = {each.pk for each in source.amendments}
    return [
        row
        for row in rows.select_related(*related)
        if row.result.question.conflict_id
        or (row.result.question.wording and row.result.question.wording.amendment_id in named)
    ]


# What became of each proposal


@pytest.mark.row("S2.24", "S2.25", "S2.27")
@pytest.mark.parametrize("key", PROPOSALS)
def test_each_proposal_has_the_fate_that_the_minutes_say(key: str) -> None:
    found = results(key)

    if key in UNDECIDED:
        assert found == []
        submission = amendment(key).submissions.get()
        assert submission.statuses.get(status=UNDECIDED[key]).reason
        return
    assert [row.result for row in found] == FATES.get(key, ["adopted"])
    for row in found:
        if row.result in ("rejected", "lapsed", "open", "adopted_in_substance", "adopted_amended"):
            assert row.reason, "who proposed it reads why"


def test_a_corrected_record_stays_and_counts_no_longer() -> None:
    (wrong,) = Decision.objects.filter(corrected_by__isnull=False)

    assert [row.result for row in wrong.results.all()] == ["adopted"]
    right = Decision.objects.get(corrects=wrong)
    assert right.correction.startswith("Bei der Auszählung")
    assert right.vote_event is not None and right.vote_event.outcome == "rejected"
    assert left_of(amendment("mu-139"), text_of("ergaenzung-januar-2025")) == []


@pytest.mark.row("S1.08")
def test_changes_say_why_for_one_element_and_for_the_whole_review() -> None:
    for key in DRAFTED:
        assert Change.objects.get(pk=key_of(key)).reason

    for key in PROPOSALS:
        submitted = amendment(key).wordings.get(order=1)
        assert submitted.reason or submitted.original, key
    ordered = Mandate.objects.get(pk=key_of("mu-auftrag-ergaenzung"))
    assert ordered.kind == "review" and "vor der Zeit" in ordered.text


def test_proposals_come_in_every_kind_by_every_way_and_in_many_languages() -> None:
    rows = Submission.objects.filter(concept__municipality__slug="musterstadt")

    assert rows.count() >= 80
    assert {row.kind for row in rows} == set(Submission.Kind.values)
    assert {row.channel for row in rows} == set(Submission.Channel.values)
    languages = {w.language for row in rows for a in row.amendments.all() for w in a.wordings.all()}
    assert languages >= {"de", "ar", "tr", "uk", "fa", "en"}


@pytest.mark.row("S2.13")
def test_with_each_of_those_invited_it_is_known_how_things_stand() -> None:
    board = {
        row.contact.organization.slug: {each.status for each in row.statuses.all()}
        for row in Invitation.objects.filter(reading__number=3)
    }

    assert len(board) == 14
    assert board["drk-ortsverein"] == {"reminded", "opened", "no_wishes"}
    assert board["awo-ortsverein"] == {"opened"}
    assert board["kirchengemeinden"] == {"reminded", "opened"}
    assert board["jobcenter"] == set()


@pytest.mark.row("S2.15")
def test_who_proposed_a_measure_carries_it() -> None:
    proposed = amendment("mu-129").submissions.get()
    (tree,) = [cited.tree for cited in [cited_text(version("1-1"))] if cited]

    measure = tree[node_identity("musterstadt", "m-besuchsdienst")]

    assert proposed.organization is not None
    assert measure.attribute("federfuehrung") == proposed.organization.name


@pytest.mark.row("S2.14")
def test_it_is_kept_who_stands_behind_the_measure_they_proposed() -> None:
    supports = amendment("mu-129").submissions.get().supports.all()

    assert {row.invitation.contact.organization.slug for row in supports if row.invitation} == {
        "kirchengemeinden", "diakonie", "caritas",
    }  # fmt: skip


@pytest.mark.row("S2.16")
def test_remarks_and_questions_stand_beside_a_proposal_and_are_none() -> None:
    (remark,) = amendment("mu-115").submissions.get().comments.all()
    (question,) = amendment("mu-129").submissions.get().comments.all()

    assert remark.kind == "comment" and question.kind == "question"
    assert question.answers.get().words == "Die 1.000 Euro im Jahr sind dafür gedacht."


@pytest.mark.row("S2.16")
def test_a_remark_that_is_no_proposal_is_kept_for_the_next_review() -> None:
    wishes = Submission.objects.filter(reading=None, version=version("1-1")).standing("released")

    originals = [wish.amendments.get().wordings.get().original for wish in wishes]
    assert len(originals) == 2
    assert any(said.startswith("Kein Vorschlag, nur ein Lob") for said in originals)


# The way through the bodies


@pytest.mark.row("S1.07", "S2.22", "S2.28")
def test_each_reading_is_of_a_frozen_text_and_the_next_of_the_merged_one() -> None:
    rows = Reading.objects.filter(concept__municipality__slug="musterstadt", number__in=[3, 4, 5])
    texts = []
    for reading in rows.order_by("number"):
        assert reading.version is not None
        frozen = reading.version.texts.get()
        texts.append(frozen)

    assert len(texts) == 3 and len({each.hash for each in texts}) == 3
    first, second, third = (each.manifest for each in texts)
    assert left_of(amendment("mu-102"), first) == []
    assert left_of(amendment("mu-102"), second) and left_of(amendment("mu-102"), third)
    assert left_of(amendment("mu-120"), second) == [] and left_of(amendment("mu-120"), third)


def test_somebody_votes_against_abstains_and_is_excluded() -> None:
    counts = {
        (count.option, event.organization.slug)
        for event in VoteEvent.objects.filter(organization__municipality__slug="musterstadt")
        for count in event.counts.all()
        if count.value
    }

    for option in ("no", "abstain", "excluded"):
        assert (option, "runder-tisch-integration") in counts
    assert ("excluded", "rat") in counts


@pytest.mark.row("S2.30")
def test_the_council_adopts_what_it_amended_with_operative_points() -> None:
    decision = Decision.objects.get(pk=key_of("mu-beschluss-v1-1"))

    assert decision.vote_event is not None and decision.vote_event.outcome == "carried"
    assert [point.verb for point in decision.operative_points.order_by("number")] == [
        "adopts", "instructs", "reserves",
    ]  # fmt: skip
    statuses = {row.status for row in version("1-1").statuses.all()}
    assert statuses == {VersionStatus.Status.ADOPTED, VersionStatus.Status.VALID}
    handed_over = version("ergaenzung-mai-2025")
    assert handed_over.statuses.filter(status=VersionStatus.Status.PROPOSED).exists()
    assert text_of("ergaenzung-mai-2025") != text_of("1-1")


def test_one_reading_is_open_today_with_proposals_waiting_for_the_office() -> None:
    reading = Reading.objects.get(concept__municipality__slug="musterstadt", organization=None)
    rows = Submission.objects.filter(reading=reading)

    assert rows.standing("waiting").count() == 5
    assert rows.standing("released").count() == 5


# Files that say what cannot be


def stage_of(town: Loaded) -> Stage:
    actors = Actors(*[User.objects.get(email=f"{box}.musterstadt@example.org")
                      for box in ("integration", "sitzungsdienst")])  # fmt: skip
    rows = dict(town.rows)
    return Stage(town.town, town.municipality, actors, NOW, DemoRows(), rows=rows)


def item_of(town: Loaded, shape: type[Any], **fields: Any) -> Any:
    return next(
        item
        for item in town.town.items()
        if isinstance(item, shape) and all(getattr(item, n) == v for n, v in fields.items())
    )


def test_what_was_not_noted_before_names_file_and_line(town: Loaded) -> None:
    proposal = item_of(town, Proposal, key="mu-101")
    overlap = item_of(town, Overlap, kind="joint")
    worked_out = item_of(town, WorkedOut, proposal="mu-119")
    refused = {
        "nicht eingeladen": proposal.model_copy(update={"contact": "mu-k-presse"}),
        "kein Text": proposal.model_copy(update={"reading": "mu-durchsicht-1"}),
        "keine Überschneidung offen": overlap,
        "noch nicht entschieden": worked_out.model_copy(
            update={"consideration": "mu-beratung-6-asi"}
        ),
    }

    for reason, item in refused.items():
        document, trail = item.spot.document, item.spot.trail
        with pytest.raises(DemoFault, match=reason) as caught:
            play(item, stage_of(town))
        assert str(caught.value).startswith(f"{document.name}, Zeile {document.line(trail)}")


def test_what_an_act_refuses_names_file_and_line(town: Loaded) -> None:
    ruling = item_of(town, Ruling, key="mu-votum-3-101")

    with pytest.raises(DamagedDemo, match="schon entschieden") as caught:
        play(ruling, stage_of(town))

    assert str(caught.value).startswith("musterstadt/ergaenzung-2025-2-erste-durchsicht.yaml")


def test_a_proposal_is_on_a_reading_or_on_a_version_and_an_overlap_has_one_end() -> None:
    with pytest.raises(ValidationError, match="reading, version"):
        Proposal.model_validate({"key": "x", "kind": "change", "channel": "page"})
    with pytest.raises(ValidationError, match="chosen, edits"):
        Overlap.model_validate({"consideration": "x", "proposals": ["a", "b"], "kind": "joint"})
