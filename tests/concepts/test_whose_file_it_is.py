"""A file on its way in: whose it is, how long it is kept, where it is found."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fortschrift.accounts.models import Municipality, RoleAssignment
from fortschrift.concepts import manuscript_drafts
from fortschrift.concepts.models import (
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
)
from tests.accounts.factories import municipality, officer, outsider, user_with_role
from tests.concepts.manuscript_files import concept_file
from tests.concepts.test_bringing_in_pages import (
    Send,
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


def test_a_file_that_is_given_up_is_gone(send: Send, desk: Client, town: Municipality) -> None:
    url = send(concept_file()).url
    assert "konzept.docx" in words(desk.get(reverse("concepts:bring_in", args=[town.slug])))

    desk.post(f"{url}aufgeben/")

    assert not ManuscriptDraft.objects.exists()
    assert desk.get(url).status_code == 404


def test_what_nobody_came_back_to_is_thrown_away_with_the_next_file(send: Send) -> None:
    send(concept_file())
    old = timezone.now() - manuscript_drafts.KEPT_FOR
    ManuscriptDraft.objects.update(begun=old)

    send(concept_file(), "neu.docx")

    assert [each.file_name for each in ManuscriptDraft.objects.all()] == ["neu.docx"]


def test_the_bytes_of_a_file_are_dropped_as_soon_as_it_is_read(send: Send) -> None:
    send(concept_file())

    assert bytes(ManuscriptDraft.objects.get().data) == b""


@pytest.mark.parametrize(
    "role", sorted(set(RoleAssignment.Role.values) - {RoleAssignment.Role.OFFICER})
)
def test_only_the_office_may_bring_a_file_in(client: Client, town: Municipality, role: str) -> None:
    client.force_login(user_with_role(town, role))

    assert client.get(reverse("concepts:bring_in", args=[town.slug])).status_code == 403


def test_nobody_sees_the_file_of_another(send: Send, client: Client, town: Municipality) -> None:
    url = send(concept_file()).url

    client.force_login(officer(town))
    answers = [client.get(f"{url}{rest}") for rest in ("", "nicht-uebernommen/", "uebernehmen/")]
    client.force_login(outsider())
    refused = client.get(url)
    client.logout()
    away = client.get(url)

    assert {answer.status_code for answer in answers} == {404}
    assert (refused.status_code, away.status_code) == (403, 302)


def test_the_record_of_a_file_is_for_those_who_work_here(
    client: Client, town: Municipality, concept: Concept
) -> None:
    record = ManuscriptRecord.objects.get()
    url = reverse("concepts:manuscript_record", args=[town.slug, record.pk])

    client.force_login(user_with_role(town, RoleAssignment.Role.READER))
    inside = client.get(url)
    elsewhere = client.get(
        reverse("concepts:manuscript_record", args=[municipality().slug, record.pk])
    )
    client.force_login(outsider())

    assert inside.status_code == 200
    assert elsewhere.status_code == 403
    assert client.get(url).status_code == 403


# Where it is found


def test_an_officer_finds_the_way_where_concepts_are(
    desk: Client, town: Municipality, client: Client
) -> None:
    url = reverse("concepts:bring_in", args=[town.slug])

    empty = desk.get(reverse("concepts:concepts", args=[town.slug])).content.decode()
    workplace = desk.get(reverse("accounts:workplace")).content.decode()
    client.logout()
    public = client.get(reverse("concepts:concepts", args=[town.slug])).content.decode()

    assert f'href="{url}"' in empty and f'href="{url}"' in workplace
    assert url not in public


def test_the_page_of_a_concept_leads_to_a_further_version(
    desk: Client, town: Municipality, concept: Concept
) -> None:
    url = reverse("publication:concept", args=[town.slug, concept.slug])

    html = desk.get(url).content.decode()
    chosen = desk.get(f"{reverse('concepts:bring_in', args=[town.slug])}?konzept={concept.slug}")

    assert f"einlesen/?konzept={concept.slug}" in html
    assert f'value="{concept.slug}" selected' in chosen.content.decode()


def test_a_file_that_waits_is_a_task(send: Send, desk: Client) -> None:
    url = send(concept_file()).url

    assert f'<a href="{url}">„konzept.docx“ prüfen' in desk.get(
        reverse("accounts:workplace")
    ).content.decode()  # fmt: skip
