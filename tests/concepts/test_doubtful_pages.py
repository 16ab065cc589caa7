"""Elements of a further file that may be others than they seem are asked about."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from fortschrift.accounts.models import Job
from fortschrift.concepts import repository
from fortschrift.concepts.models import Concept, Version
from fortschrift.core.text import NodeId
from tests.concepts.manuscript_files import CAFE, RENAMED, fields
from tests.concepts.test_bringing_in_pages import (  # noqa: F401 - fixtures
    Send,
    at_once,
    desk,
    send,
    take,
    town,
    user,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(send: Send, take: Callable[..., Job]) -> str:  # noqa: F811
    """Bring a concept in, and begin a further file with a measure renamed and renumbered."""
    take(send(fields(CAFE)).url, name="Vielfalt", kind="Integrationskonzept", label="2024")
    url: str = send(fields(RENAMED), concept=Concept.objects.get().slug).url
    return url


def identity_in(label: str, title: str) -> NodeId:
    text = Version.objects.get(label=label).texts.get()
    tree = repository.load_tree(text.manifest)
    return next(state.id for state in tree if state.title == title)


def wishes() -> dict[str, str]:
    reference = f"version:{Version.objects.get(label='2024').pk}"
    return {
        "way": "later", "reference": reference, "label": "2026", "completeness": "complete",
    }  # fmt: skip


@pytest.mark.parametrize("is_new", [True, False])
def test_what_is_renamed_and_renumbered_is_asked_once_and_done_as_said(
    page: str, desk: Client, take: Callable[..., Job], *, is_new: bool  # noqa: F811
) -> None:  # fmt: skip
    cafe = identity_in("2024", "Elterncafés")

    asked = desk.post(f"{page}uebernehmen/", wishes())
    seen = {"seen": wishes()["reference"]}
    job = take(page, **wishes(), **seen, **({"parted": str(cafe)} if is_new else {}))

    assert asked.status_code == 200
    (target,) = re.findall(r'<a href="#([^"]+)">Zur Frage', asked.content.decode())
    assert f'id="{target}"' in asked.content.decode()
    assert "„HF1-Z1-M7 Treffpunkte am Nachmittag“ (bisher „HF1-Z1-M2 Elterncafés“)" in words(asked)
    assert f'name="seen" value="{wishes()["reference"]}"' in asked.content.decode()
    assert job.state == "finished", job.message
    assert (identity_in("2026", "Treffpunkte am Nachmittag") != cafe) is is_new


def test_an_error_beside_leaves_the_answer_as_it_was(page: str, desk: Client) -> None:  # noqa: F811
    cafe = identity_in("2024", "Elterncafés")
    said = {**wishes(), "seen": wishes()["reference"], "parted": str(cafe), "label": ""}

    answer = desk.post(f"{page}uebernehmen/", said)

    assert answer.status_code == 422
    assert f'value="{cafe}"' in answer.content.decode() and "checked" in answer.content.decode()


def test_another_text_to_compare_with_is_asked_about_anew(page: str, desk: Client) -> None:  # noqa: F811
    answer = desk.post(f"{page}uebernehmen/", {**wishes(), "seen": "version:another"})

    assert answer.status_code == 200 and "Elterncafés" in words(answer)
