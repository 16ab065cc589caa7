"""Papers as pages show them: a row of the list, the facts of one, its stations as a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fortschrift.council.addresses import organization_url, paper_url
from fortschrift.council.findings import Finding, of_stations
from fortschrift.council.life_line import of_consultations
from fortschrift.council.models import Paper
from fortschrift.council.permissions import Readable
from fortschrift.council.selectors import PaperRecord
from fortschrift.sources.life_line import as_shown
from fortschrift.sources.shown import marks
from fortschrift.web.content import content
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Column, Entry, Fact, Gap, Link, SourceMark, Table
from fortschrift.web.source_numbers import SourceNumbers


@dataclass(frozen=True, slots=True)
class PaperShown:
    """A paper in the order of its page."""

    marks: Sequence[SourceMark]
    facts: Sequence[Fact]
    stations: Sequence[Entry]
    subordinated: Sequence[Link]
    findings: Sequence[Finding]


def paper_shown(record: PaperRecord, numbers: SourceNumbers, readable: Readable) -> PaperShown:
    """Show a paper; the stations stand in the order laid down, not in that of their dates."""
    return PaperShown(
        marks=marks(numbers, record.paper.claims.all()),
        facts=_facts(record.paper, readable),
        stations=as_shown(of_consultations(record.stations, readable), numbers),
        subordinated=[paper_link(paper) for paper in record.subordinated],
        findings=of_stations(record.stations),
    )


def paper_link(paper: Paper) -> Link:
    return Link(content(f"{paper.reference} {paper.title}".strip()), paper_url(paper))


def papers_table(papers: Iterable[Paper], *, caption: str) -> Table:
    """List papers with number, kind and date; what nobody published is a gap."""
    return Table(
        caption,
        [Column(_("Nummer")), Column(_("Betreff")), Column(_("Art")), Column(_("Vom"))],
        [
            [
                _reference(paper) or "–",
                Link(content(paper.title), paper_url(paper)),
                str(paper.get_paper_type_display()),
                date_words(paper.date, unknown="–"),
            ]
            for paper in papers
        ],
        caption_hidden=True,
    )


def _reference(paper: Paper) -> str | Gap | None:
    """Return the number or why there is none; None where nobody recorded either."""
    if paper.reference or not paper.reference_reason:
        return paper.reference or None
    return Gap("unknown", content(paper.reference_reason))


def _facts(paper: Paper, readable: Readable) -> list[Fact]:
    """List what is known; an unknown date says nothing and is left out."""
    facts = [Fact(_("Nummer"), reference)] if (reference := _reference(paper)) else []
    if paper.date.is_known:
        facts.append(Fact(_("Vom"), date_words(paper.date)))
    if paper.originator:
        link = Link(content(paper.originator.name), organization_url(paper.originator))
        facts.append(Fact(_("Eingebracht von"), link))
    above = paper.superordinated_paper
    if above is not None and above.visibility in readable:
        facts.append(Fact(_("Gehört zu"), paper_link(above)))
    if paper.url:
        facts.append(
            Fact(_("Im Ratsinformationssystem"), Link(_("Vorlage dort öffnen"), paper.url))
        )
    return facts
