"""Two towns on one installation never see each other's rows, whatever is asked."""

import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Concept
from tests.stories.conftest import _django_db_helper, towns

__all__ = ["_django_db_helper", "towns"]

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2] / "src" / "fortschrift"
HERE, THERE = "wolfenbuettel", "wolfsburg"
#: Addresses that change something, or lead to the start of a form, ask for a sign-in.
INSIDE = re.compile(
    r"zugang|aenderungsverlauf|bilder/neu|konzepte/einlesen|konzepte/neu|leerer-entwurf|entwuerfe"
    r"|gliederung|aenderungen/|kontakte/|veroeffentlichen/|sitzungen/neu/|beschlussauszug/"
    r"|/ergebnis/|/angaben/|/tagesordnung/|/teilnahme/|/erfassen/|/berichtigen/|/geprueft/"
    r"|/beratung/|eingang/|einladungen/|einstellungen/|/mitzeichnung/$|/uebergabe/"
    r"|fassungen/<slug:version>/beschluss/"
)


def municipal_patterns() -> list[URLPattern]:
    """Return every address below a town that names something of it."""
    return [
        pattern
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", [])
        if str(pattern.pattern).startswith("<slug:municipality>/")
        and not INSIDE.search(str(pattern.pattern))
    ]


def known_parts(town: str) -> dict[str, list[dict[str, Any]]]:
    """List, for each set of parts an address can need, what this town has."""
    municipality = Municipality.objects.get(slug=town)
    concepts = list(Concept.objects.filter(municipality=municipality))
    bodies = list(municipality.organizations.prefetch_related("meetings"))
    versions = [(each, row) for each in concepts for row in each.versions.all()]
    reviews = [(each, row) for each in concepts for row in each.reviews.all()]
    decisions = [(each, row) for each in concepts for row in each.decisions.all()]
    meetings = [(each, row) for each in bodies for row in each.meetings.all()]
    readings = [(each, row) for each in concepts for row in each.readings.all()]
    return {
        "concept number": [{"concept": c.slug, "number": row.number} for c, row in readings],
        "concept node number": [
            {"concept": c.slug, "number": row.number, "node": each.slug}
            for c, row in readings
            for each in c.nodes.order_by("slug")[:3]
        ],
        "concept number proposal": [
            {"concept": c.slug, "number": row.number, "proposal": each.number}
            for c, row in readings
            for each in c.amendments.filter(submissions__reading=row)
        ],
        "code concept version": [
            {"concept": c.slug, "version": each.version.slug, "code": each.code}
            for c in concepts
            for each in c.submissions.filter(reading__isnull=True)
        ],
        "code concept number": [
            {"concept": c.slug, "number": row.number, "code": each.code}
            for c, row in readings
            for each in row.submissions.all()
        ],
        # Of a key only the hash is kept, so that any word stands for it.
        "concept key number": [
            {"concept": c.slug, "number": row.number, "key": "ABC-DEF-GHJ-KLM"}
            for c, row in readings
        ],
        "concept key version": [
            {"concept": c.slug, "version": row.slug, "key": "ABC-DEF-GHJ-KLM"}
            for c, row in versions
        ],
        "concept": [{"concept": each.slug} for each in concepts],
        "concept version": [{"concept": c.slug, "version": row.slug} for c, row in versions],
        "concept node version": [
            {"concept": c.slug, "version": row.slug, "node": each.slug}
            for c, row in versions
            for each in c.nodes.order_by("slug")[:3]
        ],
        "concept ending name version": [
            {"concept": c.slug, "version": row.slug, "name": c.slug, "ending": ending}
            for c, row in versions
            for ending in ("docx", "pdf", "xlsx")
        ],
        "concept name new old": [
            {"concept": c.slug, "old": one.slug, "new": other.slug, "name": "vergleich"}
            for c, one in versions
            for d, other in versions
            if c == d and one != other
        ],
        "concept new old": [
            {"concept": c.slug, "old": one.slug, "new": other.slug}
            for c, one in versions
            for d, other in versions
            if c == d and one != other
        ],
        "concept review": [{"concept": c.slug, "review": row.slug} for c, row in reviews],
        "concept decision": [{"concept": c.slug, "decision": row.pk} for c, row in decisions],
        "node": [{"node": each.slug} for each in municipality.nodes.all()],
        "organization": [{"organization": each.slug} for each in bodies],
        "meeting organization": [
            {"organization": body.slug, "meeting": row.slug} for body, row in meetings
        ],
        "paper": [{"paper": each.slug} for each in municipality.papers.all()],
        "source": [{"source": each.slug} for each in municipality.sources.all()],
        "media": [{"media": each.pk} for each in municipality.media.all()],
    }


def addresses(town: str) -> Iterator[tuple[str, dict[str, Any]]]:
    parts = known_parts(town)
    for pattern in municipal_patterns():
        needed = " ".join(sorted(set(pattern.pattern.converters) - {"municipality"}))
        if needed:
            assert needed in parts, f"{pattern.pattern}: say here what a town has of it"
            yield from ((str(pattern.name), known) for known in parts[needed])


def name_of(pattern_name: str) -> str:
    for resolver in get_resolver().url_patterns:
        for pattern in getattr(resolver, "url_patterns", []):
            if pattern.name == pattern_name and "municipality" in pattern.pattern.converters:
                return f"{resolver.namespace}:{pattern_name}"
    raise AssertionError(pattern_name)


def test_no_address_of_one_town_leads_to_a_row_of_the_other(client: Client) -> None:
    foreign = [pair for pair in addresses(THERE) if pair not in list(addresses(HERE))]
    assert len(foreign) > 40

    leaks = [
        (name, parts)
        for name, parts in foreign
        if client.get(reverse(name_of(name), kwargs={"municipality": HERE, **parts})).status_code
        != 404
    ]

    assert leaks == []


def selectors() -> Iterator[Callable[..., Any]]:
    """Walk every public selector that takes a municipality and nothing else that is needed."""
    for path in sorted(ROOT.glob("*/selectors*")):
        module = import_module(f"fortschrift.{path.parent.name}.selectors")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            wanted = [
                parameter
                for parameter in inspect.signature(function).parameters.values()
                if parameter.default is parameter.empty
            ]
            if not name.startswith("_") and [p.name for p in wanted] == ["municipality"]:
                yield function


def test_no_selector_of_one_town_returns_a_row_of_the_other() -> None:
    here = Municipality.objects.get(slug=HERE)
    walked = list(selectors())
    assert len(walked) >= 10

    leaks = [
        (function.__name__, row)
        for function in walked
        for row in rows_in(function(here))
        if getattr(row, "municipality", here) not in (here, here.part_of)
    ]

    assert leaks == []


def rows_in(answer: Any) -> Iterator[Model]:
    """Find the rows in whatever a selector returns."""
    if isinstance(answer, Model):
        yield answer
    elif hasattr(answer, "__iter__") and not isinstance(answer, str | bytes | dict):
        for each in answer:
            yield from rows_in(each)


@pytest.mark.parametrize("query", ["Bildung", "Verwaltungsrat", "Vielfalt", "Integrationsreferat"])
def test_a_search_in_one_town_finds_nothing_of_the_other(client: Client, query: str) -> None:
    answer = client.get(reverse("publication:search", args=[HERE]), {"q": query})

    assert f'href="/{THERE}/' not in answer.content.decode()
