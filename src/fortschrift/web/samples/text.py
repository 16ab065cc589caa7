"""A page of concept text with everything that may stand in one."""

from django.utils.html import format_html

from fortschrift.web.prose import Block, Footnote, Mark, Run

FOOTNOTES = [Footnote("n1", [Run("Gemeint sind auch Seiteneinsteiger ab Klasse 7.")])]


def blocks() -> list[Block]:
    bold: frozenset[Mark] = frozenset({"bold"})
    italic: frozenset[Mark] = frozenset({"italic"})
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
                        " Die Angebote sollen dort stattfinden, wo die Frauen wohnen, und zu"
                        " Zeiten, zu denen ihre Kinder betreut sind. Der Weg dorthin darf nicht"
                        " länger als eine halbe Stunde mit dem Bus dauern."
                    ),
                ],
                href="#werdegang",
                margin=format_html('<a href="#">{}</a>', "2 Vorschläge zu diesem Absatz"),
            ),
            Block(
                "paragraph", [Run("تشارك النساء على قدم المساواة في الحياة العملية.")], lang="ar"
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
                            "Bildung ist der Schlüssel zur Teilhabe. Sie beginnt lange vor der"
                            " Schule und endet nicht mit dem Abschluss; sie geschieht in der"
                            " Familie, im Verein und am Arbeitsplatz."
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
