"""Where the words of a passage come from, in words: what pages and panels show of `whence`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.addresses import element_addresses, version_url
from fortschrift.concepts.models import Amendment, Change, Concept, Version
from fortschrift.concepts.selectors.comparisons import slugs_of
from fortschrift.concepts.selectors.manuscripts import file_names_of
from fortschrift.concepts.selectors.whence import CitedText, Field, Source, Whence
from fortschrift.concepts.shown import marked_title, text_url
from fortschrift.core.text import (
    BLOCKS,
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    NodeId,
    NodeState,
    Operation,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Split,
    Substitute,
    Tree,
)
from fortschrift.core.text.origins.spans import Origin
from fortschrift.core.text.synopsis import BLOCK_NAMES, Naming
from fortschrift.sources.shown import source_links
from fortschrift.web.concept_text import shown_runs
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.prose import NOTHING, Run
from fortschrift.web.registry import prefetch_slots, slot_pieces
from fortschrift.web.shapes import Link

SLOT = "concepts.origin"

_DONE: Mapping[type[Operation], str | Promise] = {
    Insert: gettext_lazy("neu eingefügt"),
    Substitute: gettext_lazy("Wortlaut geändert"),
    Retitle: gettext_lazy("Überschrift geändert"),
    SetAttribute: gettext_lazy("Angabe geändert"),
    Split: gettext_lazy("Absatz geteilt"),
    Join: gettext_lazy("Absätze verbunden"),
    ChangeKind: gettext_lazy("Art geändert"),
    SetPrintedNumber: gettext_lazy("Nummer geändert"),
    ChangeOutline: gettext_lazy("Gliederung geändert"),
}


@dataclass(frozen=True, slots=True)
class Originated:
    """An operation that words come from, for higher apps to say who decided on it.

    ``amendments`` are the proposals behind it; ``versions`` the first that says it and the one
    that is being read.
    """

    pk: Origin
    change: Change
    amendments: Sequence[Amendment]
    versions: Sequence[Version]


@dataclass(frozen=True, slots=True)
class ShownStretch:
    """Words as a page shows them, with the number of their source below; ``tail`` is blank."""

    runs: Sequence[Run]
    number: int
    tail: str = ""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A heading, a text or an attribute with its label."""

    label: str
    kind: str
    stretches: Sequence[ShownStretch]


@dataclass(frozen=True, slots=True)
class ShownSource:
    """One source of words: what happened, why, by whom, when, whose proposal, decided by whom.

    What is not to be told has only its ``what``.
    """

    number: int
    what: str
    reason: str = ""
    author: str = ""
    happened: str = ""
    recorded: str = ""
    version: Link | None = None
    proposals: Sequence[str] = ()
    sources: Sequence[Link] = ()
    decided: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class ShownWhence:
    """A passage with its name, its words in stretches and, where it stands alone, their sources."""

    name: str
    slug: str
    url: str
    element: Link | None
    fields: Sequence[ShownField]
    sources: Sequence[ShownSource] = ()


def shown_whence(
    one: Whence, cited: CitedText, request: HttpRequest, *, is_inside: bool
) -> ShownWhence:
    """Put the origins of one passage into words, its sources numbered from 1.

    ``is_inside`` says whether the reader may know the reasons of drafts that no version ever said,
    and the names of files that were brought in.
    """
    (shown,), sources = shown_together([one], cited, request, is_inside=is_inside)
    return replace(shown, sources=sources)


def shown_together(
    found: Sequence[Whence], cited: CitedText, request: HttpRequest, *, is_inside: bool
) -> tuple[list[ShownWhence], list[ShownSource]]:
    """Put the origins of passages into words, with one list of sources, numbered in their order.

    Most passages of a page come from the same few changes, which are told once.
    """
    concept = cited.version.concept
    names = Naming.of(cited.tree)
    elements = {each.state.id: _element(each.state.id, cited.tree) for each in found}
    slugs = slugs_of({node for node in elements.values() if node is not None})
    address = element_addresses(concept.municipality.slug)
    sources = {source.origin: source for each in found for source in each.sources}
    numbers = {origin: number for number, origin in enumerate(sources, start=1)}
    decided = _decided(list(sources.values()), cited, request)
    files = _file_names(sources.values()) if is_inside else {}
    passages = [
        ShownWhence(
            name_of(each.state.id, cited.tree, names), each.slug,
            f"{version_url(cited.version, concept)}#{each.slug}",
            _element_link(elements[each.state.id], names, slugs, address),
            [_field(field, numbers) for field in each.fields],
        )
        for each in found
    ]  # fmt: skip
    told = [
        _source(source, numbers[origin], concept, decided, files, is_inside=is_inside)
        for origin, source in sources.items()
    ]
    return passages, told


def name_of(node: NodeId, tree: Tree, names: Naming) -> str:
    """Name a passage as one would cite it: "Leitziel 1.2, Absatz 3"."""
    parts = list(_cited(node, tree))[::-1]
    element = _element(node, tree)
    if element is not None:
        state = tree[element]
        label = names.label(state)
        parts.insert(0, label or state.title)
    return content(", ".join(parts) or tree[tree.root].title)


def _cited(node: NodeId, tree: Tree) -> Iterator[str]:
    """Count a block, and those it stands in, among its like; from the inside out."""
    while (parent := tree.parent_of(node)) is not None and tree[node].kind in BLOCKS:
        kind = tree[node].kind
        alike = [child.id for child in tree.children(parent) if child.kind == kind]
        name = BLOCK_NAMES[kind]
        yield name if len(alike) == 1 and kind != "paragraph" else f"{name} {alike.index(node) + 1}"
        node = parent


def _element(node: NodeId, tree: Tree) -> NodeId | None:
    """Find the element that a node is or stands in; None in the words before the first."""
    states: list[NodeState] = [tree[node], *tree.ancestors(node)]
    found = next((each.id for each in states if each.kind not in BLOCKS), None)
    return None if found == tree.root else found


def _element_link(
    node: NodeId | None, names: Naming, slugs: Mapping[NodeId, str], address: Any
) -> Link | None:
    if node is None:
        return None
    state = names.tree[node]
    words = " ".join(filter(None, [names.label(state), state.title]))
    return Link(content(words), address(slugs[node]))


def _field(field: Field, numbers: Mapping[Origin, int]) -> ShownField:
    return ShownField(
        content(field.label),
        field.name if field.name in ("heading", "text") else "attribute",
        [
            _stretch(_without_notes(shown_runs(each.words)), numbers[each.origin])
            for each in field.stretches
            if each.origin in numbers
        ],
    )


def _stretch(runs: list[Run], number: int) -> ShownStretch:
    """Put the blank at the end behind the number, so that the number stands at its words."""
    if not runs:
        return ShownStretch([], number)
    *before, last = runs
    words = last.text.rstrip()
    kept = [*before, replace(last, text=words)] if words else before
    return ShownStretch(kept, number, last.text[len(words) :])


def _without_notes(runs: Sequence[Run]) -> list[Run]:
    """Leave out the calls of footnotes: their notes do not stand on this page."""
    return [Run(run.text, run.marks, run.href) for run in runs if run.text]


def _source(
    source: Source, number: int, concept: Concept, decided: Mapping[Origin, SafeString],
    files: Mapping[UUID, str], *, is_inside: bool,
) -> ShownSource:  # fmt: skip
    change = source.change
    if not (source.is_public or is_inside):
        return ShownSource(number, _("Aus einem Entwurf übernommen, der nicht öffentlich ist"))
    version = source.version
    return ShownSource(
        number,
        _what(source),
        reason=_reason(change, files),
        author=content(change.author),
        happened=date_words(change.happened, unknown=""),
        recorded=date_format(localtime(change.recorded), "DATETIME_FORMAT"),
        version=Link(marked_title(version), version_url(version, concept)) if version else None,
        proposals=[_proposal(each) for each in source.amendments],
        sources=[
            link
            for text in source.texts
            for link in source_links(text.claims.all(), concept.municipality.slug)
        ],
        decided=decided.get(source.origin, NOTHING),
    )


def _reason(change: Change, files: Mapping[UUID, str]) -> str:
    if change.pk in files:
        return told(_("Aus der Datei „%(file)s“"), file=content(files[change.pk]))
    return content(change.reason)


def _file_names(sources: Iterable[Source]) -> Mapping[UUID, str]:
    """Name the file that each change brought in; 1 query."""
    changes: dict[UUID | int, UUID] = {
        text.pk: source.change.pk for source in sources for text in source.texts
    }
    names = file_names_of(changes) if changes else {}
    return {changes[text]: name for text, name in names.items()}


def _what(source: Source) -> str:
    """Say what happened: which change, or which text was brought in from outside."""
    if source.change.kind == Change.Kind.EDIT and source.operation is not None:
        if source.amendments:
            return _("Vorschlag eingearbeitet")
        return str(_DONE.get(type(source.operation), _("geändert")))
    if source.texts:
        return told(
            _("%(kind)s: Text der %(version)s"),
            kind=source.change.get_kind_display(),
            version=marked_title(source.texts[0].version),
        )
    return str(source.change.get_kind_display())


def _proposal(amendment: Any) -> str:
    if not amendment.author:
        return content(str(amendment))
    return told(
        _("%(proposal)s, verfasst von %(author)s"),
        proposal=content(str(amendment)), author=content(amendment.author),
    )  # fmt: skip


def _decided(
    sources: Sequence[Source], cited: CitedText, request: HttpRequest
) -> Mapping[Origin, SafeString]:
    """Collect what higher apps know of the decisions behind words; only of public changes."""
    asked = {
        source.origin: Originated(
            source.origin, source.change, source.amendments,
            list(dict.fromkeys([source.version, cited.version])),
        )
        for source in sources
        if source.version is not None
    }  # fmt: skip
    slots = prefetch_slots({SLOT: list(asked.values())}, request=request)
    return {
        key: format_html_join("", "{}", ((piece,) for piece in pieces))
        for key, each in asked.items()
        if (pieces := slot_pieces(slots, SLOT, each))
    }


def citing_url(cited: CitedText) -> str:
    """Give the address of the text itself, pinned to its hash."""
    return text_url(cited.version, cited.version.concept, cited.row)
