"""Taking back: a new change that restores the same thing, with its identity and its origins."""

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts import repository
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.models import Change, Lineage, Node, NodeState, Strand
from fortschrift.concepts.selectors.origins import what_is_left
from fortschrift.core.text import (
    TREE,
    ChangeOutline,
    Insert,
    Join,
    Level,
    Operation,
    Outline,
    Place,
    Repeal,
    Retitle,
    SetAttribute,
    Splice,
    Split,
    Substitute,
    inline,
    plain,
)
from fortschrift.core.text import NodeState as State
from fortschrift.core.text.origins.spans import Origin, laid, piece, span
from tests.concepts.factories import OUTLINE, change, node_id, strand, text, undo
from tests.concepts.test_origins import words

pytestmark = pytest.mark.django_db

WORDS = "Die Stadt fördert Kurse. Sie sind offen."


def draft_of_two() -> Strand:
    """Begin a draft of a field with a measure, two paragraphs and a list."""
    return strand(
        text(
            None,
            ("hf", "field", "Bildung",
             ("p", "paragraph", WORDS), ("q", "paragraph", "Sie kosten nichts."),
             ("m", "measure", "Kurse")),
        ).version
    )  # fmt: skip


def acts(draft: Strand) -> dict[str, list[Operation]]:
    """Give one change of each kind there is."""
    of = draft.concept
    field, p, q, m = (node_id(of, key) for key in ("hf", "p", "q", "m"))
    new = State(node_id(of, "neu"), "paragraph", text=inline("Neu."))
    return {
        "words": [Substitute(p, (Splice(4, inline("Stadt"), inline("Gemeinde")),))],
        "heading": [Retitle.whole(field, inline("Bildung"), inline("Lernen"))],
        "insert": [Insert(Place(field, p), (new,))],
        "repeal": [Repeal(field)],
        "split": [Split(p, 24, inline(" "), node_id(of, "p2"))],
        "join": [Join(p, q, inline(" "))],
        "attribute": [SetAttribute(m, "responsible", None, "Jugendamt")],
        "outline": [ChangeOutline(OUTLINE, Outline((Level("field", "Säule", "Säulen"),)))],
        "moved words": [
            Substitute(p, (Splice(0, inline("Die Stadt fördert Kurse. ")),)),
            Substitute(p, (Splice(15, (), inline(" Die Stadt fördert Kurse.")),)),
        ],
    }


KINDS = ["words", "heading", "insert", "repeal", "split", "join", "attribute", "outline",
         "moved words"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_taking_back_the_last_change_brings_back_the_very_states(kind: str) -> None:
    draft = draft_of_two()
    before = repository.state_keys(draft), draft.outline
    made = change(draft, *acts(draft)[kind])
    states = NodeState.objects.count()

    undone = undo(draft, made)

    assert (repository.state_keys(draft), draft.outline) == before
    assert NodeState.objects.count() == states
    assert (undone.kind, undone.undoes, undone.parent) == (Change.Kind.UNDO, made, made)


@pytest.mark.parametrize("kind", KINDS)
def test_an_undo_can_be_taken_back_and_the_change_keeps_its_origins(kind: str) -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)[kind])
    changed = repository.state_keys(draft), draft.outline

    undone = undo(draft, made)
    undo(draft, undone)

    assert (repository.state_keys(draft), draft.outline) == changed


def test_taking_back_the_last_three_one_by_one_leads_back_to_the_beginning() -> None:
    draft = draft_of_two()
    start = repository.state_keys(draft)
    made = [change(draft, *acts(draft)[kind]) for kind in ("words", "heading", "insert")]

    for each in reversed(made):
        undo(draft, each)

    assert repository.state_keys(draft) == start
    assert TREE.to_bytes(repository.load(draft).tree) == TREE.to_bytes(
        repository.text_at(draft.begun_at).tree
    )


def test_descent_is_added_and_never_erased() -> None:
    draft = draft_of_two()
    p, other = node_id(draft.concept, "p"), node_id(draft.concept, "p2")

    made = change(draft, *acts(draft)["split"])
    undone = undo(draft, made)

    rows = Lineage.objects.filter(concept=draft.concept).order_by("pk")
    assert [(r.from_node_id, r.to_node_id, r.kind, r.change) for r in rows] == [
        (p, other, Lineage.Kind.SPLIT, made),
        (other, p, Lineage.Kind.JOINED, undone),
    ]
    assert Node.objects.filter(pk=other).exists()


def test_a_paragraph_that_comes_and_goes_within_a_change_descends_from_nothing() -> None:
    draft = draft_of_two()
    p, passing = node_id(draft.concept, "p"), node_id(draft.concept, "p2")

    made = change(draft, Split(p, 24, inline(" "), passing), Join(p, passing, inline(" Und: ")))
    undo(draft, made)

    assert not Lineage.objects.exists() and not Node.objects.filter(pk=passing).exists()


def test_a_change_is_taken_back_once_and_again_after_its_undo_was_taken_back() -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)["words"])
    undone = undo(draft, made)

    with pytest.raises(ValidationError, match="schon zurückgenommen"):
        undo(draft, made)

    undo(draft, undone)
    with pytest.raises(ValidationError, match="schon zurückgenommen"):
        undo(draft, undone)


def test_the_text_everything_began_with_cannot_be_taken_back() -> None:
    draft = draft_of_two()

    with pytest.raises(ValidationError, match="begonnen"):
        undo(draft, draft.head)


def test_a_change_of_another_strand_cannot_be_taken_back_here() -> None:
    draft = draft_of_two()
    other = strand(draft.begun_at.version_texts.get().version, name="Gegenentwurf")
    made = change(other, *acts(other)["words"])

    with pytest.raises(ValidationError, match="gehört nicht zu diesem Text"):
        undo(draft, made)


def test_who_takes_back_on_an_old_head_is_told_so_and_nothing_is_written() -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)["words"])
    change(draft, *acts(draft)["heading"])
    changes = Change.objects.count()

    with pytest.raises(StaleHead):
        undo(draft, made, base=made.pk)

    assert Change.objects.count() == changes


def test_the_journal_says_what_was_taken_back_and_why() -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)["words"], reason="Gemeinde statt Stadt")

    undo(draft, made, reason="ein Versehen")

    entry = journal_of(draft.municipality).first()
    assert entry is not None and entry.verb == "undo_change"
    assert "Gemeinde statt Stadt" in entry.payload.content
    assert "ein Versehen" in entry.payload.content


@pytest.mark.parametrize("which", ["words", "insert"])
def test_the_journal_names_the_element_of_a_change_without_a_reason(which: str) -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)[which])

    undo(draft, made)

    entry = journal_of(draft.municipality).first()
    assert entry is not None and str(made.pk) not in sentence_of(entry)
    assert "(Handlungsfeld 1 Bildung): ohne Angabe" in sentence_of(entry)


# Changes before the last one


def words_of(draft: Strand, key: str) -> str:
    return plain(repository.load(draft).tree[node_id(draft.concept, key)].text)


def test_an_earlier_change_is_taken_back_and_what_came_since_stays() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    before = repository.origins_of(draft)[p]
    made = change(draft, Substitute(p, (Splice(4, inline("Stadt"), inline("Gemeinde")),)))
    later = change(draft, Substitute(p, (Splice(21, inline("Kurse"), inline("Sprachkurse")),)))

    undo(draft, made)

    assert words_of(draft, "p") == "Die Stadt fördert Sprachkurse. Sie sind offen."
    assert repository.origins_of(draft)[p].text == laid(
        piece(before.text, 0, 18), span(11, Origin(later.pk, 0)), piece(before.text, 23, 40)
    )


def test_an_insertion_is_taken_back_after_its_surroundings_have_moved() -> None:
    draft = draft_of_two()
    made = change(draft, *acts(draft)["insert"])
    change(draft, Repeal(node_id(draft.concept, "q")), *acts(draft)["words"])

    undo(draft, made)

    field = repository.load(draft).tree[node_id(draft.concept, "hf")]
    assert field.children == (node_id(draft.concept, "p"), node_id(draft.concept, "m"))


def test_what_was_repealed_comes_back_with_its_origins_between_what_is_new() -> None:
    draft = draft_of_two()
    q, field = node_id(draft.concept, "q"), node_id(draft.concept, "hf")
    early = change(draft, Substitute(q, (Splice(4, inline("kosten"), inline("verlangen")),)))
    state = repository.load(draft).keys[q]
    made = change(draft, Repeal(q))
    change(draft, *acts(draft)["insert"])

    undo(draft, made)

    stored = repository.load(draft)
    assert stored.keys[q] == state
    assert stored.tree[field].children.index(q) > 0
    assert words(what_is_left(early, draft)) == ["verlangen"]


def test_what_no_longer_fits_is_refused_with_place_and_reason_and_nothing_is_written() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    made = change(draft, Substitute(p, (Splice(18, inline("Kurse"), inline("Sprachkurse")),)))
    change(draft, Substitute(p, (Splice(18, inline("Sprachkurse"), inline("Deutschkurse")),)))
    changes = Change.objects.count()

    with pytest.raises(ValidationError) as refused:
        undo(draft, made)

    (sentence,) = refused.value.messages
    assert "Die Stadt fördert" in sentence and "Sprachkurse" in sentence
    assert Change.objects.count() == changes


def test_an_undo_of_an_earlier_change_can_be_taken_back_after_more_changes() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    made = change(draft, Substitute(p, (Splice(4, inline("Stadt"), inline("Gemeinde")),)))
    change(draft, Substitute(p, (Splice(21, inline("Kurse"), inline("Sprachkurse")),)))
    undone = undo(draft, made)
    change(draft, *acts(draft)["heading"])

    undo(draft, undone)

    assert words_of(draft, "p") == "Die Gemeinde fördert Sprachkurse. Sie sind offen."
    assert words(what_is_left(made, draft)) == ["Gemeinde"]


def test_a_change_that_took_words_to_another_paragraph_gives_them_back_with_their_origin() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    early = change(draft, Substitute(p, (Splice(18, inline("Kurse"), inline("Sprachkurse")),)))
    split = change(draft, Split(p, 30, inline(" "), node_id(draft.concept, "p2")))
    change(draft, *acts(draft)["heading"])

    undo(draft, split)

    assert words_of(draft, "p") == "Die Stadt fördert Sprachkurse. Sie sind offen."
    assert words(what_is_left(early, draft)) == ["Sprachkurse"]
    assert not what_is_left(split, draft)
