"""Moving as a proposal: the place is chosen from a list, looked at and told in words."""

from uuid import uuid4

import pytest
from django.test import Client

from fortschrift.concepts.desk.structure import NotOffered
from fortschrift.concepts.selectors import shown_text
from fortschrift.core.text import Move, Place, Tree
from fortschrift.participation import actions, moving
from fortschrift.participation.addresses import reading_url
from fortschrift.participation.models import Reading, Submission
from fortschrift.participation.moving import Target, targets
from tests.accounts.factories import NOW, officer, operator
from tests.concepts.factories import node, node_id
from tests.participation.factories import open_reading
from tests.participation.test_pages import NAMED, _today, page, slug

__all__ = ["_today"]
pytestmark = pytest.mark.django_db


def tree_of(of: Reading) -> Tree:
    assert of.version is not None
    text = shown_text(of.version)
    assert text is not None
    return text.tree


def places(of: Reading, key: str) -> list[str]:
    """Name the offered places by the keys of the nodes."""
    names = {
        node_id(of.concept, each): each
        for each in ("bildung", "wohnen", "kurse", "raeume", "liste", "punkt-1", "punkt-2")
    }
    tree = tree_of(of)
    return [
        f"{each.side} {names.get(each.node, 'concept')}"
        for each in targets(tree, node_id(of.concept, key))
    ]


def move(
    of: Reading, key: str, side: moving.Side, to: str, **fields: str
) -> tuple[str, dict[str, str]]:
    target = Target(side, node_id(of.concept, to))
    given = {"kind": "move", "target": str(target), "reason": "", **fields}
    return reading_url(of, "propose_at", node=slug(of, key)), given


def send(client: Client, of: Reading, key: str, side: moving.Side, to: str) -> Submission:
    url, given = move(of, key, side, to)
    answer = client.post(url, {**given, **NAMED, "do": "send", "key": str(uuid4())})
    assert answer.status_code == 302
    return Submission.objects.get(code=answer["Location"].rstrip("/").rpartition("/")[2])


OFFERED = {
    "kurse": ["after raeume", "after liste", "last wohnen"],
    "raeume": ["first bildung", "after liste", "last wohnen"],
    "punkt-1": ["after punkt-2"],
    "punkt-2": ["first liste"],
    "bildung": ["after wohnen"],
    "wohnen": ["first concept"],
}


@pytest.mark.parametrize("key", OFFERED)
def test_a_passage_is_offered_the_places_where_it_may_stand_and_does_not_yet(key: str) -> None:
    assert places(open_reading(), key) == OFFERED[key]


@pytest.mark.parametrize("key", OFFERED)
def test_each_place_offered_leads_somewhere_else(key: str) -> None:
    tree = tree_of(made := open_reading())
    moving_one = node_id(made.concept, key)

    for target in targets(tree, moving_one):
        operation, *_kinds = moving.moved(tree, moving_one, target)
        assert isinstance(operation, Move)
        assert operation.place != tree.place_of(moving_one)


def test_a_paragraph_that_is_sent_to_another_element_becomes_a_move(client: Client) -> None:
    made = open_reading()

    sent = send(client, made, "kurse", "last", "wohnen")

    assert (sent.kind, sent.node) == ("move", node(made.concept, "kurse"))
    wording = sent.amendments.get().wordings.get()
    assert '"move"' in wording.operations
    tree = tree_of(made)
    expected = Move(node_id(made.concept, "kurse"), Place(node_id(made.concept, "wohnen")))
    chosen = Target("last", node_id(made.concept, "wohnen"))
    assert moving.moved(tree, node_id(made.concept, "kurse"), chosen) == (expected,)


def test_the_choice_is_looked_at_before_it_is_sent(client: Client) -> None:
    made = open_reading()
    url, given = move(made, "kurse", "after", "raeume")

    assert '<select name="target"' in client.get(f"{url}?art=move").content.decode()
    words = client.post(url, {**given, "do": "look"}).content.decode()

    assert "soll hinter Absatz „Räume stehen in 12 Stadtteilen bereit. Sie …“ stehen." in words
    assert "verschoben" in words
    assert not Submission.objects.exists()


TOLD = {
    ("kurse", "after", "raeume"): "soll hinter Absatz „Räume",
    ("raeume", "first", "bildung"): "soll am Anfang von „",
    ("kurse", "last", "wohnen"): "soll am Anfang von „",
    ("bildung", "after", "wohnen"): "soll hinter ",
}


@pytest.mark.parametrize("case", TOLD)
def test_list_margin_and_inbox_say_where_it_is_to_stand(
    client: Client, case: tuple[str, moving.Side, str]
) -> None:
    made = open_reading()
    sent = send(client, made, *case)
    office = Client()
    office.force_login(officer(made.municipality))
    assert TOLD[case] in page(office, made, "inbox")

    actions.release_submission(sent, actor=operator(), now=NOW)

    assert TOLD[case] in page(client, made, "proposals")
    assert TOLD[case] in page(client, made, "text")


BAD = ["", "after", "after:nonsense", "beside:00000000-0000-0000-0000-000000000001", "first:kurse"]


@pytest.mark.parametrize("target", BAD)
def test_a_place_that_was_not_offered_is_refused_and_the_reason_stays(
    client: Client, target: str
) -> None:
    url, given = move(open_reading(), "kurse", "after", "raeume", reason="Mein Grund")

    answer = client.post(url, {**given, "target": target, "do": "look"})

    assert answer.status_code == 422
    assert "Mein Grund" in answer.content.decode()


def test_a_paragraph_does_not_go_beside_an_element() -> None:
    made = open_reading()

    with pytest.raises(NotOffered):
        moving.moved(
            tree_of(made), node_id(made.concept, "kurse"),
            Target("after", node_id(made.concept, "bildung")),
        )  # fmt: skip


def test_where_it_stands_already_is_no_place_to_move_to(client: Client) -> None:
    url, given = move(open_reading(), "raeume", "after", "kurse")

    assert client.post(url, {**given, "do": "look"}).status_code == 422
