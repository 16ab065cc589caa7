"""Sources as pages show them: marks beside facts, notes at the foot.

Every app turns claims into marks here, so that a source looks the same everywhere.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from fortschrift.sources.models import Claim, Media, Source
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Figure, Link, SourceMark, SourceNote
from fortschrift.web.source_numbers import SourceNumbers


def source_note(source: Source) -> SourceNote:
    """Describe a source for the foot of a page; the address is the source's own.

    Two towns may have noted the same report; a page that shows both lists it once.
    """
    return SourceNote(
        key=source.url or f"{source.municipality_id}:{source.slug}",
        title=source.title,
        url=source.url,
        publisher=source.publisher,
        date=date_words(source.published, unknown=""),
        detail=str(source.get_kind_display()),
    )


def marks(numbers: SourceNumbers, claims: Iterable[Claim]) -> Sequence[SourceMark]:
    """Mark one fact with its sources, each source once, and say when none of its claims states it.

    The claims must come with their source (``prefetch_related("claims__source")``).
    """
    return [
        numbers.mark(
            source_note(said[0].source), certainty=certainty_word(said), remark=_remark(said)
        )
        for said in _by_source(claims)
    ]


def source_links(claims: Iterable[Claim], municipality_slug: str) -> list[Link]:
    """Name the sources of a fact where a page numbers none; says what is not stated, as marks."""
    return [
        Link(_label(said), source_url(said[0].source, municipality_slug))
        for said in _by_source(claims)
    ]


def certainty_word(claims: Iterable[Claim]) -> str:
    """Return the word for a fact that these claims do not state; empty when one of them does.

    What is concluded is less sure than what is announced, so its word wins.
    """
    found = {Claim.Certainty(claim.certainty) for claim in claims}
    if not found or Claim.Certainty.STATED in found:
        return ""
    inferred = Claim.Certainty.INFERRED
    return str((inferred if inferred in found else Claim.Certainty.PLANNED).label)


def _by_source(claims: Iterable[Claim]) -> list[list[Claim]]:
    found: dict[int, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source_id, []).append(claim)
    return list(found.values())


def _remark(claims: Iterable[Claim]) -> str:
    return " ".join(dict.fromkeys(claim.note for claim in claims if claim.note))


def _label(claims: list[Claim]) -> str:
    title, word = content(claims[0].source.title), certainty_word(claims)
    return told("%(title)s (%(word)s)", title=title, word=word) if word else title


def source_url(source: Source, municipality_slug: str) -> str:
    """Return the page of a source in this installation."""
    return reverse(
        "sources:source", kwargs={"municipality": municipality_slug, "source": source.slug}
    )


def figure(media: Media) -> Figure:
    """Describe a picture that is kept here, with its rights."""
    return Figure(
        src=reverse("sources:media_file", args=[str(media.preview.name).removeprefix("preview/")]),
        alt=media.alternative_text,
        caption=media.caption,
        credit=media.credit,
        licence=Link(media.licence),
        width=media.width,
        height=media.height,
    )
