"""A further file of a concept is understood as its elements are, and nothing changes by itself."""

import pytest

from fortschrift.concepts import manuscript_drafts, repository
from fortschrift.concepts.manuscript_identity import doubts_about
from fortschrift.concepts.manuscripts.corrections import Corrections
from fortschrift.concepts.manuscripts.forms import TEXT, Form
from fortschrift.concepts.manuscripts.understanding import after
from fortschrift.concepts.models import ManuscriptRecord
from fortschrift.core.text import NodeId, Tree, plain
from fortschrift.core.text.difference.diff import diff
from tests.concepts.bringing_in import of_version, take, upload
from tests.concepts.manuscript_files import (
    CAFE,
    EXCHANGE,
    RENAMED,
    fields,
    file,
    heading,
    sheet,
    title,
)
from tests.concepts.manuscripts.packed import paragraph, run

pytestmark = pytest.mark.django_db


def text_of(record: ManuscriptRecord) -> Tree:
    assert record.text is not None
    return repository.load_tree(record.text.manifest)


def named(tree: Tree, title: str) -> list[NodeId]:
    return [state.id for state in tree if state.title == title]


def plan(*further: str) -> bytes:
    """Make a plan whose chapters and sections look different and are of one level each."""
    return file(
        title("Integrationsplan der Stadt Musterstadt"),
        heading(1, "Vorwort"),
        paragraph(run("Liebe Leserinnen und Leser, dieser Plan ist von vielen geschrieben.")),
        heading(1, "1 Einleitung"),
        heading(2, "1.1 Anlass"),
        paragraph(run("Der Rat hat den Plan in Auftrag gegeben.")),
        heading(2, "Verfahren"),
        paragraph(run("Alle Ämter haben daran mitgewirkt.")),
        heading(1, "Handlungsfeld 1: Sprache"),
        heading(2, "Leitziel 1.1: Kurse für alle"),
        heading(3, "Maßnahme 1.1.1: Abendkurse"),
        sheet(),
        heading(3, "Woran wir das messen"),
        paragraph(run("Gezählt werden die Kurse und alle, die sie besuchen.")),
        heading(1, "Anhang"),
        paragraph(run("Hier stehen die Quellen.")),
        *further,
    )


def brought_in(data: bytes, corrections: Corrections | None = None) -> ManuscriptRecord:
    draft = upload(data)
    if corrections is not None:
        draft.corrections = manuscript_drafts.corrections.written(corrections)
    return take(draft, name="Vielfalt", kind="Integrationskonzept")


def again(first: ManuscriptRecord, data: bytes) -> ManuscriptRecord:
    draft = upload(data, concept=first.concept)
    return take(draft, way="later", reference=of_version(first), label="2026")


@pytest.mark.parametrize(
    "corrections",
    [
        None,
        Corrections({Form(rank=3): TEXT}),
        Corrections({Form(rank=2): "massnahme", Form(rank=2, depth=2): "leitziel"}),
        Corrections(lines={4: "leitziel", 2: "massnahme", 11: TEXT}),
    ],
    ids=["as proposed", "headings as text", "forms corrected", "lines corrected"],
)
def test_the_same_file_brought_in_again_changes_nothing(corrections: Corrections | None) -> None:
    first = brought_in(plan(), corrections)

    second = again(first, plan())

    assert diff(text_of(first), text_of(second)) == ()


def test_what_is_new_is_of_the_level_that_most_lines_of_its_form_have() -> None:
    first = brought_in(plan())

    second = text_of(again(first, plan(heading(1, "2 Ausblick"), heading(1, "Dank"))))

    kinds = {plain(state.heading): state.kind for state in second}
    assert (
        kinds["Ausblick"] == kinds["Dank"] == kinds["Vorwort"] == kinds["Einleitung"] == "chapter"
    )
    assert kinds["Verfahren"] == kinds["Anlass"] == "section"


# Which element is which


def test_another_title_number_and_place_outweigh_the_same_sheet() -> None:
    first = brought_in(fields(CAFE))
    (old,) = named(text_of(first), "Elterncafés")

    second = text_of(again(first, fields("", EXCHANGE)))

    (new,) = named(second, "Wohnungstausch")
    assert new != old and old not in second


def test_what_took_its_text_along_is_the_same_under_another_title_number_and_place() -> None:
    text = paragraph(
        run("Eltern treffen sich jede Woche, üben miteinander Deutsch und lernen die Stadt kennen.")
    )
    first = brought_in(fields(CAFE + text))
    (old,) = named(text_of(first), "Elterncafés")

    second = text_of(again(first, fields("", EXCHANGE + text)))

    assert named(second, "Wohnungstausch") == [old]


def test_what_somebody_parts_is_new() -> None:
    first = brought_in(fields(CAFE))
    (old,) = named(text_of(first), "Elterncafés")
    renamed = upload(fields(RENAMED), concept=first.concept)
    wishes = {"way": "later", "reference": of_version(first)}

    (doubt,) = doubts_about(renamed, of_version(first), after)
    parted = take(renamed, label="2026", parted=[str(doubt.old.id)], **wishes)
    same = take(renamed, label="2027", **wishes)

    assert (doubt.old.id, doubt.new.title) == (old, "Treffpunkte am Nachmittag")
    assert old not in text_of(parted)
    assert named(text_of(same), "Treffpunkte am Nachmittag") == [old]


def test_a_renamed_element_at_its_place_is_no_doubt() -> None:
    first = brought_in(fields(CAFE))
    kept = heading(3, "Maßnahme HF1-Z1-M2: Treffpunkte am Nachmittag") + sheet()

    assert doubts_about(upload(fields(kept), concept=first.concept), of_version(first), after) == []
