"""How a file that is brought in will look, as pages show it: numbers, the sum, the lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple, Protocol

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fortschrift.concepts.comparing.sides import amendment_url
from fortschrift.concepts.manuscript_returning import Home, Origin
from fortschrift.concepts.manuscript_words import format_words, place_words, why_words
from fortschrift.concepts.manuscripts.account import Listed
from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT
from fortschrift.concepts.manuscripts.from_tables import FromTables
from fortschrift.concepts.manuscripts.manuscript import Comment, Row, Table
from fortschrift.concepts.manuscripts.outlook import LineOutlook, Summary
from fortschrift.concepts.manuscripts.tables.slots import text_in
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.concepts.models import Amendment, Concept, Strand
from fortschrift.concepts.shown import marked_title
from fortschrift.concepts.tables_shown import ShownElement, shown_elements
from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.core.text import Outline
from fortschrift.core.text.blocks import ROOT_KIND
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words, day_words
from fortschrift.web.shapes import Fact

_LONGEST = 160
_ROWS = 8  # of a table in the preview
_ELEMENTS = 5  # that a table becomes, in the preview
_DEEPEST = 4


class ShownCell(NamedTuple):
    """A cell of a table, over so many columns and rows."""

    text: str
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of the preview; ``look`` is title, text, left_out or root.

    ``whole`` is all that it says, where ``text`` is only the beginning; of a table ``rows`` are
    the first ones, and ``further`` counts those that follow. ``becomes`` are the first of the
    elements that a table becomes, ``more`` counts those that follow.
    """

    position: int
    look: str
    level: str
    depth: int
    number: str
    text: str
    place: str
    whole: str = ""
    rows: Sequence[Sequence[ShownCell]] = ()
    further: int = 0
    becomes: Sequence[ShownElement] = ()
    more: int = 0

    @property
    def named(self) -> str:
        """Name the line by what it says, else by its level and number."""
        return self.text or " ".join(filter(None, (self.level, self.number)))


class Counted(Protocol):
    """Numbers of words, of a file on its way or of one that was taken in."""

    @property
    def words(self) -> int: ...
    @property
    def placed(self) -> int: ...
    @property
    def amending(self) -> int: ...
    @property
    def own(self) -> int: ...
    @property
    def left_over(self) -> int: ...


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage that is not in the text: where it stands, what it says, why it is left.

    Of tracked changes also who made them and when, of formatting what was changed.
    """

    place: str
    text: str
    why: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """What one person changed at one place; the parts in order, each put in or taken out."""

    place: str
    author: str
    date: str
    parts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownComment:
    """A remark in the file."""

    place: str
    author: str
    date: str
    on: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownAmendment:
    """A proposal that a file brought: what was changed as the file has it, and remarks at it."""

    url: str
    title: str
    author: str
    date: str
    changes: Sequence[str]
    reason: str


def stems_from(home: Home) -> str:
    """Name the version or draft that a file stems from."""
    if isinstance(home.of, Strand):
        if home.earlier is None:
            return told(_("Entwurf „%(name)s“"), name=content(home.of.name))
        return told(
            _("Entwurf „%(name)s“, Stand vom %(day)s, seither weitergeschrieben"),
            name=content(home.of.name), day=day_words(home.earlier.recorded),
        )  # fmt: skip
    return marked_title(home.of.version)


def origin_words(origin: Origin) -> str:
    """Say why a file that calls itself ours is read like any other, "" for other files."""
    if origin.state == "elsewhere" and origin.home is not None:
        sentence = _(
            "Diese Datei stammt aus dem Konzept „%(concept)s“: %(text)s. Sie gehört nicht zum"
            " gewählten Konzept und wird deshalb wie jede andere Datei gelesen."
        )
        name = content(origin.home.concept.name)
        return told(sentence, concept=name, text=stems_from(origin.home))
    if origin.state == "unknown":
        return _(
            "Diese Datei nennt eine Fassung, deren Text hier nicht mehr oder noch nicht vorliegt."
            " Sie wird deshalb wie jede andere Datei gelesen."
        )
    return ""


def key_numbers(summary: Summary) -> list[Fact]:
    """Show how many elements of each level there are."""
    found = [
        Fact(one if number == 1 else many, _grouped(number)) for one, many, number in summary.levels
    ]
    if summary.tables:
        found.append(Fact(_("Tabellen"), _grouped(summary.tables)))
    if summary.notes:
        found.append(Fact(_("Fußnoten"), _grouped(summary.notes)))
    return found


def sum_of(summary: Counted, *, is_proposal: bool = False) -> list[Fact]:
    """Show that each word is somewhere, once: those of the file, then where they are."""
    found = [
        Fact(_("Wörter in der Datei"), _grouped(summary.words)),
        Fact(
            _("im vorgeschlagenen Text") if is_proposal else _("im Text"), _grouped(summary.placed)
        ),
    ]
    if summary.amending:
        found.append(Fact(_("in nachverfolgten Einfügungen"), _grouped(summary.amending)))
    if summary.own:
        found.append(
            Fact(
                _("Titelseite, Inhaltsverzeichnis, Kopf- und Fußzeile, Namen der Angaben"),
                _grouped(summary.own),
            )
        )
    left_over = _grouped(summary.left_over - summary.own)
    found.append(Fact(_("nicht übernommen, einzeln aufgeführt"), left_over))
    return found


def _grouped(number: int) -> str:
    """Write a number of words so that it can be read at a glance."""
    return number_format(number, force_grouping=True)


def preview(
    lines: Iterable[LineOutlook], outline: Outline, tables: FromTables | None = None
) -> Iterator[ShownLine]:
    """Show lines with the names of their levels, and what tables become."""
    names = {level.key: level.singular for level in outline.levels}
    names |= {ROOT_KIND: _("Titel des Konzepts"), NOT_TAKEN: _("nicht übernommen")}
    looks = {ROOT_KIND: "root", NOT_TAKEN: "left_out", TEXT: "text"}
    told = {ABOVE: _("Angaben zur Überschrift darüber"), ROWS: _("Tabelle, jede Zeile ein Eintrag")}
    kinds = {"line": "", "item": _("Aufzählung"), "table": _("Tabelle")}
    for line in lines:
        if line.table is not None:
            level = told.get(line.choice) or names.get(line.choice, line.choice)
            level = kinds["table"] if line.choice == TEXT else level
            look = "left_out" if line.choice == NOT_TAKEN else "text"
            elements = shown_elements(tables, line.position) if tables else []
            yield _shown_table(line, line.table, look, level, elements)
            continue
        yield ShownLine(
            line.position,
            looks.get(line.choice, "title"),
            kinds[line.kind] if line.choice == TEXT else names.get(line.choice, line.choice),
            min(line.depth, _DEEPEST),
            line.number,
            _shortened(line.text),
            place_words(line.place),
            line.text if len(line.text) > _LONGEST else "",
        )


def _shown_table(
    line: LineOutlook, table: Table, look: str, level: str, elements: Sequence[ShownElement]
) -> ShownLine:
    return ShownLine(
        line.position, look, level, min(line.depth, _DEEPEST), "", _shortened(line.text),
        place_words(line.place), rows=shown_rows(table.rows[:_ROWS]),
        further=max(len(table.rows) - _ROWS, 0),
        becomes=elements[:_ELEMENTS], more=max(len(elements) - _ELEMENTS, 0),
    )  # fmt: skip


def shown_rows(rows: Iterable[Row]) -> list[list[ShownCell]]:
    """Show rows of a table with all that their cells say."""
    return [
        [ShownCell(text_in(each), max(each.columns, 1), max(each.rows, 1)) for each in row.cells]
        for row in rows
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def shown_listed(listed: Iterable[Listed]) -> list[ShownPassage]:
    """Show passages that are not in the text."""
    return [
        ShownPassage(place_words(each.place), each.text or "–", _why(each), _by(each))
        for each in listed
    ]


def _why(listed: Listed) -> str:
    why = why_words(listed.why)
    return f"{why} ({format_words(listed.what.split())})" if listed.what else why


def _by(listed: Listed) -> str:
    return ", ".join(filter(None, (listed.author, _date(listed.date))))


def shown_changes(tracked: Iterable[Marked]) -> list[ShownChange]:
    """Show tracked changes, those of one person at one place together."""
    marked = [each for each in tracked if each.text.strip()]
    groups = groupby(marked, key=lambda each: (each.place, each.tracked.author))
    return [_shown_change(list(group)) for _key, group in groups]


def shown_comments(comments: Iterable[Comment]) -> list[ShownComment]:
    """Show the remarks of readers."""
    return [
        ShownComment(
            place_words(each.place), each.author, _date(each.date), each.on.strip(),
            each.text,
        )
        for each in comments
    ]  # fmt: skip


def _shown_change(marked: Sequence[Marked]) -> ShownChange:
    first = marked[0]
    return ShownChange(
        place_words(first.place),
        first.tracked.author,
        _date(first.tracked.date),
        [(each.tracked.kind, _part(each)) for each in marked],
    )


def _part(marked: Marked) -> str:
    text = marked.text.strip()
    if not marked.is_formatting:
        return text
    return told(_("„%(words)s“ (anders formatiert: %(what)s)"), words=content(text),
                what=format_words(marked.what))  # fmt: skip


def _date(said: str) -> str:
    """Write the date of a file out; what is no date is left out."""
    try:
        return date_words(PartialDate.parse(said[:10]), unknown="")
    except ImpossibleDate:
        return ""


def shown_amendments(amendments: Iterable[Amendment], concept: Concept) -> list[ShownAmendment]:
    """Show what a file brought as proposals; they must come with their wordings."""
    return [
        ShownAmendment(
            amendment_url(concept, each.number), str(each), each.author,
            date_words(each.happened, unknown=""), first.original.splitlines(), first.reason,
        )
        for each in amendments
        for first in each.wordings.all()[:1]
    ]  # fmt: skip
