"""A file of a draft comes back after the draft was written on: read against what it said then."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fortschrift.accounts.models import Job, User
from fortschrift.concepts import actions, repository
from fortschrift.concepts.actions.bringing_in import File, bring_in_amendments
from fortschrift.concepts.addresses import draft_file_url
from fortschrift.concepts.comparing.sides import amendment_url, amendments_url
from fortschrift.concepts.manuscript_drafts import manuscript_of
from fortschrift.concepts.manuscript_returning import Home, home_of
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Concept,
    CurrentWording,
    ManuscriptDraft,
    ManuscriptRecord,
    Strand,
    Version,
)
from fortschrift.concepts.selectors import by_hash
from fortschrift.core.text import Insert, NodeState, Place, Substitute, apply, inline, plain
from fortschrift.core.text.difference.diff import diff
from fortschrift.web.dates import day_words
from tests.accounts.factories import NOW
from tests.concepts.manuscript_files import concept_file
from tests.concepts.returning.test_proposals import edited
from tests.concepts.test_bringing_in_pages import (
    at_once,
    concept,
    desk,
    send,
    take,
    town,
    user,
    words,
)
from tests.concepts.test_returning_pages import GOAL, SENTENCE, TRACKED
from tests.core.text.growing import node_id

__all__ = ["at_once", "concept", "desk", "send", "take", "town", "user"]
pytestmark = pytest.mark.django_db

Send, Take = Callable[..., Any], Callable[..., Job]


@pytest.fixture
def draft(concept: Concept) -> Strand:
    """Begin a draft and write a paragraph into it, so that no version says its text."""
    version = Version.objects.get(concept=concept)
    strand = actions.begin_strand(version, name="Entwurf 2026", actor=officer(), now=NOW)
    write(strand, "Vorab.")
    return strand


@pytest.fixture
def sent(desk: Client, draft: Strand) -> bytes:
    answer = desk.get(draft_file_url(draft, "docx"))
    return answer.content or b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def officer() -> User:
    return User.objects.get(name="Konto officer")


def write(strand: Strand, text: str, on: str = "") -> None:
    """Put a paragraph in at the beginning, or write one anew."""
    tree = repository.load(strand).tree
    if on:
        node = next(each for each in tree if plain(each.text) == on)
        words = Substitute.whole(node.id, node.text, inline(text))
        operations = diff(tree, apply((words,), tree))
    else:
        new = NodeState(node_id(1000 + Change.objects.count()), "paragraph", text=inline(text))
        operations = (Insert(Place(tree.root), (new,)),)
    actions.change_text(
        strand, operations=operations, base=strand.head_id, actor=officer(), now=NOW
    )


def reference(draft: Strand) -> str:
    return f"strand:{draft.pk}"


def upload_of(answer: Any) -> ManuscriptDraft:
    return ManuscriptDraft.objects.get(pk=answer.url.rstrip("/").rsplit("/", 1)[1])


def test_tracked_changes_to_a_draft_that_was_written_on_are_carried_to_what_it_says_now(
    send: Send, desk: Client, draft: Strand, sent: bytes, take: Take
) -> None:
    sent_at = draft.head_id
    write(draft, f"Derzeit gilt: {SENTENCE}", on=SENTENCE)
    write(draft, "Deutschkurse gehören dazu!", on=GOAL)
    url = send(edited(sent, *TRACKED), concept=draft.concept.slug).url

    said = words(desk.get(url))
    job = take(url, way="amending", reference=reference(draft), tracked="amendments")

    assert "stammt aus: Entwurf „Entwurf 2026“, Stand vom" in said
    assert job.state == Job.State.FINISHED, job.message
    record = ManuscriptRecord.objects.latest("pk")
    first = [each.wordings.get(order=1) for each in record.amendments.order_by("number")]
    assert [(each.amendment.author, each.base_id) for each in first] == [
        ("Amt 50", sent_at), ("Erika Muster", sent_at),
    ]  # fmt: skip
    now = {each.amendment.author: each for each in CurrentWording.objects.filter(strand=draft)}
    assert now["Erika Muster"].state == CurrentWording.State.OPEN
    assert now["Erika Muster"].wording.base_id not in (None, sent_at)
    assert now["Amt 50"].state == CurrentWording.State.UNFIT


def test_what_is_tracked_on_top_of_untracked_changes_is_carried_with_them(
    send: Send, concept: Concept, draft: Strand, sent: bytes, take: Take
) -> None:
    write(draft, "Noch davor.")
    data = edited(edited(sent, TRACKED[0]), ("Die Stadt bietet <", "Die ganze Stadt bietet <"))

    job = take(
        send(data, concept=concept.slug).url, way="amending", reference=reference(draft),
        tracked="amendments",
    )  # fmt: skip

    assert job.state == Job.State.FINISHED, job.message
    pointers = CurrentWording.objects.filter(strand=draft)
    assert [each.state for each in pointers] == [CurrentWording.State.OPEN] * 2
    difference, tracked = Amendment.objects.order_by("number")
    assert difference.author == "" and tracked.author == "Erika Muster"
    assert tracked.amends == difference


def test_a_file_that_does_not_name_its_change_is_looked_for_among_the_last_texts(
    send: Send, concept: Concept, draft: Strand, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_at = draft.head_id
    for number in range(3):
        write(draft, f"Noch {number}.")
    unnamed = edited(sent, (str(sent_at), ""), part="docProps/custom.xml")

    def home(data: bytes) -> Home | None:
        upload = upload_of(send(data, concept=concept.slug))
        return home_of(upload, manuscript_of(upload))

    near = home(unnamed)
    monkeypatch.setattr(by_hash, "FURTHEST", 2)
    far, named = home(unnamed), home(sent)

    assert near is not None and near.base.pk == sent_at
    assert far is None
    assert named is not None and named.base.pk == sent_at


def test_a_change_that_left_another_text_is_not_believed(
    concept: Concept, draft: Strand, sent: bytes
) -> None:
    sent_at, hash = draft.head_id, by_hash.hash_of_change(draft.head_id)
    write(draft, "Noch davor.")

    found = by_hash.earlier_drafts_with_hash(concept, hash, named=str(draft.head_id))

    assert [(strand, change.pk) for strand, change in found] == [(draft, sent_at)]


def test_an_amendment_to_a_text_of_another_line_is_refused(concept: Concept, draft: Strand) -> None:
    other = actions.begin_strand(Version.objects.get(), name="Anderer", actor=officer(), now=NOW)
    write(other, "Anders.")
    with pytest.raises(ValidationError):
        bring_in_amendments(
            draft, base=Change.objects.get(pk=other.head_id), file=File("x", "word", 1, "0", "{}"),
            actor=officer(), now=NOW,
        )  # fmt: skip


def test_of_proposals_to_a_draft_nothing_is_said_to_become_public_and_the_file_is_named(
    send: Send, desk: Client, draft: Strand, sent: bytes, take: Take
) -> None:
    data = edited(sent, (SENTENCE, "Die Stadt bietet vier Kurse an."))
    url = send(data, concept=draft.concept.slug).url

    form = words(desk.get(f"{url}uebernehmen/"))
    take(url, way="amending", reference=reference(draft))
    listed = words(desk.get(amendments_url(draft.concept)))
    shown = words(desk.get(amendment_url(draft.concept, 1)))

    assert "Öffentlich wird jetzt nichts." in form
    assert "Der Text der Fassung wird auf den öffentlichen Seiten lesbar." not in form
    day = day_words(ManuscriptRecord.objects.get(strand=draft).recorded)
    assert f"konzept.docx, eingelesen am {day}" in listed
    assert f"Aus der Datei konzept.docx, eingelesen am {day}" in shown


def test_of_a_file_that_may_become_either_it_is_said_of_both(
    send: Send, desk: Client, concept: Concept
) -> None:
    form = words(desk.get(f"{send(concept_file(), concept=concept.slug).url}uebernehmen/"))

    assert "Wird eine Fassung daraus: Der Text der Fassung wird auf den" in form
    assert "Werden Vorschläge daraus: Öffentlich wird jetzt nichts." in form
