"""Files of versions, drafts and comparisons: for whom, under which name, with which headers."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from fortschrift.accounts.models import RoleAssignment
from fortschrift.concepts.actions import record_status
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.exports import file_name
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.models import Strand, VersionText
from fortschrift.concepts.repository import load, load_tree
from fortschrift.concepts.returning.embedded import told_by
from fortschrift.concepts.returning.workbook import read_workbook
from fortschrift.core.text import TREE, Retitle, Splice, digest, inline
from fortschrift.web.keeping import forget
from tests.accounts.factories import NOW, operator, outsider, user_with_role
from tests.concepts.factories import change, concept, node_id, strand, text, version

pytestmark = pytest.mark.django_db


def of_version(
    found: VersionText, name: str = "", client: Client | None = None, **headers: str
) -> Any:
    name = name or f"konzept-{found.hash[:12]}.docx"
    address = version_url(found.version, found.version.concept) + name
    return (client or Client()).get(address, headers=headers)  # type: ignore[arg-type]


def of_draft(found: Strand, ending: str = "docx", client: Client | None = None) -> HttpResponse:
    base = f"/{found.municipality.slug}/konzepte/{found.concept.slug}/entwuerfe/{found.slug}/"
    return (client or Client()).get(f"{base}entwurf.{ending}")  # type: ignore[return-value]


def signed_in(role: str | None, found: Strand) -> Client:
    client = Client()
    user = user_with_role(found.municipality, role) if role else outsider()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("ending", "kind", "start"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
    ],
)
def test_a_version_is_there_in_each_format_under_its_hash(
    ending: str, kind: str, start: bytes
) -> None:
    found = text()

    answer = of_version(found, f"egal-{found.hash[:12]}.{ending}")

    assert answer.status_code == 200 and answer["Content-Type"] == kind
    assert answer.content.startswith(start)
    assert f"-2011-{found.hash[:12]}.{ending}" in answer["Content-Disposition"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_reader_who_has_the_file_gets_304_and_after_a_new_status_the_new_one() -> None:
    found = text()
    first = of_version(found)

    again = of_version(found, **{"If-None-Match": first["ETag"]})
    record_status(found.version, status="adopted", happened="2021-03-12", actor=operator(), now=NOW)
    later = of_version(found, **{"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert later.status_code == 200 and later["ETag"] != first["ETag"]


def test_a_file_of_a_frozen_text_is_made_once(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any
) -> None:
    settings.KEPT_FOLDER = tmp_path
    forget()
    found = text()
    first = of_version(found, f"k-{found.hash[:12]}.pdf").content

    monkeypatch.setattr("fortschrift.concepts.exports.files.pdf_of", None)
    second = of_version(found, f"k-{found.hash[:12]}.pdf").content

    assert first == second
    forget()


def test_a_name_without_a_hash_leads_to_the_file_of_the_text_that_is_shown() -> None:
    found = text()

    answer = of_version(found, "konzept.pdf")

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"-{found.hash[:12]}.pdf")


def test_each_text_of_a_version_keeps_its_file() -> None:
    first = text()
    whole = ("bildung", "field", "Bildung")
    second = text(first.version, whole, kind="erratum")

    answers = [of_version(each) for each in (first, second)]

    titles = []
    for answer in answers:
        lines = [line.text() for line in read(answer.content).lines()]
        titles.append(next(line for line in lines if line.startswith("Handlungsfeld 1")))
    assert titles == ["Handlungsfeld 1 Vorschulische und schulische Bildung",
                      "Handlungsfeld 1 Bildung"]  # fmt: skip


def test_of_a_long_name_only_the_title_is_shortened() -> None:
    title = "Integrationskonzept für Musterstadt und alle ihre Ortsteile"
    long = "Fassung der Verwaltung zur zweiten Lesung im Ausschuss für Soziales 2026"

    short, whole = (file_name(title, each, "ab" * 32, "pdf") for each in ("Fassung 2026", long))

    assert short == "integrationskonzept-fur-musterstadt-und-alle-fassung-2026-abababababab.pdf"
    assert "-fassung-der-verwaltung-zur-zweiten-lesung-im-ausschuss-fur-soziales-2026-" in whole
    assert whole.startswith("integrationskonzept-")


@pytest.mark.parametrize("name", ["k-aaaaaaaaaaaa.docx", "konzept.exe", "k-aaaaaaaaaaaa.odt"])
def test_what_is_not_there_is_404(name: str) -> None:
    assert of_version(text(), name).status_code == 404


def test_a_version_without_text_has_no_file() -> None:
    found = version()

    answer = Client().get(version_url(found, found.concept) + "konzept.docx")

    assert answer.status_code == 404


def test_the_file_says_which_text_it_is_and_carries_it_along() -> None:
    found = text()

    with opened(of_version(found).content) as package:
        told = told_by(package)

    assert told.hash == found.hash and told.version == "Fassung 2011"
    assert told.tree is not None
    assert TREE.to_bytes(told.tree) == TREE.to_bytes(load_tree(found.manifest))


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (None, 403),
        *((role, 200) for role in RoleAssignment.Role.values),
    ],
)
def test_drafts_are_for_those_who_work_here(role: str | None, status: int) -> None:
    found = strand()

    assert of_draft(found, client=signed_in(role, found)).status_code == status


def test_nobody_gets_a_draft_without_signing_in() -> None:
    found = strand()

    away = [of_draft(found), compared(found.concept, "2011", f"entwurf~{found.slug}")]

    assert [each.status_code for each in away] == [302, 302]
    assert all("/konto/login/?next=/" in each["Location"] for each in away)


def test_a_draft_is_given_as_it_stands_now_and_never_kept_between() -> None:
    found = strand()
    client = signed_in(RoleAssignment.Role.OFFICER, found)
    first = of_draft(found, "xlsx", client)
    node = node_id(found.concept, "bildung")
    change(found, Retitle(node, (Splice(0, inline("Vorschulische"), inline("Schulische")),)))

    second = of_draft(found, "xlsx", client)

    found.refresh_from_db()
    now = digest(TREE.to_bytes(load(found).tree))
    assert read_workbook(second.content).hash == now
    assert first["ETag"] != second["ETag"] and second["Cache-Control"] == "private, no-cache"


def compared(found: Any, old: str, new: str, client: Client | None = None) -> Any:
    base = f"/{found.municipality.slug}/konzepte/{found.slug}/vergleich/"
    return (client or Client()).get(f"{base}{old}/{new}/aenderungen.docx")


def test_a_comparison_of_versions_is_public_and_tracks_each_change() -> None:
    found = concept()
    old = text(version(found, label="2011"))
    text(version(found, label="2017", based_on=old.version), ("bildung", "field", "Bildung"))

    answer = compared(found, "2011", "2017")

    assert answer.status_code == 200 and answer["Cache-Control"] == "public, no-cache"
    file = read(answer.content)
    assert file.is_tracked
    lines = {side: [line.text(side) for line in file.lines()] for side in ("before", "after")}
    assert "Handlungsfeld 1 Vorschulische und schulische Bildung" in lines["before"]
    assert "Handlungsfeld 1 Bildung" in lines["after"]


def test_changes_bear_who_wrote_them_when_and_why_but_no_account() -> None:
    of = strand()
    node = node_id(of.concept, "bildung")
    change(of, Retitle(node, (Splice(0, inline("Vorschulische"), inline("Schulische")),)),
           author="Runder Tisch", reason="Der Titel war zu lang.")  # fmt: skip
    client = signed_in(RoleAssignment.Role.OFFICER, of)

    answer = compared(of.concept, "2011", f"entwurf~{of.slug}", client)

    file = read(answer.content)
    authors = {each.tracked.author for line in file.lines() for each in line.words if each.tracked}
    assert authors == {"Runder Tisch"}
    (comment,) = file.comments.values()
    assert (comment.author, comment.text) == ("Runder Tisch", "Der Titel war zu lang.")
    with opened(answer.content) as package:
        said = package.bytes_of("word/document.xml").decode()
    assert str(operator()) not in said


def test_a_comparison_with_a_draft_is_for_those_who_may_see_it() -> None:
    of = strand()

    client = signed_in(None, of)
    assert compared(of.concept, "2011", f"entwurf~{of.slug}", client).status_code == 403
