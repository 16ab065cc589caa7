"""Bringing files in without pages: from the bytes to the act, as the background does it."""

from typing import Any

from fortschrift.accounts.models import Municipality, User
from fortschrift.concepts.manuscript_taking import Wishes, prepared
from fortschrift.concepts.manuscripts import kept
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.models import Concept, ManuscriptDraft, ManuscriptRecord
from tests.accounts.factories import NOW, municipality, officer
from tests.concepts.manuscript_files import concept_file


def upload(
    data: bytes, *, concept: Concept | None = None, user: User | None = None,
    town: Municipality | None = None,
) -> ManuscriptDraft:  # fmt: skip
    """Give a file as it lies there once it is read; no row, which would be no part of the act."""
    town = concept.municipality if concept else town or municipality()
    return ManuscriptDraft(
        municipality=town, concept=concept, begun_by=user or officer(town),
        file_name="konzept.docx", kind="word", size=len(data), hash="0" * 64,
        manuscript=kept.to_bytes(read(data)),
    )  # fmt: skip


def take(of: ManuscriptDraft, **wishes: Any) -> ManuscriptRecord:
    """Take a file in as its wishes say."""
    act = prepared(of, Wishes(**{"label": "2024", **wishes}), lambda done: None)
    return act(actor=of.begun_by, now=NOW)


def new_concept(data: bytes = b"", **wishes: Any) -> ManuscriptRecord:
    """Bring a file in as a concept that was not there."""
    return take(
        upload(data or concept_file()), name="Vielfalt", kind="Integrationskonzept", **wishes
    )


def of_version(record: ManuscriptRecord) -> str:
    """Name the version a file became, as a reference for the next file."""
    assert record.text is not None
    return f"version:{record.text.version_id}"
