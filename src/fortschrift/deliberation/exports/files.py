"""The list of proposals before a body as Excel, Word and PDF."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from fortschrift.concepts.rendering.docx import document
from fortschrift.concepts.rendering.pdf.setting import pdf_of
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.core.text import TREE, Tree, digest
from fortschrift.deliberation.exports.marking import in_one_line
from fortschrift.deliberation.exports.rows import Listed, listed
from fortschrift.deliberation.exports.text import as_text
from fortschrift.deliberation.models import Consideration, ProposalLine
from fortschrift.web.workbook import EXCEL, list_as_workbook

ENDINGS: Mapping[str, str] = {
    "xlsx": EXCEL,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
"""The endings of the files there are, with their types."""


def proposals_file(
    consideration: Consideration, lines: QuerySet[ProposalLine], ending: str, *, now: datetime,
    address: str,
) -> bytes:  # fmt: skip
    """Write some of the proposals before a body as a file, in their order."""
    with override("de"):
        rows = listed(consideration, lines)
        if ending == "xlsx":
            return _workbook(rows, now)
        tree = as_text(consideration.pk, _title(consideration), _legend(), rows)
        stamp = _stamp(consideration, tree, now, address)
        return pdf_of(tree, stamp) if ending == "pdf" else document(tree, stamp)


def _workbook(rows: Iterable[Listed], now: datetime) -> bytes:
    columns = [
        (_("Nummer"), 9), (_("Textstelle"), 30), (_("Von"), 24), (_("Art"), 14),
        (_("Was geändert werden soll"), 50), (_("Im Text"), 60), (_("Empfehlung"), 18),
        (_("Begründung"), 36), (_("Überschneidet sich mit"), 16), (_("Ergebnis"), 22),
        (_("Abstimmung"), 22),
    ]  # fmt: skip
    cells = (
        (
            str(row.number), row.place, row.who, row.kind, row.words,
            "\n".join(map(in_one_line, row.marked)), row.advice, row.reason, row.overlaps,
            row.result, row.vote,
        )
        for row in rows
    )  # fmt: skip
    return list_as_workbook(_("Vorschläge"), columns, cells, created=now, locked=1)


def _title(consideration: Consideration) -> str:
    return _("Vorschläge vor dem Gremium „%(body)s“") % {"body": consideration.organization}


def _legend() -> str:
    return _("In eckigen Klammern: [− was wegfiele −] und [+ was neu wäre +].")


def _stamp(consideration: Consideration, tree: Tree, now: datetime, address: str) -> Stamp:
    concept = consideration.concept
    return Stamp(
        concept.name, concept.municipality.name, str(consideration.reading),
        _("Stand der Beratung"), localtime(now).date(), address, digest(TREE.to_bytes(tree)),
    )  # fmt: skip
