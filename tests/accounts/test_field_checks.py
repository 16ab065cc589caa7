"""What may go into a row is the same for every act, every way in, and both databases."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.field_checks import LONGEST_ARGUMENT, check_rows
from fortschrift.accounts.journal import Entry
from fortschrift.accounts.models import JournalEntry, Municipality
from fortschrift.concepts.models import Concept, Node, OperationNode
from fortschrift.core.text.errors import RefusedCharacter
from fortschrift.core.text.intake import check_characters
from fortschrift.sources.models import Claim
from tests.accounts.factories import municipality
from tests.concepts.factories import concept, version
from tests.sources.factories import claim, source

pytestmark = pytest.mark.django_db

NO_TEXT = {"NUL": "a\x00b", "a control": "a\x07b", "half a pair": "a\ud800b", "U+FFFE": "a\ufffeb"}
Way = Callable[[Entry, Concept, str], object]


def _many(entry: Entry, of: Concept, words: str) -> object:
    rows = [
        Node(pk=uuid4(), concept=of, municipality=of.municipality, slug=slug)
        for slug in ("gut", words)
    ]
    return entry.create_many(Node, rows)


#: Each way writes the words into a field named "slug".
WAYS: dict[str, Way] = {
    "create": lambda entry, of, words: entry.create(
        Node, concept=of, municipality=of.municipality, slug=words
    ),
    "create_many": _many,
    "save": lambda entry, of, words: entry.save(of, slug=words),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", NO_TEXT)
def test_what_is_no_text_gets_into_no_row_and_its_place_is_named(way: str, what: str) -> None:
    of = concept()
    entry, rows = Entry("probe", None, of.municipality), Node.objects.count()

    with pytest.raises(ValidationError) as refused:
        WAYS[way](entry, of, NO_TEXT[what])

    assert refused.value.message_dict == {
        "slug": ["Der Text enthält an Stelle 2 ein Zeichen, das kein Text ist."]
    }
    assert Node.objects.count() == rows


@pytest.mark.parametrize("way", WAYS)
def test_words_longer_than_their_field_get_into_no_row_on_either_database(way: str) -> None:
    of = concept()

    with pytest.raises(ValidationError) as refused:
        WAYS[way](Entry("probe", None, of.municipality), of, "a" * 300)

    assert "300" in refused.value.message_dict["slug"][0]


@pytest.mark.parametrize("number", [2**31, 2**70, -1])
def test_a_number_out_of_range_gets_into_no_row_on_either_database(number: int) -> None:
    of = concept()
    row = OperationNode(node_id=uuid4(), change_id=uuid4(), ordinal=number)

    with pytest.raises(ValidationError) as refused:
        Entry("probe", None, of.municipality).create_many(OperationNode, [row])

    assert list(refused.value.message_dict) == ["ordinal"]


def test_lines_of_every_kind_and_signs_of_every_script_are_text() -> None:
    words = "Zeile\r\n\tnoch eine\rund\n\u202eنص\u200d👩‍👩‍👧"

    made = version(author=words)

    assert made.author == words


@pytest.mark.parametrize("what", NO_TEXT)
def test_an_act_names_the_argument_that_is_no_text_before_it_looks_anything_up(what: str) -> None:
    with pytest.raises(ValidationError) as refused:
        municipality(slug=NO_TEXT[what])

    assert list(refused.value.message_dict) == ["slug"]
    assert not Municipality.objects.exists()


def test_an_act_takes_no_argument_that_nobody_could_read() -> None:
    of = concept()
    entries = JournalEntry.objects.count()

    with pytest.raises(ValidationError, match=f"höchstens {LONGEST_ARGUMENT}"):
        version(of, no_text_reason="ä" * 10_000_000)

    assert JournalEntry.objects.count() == entries


def test_a_key_from_outside_that_is_taken_is_told_and_not_left_to_the_database() -> None:
    made = version()

    with pytest.raises(ValidationError) as refused:
        version(made.concept, label="2012", id=made.pk)

    assert list(refused.value.message_dict) == ["id"]


def test_a_fact_rests_on_claims_of_its_own_municipality() -> None:
    of, elsewhere = concept(), claim(source(municipality()))

    with pytest.raises(ValidationError) as refused:
        version(of, claims=[elsewhere])

    assert "anderen Kommune" in refused.value.message_dict["claims"][0]
    assert not of.versions.exists() and Claim.objects.count() == 1


def test_thousands_of_rows_are_checked_without_a_query() -> None:
    rows = [OperationNode(node_id=uuid4(), change_id=uuid4(), ordinal=n) for n in range(5_000)]

    with CaptureQueriesContext(connection) as asked:
        check_rows(rows)

    assert not asked.captured_queries


def test_what_is_refused_here_is_what_the_text_engine_refuses() -> None:
    for words in NO_TEXT.values():
        with pytest.raises(RefusedCharacter):
            check_characters(words)
