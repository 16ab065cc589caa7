"""Sources as pages show them: marks beside facts, notes at the foot.

Every app turns claims into marks here, so that a source looks the same everywhere.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from fortschrift.sources.models import Claim, Media, Source
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Figure, Link, SourceMark, SourceNote
from fortschrift.web.source_numbers import SourceNumbers


def source_note(source: Source) -> SourceNote:
    """Describe a source for the foot of a page; the address is the source's own."""
    return SourceNote(
        key=source.slug,
        title=source.title,
        url=source.url,
        publisher=source.publisher,
        date=date_words(source.published, unknown=""),
        detail=str(source.get_kind_display()),
    )


def marks(numbers: SourceNumbers, claims: Iterable[Claim]) -> Sequence[SourceMark]:
    """Mark one fact with its sources, each source once.

    The claims must come with their source (``prefetch_related("claims__source")``).
    """
    sources = {claim.source_id: claim.source for claim in claims}
    return [numbers.mark(source_note(source)) for source in sources.values()]


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
