"""Sample data of an invented town for the gallery of components (docs/look.md).

Not shown to the public and therefore not translated.
"""

import base64
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html

from fortschrift.web import shapes
from fortschrift.web.accents import ACCENTS
from fortschrift.web.pagination import Page
from fortschrift.web.samples import records, text
from fortschrift.web.samples.form import SampleForm
from fortschrift.web.source_numbers import SourceNumbers

TOWN = SimpleNamespace(
    name="Stadt Beispielhausen", slug="beispielhausen", is_fictional=True, accent="blue"
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Give everything the gallery shows; the address can choose accent, direction and state."""
    numbers = SourceNumbers()
    accent = request.GET.get("farbe", "blue")
    town = SimpleNamespace(**vars(TOWN))
    town.accent = accent if accent in ACCENTS else "blue"
    return {
        "municipality": town,
        "rtl": request.GET.get("richtung") == "rtl",
        "crumbs": [
            shapes.Link("Stadt Beispielhausen", "#"),
            shapes.Link("Integrationskonzept", "#"),
            shapes.Link("Handlungsfeld 1: Bildung", "#"),
            shapes.Link("Leitziel 1.3"),
        ],
        "life_line": records.life_line(numbers),
        "votes": records.votes(numbers),
        "facts": records.facts(numbers),
        "key_numbers": [
            shapes.Fact("Handlungsfelder", 5),
            shapes.Fact("Leitziele", 20),
            shapes.Fact("Maßnahmen", 64),
            shapes.Fact("Kosten", shapes.Gap("not_public")),
        ],
        "table": records.table(),
        "tabs": _tabs(),
        "outline": _outline(),
        "prose_blocks": text.blocks(),
        "footnotes": text.FOOTNOTES,
        "figure": _figure(),
        "page": Page(["a", "b"], 2, has_next=True),
        "form": SampleForm(),
        "bad_form": SampleForm({"wording": "Ein Satz.", "kind": "x"}),
        "progress": progress(3, polling=True),
        "finished": progress(12),
        "hits": _hits(),
        "files": _files(),
        "release": records.release(numbers),
        "source_notes": numbers.notes,
    }


def progress(step: int, *, polling: bool = True) -> shapes.Progress:
    """Give the sample work after some steps of twelve."""
    if step >= 12:
        return shapes.Progress(
            "fertig",
            "Konzept eingelesen",
            12,
            12,
            "240 Textstellen",
            state="finished",
        )
    return shapes.Progress(
        "lauf",
        "Konzept wird eingelesen",
        step,
        12,
        "Kapitel „Bildung“",
        poll_url=f"fortgang/?schritt={step + 1}" if polling else "",
    )


def _tabs() -> list[shapes.Tab]:
    return [
        shapes.Tab("Fassung 2.0", "#", current=True, detail="gültig seit 15.07.2020"),
        shapes.Tab("Fassung 1.0", "#", detail="2017"),
        shapes.Tab("Entwurf", "#", detail="in Arbeit"),
    ]


def _outline() -> list[shapes.OutlineItem]:
    item = shapes.OutlineItem
    goals = [
        item("Frühe Bildung", "#", "1.1"),
        item("Sprache von Anfang an", "#", "1.2"),
        item(
            "Gleichberechtigte Teilhabe von Frauen", "#", "1.3", current=True,
            badge=shapes.Badge("2 Vorschläge", "info", "chat"),
        ),
    ]  # fmt: skip
    work = [item("Anerkennung von Abschlüssen", "#", "2.1"), item("Ausbildung", "#", "2.2")]
    return [
        item("Einleitung", "#"),
        item("Bildung", "#", "1", children=goals),
        item("Arbeit und Wirtschaft", "#", "2", children=work, folded=True),
        item("Wohnen", "#", "3"),
        item("Gesundheit und Pflege", "#", "4"),
    ]


def _figure() -> shapes.Figure:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 360">'
        b'<rect width="800" height="360" fill="#d9e4f2"/>'
        b'<path d="M0 250l160-90 150 70 190-130 300 150v110H0z" fill="#7d9cc6"/>'
        b'<path d="M0 300l240-60 260 40 300-70v150H0z" fill="#2d4f86"/>'
        b'<circle cx="640" cy="90" r="38" fill="#f4b740"/></svg>'
    )
    return shapes.Figure(
        "data:image/svg+xml;base64," + base64.b64encode(drawing).decode(),
        "Zeichnung: Hügel unter tief stehender Sonne",
        "Blick auf Beispielhausen vom Lindenberg.",
        "Stadtarchiv Beispielhausen",
        shapes.Link("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        800,
        360,
    )


def _hits() -> list[shapes.SearchHit]:
    concept = shapes.Link("Integrationskonzept")
    return [
        shapes.SearchHit(
            "1 Bildung",
            "#",
            "Handlungsfeld",
            format_html("… bis 2020 „Vorschulische und <mark>{}</mark> Bildung“ …", "schulische"),
            [concept],
            badges=[shapes.Badge("umbenannt", "info", "edit")],
        ),
        shapes.SearchHit(
            "Sitzung des Runden Tisches", "#", "Sitzung",
            format_html("TOP 3: Vorschläge zum Feld <mark>{}</mark> Bildung", "schulische"),
            date="15.05.2017",
        ),
    ]  # fmt: skip


def _files() -> list[shapes.Download]:
    return [
        shapes.Download("Fassung 2.0 als PDF", "#", "PDF, barrierefrei", "1,2 MB", "15.07.2020"),
        shapes.Download("Synopse 2017 / 2020", "#", "Word", "340 KB"),
    ]
