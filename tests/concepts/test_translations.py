"""Translations hang on the words: a move leaves them good, other words make them stale."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import actions, repository
from fortschrift.concepts.models import Strand, Translation
from fortschrift.concepts.selectors.translations import (
    TranslatedText,
    translations_in,
    translations_of,
)
from fortschrift.concepts.translating import Spot
from fortschrift.core.text import (
    BOLD,
    Move,
    Place,
    Reformat,
    Retitle,
    SetAttribute,
    Splice,
    Substitute,
    inline,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import change, concept, node, node_id, strand, text, version

pytestmark = pytest.mark.django_db

WORDS = "Die Stadt fördert Kurse."
PARTS = (
    ("hf", "field", "Bildung", ("p", "paragraph", WORDS)),
    ("wohnen", "field", "Wohnen", ("q", "paragraph", "Wohnungen für alle.")),
)


def draft_of_two() -> Strand:
    return strand(text(None, *PARTS).version)


def translate(draft: Strand, of: str, words: str, to: str, **fields: str) -> Translation:
    return actions.translate(
        node(draft.concept, of), words=words, language=fields.pop("language", "en"), text=to,
        actor=operator(), now=NOW, **fields,
    )  # fmt: skip


def read(draft: Strand, language: str = "en") -> TranslatedText:
    return translations_in(repository.load(draft), draft.concept_id, language)


def test_a_version_says_in_another_language_what_was_translated_and_names_the_rest() -> None:
    draft = draft_of_two()
    translate(draft, "p", WORDS, "The town supports courses.")
    translate(draft, "hf", "Bildung", "Education", field="heading")

    found = translations_of(draft.begun_at.version_texts.get().version, "en")

    p, hf = (node_id(draft.concept, key) for key in ("p", "hf"))
    assert found is not None
    assert {spot: each.text for spot, each in found.found.items()} == {
        Spot(hf, "heading"): "Education", Spot(p, "text"): "The town supports courses.",
    }  # fmt: skip
    assert found.stale == []
    assert [(spot.node, spot.field) for spot in found.missing] == [
        (node_id(draft.concept, ""), "heading"),
        (node_id(draft.concept, "wohnen"), "heading"),
        (node_id(draft.concept, "q"), "text"),
    ]


def test_a_move_and_a_new_format_leave_a_translation_good() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    translate(draft, "p", WORDS, "The town supports courses.")

    change(
        draft,
        Move(p, Place(node_id(draft.concept, "wohnen"))),
        Reformat(p, (Splice(4, inline("Stadt"), inline("Stadt", BOLD)),)),
    )

    assert read(draft).stale == [] and Spot(p, "text") in read(draft).found


def test_other_words_make_a_translation_stale_and_it_stays_to_be_seen() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    translate(draft, "p", WORDS, "The town supports courses.")

    change(draft, Substitute(p, (Splice(18, inline("Kurse"), inline("Sprachkurse")),)))

    assert read(draft).stale == [Spot(p, "text")]
    assert read(draft).found[Spot(p, "text")].text == "The town supports courses."


def test_words_that_come_back_find_their_translation_again() -> None:
    draft = draft_of_two()
    p = node_id(draft.concept, "p")
    translate(draft, "p", WORDS, "The town supports courses.")
    change(draft, Substitute(p, (Splice(18, inline("Kurse"), inline("Sprachkurse")),)))
    translate(draft, "p", "Die Stadt fördert Sprachkurse.", "The town supports language courses.")

    change(draft, Substitute(p, (Splice(18, inline("Sprachkurse"), inline("Kurse")),)))

    assert read(draft).stale == []
    assert read(draft).found[Spot(p, "text")].text == "The town supports courses."


def test_the_latest_translation_of_the_same_words_counts_and_all_stay() -> None:
    draft = draft_of_two()
    translate(draft, "p", WORDS, "The city supports courses.")
    translate(draft, "p", WORDS, "The town supports courses.")

    found = read(draft).found[Spot(node_id(draft.concept, "p"), "text")]

    assert found.text == "The town supports courses."
    assert Translation.objects.count() == 2


def test_attributes_are_translated_each_by_its_key_and_lists_line_by_line() -> None:
    draft = strand(text(None, ("m", "measure", "Kurse")).version)
    m = node_id(draft.concept, "m")
    change(
        draft,
        SetAttribute(m, "responsible", None, "Jugendamt"),
        SetAttribute(m, "partners", None, ("Vereine", "Schulen")),
        SetAttribute(m, "cost", None, 400_000),
    )
    translate(draft, "m", "Jugendamt", "Youth Office", field="attribute", key="responsible")
    translate(draft, "m", "Vereine\nSchulen", "Clubs\nSchools", field="attribute", key="partners")

    found = read(draft)

    assert found.found[Spot(m, "attribute", "partners")].text == "Clubs\nSchools"
    assert found.found[Spot(m, "attribute", "responsible")].text == "Youth Office"
    assert not any(spot.key == "cost" for spot in found.missing)


def test_each_language_stands_by_itself() -> None:
    draft = draft_of_two()
    translate(draft, "p", WORDS, "Die Stadt hilft bei Kursen.", language="de-simple")

    assert read(draft).found == {}
    assert len(read(draft, "de-simple").found) == 1


def test_the_translations_of_a_version_cost_three_queries() -> None:
    draft = draft_of_two()
    of = draft.begun_at.version_texts.get().version
    for words in ("The town supports courses.", "The city supports courses."):
        translate(draft, "p", WORDS, words)
        translate(draft, "q", "Wohnungen für alle.", words)

    with CaptureQueriesContext(connection) as captured:
        translations_of(of, "en")

    assert len(captured) <= 3


def test_a_version_without_text_has_no_translation() -> None:
    assert translations_of(version(concept()), "en") is None


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"words": "Die Stadt fördert Kunst."}, "nie gestanden"),
        ({"words": "Bildung"}, "nie gestanden"),
        ({"text": "  "}, "geben Sie die Übersetzung"),
        ({"text": "a\x00b"}, "kein Text"),
        ({"text": "a" * 200_001}, "zu lang"),
        ({"text": "a" + "\u0301" * 200_001}, "zu lang"),  # too long to be taken in, too
        ({"text": "a" + "\u0301" * 31}, "an Stelle 32 "),
        ({"language": "Englisch"}, "Kürzel"),
        ({"field": "footnote"}, "nie gestanden"),
    ],
)
def test_what_is_no_translation_is_refused_and_nothing_is_stored(
    given: dict[str, str], wrong: str
) -> None:
    draft = draft_of_two()

    with pytest.raises(ValidationError, match=wrong):
        actions.translate(
            node(draft.concept, "p"), actor=operator(), now=NOW,
            **{"words": WORDS, "language": "en", "text": "The town supports courses.", **given},
        )  # fmt: skip

    assert not Translation.objects.exists()


def test_words_of_a_heading_said_by_an_older_state_can_still_be_translated() -> None:
    draft = draft_of_two()
    hf = node_id(draft.concept, "hf")
    change(draft, Retitle.whole(hf, inline("Bildung"), inline("Lernen")))

    translate(draft, "hf", "Bildung", "Education", field="heading")

    assert read(draft).stale == [Spot(hf, "heading")]
