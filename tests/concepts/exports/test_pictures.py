"""Pictures of a concept in its files: from the storage into the file, and known when it is back."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.models import RoleAssignment
from fortschrift.concepts import actions, repository
from fortschrift.concepts.file_pictures import pictures_in
from fortschrift.concepts.manuscript_returning import Home, read_back
from fortschrift.concepts.manuscripts.manuscript import Picture
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import opened
from fortschrift.concepts.models import Strand, VersionText
from fortschrift.core.text import TREE, Repeal
from fortschrift.sources.models import Media
from fortschrift.sources.uploads import StoredPicture, keep_incoming, store_picture
from tests.accounts.factories import NOW, operator
from tests.concepts.exports.test_downloads import compared, of_draft, of_version, signed_in
from tests.concepts.exports.test_pdf import failures
from tests.concepts.exports.test_pdf_pictures import descriptions, images
from tests.concepts.exports.test_which_version import asked, words
from tests.concepts.factories import change, node_id, strand
from tests.sources.test_uploads import own_storage, picture, upload

__all__ = ["own_storage"]
pytestmark = pytest.mark.django_db


def with_picture(draft: Strand, stored: StoredPicture, said: str = "Kinder malen") -> None:
    draft.refresh_from_db()
    actions.insert_picture(
        draft, element=node_id(draft.concept, "bildung"), after=None, base=draft.head_id,
        picture=stored, credit="Stadt", alternative_text=said, caption="Malwettbewerb",
        licence="CC BY 4.0", actor=operator(), now=NOW,
    )  # fmt: skip
    draft.refresh_from_db()


@pytest.fixture(params=["JPEG", "WEBP"])
def draft(request: pytest.FixtureRequest) -> Strand:
    """Write a draft with a picture in it."""
    found = strand()
    with_picture(found, store_picture(keep_incoming(upload(picture(request.param)))))
    return found


@pytest.fixture
def frozen(draft: Strand) -> VersionText:
    version = actions.freeze_as_version(
        draft, label="2027", status="draft", base=draft.head_id, happened="2027-05",
        actor=operator(), now=NOW,
    )  # fmt: skip
    return VersionText.objects.get(version=version)


def media_in(data: bytes) -> dict[str, bytes]:
    with opened(data) as package:
        return {
            name: package.bytes_of(name) for name in package.names if name.startswith("word/media/")
        }


def file_of(found: VersionText, ending: str) -> Any:
    return of_version(found, f"x-{found.hash[:12]}.{ending}").content


def test_the_word_file_of_a_draft_holds_its_picture_with_whose_it_is(draft: Strand) -> None:
    data = of_draft(draft, client=signed_in(RoleAssignment.Role.OFFICER, draft)).content

    (part,) = media_in(data).values()
    assert part.startswith(b"\xff\xd8\xff")
    said = [line.text() for line in read(data).lines()]
    assert "Malwettbewerb" in said and "Bild: Stadt, CC BY 4.0" in said


def test_the_pdf_of_a_version_holds_its_picture_and_is_sound(frozen: VersionText) -> None:
    data = file_of(frozen, "pdf")

    assert len(list(images(data))) == 1 and descriptions(data) == ["Kinder malen"]
    assert failures(data) == []


@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_a_file_with_a_picture_is_known_to_be_unchanged(frozen: VersionText, ending: str) -> None:
    said = words(asked(frozen.municipality, file_of(frozen, ending)))

    assert "Der Text ist unverändert" in said


def test_brought_back_the_text_names_the_same_picture_and_none_is_recorded_again(
    draft: Strand,
) -> None:
    data = of_draft(draft, client=signed_in(RoleAssignment.Role.OFFICER, draft)).content

    base, found = read_back(Home(draft), read(data))

    assert TREE.to_bytes(found.tree) == TREE.to_bytes(base)
    assert found.pictures == () and found.proposals == ()
    assert Media.objects.count() == 1


def test_a_comparison_strikes_the_picture_that_went_and_is_known_when_it_is_back(
    frozen: VersionText, draft: Strand
) -> None:
    draft.refresh_from_db()
    (image,) = (each for each in repository.load(draft).tree if each.kind == "image")
    change(draft, Repeal(image.id))
    draft.refresh_from_db()
    sides = frozen.version.slug, f"entwurf~{draft.slug}"
    client = signed_in(RoleAssignment.Role.OFFICER, draft)

    data = compared(draft.concept, *sides, client).content

    (struck,) = (each for each in read(data).blocks if isinstance(each, Picture))
    assert struck.tracked is not None and struck.tracked.kind == "deleted"
    assert len(media_in(data)) == 1
    base, found = read_back(Home(draft, Home(frozen)), read(data))
    assert TREE.to_bytes(found.tree) == TREE.to_bytes(base)
    assert found.pictures == () and found.proposals == ()


def test_however_many_pictures_there_are_one_query_finds_them_and_the_file_stays_small(
    draft: Strand, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = store_picture(keep_incoming(upload(picture("PNG"))))
    with_picture(draft, stored, "noch eines")
    with_picture(draft, stored, "und noch eines")
    town, tree = draft.municipality, repository.load(draft).tree
    monkeypatch.setattr("fortschrift.concepts.file_pictures._MOST_BYTES", 12_000)

    with CaptureQueriesContext(connection) as queries:
        found = pictures_in(town, tree)

    assert len(queries) == 1
    assert len(found) == 3
    assert sum(len(each.data) for each in found.values()) <= 12_000
