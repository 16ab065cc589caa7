"""Files become concepts, versions and amendments: nothing is lost, nothing is made up."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalEntry
from fortschrift.concepts import manuscript_accounts, manuscript_drafts, repository
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.manuscripts.understanding import after
from fortschrift.concepts.models import Amendment, ManuscriptRecord, Version
from fortschrift.concepts.rendering.docx import document
from fortschrift.concepts.selectors import amendment_page
from fortschrift.core.text import NodeId, Tree, numbers, plain, shown_number
from tests.accounts.factories import municipality
from tests.concepts.bringing_in import new_concept, of_version, take, upload
from tests.concepts.manuscript_files import (
    concept_file,
    deleted,
    file,
    heading,
    inserted,
    title,
    tracked_file,
)
from tests.concepts.manuscripts.packed import paragraph, run, zipped

pytestmark = pytest.mark.django_db


def text_of(record: ManuscriptRecord) -> Tree:
    assert record.text is not None
    return repository.load_tree(record.text.manifest)


def said(tree: Tree) -> list[str]:
    """Write a text line by line: number, title, words."""
    counted = numbers(tree)
    return [
        " ".join(filter(None, (shown_number(each, counted), each.title, plain(each.text))))
        for each in tree
        if each.title or each.text
    ]


def newest_sentence() -> str:
    entry = JournalEntry.objects.select_related("payload").order_by("pk").last()
    assert entry is not None
    return sentence_of(entry)


def with_all(record: ManuscriptRecord, base: Tree) -> list[str]:
    """Read the text with each amendment of a file, one after another on its own base."""
    pages = [amendment_page(each) for each in record.amendments.order_by("number")]
    lines: list[str] = []
    for page in pages:
        assert page.after is not None
        lines += [line for line in said(page.after) if line not in said(base)]
    return lines


# A concept


def test_a_file_becomes_a_concept_with_its_numbers_as_printed() -> None:
    record = new_concept()

    assert record.text is not None and str(record.text.version) == "Vielfalt 2024"
    assert said(text_of(record))[:4] == [
        "Integrationskonzept der Stadt Musterstadt",
        "1 Sprache und Bildung",
        "Alle Menschen sollen die deutsche Sprache lernen können.",
        "1.1 Kurse für alle",
    ]
    assert newest_sentence() == (
        "Konto officer hat das Konzept „Vielfalt“ mit der Fassung „2024“ eingelesen, aus"
        " „konzept.docx“ (Word-Datei, Prüfsumme 000000000000)."
    )


def test_the_account_stays_with_what_was_brought_in() -> None:
    record = new_concept(tracked_file())

    account = manuscript_accounts.read(record.account)

    assert account.adds_up and account.amending == 4
    assert [(each.why, each.text) for each in account.listed] == [
        ("head", "Stadt Musterstadt"),
        ("comment", "Reichen drei Kurse?"),
    ]
    assert [(each.author, each.on.strip()) for each in account.comments] == [
        ("Amt 50", "Kurse am Abend an.")
    ]


def test_two_concepts_of_one_name_have_two_addresses() -> None:
    town = municipality()

    slugs = [
        take(upload(concept_file(), town=town), name="Einlesen", kind="Konzept").concept.slug
        for _ in range(2)
    ]

    assert slugs == ["einlesen-2", "einlesen-3"]  # the plain word is an address of the pages


# Tracked changes


def test_tracked_changes_become_amendments_to_the_text_without_them() -> None:
    record = new_concept(tracked_file())

    base = text_of(record)
    assert "Die Stadt bietet zwei Kurse am Abend an." in said(base)
    found = [
        (each.author, str(each.happened), each.wordings.get().original)
        for each in record.amendments.order_by("number")
    ]
    assert found == [
        ("Erika Muster", "2026-03-01", "Absatz 5: „zwei“ gestrichen, „drei“ eingefügt"),
        ("Amt 50", "2026-03-02", "Absatz 7: „und den Schulen“ eingefügt"),
    ]
    assert with_all(record, base) == [
        "Die Stadt bietet drei Kurse am Abend an.",
        "Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen und den Schulen.",
    ]
    assert newest_sentence().endswith(", mit 2 Vorschlägen.")


def test_a_remark_at_a_tracked_change_is_part_of_its_reason() -> None:
    record = new_concept(tracked_file())

    reasons = [each.wordings.get().reason for each in record.amendments.order_by("number")]

    assert reasons == ["Kommentar von Amt 50 (2026-03-02): Reichen drei Kurse?", ""]


def test_tracked_changes_can_be_taken_into_the_text_or_left_out() -> None:
    taken = new_concept(tracked_file(), tracked="taken")
    left_out = new_concept(tracked_file(), tracked="left_out")

    assert "Die Stadt bietet drei Kurse am Abend an." in said(text_of(taken))
    assert "Die Stadt bietet zwei Kurse am Abend an." in said(text_of(left_out))
    assert not Amendment.objects.exists()
    for record, listed in ((taken, ["zwei"]), (left_out, ["zwei", "drei", " und den Schulen"])):
        account = manuscript_accounts.read(record.account)
        tracked = [each.text for each in account.listed if each.why in ("inserted", "deleted")]
        assert account.adds_up and set(tracked) <= set(listed) and tracked


def test_what_one_person_changed_in_two_elements_is_two_amendments() -> None:
    data = file(
        heading(1, "Handlungsfeld 1: Sprache"),
        "<w:p>" + run("Kurse am ") + deleted("Abend") + inserted("Morgen") + "</w:p>",
        heading(1, "Handlungsfeld 2: Wohnen"),
        "<w:p>" + run("Wohnungen ") + inserted("für alle") + "</w:p>",
        "<w:p>" + run("Häuser ") + inserted("für alle") + "</w:p>",
    )  # fmt: skip

    record = new_concept(data)

    assert [each.wordings.get().original for each in record.amendments.order_by("number")] == [
        "Absatz 2: „Abend“ gestrichen, „Morgen“ eingefügt",
        "Absatz 4: „für alle“ eingefügt\nAbsatz 5: „für alle“ eingefügt",
    ]


def test_paragraphs_put_in_and_joined_are_amendments_as_well() -> None:
    mark = '<w:rPr><w:ins w:id="9" w:author="Erika Muster"/></w:rPr>'
    gone = '<w:rPr><w:del w:id="9" w:author="Amt 50"/></w:rPr>'
    data = file(
        heading(1, "Handlungsfeld 1: Sprache"),
        paragraph(run("Erster Absatz über die Kurse.")),
        paragraph(inserted("Ein neuer Absatz über die Räume."), properties=mark),
        paragraph(run("Zweiter Absatz, der bleibt."), properties=gone),
        paragraph(run("Dritter Absatz über die Zeiten.")),
    )

    record = new_concept(data)

    assert said(text_of(record)) == [
        "1 Sprache", "Erster Absatz über die Kurse.", "Zweiter Absatz, der bleibt.",
        "Dritter Absatz über die Zeiten.",
    ]  # fmt: skip
    assert with_all(record, text_of(record)) == [
        "Ein neuer Absatz über die Räume.",
        "Zweiter Absatz, der bleibt.Dritter Absatz über die Zeiten.",
    ]


def test_all_amendments_of_a_file_lead_to_the_text_with_all_changes() -> None:
    record = new_concept(tracked_file())
    draft = upload(tracked_file())

    whole = manuscript_drafts.understanding_of(draft)
    made = whole.placed(whole.resolved(after), lambda: NodeId(uuid4()))

    changed = [line for line in said(made.tree) if line not in said(text_of(record))]
    assert with_all(record, text_of(record)) == changed


# Further versions


def test_a_newer_file_is_a_later_version_whose_elements_keep_their_identity() -> None:
    first = new_concept()
    newer = concept_file(
        courses="Die Stadt bietet drei Kurse am Abend und am Wochenende an.",
        further=heading(2, "Leitziel 2.2: Begegnung im Quartier"),
    )

    record = take(
        upload(newer, concept=first.concept), way="later", reference=of_version(first),
        label="2026",
    )  # fmt: skip

    old, new = text_of(first), text_of(record)
    assert old.nodes.keys() < new.nodes.keys()
    assert [new[node].title for node in new.nodes.keys() - old.nodes.keys()] == [
        "Begegnung im Quartier"
    ]
    assert record.text is not None and first.text is not None
    assert record.text.version.based_on == first.text.version
    assert [each.label for each in first.concept.versions.order_by("order")] == ["2024", "2026"]


def test_an_older_file_stands_before_and_the_later_ones_make_room() -> None:
    first = new_concept()
    older = concept_file(courses="Die Stadt bietet Kurse am Abend an.")

    for label in ("2015", "2019"):
        record = take(
            upload(older, concept=first.concept), way="earlier", reference=of_version(first),
            label=label,
        )  # fmt: skip

    assert [each.label for each in first.concept.versions.order_by("order")] == [
        "2015", "2019", "2024",
    ]  # fmt: skip
    assert text_of(record).nodes.keys() == text_of(first).nodes.keys()
    assert record.text is not None and record.text.version.based_on is None


def test_a_draft_can_be_begun_with_the_text_and_its_amendments_lie_on_it() -> None:
    record = new_concept(tracked_file(), draft="Entwurf zu 2024")

    assert record.strand is not None and record.strand.name == "Entwurf zu 2024"
    assert record.strand.current_wordings.count() == 2


def test_a_file_of_ours_names_its_elements_itself_however_much_they_were_reworded() -> None:
    first = new_concept()
    old = text_of(first)
    went_out = document(old)
    with opened(went_out) as package:
        parts = {name: package.bytes_of(name) for name in package.names}
    reworded = parts["word/document.xml"].decode()
    for before, behind in (
        ("Kurse für alle", "Wege in den Beruf"),
        ("Die Stadt bietet zwei Kurse am Abend an.", "Betriebe öffnen ihre Türen."),
    ):
        assert before in reworded
        reworded = reworded.replace(before, behind)

    record = take(
        upload(zipped({**parts, "word/document.xml": reworded.encode()}), concept=first.concept),
        way="later", reference=of_version(first), label="2026",
    )  # fmt: skip

    new = text_of(record)
    assert new.nodes.keys() == old.nodes.keys()
    assert "Betriebe öffnen ihre Türen." in said(new)


def test_a_file_of_ours_that_nobody_touched_is_no_amendment() -> None:
    first = new_concept()

    with pytest.raises(ValidationError, match="genau dasselbe"):
        take(
            upload(document(text_of(first)), concept=first.concept), way="amending",
            reference=of_version(first),
        )  # fmt: skip


# Amendments


def test_another_file_is_an_amendment_to_a_version_with_nothing_but_what_differs() -> None:
    first = new_concept()
    wish = concept_file(courses="Die Stadt bietet vier Kurse am Abend an.")

    record = take(
        upload(wish, concept=first.concept), way="amending", reference=of_version(first),
        reason="Der Bedarf ist groß.",
    )  # fmt: skip

    amendment = record.amendments.get()
    assert amendment.wordings.get().reason == "Der Bedarf ist groß."
    assert with_all(record, text_of(first)) == ["Die Stadt bietet vier Kurse am Abend an."]
    assert Version.objects.count() == 1
    assert newest_sentence() == (
        "Konto officer hat „konzept.docx“ (Word-Datei, Prüfsumme 000000000000) als Änderung von"
        " „Vielfalt 2024“ eingelesen, mit 1 Vorschlag."
    )


def test_what_is_tracked_against_a_known_text_stands_on_that_text() -> None:
    first = new_concept()

    record = take(
        upload(tracked_file(), concept=first.concept), way="amending",
        reference=of_version(first),
    )  # fmt: skip

    amendments = list(record.amendments.order_by("number"))
    assert [each.author for each in amendments] == ["Erika Muster", "Amt 50"]
    assert {each.amends for each in amendments} == {None}


def test_what_is_tracked_in_words_that_the_file_changes_amends_that_change() -> None:
    first = new_concept()
    data = file(
        title("Integrationskonzept der Stadt Musterstadt"),
        heading(1, "Handlungsfeld 1: Sprache und Bildung"),
        paragraph(run("Alle Menschen sollen die deutsche Sprache lernen können.")),
        heading(2, "Leitziel 1.1: Kurse für alle"),
        "<w:p>" + run("Die Stadt bietet kostenlos ") + deleted("zwei") + inserted("drei")
        + run(" Kurse am Abend an.") + "</w:p>",
        heading(3, "Maßnahme 1.1.1: Abendkurse"),
        paragraph(run("Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen.")),
        heading(1, "Handlungsfeld 2: Wohnen"),
        heading(2, "Leitziel 2.1: Gute Nachbarschaft"),
        paragraph(run("Nachbarschaften werden gestärkt, damit sich alle zu Hause fühlen.")),
    )  # fmt: skip

    record = take(upload(data, concept=first.concept), way="amending", reference=of_version(first))

    difference, tracked = record.amendments.order_by("number")
    assert difference.author == "" and tracked.author == "Erika Muster"
    assert tracked.amends == difference


def test_a_file_that_says_the_same_is_refused_and_leaves_nothing() -> None:
    first = new_concept()

    with pytest.raises(ValidationError, match="genau dasselbe"):
        take(
            upload(concept_file(), concept=first.concept), way="amending",
            reference=of_version(first),
        )  # fmt: skip

    assert ManuscriptRecord.objects.count() == 1


def test_a_file_amends_a_draft_and_its_amendment_lies_on_it() -> None:
    first = new_concept(draft="Entwurf")
    wish = concept_file(courses="Die Stadt bietet vier Kurse am Abend an.")

    record = take(
        upload(wish, concept=first.concept), way="amending",
        reference=f"strand:{first.strand.pk}",
    )  # fmt: skip

    assert record.strand == first.strand
    assert first.strand.current_wordings.get().amendment == record.amendments.get()
