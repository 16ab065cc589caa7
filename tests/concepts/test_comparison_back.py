"""A comparison goes out as a Word file with our changes tracked; what others add comes back."""

from dataclasses import replace

import pytest

from fortschrift.concepts import repository
from fortschrift.concepts.exports.files import comparison_file
from fortschrift.concepts.manuscript_returning import origin_of, told_of
from fortschrift.concepts.manuscripts import kept
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.models import Concept, ManuscriptDraft, Version
from fortschrift.concepts.selectors.comparisons import Side
from tests.concepts.bringing_in import new_concept, of_version, take, upload
from tests.concepts.manuscript_files import concept_file
from tests.concepts.returning.test_proposals import edited
from tests.concepts.test_returning_pages import TRACKED

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept() -> Concept:
    first = new_concept()
    data = concept_file(courses="Die Stadt bietet fünf Kurse am Abend an.")
    take(
        upload(data, concept=first.concept), way="later", reference=of_version(first), label="2026"
    )
    return first.concept


def side(concept: Concept, label: str) -> Side:
    version = Version.objects.select_related("concept__municipality").get(
        concept=concept, label=label
    )
    text = version.texts.select_related("manifest__outline", "change").get()
    return Side(repository.load_tree(text.manifest), version=version, text=text)


def came_back(data: bytes, concept: Concept) -> ManuscriptDraft:
    told = told_of(data)
    manuscript = replace(read(data), hash=told.hash, compared=told.compared)
    draft = upload(data, concept=concept)
    draft.manuscript = kept.to_bytes(manuscript)
    return draft


def test_only_what_others_tracked_in_our_comparison_is_an_amendment(concept: Concept) -> None:
    sent = comparison_file(concept, side(concept, "2024"), side(concept, "2026"), "").make()
    draft = came_back(edited(sent, TRACKED[1]), concept)
    reference = f"version:{side(concept, '2026').version.pk}"  # type: ignore[union-attr]

    record = take(draft, way="amending", reference=reference)

    assert [each.author for each in record.amendments.all()] == ["Amt 50"]


def test_a_comparison_with_a_text_nobody_knows_is_read_like_any_other(concept: Concept) -> None:
    sent = comparison_file(concept, side(concept, "2024"), side(concept, "2026"), "").make()
    draft = came_back(sent, concept)
    manuscript = kept.from_bytes(bytes(draft.manuscript))

    assert origin_of(draft, manuscript).state == "here"
    assert origin_of(draft, replace(manuscript, compared="f" * 64)).state == "unknown"
