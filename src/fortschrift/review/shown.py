"""A review as its page shows it: numbers, sections of tables, what is not known.

Rows in, plain values of ``web.shapes`` out; sources are numbered in the order of the page.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts.addresses import element_addresses, version_url
from fortschrift.concepts.models import Lineage, Node, Version
from fortschrift.council.addresses import meeting_url, organization_url
from fortschrift.council.words import meeting_title
from fortschrift.deliberation.models import Mandate
from fortschrift.review.models import Review, ReviewOutcome
from fortschrift.review.outcomes import Combination, Result, Reviewed
from fortschrift.review.titles import ElementTitle
from fortschrift.review.wording import (
    combination_word,
    kind_badge,
    kind_word,
    parts_words,
    several_words,
    stage_words,
    summary,
)
from fortschrift.sources.models import Claim
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.pieces import badge, source_marks
from fortschrift.web.shapes import Column, Fact, Gap, Link, SourceMark, Table
from fortschrift.web.source_numbers import SourceNumbers

Kind = ReviewOutcome.Kind


@dataclass(frozen=True, slots=True)
class Section:
    """The elements that share one combination of outcomes, with the address of their heading."""

    anchor: str
    title: str
    count: str
    reason: str
    table: Table


@dataclass(frozen=True, slots=True)
class Succession:
    """A version of which nobody knows how it takes up the elements of this review."""

    version: Link
    note: str
    marks: Sequence[SourceMark]


@dataclass(frozen=True, slots=True)
class ShownReview:
    """The whole page."""

    old: Link
    new: Link | None
    marks: Sequence[SourceMark]
    numbers: Sequence[Fact]
    summary: str
    several: str
    sections: Sequence[Section]
    facts: Sequence[Fact]
    successions: Sequence[Succession]


def shown(
    review: Review,
    result: Result,
    *,
    statuses: Collection[str],
    successions: Iterable[Lineage],
    numbers: SourceNumbers,
) -> ShownReview:
    """Build the page; ``statuses`` are those of the version after the review."""
    own = marks(numbers, review.claims.all())
    return ShownReview(
        old=_version(review, review.from_version),
        new=_version(review, review.to_version) if review.to_version else None,
        marks=own,
        facts=_facts(review, numbers),
        numbers=_numbers(result),
        summary=summary(result),
        several=several_words(result),
        sections=[
            _section(review, place, combination, statuses, numbers)
            for place, combination in enumerate(result.combinations, start=1)
        ],
        successions=[_succession(review, row, numbers) for row in successions],
    )


def _version(review: Review, version: Version) -> Link:
    return Link(version.label, version_url(version, review.concept))


def _facts(review: Review, numbers: SourceNumbers) -> list[Fact]:
    meetings = [
        Link(content(meeting.name) or meeting_title(meeting), meeting_url(meeting))
        for meeting in review.meetings.all()
    ]
    facts = [
        Fact(_("Zeitraum"), date_words(review.date)),
        Fact(_("Anlass"), content(review.reason) or Gap()),
        _mandate(review.mandate) if review.mandate else None,
        Fact(_("Termine"), meetings) if meetings else None,
        Fact(_("Bemerkung"), content(review.note)) if review.note else None,
    ]
    return [fact for fact in facts if fact is not None]


def _mandate(mandate: Mandate) -> Fact:
    """Say who asked for the review and when, as far as it is public."""
    body = mandate.organization
    if not mandate.is_public:
        return Fact(_("Auftrag"), Gap("not_public"))
    if body is None:
        return Fact(_("Auftrag"), Gap("unknown", content(mandate.organization_reason)))
    giver = Link(content(body.name_at(mandate.date)), organization_url(body))
    return Fact(_("Auftrag"), [giver, date_words(mandate.date)])


def _numbers(result: Result) -> list[Fact]:
    """Count elements by kind; groups count apart, because nobody knows how many they hold."""
    kinds = [
        Fact(kind_word(count.kind, alone=False), str(count.elements))
        for count in result.by_kind
        if count.elements
    ]
    groups = len(result.groups)
    words = ngettext("Gruppe als Ganzes", "Gruppen als Ganzes", groups)
    return [*kinds, Fact(words, str(groups))] if groups else kinds


def _section(
    review: Review,
    place: int,
    combination: Combination,
    statuses: Collection[str],
    numbers: SourceNumbers,
) -> Section:
    word = combination_word(combination.kinds)
    title = word[:1].upper() + word[1:]
    if combination.is_of_groups:
        title = _("Als Ganzes: %(kinds)s") % {"kinds": word}
    rows = _rows(review, combination, statuses, numbers)
    return Section(
        anchor=f"ergebnis-{place}",
        title=title,
        count=_count_words(combination),
        reason=_shared_reason(combination),
        table=Table(title, _columns(review, combination), rows, caption_hidden=True),
    )


def _count_words(combination: Combination) -> str:
    number = len(combination.reviewed)
    if combination.is_of_groups:
        return ngettext("%(n)d Gruppe", "%(n)d Gruppen", number) % {"n": number}
    return parts_words(combination.reviewed)


def _shared_reason(combination: Combination) -> str:
    """Return the reason that all elements of a section give, so that it is said once."""
    reasons = {row.reason for each in combination.reviewed for row in each.current}
    return reasons.pop() if len(combination.reviewed) > 1 and len(reasons) == 1 else ""


def _columns(review: Review, combination: Combination) -> list[Column]:
    old = content(review.from_version.label)
    new = content(review.to_version.label) if review.to_version else _("nach der Überprüfung")
    both = told(_("%(old)s und %(new)s"), old=old, new=new)
    titles = {
        Layout.GROUP: [_("Gruppe")],
        Layout.OLD: [old],
        Layout.NEW: [new],
        Layout.SAME: [both],
        Layout.BOTH: [old, new],
    }[_layout(combination)]
    return [Column(label) for label in (*titles, _("Ergebnis"), _("Stand"))]


class Layout(Enum):
    """Which titles a section shows: an added element has none before, a dropped one none after."""

    GROUP = auto()
    OLD = auto()
    NEW = auto()
    SAME = auto()
    BOTH = auto()


def _layout(combination: Combination) -> Layout:
    each = combination.reviewed
    if combination.is_of_groups:
        return Layout.GROUP
    if Kind.ADDED in combination.kinds:
        return Layout.NEW
    if {Kind.DROPPED, Kind.HANDED_ON} & set(combination.kinds) and not any(r.new for r in each):
        return Layout.OLD
    return Layout.SAME if all(r.old and r.old == r.new for r in each) else Layout.BOTH


def _rows(
    review: Review,
    combination: Combination,
    statuses: Collection[str],
    numbers: SourceNumbers,
) -> list[list[object]]:
    layout = _layout(combination)
    return [
        [
            *_titles(review, each, layout, numbers),
            [*_outcomes(each), *_reasons(each, _shared_reason(combination))],
            stage_words(each, statuses),
        ]
        for each in combination.reviewed
    ]


def _titles(
    review: Review, reviewed: Reviewed, layout: Layout, numbers: SourceNumbers
) -> list[object]:
    """Give what the element was and is called; the newest title known leads to its page."""
    if reviewed.node is None:
        return [_marked(content(reviewed.group), reviewed, numbers)]
    old, new = reviewed.old, reviewed.new
    newest = reviewed.newest
    linked = _linked(review, reviewed.node, newest)
    marked = _marked(linked, reviewed, numbers, level=newest.level if newest else "")
    if layout is not Layout.BOTH:
        return [marked]
    if new is None:
        return [marked, Gap()]
    return [content(old.heading) if old else Gap(), marked]


def _linked(review: Review, node: Node, title: ElementTitle | None) -> SafeString:
    address = element_addresses(review.concept.municipality.slug)
    words = content(title.heading) if title else node.slug
    return format_html('<a href="{}">{}</a>', address(node.slug), words)


def _outcomes(reviewed: Reviewed) -> list[SafeString]:
    """Show each outcome with what exactly it means ("um den Bereich der Erwachsenenbildung")."""
    alone = len(reviewed.kinds) == 1
    shown = []
    for row in reviewed.current:
        mark = kind_badge(row.kind, alone=alone)
        shown.append(
            format_html("{} {}", badge(mark.label, mark.tone, mark.icon), content(row.detail))
        )
    return shown


def _reasons(reviewed: Reviewed, shared: str) -> list[str]:
    """List the reasons, each once though several rows of an element may give it."""
    found = dict.fromkeys(row.reason for row in reviewed.current if row.reason not in ("", shared))
    return [told(_("Grund: %(reason)s"), reason=content(reason)) for reason in found]


def _marked(
    words: str, reviewed: Reviewed, numbers: SourceNumbers, *, level: str = ""
) -> SafeString:
    """Put the sources behind the words and the level's own name below them."""
    claims: list[Claim] = [claim for row in reviewed.rows for claim in row.claims.all()]
    return format_html(
        "{}{}{}",
        words,
        source_marks(marks(numbers, claims)),
        format_html('<br><span class="fs-soft">{}</span>', content(level)) if level else "",
    )


def _succession(review: Review, row: Lineage, numbers: SourceNumbers) -> Succession:
    assert row.to_version is not None
    return Succession(
        version=_version(review, row.to_version),
        note=row.note,
        marks=marks(numbers, row.claims.all()),
    )
