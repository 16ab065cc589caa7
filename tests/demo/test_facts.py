"""Everything that is known of the real places is in the database after the demo's command."""

from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import Client, override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from fortschrift.accounts.models import JournalChain, User
from fortschrift.accounts.verification import faults
from fortschrift.concepts import repository
from fortschrift.concepts.models import Lineage, Node, Version, VersionStatus
from fortschrift.config.management.commands.load_demo import Command
from fortschrift.council.models import Person, VoteEvent
from fortschrift.demo.accounts import PASSWORD, sign_ins
from fortschrift.demo.loading import TOWNS, Loaded
from fortschrift.review.models import ReviewOutcome
from fortschrift.sources.models import Contradiction, Event, Figure, Media
from tests.demo.towns import contents

INDEX = yaml.safe_load(Path(__file__).with_name("facts_index.yaml").read_text("utf-8"))
pytestmark = pytest.mark.django_db
QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]

Fact = dict[str, Any]


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Command]:
    """All towns, loaded once for this module by the command itself and rolled back after it."""
    command = Command(stdout=StringIO())
    quick = override_settings(PASSWORD_HASHERS=QUICK)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        call_command(command)
        yield command
        transaction.set_rollback(True)


def facts(place: str, *having: str, kind: str = "") -> list[Fact]:
    """Choose the facts about a place that say something of this kind."""
    return [
        fact
        for fact in INDEX[place]
        if all(name in fact for name in having) and kind in ("", fact["kind"])
    ]


def rows_of(demo: Command, place: str, fact: Fact) -> list[Any]:
    loaded: Loaded = demo.loaded[place]
    keys = [(name.rsplit(" ", 1)[0], name.rsplit(" ", 1)[1]) for name in fact["rows"]]
    missing = [key for key in keys if key not in loaded.rows]
    assert not missing, f"{fact['id']} is not loaded: {missing}"
    return [loaded.rows[key] for key in keys]


@pytest.mark.parametrize("place", INDEX)
def test_every_known_fact_is_loaded(demo: Command, place: str) -> None:
    missing = [
        fact["id"]
        for fact in facts(place)
        if not all(is_stored(row) for row in rows_of(demo, place, fact))
    ]

    assert missing == []


def is_stored(row: Any) -> bool:
    model, key = (Node, row) if isinstance(row, UUID) else (type(row), row.pk)
    return model._default_manager.filter(pk=key).exists()


@pytest.mark.parametrize("place", INDEX)
def test_dates_are_as_precise_as_their_source(demo: Command, place: str) -> None:
    dated = facts(place, "date")
    recorded = {fact["id"]: recorded_date(rows_of(demo, place, fact)[0]) for fact in dated}

    assert recorded == {fact["id"]: fact["date"] for fact in dated}


def recorded_date(row: Any) -> str:
    row.refresh_from_db()
    dates = [str(getattr(row, name, "")) for name in ("date", "opens", "planned_date")]
    return next(filter(None, dates), "")


def test_elements_stand_in_their_version_under_the_name_they_have_there(demo: Command) -> None:
    rows = demo.loaded["wolfsburg"].rows
    trees = {
        key: repository.load_tree(rows["version", key].texts.get().manifest)
        for key in ("wob-v2011", "wob-v2020", "wob-v2021")
    }
    for fact in facts("wolfsburg", "title"):
        (node,) = rows_of(demo, "wolfsburg", fact)
        state = trees[fact["version"]][node]

        assert state.title == fact["title"]
        assert state.parent_unknown == (fact["kind"] == "goal"), fact["id"]


@pytest.mark.parametrize("place", ["wolfenbuettel", "wolfsburg"])
def test_votes_say_what_is_known_and_nothing_more(demo: Command, place: str) -> None:
    for fact in facts(place, kind="vote"):
        vote: VoteEvent = rows_of(demo, place, fact)[0]
        counts = list(vote.counts.select_related("group"))
        totals = {c.option: c.value for c in counts if not c.group and not c.group_label}
        parties = {
            f"{'AfD' if c.group else c.group_label} {c.option} {c.value or ''}".strip()
            for c in counts
            if c.group or c.group_label
        }

        assert vote.manner == fact["manner"]
        assert {option: totals.get(option) for option in fact["counts"]} == fact["counts"]
        assert parties == ({fact["party"]} if "party" in fact else set()), fact["id"]


def test_the_renamed_field_is_the_same_element_and_has_three_outcomes(demo: Command) -> None:
    node = demo.loaded["wolfsburg"].rows["node id", "wob11-hf-bildung"]

    outcomes = ReviewOutcome.objects.filter(node=node)

    assert {(each.kind, each.stage) for each in outcomes} == {
        ("confirmed", "proposed"), ("renamed", "proposed"), ("extended", "proposed")
    }  # fmt: skip
    assert "Erwachsenenbildung" in outcomes.get(kind="extended").detail


def test_it_is_said_that_nobody_knows_how_2020_became_2021(demo: Command) -> None:
    lineage = Lineage.objects.get(concept__municipality__slug="wolfsburg")
    last = VersionStatus.objects.filter(version__slug="2020").latest("pk")

    assert lineage.kind == "unknown"
    assert [str(lineage.from_version), str(lineage.to_version)] == [
        str(Version.objects.get(slug=slug)) for slug in ("2020", "2021")
    ]
    assert last.status == "unknown_whether_adopted"


def test_the_county_has_seven_pillars_by_name_and_six_by_count(demo: Command) -> None:
    version: Version = demo.loaded["landkreis-wolfenbuettel"].rows["version", "lkwf-v2017"]
    tree = repository.load_tree(version.texts.get().manifest)
    contradiction = Contradiction.objects.get(about="Zahl der Säulen des Konzepts")

    assert len(tree) == 1 + 7
    assert contradiction.held is not None
    assert {claim.as_printed[:5] for claim in contradiction.claims.all()} == {"sechs", "Sprac"}


def test_every_fact_of_a_real_place_names_its_source(demo: Command) -> None:
    for place in INDEX:
        for (kind, key), row in demo.loaded[place].rows.items():
            if hasattr(row, "claims") and kind != "question":
                assert row.claims.exists(), (place, kind, key)


@pytest.mark.parametrize("place", TOWNS)
def test_every_event_stands_with_its_text_on_the_page_of_events(demo: Command, place: str) -> None:
    address = reverse("sources:events", args=[place])
    pages: list[str] = []
    while not pages or f"?seite={len(pages) + 1}" in pages[-1]:
        pages.append(unescape(Client().get(f"{address}?seite={len(pages) + 1}").content.decode()))
    told = "".join(pages)
    events = Event.objects.filter(municipality__slug=place)
    parts = [part for event in events for part in (event.title, event.text, event.date_note)]

    assert [part for part in parts if part not in told] == []


def test_numbers_and_pictures_are_those_of_the_sources(demo: Command) -> None:
    figures = dict(Figure.objects.values_list("what", "value"))
    picture = Media.objects.get(municipality__slug="wolfenbuettel")

    assert figures["Nationalitäten in der Stadt"] == 151
    assert picture.credit == "© Stadt Wolfenbüttel" and not picture.file


def test_no_real_person_is_in_it(demo: Command) -> None:
    """Only the invented town has persons, and they are roles."""
    persons = Person.objects.exclude(municipality__is_fictional=True)
    roles = (
        "Mitglied ", "Beratendes Mitglied", "Leitung", "Sitzungsdienst", "Bürgermeisterin",
        "Moderation", "Vorsitz", "Ratsmitglied ", "Ansprechstelle", "Pressestelle",
    )  # fmt: skip

    assert not persons.exists()
    assert [p.name for p in Person.objects.all() if not p.name.startswith(roles)] == []
    assert {picture.credit for picture in Media.objects.all()} == {
        "© Stadt Wolfenbüttel", "Bildnachweis in der Quelle genannt"
    }  # fmt: skip


def test_every_e_mail_address_ends_in_example_org(demo: Command) -> None:
    found = {
        word.strip("<>().,;„“\"'")
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField | models.TextField)
        for value in model._default_manager.filter(**{f"{field.name}__contains": "@"}).values_list(
            field.name, flat=True
        )
        for word in str(value).replace('"', " ").split()
        if "@" in word
    }

    assert found
    assert {address for address in found if not address.endswith("@example.org")} == set()


def test_one_can_sign_in_with_every_account_that_is_printed(demo: Command) -> None:
    accounts = {user.email: user for user in User.objects.all()}

    assert {email for _label, email, _password in sign_ins()} == set(accounts)
    assert all(user.check_password(PASSWORD) for user in accounts.values())


def test_every_town_gets_a_line_with_what_was_loaded(demo: Command) -> None:
    lines = demo.stdout.getvalue().splitlines()

    for town in demo.loaded.values():
        assert any(line.startswith(f"  {town.municipality.name}: ") for line in lines)
    assert len(demo.loaded) == len(TOWNS)


def test_the_journal_of_every_town_is_whole(demo: Command) -> None:
    connection.check_constraints()

    assert {chain.key: faults(chain) for chain in JournalChain.objects.all()} == {
        chain.key: [] for chain in JournalChain.objects.all()
    }
    assert JournalChain.objects.count() == len(TOWNS) + 1


def test_loading_a_second_time_changes_nothing(demo: Command) -> None:
    before = contents()

    call_command("load_demo", stdout=StringIO())

    assert contents() == before
