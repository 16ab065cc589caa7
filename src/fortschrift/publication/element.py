"""One element through the life of its concept: its versions, what reviews found, its descent."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.addresses import element_addresses, version_url
from fortschrift.concepts.life_line import status_badge, version_title
from fortschrift.concepts.models import Lineage, VersionText
from fortschrift.concepts.reading import figures_in
from fortschrift.concepts.selectors import History, InVersion, ShownText
from fortschrift.concepts.standing import current_status, date_of
from fortschrift.core.text import BLOCKS, NodeState, Repeal, apply
from fortschrift.review.life_line import review_url
from fortschrift.review.models import Review, ReviewOutcome
from fortschrift.review.outcomes import Reviewed, put_together
from fortschrift.review.wording import kind_badge, stage_words
from fortschrift.sources.shown import marks
from fortschrift.web.concept_text import ShownText as ProseText
from fortschrift.web.concept_text import Surroundings
from fortschrift.web.concept_text import shown_text as prose_of
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Entry, Gap, Link
from fortschrift.web.source_numbers import SourceNumbers


def story(
    history: History, outcomes: Iterable[ReviewOutcome], numbers: SourceNumbers
) -> list[Entry]:
    """Tell an element's life: each version, and after it what the reviews of that version found."""
    by_review = [
        (review, list(rows)) for review, rows in groupby(outcomes, key=lambda row: row.review)
    ]
    entries: list[Entry] = []
    for each in history.versions:
        entries.append(_in_version(each, history))
        entries += [
            _reviewed(review, rows, numbers)
            for review, rows in by_review
            if review.from_version_id == each.version.pk
        ]
    return entries


def _in_version(each: InVersion, history: History) -> Entry:
    status = current_status(each.version.statuses.all())
    url = version_url(each.version, history.node.concept)
    title = version_title(each.version)
    if each.presence != "present":
        return Entry(title, _when(each), url, state="gap", gap=_absence(each))
    return Entry(
        title,
        _when(each),
        f"{url}#{history.node.slug}",
        body=content(each.heading),
        badges=[status_badge(status)] if status else [],
        note=_("Gegenüber der Fassung davor geändert") if each.changed else "",
    )


def _when(each: InVersion) -> str:
    return date_words(date_of(each.version.statuses.all()), unknown="")


def _absence(each: InVersion) -> Gap:
    if each.presence == "absent":
        return Gap("unknown", _("In dieser Fassung steht das Element nicht."))
    return Gap("unknown", _("Ob das Element in dieser Fassung steht, ist nicht bekannt."))


def _reviewed(review: Review, rows: Sequence[ReviewOutcome], numbers: SourceNumbers) -> Entry:
    (reviewed,) = put_together(rows).reviewed
    alone = len(reviewed.kinds) == 1
    statuses = {s.status for s in review.to_version.statuses.all()} if review.to_version else set()
    claims = dict.fromkeys(claim for row in rows for claim in row.claims.all())
    details = [row.detail for row in reviewed.current if row.detail]
    reasons = dict.fromkeys(row.reason for row in reviewed.current if row.reason)
    return Entry(
        content(review.name),
        date_words(review.date, unknown=""),
        review_url(review),
        body=content(" ".join([*details, *reasons])),
        badges=[kind_badge(kind, alone=alone) for kind in reviewed.kinds],
        marks=marks(numbers, claims),
        note=joined(" · ", [stage_words(reviewed, statuses), *_behind(review, reviewed)]),
    )


def _behind(review: Review, reviewed: Reviewed) -> list[str]:
    """Name who proposed an outcome, and whose mandate the review fulfils, where recorded."""
    bodies = dict.fromkeys(str(row.organization) for row in reviewed.current if row.organization)
    found = []
    if bodies and not reviewed.is_decided:
        found.append(told(_("vorgeschlagen von: %(bodies)s"), bodies=content(", ".join(bodies))))
    mandate = review.mandate
    if mandate is not None and mandate.is_public and mandate.organization is not None:
        who = [content(str(mandate.organization)), date_words(mandate.date, unknown="")]
        found.append(told(_("Auftrag: %(who)s"), who=joined(", ", who)))
    return found


def children(text: ShownText, state: NodeState, municipality: str) -> list[tuple[str, Link]]:
    """List the elements directly below, each with its number."""
    address = element_addresses(municipality)
    return [
        (text.number(child.id), Link(content(child.title), address(text.row_of(child.id).slug)))
        for child in text.children(state.id)
        if child.kind not in BLOCKS
    ]


def path(text: ShownText, state: NodeState, municipality: str) -> list[Link]:
    """List what stands above, from the top down."""
    address = element_addresses(municipality)
    return [
        Link(content(above.title), address(text.row_of(above.id).slug))
        for above in text.path(state.id)
    ]


def has_words(text: ShownText, state: NodeState) -> bool:
    """Whether more than a heading is known of the element in this text."""
    return bool(state.text) or any(child.kind in BLOCKS for child in text.children(state.id))


def own_words(text: ShownText, state: NodeState, town: Municipality) -> ProseText:
    """Show what the element itself says: its words and blocks, without the elements below it."""
    below = [child.id for child in text.children(state.id) if child.kind not in BLOCKS]
    alone = apply([Repeal(node) for node in below], text.tree)
    pictures = Surroundings(figures=figures_in(alone, town, start=state.id))
    shown = prose_of(alone, pictures, start=state.id)
    (section,) = shown.blocks
    return ProseText(section.children, shown.footnotes)


def wording_gap(text: ShownText) -> Gap:
    """Say why no wording stands here."""
    if text.row.completeness == VersionText.Completeness.TITLES_ONLY:
        return Gap("not_public", _("Von dieser Fassung sind nur die Überschriften bekannt."))
    return Gap("not_recorded", _("Zu diesem Element steht im Text nur die Überschrift."))


def descent(lineages: Iterable[Lineage], numbers: SourceNumbers) -> list[Entry]:
    """Tell what is recorded of where the element comes from and where it went."""
    return [
        Entry(
            lineage.get_kind_display(),
            body=joined(" → ", map(_end, _ends(lineage))),
            badges=[Badge(_("Abstammung"), "neutral")],
            marks=marks(numbers, lineage.claims.all()),
            note=content(lineage.note),
        )
        for lineage in lineages
    ]


def _ends(lineage: Lineage) -> list[object]:
    return [lineage.from_node or lineage.from_version, lineage.to_node or lineage.to_version]


def _end(end: object) -> str:
    return content(str(end)) if end else ""
