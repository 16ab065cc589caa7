"""Sample data of an invented town for the gallery of components (docs/look.md).

Not shown to the public and therefore not translated.
"""

import base64
from types import SimpleNamespace
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html

from fortschrift.web import shapes
from fortschrift.web.accents import ACCENTS
from fortschrift.web.pagination import Page
from fortschrift.web.prose import Block, Footnote, Run
from fortschrift.web.source_numbers import SourceNumbers

PRESS = shapes.SourceNote(
    "presse",
    "Runder Tisch empfiehlt Konzept einstimmig",
    "https://example.org/presse",
    "Stadt Beispielhausen, Pressestelle",
    "11.08.2017",
    "03.02.2026",
)
MINUTES = shapes.SourceNote(
    "niederschrift",
    "Niederschrift der 5. Sitzung",
    "",
    "Rat der Stadt Beispielhausen",
    "13.09.2017",
    detail="TOP 7, Seite 4",
)
TOWN = SimpleNamespace(
    name="Stadt Beispielhausen", slug="beispielhausen", is_fictional=True, accent="blue"
)


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Kurztitel", help_text="Woran erkennt man den Vorschlag wieder?")
    wording = forms.CharField(
        label="Neuer Wortlaut",
        widget=forms.Textarea,
        help_text="Bitte schreiben Sie den ganzen Satz.",
        initial="Frauen mit Fluchterfahrung nehmen gleichberechtigt am Arbeitsleben teil.",
    )
    day = forms.DateField(
        label="Bis wann?", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_of_action = forms.ChoiceField(
        label="Handlungsfeld", choices=[("1", "1 Bildung"), ("2", "2 Arbeit")]
    )
    kind = forms.ChoiceField(
        label="Art des Vorschlags",
        choices=[("a", "Änderung"), ("e", "Ergänzung"), ("s", "Streichung")],
        widget=forms.RadioSelect,
        initial="a",
    )
    groups = forms.MultipleChoiceField(
        label="Für wen?",
        required=False,
        choices=[("k", "Kinder"), ("e", "Eltern"), ("f", "Fachkräfte")],
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(label="Anlage", required=False)
    public = forms.BooleanField(
        label="Mein Name darf neben dem Vorschlag stehen.",
        required=False,
        help_text="Ohne Häkchen steht dort „Mitglied des Runden Tisches“.",
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
        "life_line": _life_line(numbers),
        "votes": _votes(numbers),
        "facts": _facts(numbers),
        "key_numbers": [
            shapes.Fact("Handlungsfelder", 5),
            shapes.Fact("Leitziele", 20),
            shapes.Fact("Maßnahmen", 64),
            shapes.Fact("Kosten", shapes.Gap("not_public")),
        ],
        "table": _table(),
        "tabs": _tabs(),
        "outline": _outline(),
        "prose_blocks": _blocks(),
        "footnotes": [Footnote("n1", [Run("Gemeint sind auch Seiteneinsteiger ab Klasse 7.")])],
        "figure": _figure(),
        "page": Page(["a", "b"], 2, has_next=True),
        "form": SampleForm(),
        "bad_form": SampleForm({"wording": "Ein Satz.", "kind": "x"}),
        "progress": progress(3, polling=True),
        "finished": progress(12),
        "hits": _hits(),
        "files": _files(),
        "release": _release(numbers),
        "source_notes": numbers.notes,
    }


def progress(step: int, *, polling: bool = True) -> shapes.Progress:
    """Give the sample work after some steps of twelve."""
    if step >= 12:
        return shapes.Progress(
            "fertig",
            "Konzept wird eingelesen",
            12,
            12,
            "240 Textstellen eingelesen",
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


def _life_line(numbers: SourceNumbers) -> list[shapes.Entry]:
    return [
        shapes.Entry(
            "Erster Entwurf der Verwaltung",
            "30.03.2017",
            body="Am Runden Tisch vorgestellt und an alle Mitglieder verteilt.",
            marks=[numbers.mark(PRESS)],
        ),
        shapes.Entry(
            "Auftrag",
            "08.06.2017",
            url="#",
            body="Ausschuss für Jugend und Soziales",
            badges=[shapes.Badge("einstimmig", "success")],
            note="Der Auftrag ist später datiert als der erste Entwurf. So steht es in den Quellen.",
        ),
        shapes.Entry(
            "Änderungsvorschlag Nr. 12",
            "15.05.2017",
            url="#",
            body="Eingebracht von Mitglied 7, Frauenhaus e. V.",
            badges=[shapes.Badge("mit Änderung angenommen", "success")],
        ),
        shapes.Entry(
            "Beratung im Verwaltungsausschuss",
            "August 2017",
            state="gap",
            gap=shapes.Gap("not_public", "Der Verwaltungsausschuss tagt nicht öffentlich."),
        ),
        shapes.Entry(
            "Beschluss des Rates",
            "13.09.2017",
            url="#",
            body="Rat der Stadt Beispielhausen, TOP 7",
            badges=[
                shapes.Badge("ungeändert beschlossen", "success"),
                shapes.Badge("Fassung 1.0", "info", "bookmark"),
            ],
            marks=[numbers.mark(MINUTES)],
        ),
        shapes.Entry("Überprüfung nach fünf Jahren", "2022", state="planned"),
    ]


def _votes(numbers: SourceNumbers) -> list[shapes.VoteResult]:
    count = shapes.VoteCount
    return [
        shapes.VoteResult(
            "angenommen",
            "success",
            "mehrheitlich",
            counts=[count("yes", 17), count("no", 3), count("abstain", 2)],
            verbatim="Der Runde Tisch nimmt den Vorschlag mit 17 Stimmen bei 3 Gegenstimmen an.",
            groups=[
                shapes.VoteGroup("Verbände", [count("yes", 9), count("no", 1)]),
                shapes.VoteGroup("Verwaltung", [count("yes", 8), count("no", 2)]),
            ],
            marks=[numbers.mark(PRESS)],
        ),
        shapes.VoteResult(
            "beschlossen",
            "success",
            "mit großer Mehrheit",
            counts=[
                count("yes", None, shapes.Gap("unknown")),
                count("no", 4),
                count("abstain", None, shapes.Gap("unknown")),
            ],
        ),
        shapes.VoteResult("abgelehnt", "danger", "bei Stimmengleichheit",
            counts=[count("yes", 11), count("no", 11), count("abstain", 0)]),
        shapes.VoteResult(
            "empfohlen",
            "info",
            "einstimmig",
            gap=shapes.Gap("not_public", "Die Niederschrift ist nicht veröffentlicht."),
        ),
        shapes.VoteResult("vertagt", "open"),
    ]  # fmt: skip


def _facts(numbers: SourceNumbers) -> list[shapes.Fact]:
    return [
        shapes.Fact("Zuständig", "Bildungshaus, Abteilung Sprachförderung"),
        shapes.Fact(
            "Mitwirkende", [shapes.Link("AWO-Ortsverein", "#"), "Volkshochschule", "Jobcenter"]
        ),
        shapes.Fact("Stand", shapes.Badge("in Umsetzung", "info")),
        shapes.Fact("Zeitraum", "2018 bis 31.12.2021", marks=[numbers.mark(MINUTES)]),
        shapes.Fact("Kosten", shapes.Gap("not_public", "Haushaltsstelle nicht veröffentlicht")),
        shapes.Fact("Wirkung", shapes.Gap("not_recorded")),
    ]


def _table() -> shapes.Table:
    column = shapes.Column
    rows = [
        ("1.3.1", "Sprachkurse mit Kinderbetreuung an drei Standorten", "Bildungshaus", "31.12.2021",
         12, shapes.Badge("in Umsetzung", "info")),
        ("1.3.2", "Mentorinnenprogramm „Ankommen im Beruf“", "Integrationsreferat, Jobcenter",
         "30.06.2022", 4, shapes.Badge("in Vorbereitung", "open")),
        ("1.3.3", "Fahrradkurse für Frauen", "Sportbund", "jährlich", 230,
         shapes.Badge("abgeschlossen", "success")),
        ("1.3.4", "Wegweiser in acht Sprachen", shapes.Gap("unknown"), "2020",
         shapes.Gap("suppressed"), shapes.Badge("verzögert", "warning")),
    ]  # fmt: skip
    columns = [
        column("Nr."),
        column("Maßnahme"),
        column("Zuständig"),
        column("Frist"),
        column("Plätze", numeric=True),
        column("Stand"),
    ]
    cells = [(number, shapes.Link(name, "#"), *rest) for number, name, *rest in rows]
    return shapes.Table("Maßnahmen zu Leitziel 1.3", columns, cells)


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


def _blocks() -> list[Block]:
    bold, italic = frozenset({"bold"}), frozenset({"italic"})
    measures = [
        Block("item", [Run("Sprachkurse mit Kinderbetreuung an drei Standorten")]),
        Block(
            "item",
            [Run("Beratung in der Muttersprache:")],
            [
                Block(
                    "list",
                    children=[
                        Block("item", [Run("Arabisch, Türkisch, Russisch")]),
                        Block("item", [Run("weitere Sprachen auf Anfrage")]),
                    ],
                )
            ],
        ),
    ]
    goal = Block(
        "section",
        [Run("Gleichberechtigte Teilhabe von Frauen mit Fluchterfahrung")],
        [
            Block(
                "wording",
                [
                    Run("Frauen mit Fluchterfahrung nehmen "),
                    Run("möglichst", frozenset({"del"})),
                    Run(" "),
                    Run("gleichberechtigt", frozenset({"ins"})),
                    Run(" am gesellschaftlichen Leben und am Arbeitsleben teil."),
                ],
                href="#werdegang",
            ),
            Block(
                "paragraph",
                [
                    Run("Dieses Ziel schließt "),
                    Run("alle Altersgruppen", bold),
                    Run(" ein. Grundlage ist das "),
                    Run("Niedersächsische Gleichberechtigungsgesetz", italic),
                    Run(".", footnote="n1"),
                    Run(
                        " Die Angebote sollen dort stattfinden, wo die Frauen wohnen, und zu Zeiten,"
                        " zu denen ihre Kinder betreut sind. Der Weg dorthin darf nicht länger als"
                        " eine halbe Stunde mit dem Bus dauern."
                    ),
                ],
                href="#werdegang",
                margin=format_html('<a href="#">{}</a>', "2 Vorschläge zu diesem Absatz"),
            ),
            Block("list", children=measures, ordered=True),
            _text_table(),
        ],
        number="1.3",
        anchor="leitziel-1-3",
        href="#werdegang",
    )
    return [
        Block(
            "section",
            [Run("Bildung")],
            [
                Block(
                    "paragraph",
                    [
                        Run(
                            "Bildung ist der Schlüssel zur Teilhabe. Sie beginnt lange vor der Schule und"
                            " endet nicht mit dem Abschluss; sie geschieht in der Familie, im Verein und"
                            " am Arbeitsplatz."
                        )
                    ],
                ),
                goal,
            ],
            number="1",
            anchor="handlungsfeld-1",
        )
    ]


def _text_table() -> Block:
    def row(*cells: str, header: bool = False) -> Block:
        return Block("row", children=[Block("cell", [Run(cell)], header=header) for cell in cells])

    rows = [
        row("Jahr", "Kurse", "Plätze", header=True),
        row("2018", "4", "60"),
        row("2019", "6", "95"),
    ]
    return Block("table", [Run("Tabelle 2: Kurse seit 2018")], rows)


def _figure() -> shapes.Figure:
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 360"><rect width="800" height="360"'
        b' fill="#d9e4f2"/><path d="M0 250l160-90 150 70 190-130 300 150v110H0z" fill="#7d9cc6"/>'
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
            format_html("… hieß bis 2020 „Vorschulische und <mark>{}</mark> Bildung“ …", "schulische"),
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


def _release(numbers: SourceNumbers) -> shapes.PressRelease:
    return shapes.PressRelease(
        "Integrationskonzept mit großer Mehrheit beschlossen",
        "Stadt Beispielhausen",
        "am 18.09.2017",
        [
            "Der Rat der Stadt hat das Konzept mit großer Mehrheit beschlossen. Damit endet ein Weg,"
            " an dem Vereine, Verwaltung und Politik ein halbes Jahr gearbeitet haben.",
            "Die Maßnahmen werden nun in fünf Handlungsfeldern umgesetzt.",
        ],
        "Ein halbes Jahr haben Vereine, Verwaltung und Politik daran gearbeitet.",
        "am 13.09.2017",
        [shapes.Fact("Auskunft", "Integrationsreferat, Rathaus, Zimmer 12")],
        marks=[numbers.mark(MINUTES)],
    )
