"""What the components show: plain frozen values that a view builds from its rows.

They know no model and no database; texts are escaped by the templates unless marked safe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

Tone = Literal["success", "info", "warning", "danger", "neutral", "open"]
GapKind = Literal["not_public", "unknown", "not_recorded", "suppressed"]

GAP_WORDS: Mapping[str, Any] = {
    "not_public": _("nicht öffentlich"),
    "unknown": _("nicht bekannt"),
    "not_recorded": _("noch nicht erfasst"),
    "suppressed": _("nicht gezeigt (zu kleine Zahl)"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A link, or the current place when `url` is empty."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """A status: always a word, an icon and a colour. Without `icon` the tone chooses one."""

    label: str
    tone: Tone = "neutral"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A value that is not there, with the reason if one is recorded."""

    kind: GapKind = "unknown"
    reason: str = ""

    @property
    def word(self) -> str:
        """Say which kind of gap it is, in the reader's language."""
        return str(GAP_WORDS[self.kind])


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A source as listed at the foot of a page; `date` and `retrieved` are written out.

    `remarks` say what on this page does not stand in it like that, and why we hold it.
    """

    key: str
    title: str
    url: str = ""
    publisher: str = ""
    date: str = ""
    retrieved: str = ""
    detail: str = ""
    remarks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class SourceMark:
    """A superscript number that leads to a source note; `ordinal` counts its uses on the page.

    `certainty` is the word for a fact that the source does not state ("erschlossen"), `remark` how
    it was found.
    """

    number: int
    ordinal: int
    label: str
    certainty: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A point on a life line. A gap is an entry too: state "gap" with `gap` set."""

    title: str
    date: str = ""
    url: str = ""
    body: str = ""
    badges: Sequence[Badge] = ()
    marks: Sequence[SourceMark] = ()
    state: Literal["happened", "planned", "gap"] = "happened"
    gap: Gap | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class VoteCount:
    """One count of a vote; `value` None means it is not known or not public (then `gap` says)."""

    key: Literal["yes", "no", "abstain", "absent", "invalid"]
    value: int | None
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class VoteGroup:
    """How one group voted, counts by key."""

    name: str
    counts: Sequence[VoteCount]


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A result as it was recorded: the word first, counts only if they were recorded."""

    word: str
    tone: Tone = "neutral"
    manner: str = ""
    verbatim: str = ""
    counts: Sequence[VoteCount] = ()
    gap: Gap | None = None
    groups: Sequence[VoteGroup] = ()
    marks: Sequence[SourceMark] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a definition list; `value` is anything `{% show %}` can show."""

    term: str
    value: Any
    marks: Sequence[SourceMark] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data; the first cell of each row is its header.

    Cells are anything `{% show %}` can show.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Any]]
    caption_hidden: bool = False

    @property
    def labelled_rows(self) -> list[list[tuple[Column, Any]]]:
        """Pair each cell with its column, which a phone shows beside it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing, each with its own address."""

    label: str
    url: str
    current: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A line of a tree navigation; `folded` children open on request."""

    label: str
    url: str
    number: str = ""
    current: bool = False
    children: Sequence[OutlineItem] = ()
    folded: bool = False
    badge: Badge | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what the law and the blind reader need."""

    src: str
    alt: str
    caption: str = ""
    credit: str = ""
    licence: Link | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Download:
    """A file to take away; `size` is written out."""

    label: str
    url: str
    format: str
    size: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A result of a search; `excerpt` is safe HTML with <mark> around the words found."""

    title: str
    url: str
    kind: str
    excerpt: str = ""
    path: Sequence[Link] = ()
    date: str = ""
    badges: Sequence[Badge] = ()


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A press release built from the record: published and decided are two dates.

    Either date may be empty; ``stations`` are the sentences of the way to the decision.
    """

    title: str
    publisher: str
    published: str
    paragraphs: Sequence[str]
    lead: str = ""
    decided: str = ""
    contact: Sequence[Fact] = ()
    figure: Figure | None = None
    marks: Sequence[SourceMark] = ()
    stations: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a long piece of work stands; with `poll_url` the bar refreshes itself.

    `result_url` is where its result is to be seen, once it is finished.  With `onward_url` the bar
    asks once more and then leads there: a bar that went on asking would begin to lead there anew
    each time, and a slow result would never come.
    """

    key: str
    label: str
    done: int
    total: int | None
    message: str = ""
    poll_url: str = ""
    result_url: str = ""
    onward_url: str = ""
    state: Literal["running", "finished", "failed"] = "running"
