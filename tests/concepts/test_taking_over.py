"""Errata are offered to every later draft, and whatever is taken over keeps its first origin."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalEntry
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import actions, repository
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import Change, ErratumReply, Strand, Version, VersionText
from fortschrift.concepts.selectors.errata import open_errata
from fortschrift.concepts.selectors.origins import what_is_left
from fortschrift.core.text import (
    Insert,
    Place,
    Repeal,
    Retitle,
    Splice,
    Substitute,
    inline,
    plain,
)
from fortschrift.core.text import NodeState as State
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import change, concept, node_id, strand, text, undo, version
from tests.concepts.test_origins import words

pytestmark = pytest.mark.django_db

WRONG = ("hf", "field", "Bildung", ("p", "paragraph", "Die Stadt fördert Deuschkurse."))
RIGHT = ("hf", "field", "Bildung", ("p", "paragraph", "Die Stadt fördert Deutschkurse."))
Reply = ErratumReply.Reply


def scene() -> tuple[Version, Strand]:
    """Record a text with a misprint, and a draft that goes on from it."""
    of = text(None, WRONG).version
    return of, strand(of)


def erratum(of: Version) -> Change:
    return text(of, RIGHT, kind=VersionText.Kind.ERRATUM, reason="Druckfehler").change


def take_over(to: Strand, taken: Change, **fields: object) -> Change:
    return actions.take_over_change(
        to, change=taken, base=fields.pop("base", to.head_id), actor=operator(), now=NOW, **fields
    )


def answer(draft: Strand, of: Change, reply: str) -> ErratumReply:
    return actions.answer_erratum(draft, change=of, reply=reply, actor=operator(), now=NOW)


def offered(draft: Strand) -> list[Change]:
    return [each.change for each in open_errata(draft)]


def says(draft: Strand, key: str = "p") -> str:
    return plain(repository.load(draft).tree[node_id(draft.concept, key)].text)


def test_an_erratum_is_offered_to_a_draft_of_the_text_it_corrects() -> None:
    of, draft = scene()
    assert offered(draft) == []

    made = erratum(of)

    assert offered(draft) == [made]
    assert open_errata(draft)[0].text.kind == VersionText.Kind.ERRATUM


def test_an_erratum_is_offered_to_drafts_of_what_is_based_on_the_text() -> None:
    of, draft = scene()
    later = version(of.concept, label="2020", based_on=of)
    actions.freeze_version(draft, version=later, actor=operator(), now=NOW)
    brought_in = text(version(of.concept, label="2021", based_on=later), WRONG)
    apart = text(version(of.concept, label="1999"), WRONG)
    drafts = [strand(each, name=each.label) for each in (later, brought_in.version, apart.version)]

    made = erratum(of)

    assert [offered(each) for each in drafts] == [[made], [made], []]


def test_a_draft_begun_from_the_corrected_text_is_offered_nothing() -> None:
    of, _ = scene()
    erratum(of)

    assert offered(strand(of, name="später")) == []


def test_a_better_transcription_is_no_erratum_and_a_strand_of_errata_is_offered_none() -> None:
    of, draft = scene()
    text(of, RIGHT, kind=VersionText.Kind.TRANSCRIPTION)
    assert offered(draft) == []
    errata = actions.begin_strand(
        of, name="Berichtigungen", kind=Strand.Kind.ERRATA, actor=operator(), now=NOW
    )
    erratum_of = text(of, WRONG, kind=VersionText.Kind.ERRATUM)

    assert offered(errata) == []
    assert offered(draft) == [erratum_of.change]


def test_the_changes_of_a_strand_that_was_frozen_as_an_erratum_are_errata() -> None:
    of, draft = scene()
    errata = actions.begin_strand(
        of, name="Berichtigungen", kind=Strand.Kind.ERRATA, actor=operator(), now=NOW
    )
    p = node_id(of.concept, "p")
    one = change(errata, Substitute(p, (Splice(21, (), inline("t")),)))
    two = change(
        errata, Retitle.whole(node_id(of.concept, "hf"), inline("Bildung"), inline("Lernen"))
    )
    actions.freeze_version(errata, version=of, actor=operator(), now=NOW)

    assert offered(draft) == [one, two]
    take_over(draft, two)
    take_over(draft, one)
    assert (offered(draft), says(draft)) == ([], "Die Stadt fördert Deutschkurse.")


def test_a_draft_takes_an_erratum_over_between_its_own_changes() -> None:
    of, draft = scene()
    p = node_id(of.concept, "p")
    change(draft, Substitute(p, (Splice(4, inline("Stadt"), inline("Gemeinde")),)))
    made = erratum(of)

    taken = take_over(draft, made)

    assert says(draft) == "Die Gemeinde fördert Deutschkurse."
    assert (taken.kind, list(taken.sources.all())) == (Change.Kind.TAKEN_OVER, [made])
    assert words(what_is_left(made, draft)) == ["Deutschkurse"]
    assert what_is_left(taken, draft) == []
    reply = draft.erratum_replies.get()
    assert (reply.change, reply.reply, reply.taken_as) == (made, Reply.TAKEN_OVER, taken)
    assert offered(draft) == []


def test_frozen_texts_are_never_touched() -> None:
    of, draft = scene()
    council = version(of.concept, label="2020", based_on=of)
    frozen = actions.freeze_version(draft, version=council, actor=operator(), now=NOW)
    before = frozen.hash, repository.canonical_bytes(frozen.manifest)

    take_over(draft, erratum(of))

    frozen = VersionText.objects.get(version=council)
    assert (frozen.hash, repository.canonical_bytes(frozen.manifest)) == before


def test_an_erratum_reaches_a_draft_of_a_text_that_was_brought_in_anew() -> None:
    of, _ = scene()
    later = version(of.concept, label="2020", based_on=of)
    text(later, (*WRONG, ("q", "paragraph", "Sie kosten nichts.")))
    draft = strand(later, name="2021")
    made = erratum(of)

    take_over(draft, made)

    assert says(draft) == "Die Stadt fördert Deutschkurse."
    assert words(what_is_left(made, draft)) == ["Deutschkurse"]


def test_an_erratum_that_builds_on_another_one_follows_it() -> None:
    of, draft = scene()
    first = erratum(of)
    again = ("hf", "field", "Bildung", ("p", "paragraph", "Die Stadt fördert Deutsch-Kurse."))
    second = text(of, again, kind=VersionText.Kind.ERRATUM).change
    change(
        draft,
        Substitute(node_id(of.concept, "p"), (Splice(4, inline("Stadt"), inline("Gemeinde")),)),
    )
    taken = take_over(draft, first)

    take_over(draft, second)

    assert says(draft) == "Die Gemeinde fördert Deutsch-Kurse."
    assert taken != draft.head


def test_new_nodes_of_an_erratum_come_with_their_identity() -> None:
    of, draft = scene()
    missing = ("q", "paragraph", "Sie kosten nichts.")
    made = text(of, (*WRONG, missing), kind=VersionText.Kind.ERRATUM).change

    take_over(draft, made)

    assert says(draft, "q") == "Sie kosten nichts."
    assert words(what_is_left(made, draft)) == ["Sie kosten nichts."]


def test_what_the_draft_says_already_is_told_and_not_taken_over() -> None:
    of, draft = scene()
    change(
        draft,
        Substitute(
            node_id(of.concept, "p"), (Splice(18, inline("Deuschkurse"), inline("Deutschkurse")),)
        ),
    )
    made = erratum(of)

    with pytest.raises(ValidationError, match="So steht es schon"):
        take_over(draft, made)

    answer(draft, made, Reply.ALREADY_THERE)
    assert offered(draft) == []


def test_the_journal_tells_the_reason_that_the_change_was_made_for() -> None:
    of, draft = scene()

    take_over(draft, erratum(of))

    told = sentence_of(JournalEntry.objects.order_by("sequence").last())
    assert "Druckfehler" in told and "ohne Angabe" not in told


def test_what_does_not_fit_is_refused_with_place_and_reason() -> None:
    of, draft = scene()
    change(draft, Repeal(node_id(of.concept, "p")))
    made = erratum(of)

    with pytest.raises(ValidationError) as refused:
        take_over(draft, made)

    assert "Die Stadt fördert Deuschkurse." in refused.value.messages[0]
    answer(draft, made, Reply.NOT_WANTED)
    assert offered(draft) == []


def test_a_change_is_taken_over_once() -> None:
    of, draft = scene()
    made = erratum(of)
    take_over(draft, made)

    with pytest.raises(ValidationError, match="enthält diese Änderung schon"):
        take_over(draft, made)
    with pytest.raises(ValidationError, match="schon übernommen"):
        answer(draft, made, Reply.NOT_WANTED)


def test_an_erratum_whose_taking_over_is_taken_back_is_open_again() -> None:
    of, draft = scene()
    made = erratum(of)
    undone = undo(draft, take_over(draft, made))

    assert offered(draft) == [made]
    answer(draft, made, Reply.NOT_WANTED)
    assert offered(draft) == []
    again = take_over(draft, made)

    assert (says(draft), again.parent) == ("Die Stadt fördert Deutschkurse.", undone)
    with pytest.raises(ValidationError, match="schon übernommen"):
        answer(draft, made, Reply.NOT_WANTED)


def test_a_taking_over_that_is_said_again_after_its_undo_counts() -> None:
    of, draft = scene()
    made = erratum(of)
    undo(draft, undo(draft, take_over(draft, made)))

    assert offered(draft) == []
    with pytest.raises(ValidationError, match="enthält diese Änderung schon"):
        take_over(draft, made)


def test_the_latest_answer_counts_and_a_refused_erratum_can_be_taken_over_later() -> None:
    of, draft = scene()
    made = erratum(of)
    answer(draft, made, Reply.NOT_WANTED)
    answer(draft, made, Reply.ALREADY_THERE)

    take_over(draft, made)

    assert [each.reply for each in draft.erratum_replies.order_by("pk")] == [
        Reply.NOT_WANTED, Reply.ALREADY_THERE, Reply.TAKEN_OVER,
    ]  # fmt: skip


def test_only_errata_of_the_concept_are_answered() -> None:
    of, draft = scene()
    own = change(draft, Repeal(node_id(of.concept, "p")))
    foreign = erratum(text(version(concept(of.municipality)), WRONG).version)

    for wrong in (own, foreign):
        with pytest.raises(ValidationError, match="keine Berichtigung"):
            answer(draft, wrong, Reply.NOT_WANTED)
    with pytest.raises(ValidationError, match="anderen Konzept"):
        take_over(draft, foreign)


def test_a_whole_text_is_not_taken_over() -> None:
    of, draft = scene()
    other = text(version(of.concept, label="2020"), RIGHT)

    with pytest.raises(ValidationError, match="ganzer Text"):
        take_over(draft, other.change)


def test_a_change_of_an_alternative_is_taken_over_without_answering_anything() -> None:
    of, draft = scene()
    other = strand(of, name="Gegenentwurf")
    new = State(node_id(of.concept, "neu"), "paragraph", text=inline("Neu."))
    made = change(other, Insert(Place(node_id(of.concept, "hf")), (new,)), author="SPD-Fraktion")

    taken = take_over(draft, made)

    assert (says(draft, "neu"), taken.author) == ("Neu.", "SPD-Fraktion")
    assert words(what_is_left(made, draft)) == ["Neu."]
    assert not ErratumReply.objects.exists()


def test_who_takes_over_on_an_old_head_is_told_so() -> None:
    of, draft = scene()
    base = draft.head_id
    change(draft, Repeal(node_id(of.concept, "p")))

    with pytest.raises(StaleHead):
        take_over(draft, erratum(of), base=base)


def test_open_errata_cost_a_fixed_number_of_queries() -> None:
    of, draft = scene()
    counts = []
    for courses in ("Deutschkurse", "Sprachkurse", "Kurse"):
        part = ("hf", "field", "Bildung", ("p", "paragraph", f"Die Stadt fördert {courses}."))
        text(of, part, kind=VersionText.Kind.ERRATUM)
        with CaptureQueriesContext(connection) as captured:
            open_errata(draft)
        counts.append(len(captured))

    assert len(set(counts)) == 1 and counts[0] <= 7


def test_the_journal_names_the_erratum_and_the_draft() -> None:
    of, draft = scene()

    take_over(draft, erratum(of))

    entry = journal_of(of.municipality).first()
    assert entry is not None and entry.verb == "take_over_change"
    assert "Druckfehler" in entry.payload.content and "Entwurf" in entry.payload.content
