"""Proposals on the text of a version: taken to a draft that begins, or laid before one later."""

import re

import pytest
from django.test import Client

from fortschrift.accounts.models import JournalEntry, RoleAssignment
from fortschrift.concepts import actions, selectors
from fortschrift.concepts.comparing.sides import amendment_url, amendments_url, proposals_to
from fortschrift.concepts.models import Amendment, Strand, VersionText
from fortschrift.concepts.views.laying import lay_url
from tests.accounts.factories import NOW, officer, operator, user_with_role
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    draft,
    frozen,
    pointer,
    replacing,
)
from tests.concepts.desk.rooms import Desk, read
from tests.concepts.factories import change, strand, version
from tests.council.counting import counted

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role


@pytest.fixture
def text() -> VersionText:
    return frozen()


def proposal(text: VersionText | Strand, new: str = "bezahlt", **fields: str) -> Amendment:
    return amendment(text, replacing(text, "kurse", "fördert", new), **fields)


def client(of: Strand | VersionText, role: str = Role.OFFICER) -> Client:
    found = Client()
    town = of.municipality
    found.force_login(officer(town) if role == Role.OFFICER else user_with_role(town, role))
    return found


def drafts_url(text: VersionText) -> str:
    concept = text.version.concept
    return f"/{concept.municipality.slug}/konzepte/{concept.slug}/entwuerfe/"


def begin(text: VersionText, **fields: str) -> Strand:
    response = client(text).post(drafts_url(text), {
        "start": f"fassung:{text.version.slug}", "name": "Fortschreibung", "kind": "draft",
        **fields,
    })  # fmt: skip
    assert response.status_code == 302
    return Strand.objects.get(name="Fortschreibung")


def on(of: Strand) -> list[Amendment]:
    return [each.amendment for each in selectors.amendments_on(of)]


def costs(somebody: Client, *urls: str) -> list[int]:
    """Count the queries of pages, each asked for the second time."""
    found = []
    for url in urls:
        somebody.get(url)
        with counted() as cost:
            somebody.get(url)
        found.append(cost.queries)
    return found


def lay(of: Strand, *amendments: Amendment, role: str = Role.OFFICER) -> int:
    numbers = [each.number for each in amendments]
    return (
        client(of, role)
        .post(lay_url(of.concept), {"strand": of.slug, "number": numbers})
        .status_code
    )


def test_a_draft_that_begins_takes_the_open_proposals_to_its_version_along(
    text: VersionText,
) -> None:
    one, other = proposal(text), proposal(text, "streicht")
    html = client(text).get(drafts_url(text)).content.decode()
    assert re.search(r'<input[^>]*name="take"[^>]*checked', html)
    assert "(2 offene Vorschläge)" in html

    begun = begin(text, take="on")

    assert on(begun) == [one, other]
    # One act, one entry, which names both.
    assert JournalEntry.objects.order_by("sequence").last().verb == "begin_strand"  # type: ignore[union-attr]


def test_a_box_that_is_not_ticked_leaves_them_where_they_are(text: VersionText) -> None:
    proposal(text)

    assert on(begin(text)) == []


def test_without_proposals_there_is_no_box(text: VersionText) -> None:
    assert 'name="take"' not in client(text).get(drafts_url(text)).content.decode()


def test_what_was_decided_on_a_draft_is_not_offered_to_the_next_one(text: VersionText) -> None:
    done, left, aside = proposal(text), proposal(text, "plant"), proposal(text, "streicht")
    first = strand(text.version)
    actions.lay_amendments(first, amendments=[done, aside], actor=operator(), now=NOW)
    adopt(done, first)
    actions.set_aside_amendment(
        aside, strand=first, reason="zurückgezogen", actor=operator(), now=NOW
    )

    assert on(begin(text, take="on")) == [left]


def test_what_stayed_open_on_a_draft_goes_on_to_one_begun_from_the_version_it_became(
    text: VersionText,
) -> None:
    one, first = proposal(text), strand(text.version)
    actions.lay_amendments(first, amendments=[one], actor=operator(), now=NOW)
    change(first, replacing(first, "raeume", "12", "14"))
    later = actions.freeze_version(
        first, version=version(first.concept, label="2027"), actor=operator(), now=NOW
    )

    assert on(begin(later, take="on")) == [one]


def test_a_draft_says_what_does_not_lie_on_it_yet_and_lays_what_is_ticked(
    text: VersionText,
) -> None:
    one, other = proposal(text), proposal(text, "streicht")
    of = strand(text.version)
    assert "2 offene Vorschläge zu einem Text" in read(client(of).get(Desk.of(of).url))
    html = client(of).get(proposals_to(of)).content.decode()
    assert re.findall(r'name="number"[^>]*value="(\d+)" checked', html) == ["1", "2"]

    assert lay(of, one) == 302

    assert on(of) == [one]
    assert "1 offener Vorschlag zu einem Text" in read(client(of).get(Desk.of(of).url))
    assert lay(of, other) == 302
    assert "noch nicht vor" not in read(client(of).get(Desk.of(of).url))
    assert "Noch nicht vorgelegt" not in read(client(of).get(proposals_to(of)))


def test_a_proposal_on_no_draft_says_so_and_offers_those_it_fits(text: VersionText) -> None:
    one = proposal(text)
    url = amendment_url(one.concept, one.number)
    words = read(client(text).get(url))
    assert "liegt zu keinem Entwurf vor" in words
    assert "Zurzeit gibt es keinen Entwurf" in words
    assert "liegt zu keinem Entwurf vor" in read(client(text).get(amendments_url(one.concept)))

    of = strand(text.version, name="Fortschreibung")
    html = client(of).get(url).content.decode()
    assert re.search(rf'name="strand" value="{of.slug}"', html)
    lay(of, one)

    words = read(client(of).get(url))
    assert "liegt zu keinem Entwurf vor" not in words and "vorlegen" not in words


def test_a_text_that_moved_on_since_is_said_when_it_is_laid(text: VersionText) -> None:
    one, of = proposal(text), strand(text.version)
    change(of, replacing(of, "kurse", "fördert", "streicht"))
    somebody = client(of)

    response = somebody.post(
        lay_url(of.concept), {"strand": of.slug, "number": one.number}, follow=True
    )

    assert "Bei 1 hat sich die Textstelle geändert." in read(response)
    assert pointer(one, of).state == "unfit"


def test_what_amends_a_proposal_is_taken_with_it(text: VersionText) -> None:
    first = draft()
    one = amendment(first, adding(first, "kurse", "neu", "Patenschaften werden gefördert."))
    to_it = amending(one, first, "neu", "gefördert", "unterstützt")
    origin = first.begun_at
    assert origin is not None
    beside = actions.branch_strand(first, name="Fassung B", actor=operator(), now=NOW)

    (missing,) = selectors.missing_on([beside]).values()

    assert missing == [one, to_it]
    assert lay(beside, one, to_it) == 302
    assert on(beside) == [one, to_it]


def test_nothing_of_another_concept_and_nothing_twice(text: VersionText) -> None:
    one, of, foreign = proposal(text), strand(text.version), draft()
    assert lay(of, one) == 302 and lay(of, one) == 302
    assert len(on(of)) == 1
    assert client(of).post(
        lay_url(of.concept), {"strand": foreign.slug + "-x", "number": one.number}
    ).status_code == 404  # fmt: skip


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OFFICER, 302), (Role.CLERK, 302), (Role.ADMINISTRATOR, 403), (Role.READER, 403)],
)
def test_who_may_lay_proposals(text: VersionText, role: str, status: int) -> None:
    one, of = proposal(text), strand(text.version)

    assert lay(of, one, role=role) == status

    assert on(of) == ([one] if status == 302 else [])


def test_who_may_not_lay_them_is_not_offered_to(text: VersionText) -> None:
    proposal(text)
    of = strand(text.version)

    html = client(of, Role.ADMINISTRATOR).get(proposals_to(of)).content.decode()

    assert "vorlegen" not in html


def test_pages_ask_as_much_for_many_drafts_and_proposals_as_for_few(text: VersionText) -> None:
    proposal(text)
    strand(text.version)
    concept, somebody = text.version.concept, client(text)
    urls = (drafts_url(text), amendments_url(concept))
    few = costs(somebody, *urls)
    for number in range(4):
        proposal(text, f"plant {number}")
        strand(text.version, name=f"Entwurf {number}")

    assert costs(somebody, *urls) == few
