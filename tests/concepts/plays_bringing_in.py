"""One play of each act that brings a file in."""

from collections.abc import Callable

from fortschrift.concepts.models import VersionStatus
from tests.concepts.bringing_in import new_concept, of_version, take, upload
from tests.concepts.manuscript_files import concept_file, tracked_file


def bring_in_concept() -> None:
    new_concept(
        tracked_file(), status=VersionStatus.Status.ADOPTED, happened="2024-05", draft="Entwurf"
    )


def bring_in_file() -> None:
    first = new_concept()
    newer = concept_file(courses="Die Stadt bietet drei Kurse am Abend an.")
    take(
        upload(newer, concept=first.concept), way="later", reference=of_version(first),
        label="2026",
    )  # fmt: skip
    take(
        upload(concept_file(courses="Die Stadt bietet Kurse an."), concept=first.concept),
        way="earlier", reference=of_version(first), label="2019",
    )  # fmt: skip


def bring_in_amendments() -> None:
    first = new_concept()
    take(
        upload(tracked_file(), concept=first.concept), way="amending",
        reference=of_version(first),
    )  # fmt: skip


PLAYS: dict[str, Callable[[], object]] = {
    "bring_in_concept": bring_in_concept,
    "bring_in_file": bring_in_file,
    "bring_in_amendments": bring_in_amendments,
}
