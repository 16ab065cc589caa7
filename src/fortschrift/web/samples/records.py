"""What the invented town did and decided: life line, results, measures, press release."""

from fortschrift.web import shapes
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


def life_line(numbers: SourceNumbers) -> list[shapes.Entry]:
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
            note="Der Auftrag ist später datiert als der erste Entwurf: So sagen es die Quellen.",
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


def votes(numbers: SourceNumbers) -> list[shapes.VoteResult]:
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


def facts(numbers: SourceNumbers) -> list[shapes.Fact]:
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


def table() -> shapes.Table:
    column = shapes.Column
    rows = [
        ("1.3.1", "Sprachkurse mit Kinderbetreuung an drei Standorten", "Bildungshaus",
         "31.12.2021", 12, shapes.Badge("in Umsetzung", "info")),
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


def release(numbers: SourceNumbers) -> shapes.PressRelease:
    return shapes.PressRelease(
        "Integrationskonzept mit großer Mehrheit beschlossen",
        "Stadt Beispielhausen",
        "am 18.09.2017",
        [
            "Der Rat der Stadt hat das Konzept mit großer Mehrheit beschlossen. Damit endet ein"
            " Weg, an dem Vereine, Verwaltung und Politik ein halbes Jahr gearbeitet haben.",
            "Die Maßnahmen werden nun in fünf Handlungsfeldern umgesetzt.",
        ],
        "Ein halbes Jahr haben Vereine, Verwaltung und Politik daran gearbeitet.",
        "am 13.09.2017",
        [shapes.Fact("Auskunft", "Integrationsreferat, Rathaus, Zimmer 12")],
        marks=[numbers.mark(MINUTES)],
    )
