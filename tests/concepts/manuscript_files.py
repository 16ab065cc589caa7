"""Word files that people send: a concept, and the same with what others changed and remarked."""

from tests.concepts.manuscripts.packed import paragraph, run, word

_TITLE = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
ERIKA = 'w:id="1" w:author="Erika Muster" w:date="2026-03-01T09:00:00Z"'
OFFICE = 'w:id="2" w:author="Amt 50" w:date="2026-03-02T09:00:00Z"'


def heading(level: int, text: str) -> str:
    return paragraph(run(text), properties=f'<w:outlineLvl w:val="{level - 1}"/>')


def title(text: str) -> str:
    return paragraph(run(text), properties='<w:pStyle w:val="Title"/>')


def inserted(text: str, by: str = ERIKA) -> str:
    return f"<w:ins {by}>{run(text)}</w:ins>"


def deleted(text: str, by: str = ERIKA) -> str:
    return f"<w:del {by}>{run(text, deleted=True)}</w:del>"


def sheet() -> str:
    """Write the sheet of a measure, as a table of two columns."""
    rows = (("Federführung", "Volkshochschule"), ("Beginn", "2026"), ("Kosten", "5.000 €"))
    cells = ("".join(f"<w:tc>{paragraph(run(each))}</w:tc>" for each in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{each}</w:tr>' for each in cells)}</w:tbl>"


def file(*blocks: str, comments: str = "") -> bytes:
    """Pack blocks with a running head, which is no part of the text."""
    parts = {"styles": _TITLE, "header": paragraph(run("Stadt Musterstadt"))}
    return word("".join(blocks), parts=parts | ({"comments": comments} if comments else {}))


def concept_file(
    *, courses: str = "Die Stadt bietet zwei Kurse am Abend an.", further: str = ""
) -> bytes:
    """Make a small concept: two fields, two goals, a measure, each with a text."""
    return file(
        title("Integrationskonzept der Stadt Musterstadt"),
        heading(1, "Handlungsfeld 1: Sprache und Bildung"),
        paragraph(run("Alle Menschen sollen die deutsche Sprache lernen können.")),
        heading(2, "Leitziel 1.1: Kurse für alle"),
        paragraph(run(courses)),
        heading(3, "Maßnahme 1.1.1: Abendkurse"),
        paragraph(run("Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen.")),
        heading(1, "Handlungsfeld 2: Wohnen"),
        heading(2, "Leitziel 2.1: Gute Nachbarschaft"),
        paragraph(run("Nachbarschaften werden gestärkt, damit sich alle zu Hause fühlen.")),
        further,
    )


def tracked_file() -> bytes:
    """Make the same concept with the changes of two people and a remark."""
    return file(
        title("Integrationskonzept der Stadt Musterstadt"),
        heading(1, "Handlungsfeld 1: Sprache und Bildung"),
        paragraph(run("Alle Menschen sollen die deutsche Sprache lernen können.")),
        heading(2, "Leitziel 1.1: Kurse für alle"),
        "<w:p>" + run("Die Stadt bietet ") + deleted("zwei") + inserted("drei")
        + '<w:commentRangeStart w:id="0"/>' + run(" Kurse am Abend an.")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>',
        heading(3, "Maßnahme 1.1.1: Abendkurse"),
        "<w:p>" + run("Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen")
        + inserted(" und den Schulen", OFFICE) + run(".") + "</w:p>",
        heading(1, "Handlungsfeld 2: Wohnen"),
        heading(2, "Leitziel 2.1: Gute Nachbarschaft"),
        paragraph(run("Nachbarschaften werden gestärkt, damit sich alle zu Hause fühlen.")),
        comments='<w:comment w:id="0" w:author="Amt 50" w:date="2026-03-02T10:00:00Z">'
        + paragraph(run("Reichen drei Kurse?")) + "</w:comment>",
    )  # fmt: skip


CAFE = heading(3, "Maßnahme HF1-Z1-M2: Elterncafés") + sheet()
EXCHANGE = heading(3, "Maßnahme HF2-Z1-M2: Wohnungstausch") + sheet()
RENAMED = heading(3, "Maßnahme HF1-Z1-M7: Treffpunkte am Nachmittag") + sheet()


def fields(first: str, second: str = "") -> bytes:
    """Make a concept of two fields, with a further measure in each."""
    return file(
        title("Integrationskonzept der Stadt Musterstadt"),
        heading(1, "Handlungsfeld 1: Sprache"),
        heading(2, "Leitziel 1.1: Kurse für alle"),
        heading(3, "Maßnahme HF1-Z1-M1: Abendkurse"),
        paragraph(run("Die Volkshochschule plant die Kurse gemeinsam mit den Vereinen.")),
        first,
        heading(1, "Handlungsfeld 2: Wohnen"),
        heading(2, "Leitziel 2.1: Gute Nachbarschaft"),
        heading(3, "Maßnahme HF2-Z1-M1: Nachbarschaftsfest"),
        paragraph(run("Nachbarschaften werden gestärkt, damit sich alle zu Hause fühlen.")),
        second,
    )
