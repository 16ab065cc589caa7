"""Our own Word file is brought back on the pages: recognised, not mapped, taken in as proposals."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fortschrift.accounts.models import Job
from fortschrift.concepts import manuscript_accounts, repository
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Amendment, Concept, ManuscriptRecord, Version
from fortschrift.concepts.selectors import amendment_page
from fortschrift.concepts.views import returned
from fortschrift.core.text import Tree, inline, plain
from tests.concepts.manuscript_files import concept_file
from tests.concepts.returning.test_proposals import EDITOR, edited
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

__all__ = ["at_once", "concept", "desk", "send", "take", "town", "user"]
pytestmark = pytest.mark.django_db

Send, Take = Callable[..., Any], Callable[..., Job]
SENTENCE = "Die Stadt bietet zwei Kurse am Abend an."
GOAL = "Alle Menschen sollen die deutsche Sprache lernen können."
OTHER = EDITOR.replace("9001", "9002").replace("Erika Muster", "Amt 50")
TRACKED = (
    (SENTENCE, f"Die Stadt bietet </w:t></w:r><w:del {EDITOR}><w:r><w:delText>zwei</w:delText>"
     f"</w:r></w:del><w:ins {EDITOR}><w:r><w:t>drei</w:t></w:r></w:ins><w:r>"
     '<w:t xml:space="preserve"> Kurse am Abend an.'),
    ("Sprache lernen können.", f"Sprache lernen</w:t></w:r><w:ins {OTHER}><w:r>"
     '<w:t xml:space="preserve"> und üben</w:t></w:r></w:ins><w:r>'
     '<w:t xml:space="preserve"> können.'),
)  # fmt: skip


@pytest.fixture
def sent(desk: Client, concept: Concept) -> bytes:
    """Download the Word file from the page of the version."""
    return downloaded(desk, concept)


def downloaded(desk: Client, concept: Concept) -> bytes:
    page = desk.get(version_url(Version.objects.get(concept=concept), concept)).content.decode()
    link = re.search(r'href="([^"]+\.docx)"', page)
    assert link
    answer = desk.get(link[1])
    return answer.content or b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def text_of(concept: Concept) -> Tree:
    text = Version.objects.get(concept=concept, label="2024").texts.get()
    return repository.load(text.manifest).tree


def proposed(record: ManuscriptRecord, base: Tree) -> list[tuple[str, str, list[str]]]:
    """Give author, date and the lines that each amendment says otherwise than the text."""
    before = {(plain(each.heading), plain(each.text)) for each in base}
    found = []
    for each in record.amendments.order_by("number"):
        after = amendment_page(each).after
        assert after is not None
        lines = [
            plain(state.heading) or plain(state.text)
            for state in after
            if (plain(state.heading), plain(state.text)) not in before
        ]
        found.append((each.author, str(each.happened), lines))
    return found


def test_a_file_of_ours_is_recognised_and_not_mapped(
    send: Send, desk: Client, concept: Concept, sent: bytes
) -> None:
    page = desk.get(send(sent, concept=concept.slug).url)

    said = words(page)
    assert "Diese Datei stammt aus: Fassung 2024. Nummern und Elemente sind erkannt" in said
    assert "Welche Überschriften sind was?" not in said
    assert "Die Summe geht auf" in said
    assert "nicht übernommen, einzeln aufgeführt + 0" in said
    assert "Titelseite, gehört nicht zum Text" in words(
        desk.get(f"{page.wsgi_request.path}nicht-uebernommen/")
    )


def test_tracked_changes_become_amendments_of_their_authors_to_that_very_text(
    send: Send, desk: Client, concept: Concept, sent: bytes, take: Take
) -> None:
    url = send(edited(sent, *TRACKED), concept=concept.slug).url
    form = desk.get(f"{url}uebernehmen/").content.decode()
    reference = f"version:{Version.objects.get().pk}"
    assert f'type="hidden" name="reference" value="{reference}"' in form
    assert "Verglichen mit</" not in form and 'for="id_reference"' not in form

    job = take(url, way="amending", reference=reference, tracked="amendments")

    assert job.state == Job.State.FINISHED, job.message
    record = ManuscriptRecord.objects.latest("pk")
    base = text_of(concept)
    assert proposed(record, base) == [
        ("Amt 50", "2026-05-04", [GOAL.replace("lernen", "lernen und üben")]),
        ("Erika Muster", "2026-05-04", ["Die Stadt bietet drei Kurse am Abend an."]),
    ]  # fmt: skip
    account = manuscript_accounts.read(record.account)
    assert account.adds_up and account.amending == 3 and account.left_over == account.own


def test_an_untouched_file_changes_nothing(
    send: Send, concept: Concept, sent: bytes, take: Take
) -> None:
    reference = f"version:{Version.objects.get().pk}"

    job = take(send(sent, concept=concept.slug).url, way="amending", reference=reference)

    assert job.state == Job.State.FAILED and "genau dasselbe" in job.message
    assert not Amendment.objects.exists()


def test_what_was_changed_untracked_is_one_amendment_or_a_later_version(
    send: Send, desk: Client, concept: Concept, sent: bytes, take: Take
) -> None:
    data = edited(sent, (SENTENCE, "Die Stadt bietet vier Kurse an."),
                   (GOAL, "Alle lernen Deutsch."))  # fmt: skip
    reference = f"version:{Version.objects.get().pk}"

    wish = take(send(data, concept=concept.slug).url, way="amending", reference=reference)
    record = ManuscriptRecord.objects.latest("pk")
    later = take(
        send(data, concept=concept.slug).url, way="later", reference=reference, label="2026"
    )

    assert (wish.state, later.state) == ("finished", "finished"), (wish.message, later.message)
    assert proposed(record, text_of(concept)) == [
        ("", "", ["Alle lernen Deutsch.", "Die Stadt bietet vier Kurse an."])
    ]
    new = repository.load(Version.objects.get(label="2026").texts.get().manifest).tree
    assert set(new.nodes) == set(text_of(concept).nodes)
    assert inline("Alle lernen Deutsch.") in [each.text for each in new]


def test_tracked_and_untracked_changes_stand_beside_each_other(
    send: Send, concept: Concept, sent: bytes, take: Take
) -> None:
    data = edited(sent, TRACKED[0], (GOAL, "Alle lernen Deutsch."))
    reference = f"version:{Version.objects.get().pk}"

    take(send(data, concept=concept.slug).url, way="amending", reference=reference,
         tracked="amendments")  # fmt: skip

    assert proposed(ManuscriptRecord.objects.latest("pk"), text_of(concept)) == [
        ("", "", ["Alle lernen Deutsch."]),
        ("Erika Muster", "2026-05-04", ["Die Stadt bietet drei Kurse am Abend an."]),
    ]


def test_an_older_version_cannot_be_made_of_it(
    send: Send, desk: Client, concept: Concept, sent: bytes
) -> None:
    url = f"{send(sent, concept=concept.slug).url}uebernehmen/"
    reference = f"version:{Version.objects.get().pk}"

    answer = desk.post(
        url, {"way": "earlier", "reference": reference, "label": "2020", "completeness": "complete"}
    )

    assert answer.status_code == 422


def test_a_file_of_another_concept_goes_the_ordinary_way_with_a_hint(
    send: Send, desk: Client, concept: Concept, sent: bytes, take: Take
) -> None:
    new = words(desk.get(send(sent).url))
    take(send(concept_file()).url, name="Sport", kind="Konzept", label="2025")

    other = words(desk.get(send(sent, concept=Concept.objects.get(name="Sport").slug).url))

    for said in (new, other):
        assert "Diese Datei stammt aus dem Konzept „Vielfalt“: Fassung 2024." in said
        assert "Welche Überschriften sind was?" in said


def test_a_file_whose_text_nobody_knows_goes_the_ordinary_way_with_a_hint(
    send: Send, desk: Client, concept: Concept, sent: bytes
) -> None:
    hash = Version.objects.get().texts.get().hash
    data = edited(sent, (hash, "f" * 64), part="docProps/custom.xml")

    said = words(desk.get(send(data, concept=concept.slug).url))

    assert "Diese Datei nennt eine Fassung, deren Text hier nicht" in said
    assert "Welche Überschriften sind was?" in said


def test_a_file_nobody_sent_out_gets_no_hint(send: Send, desk: Client, concept: Concept) -> None:
    answer: HttpResponse = desk.get(send(concept_file(), concept=concept.slug).url)

    assert "Diese Datei stammt" not in words(answer)
    assert "Diese Datei nennt" not in words(answer)


def test_what_is_changed_is_shown_marked_before_it_is_taken_in(
    send: Send, desk: Client, concept: Concept, sent: bytes
) -> None:
    data = edited(sent, TRACKED[0], (GOAL, "Alle lernen Deutsch."))

    page = desk.get(send(data, concept=concept.slug).url)

    untracked, tracked = (
        page.content.decode().partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]
        for name in ("ohne-nachverfolgung", "nachverfolgt")
    )
    assert "1 Stelle sagt etwas anderes" in untracked
    assert "<del" in untracked and "Deutsch" in untracked and "drei" not in untracked
    assert re.search(r"<h3>\s*Erika Muster \(1\)", tracked)
    assert re.search(r"<ins[^>]*>.*drei", tracked, re.DOTALL) and "lernen Deutsch" not in tracked


def test_of_many_changes_the_first_are_shown_and_the_others_counted(
    send: Send, desk: Client, concept: Concept, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(returned, "MOST_SHOWN", 1)
    data = edited(sent, (SENTENCE, "Die Stadt bietet vier Kurse an."),
                   (GOAL, "Alle lernen Deutsch."))  # fmt: skip
    all_tracked = edited(sent, *TRACKED)

    untracked = words(desk.get(send(data, concept=concept.slug).url))
    tracked = words(desk.get(send(all_tracked, concept=concept.slug).url))

    assert "2 Stellen sagen etwas anderes" in untracked and "1 weitere Stelle" in untracked
    assert "vier" not in untracked or "Deutsch." not in untracked
    assert "1 weiterer Vorschlag ist hier nicht gezeigt" in tracked


def test_an_untouched_file_says_that_nothing_is_changed(
    send: Send, desk: Client, concept: Concept, sent: bytes
) -> None:
    said = words(desk.get(send(sent, concept=concept.slug).url))

    assert "Ohne Nachverfolgung geändert Nichts." in said and "Nachverfolgt geändert" not in said
