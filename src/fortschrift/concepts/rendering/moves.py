"""Both ends of a move in a page: the gap names what went, and each end leads to the other.

An end that stands on another page of the same comparison is led to there; one that is shown
nowhere is named and not linked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.core.text import NodeId
from fortschrift.core.text.synopsis import Row
from fortschrift.web.content import content

PREFIX = "s-"


def end_of(row: Row) -> str:
    """Name the place of a row; a gap has another one than what stood there."""
    return gap_of(row.points_to) if row.points_to else str(row.state.id)


def gap_of(node: NodeId) -> str:
    """Name the place that a node left."""
    return f"{node}-stand-hier"


def row_id(row: Row, prefix: str = PREFIX) -> str:
    """Give the id of a row's element in the page, to be jumped to."""
    return f"{prefix}{end_of(row)}"


@dataclass(frozen=True, slots=True)
class Ends:
    """Which places can be jumped to: those of the rows here, and by their names those of others.

    `pages` holds the query of the page on which an end stands that is not `here`.
    """

    here: frozenset[str]
    prefix: str = PREFIX
    pages: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def among(
        cls, rows: Iterable[Row], prefix: str = PREFIX, pages: Mapping[str, str] | None = None
    ) -> "Ends":
        """Find the ends that stand in some rows."""
        return cls(frozenset(map(end_of, rows)), prefix, pages or {})

    def gap(self, row: Row) -> SafeString:
        """Say in a gap what stood there and where it is now, with a link."""
        what = self._link(str(row.points_to), content(row.called))
        if not row.elsewhere:
            return format_html(_("Von hier verschoben: {what}"), what=what)
        return format_html(
            _("Von hier verschoben: {what}, jetzt in {where}"),
            what=what, where=content(row.elsewhere),
        )  # fmt: skip

    def origin(self, row: Row) -> SafeString:
        """Say where a moved node stood before, with a link to the gap; "" for what did not move."""
        if row.points_to or row.old is None or "moved" not in row.happened:
            return SafeString("")
        gap = gap_of(row.old.id)
        if not row.elsewhere:
            return format_html(_("vorher {where}"), where=self._link(gap, _("an anderer Stelle")))
        return format_html(_("vorher in {where}"), where=self._link(gap, content(row.elsewhere)))

    def _link(self, end: str, words: str) -> SafeString:
        if end not in self.here and end not in self.pages:
            return format_html("{}", words)
        page = "" if end in self.here else self.pages[end]
        return format_html('<a href="{}#{}{}">{}</a>', page, self.prefix, end, words)
