"""Acts on sources: naming a source, noting what it says, contradictions, events, figures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.sources.models import (
    Claim,
    ContactPoint,
    Contradiction,
    Event,
    Figure,
    Media,
    Source,
)
from fortschrift.sources.permissions import may_keep_sources


@action(_("{actor} hat die Quelle „{title}“ aufgenommen."))
def name_source(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    title: str,
    kind: str,
    actor: User | None,
    now: datetime,
    publisher: str = "",
    url: str = "",
    published: PartialDate | str = UNKNOWN,
    note: str = "",
) -> Source:
    """Take a document or page into the list of sources."""
    require(may_keep_sources(actor, municipality))
    entry.tell(title=title)
    return entry.create(
        Source, municipality=municipality, slug=slug, title=title, kind=kind,
        publisher=publisher, url=url, published=published, note=note,
    )  # fmt: skip


@action(_("{actor} hat aus „{source}“ die Angabe „{what}“ aufgenommen."))
def note_claim(
    entry: Entry,
    source: Source,
    *,
    what: str,
    actor: User | None,
    now: datetime,
    as_printed: str = "",
    certainty: str = Claim.Certainty.STATED,
    note: str = "",
) -> Claim:
    """Note what a source says on one matter, in its own words where they are known."""
    require(may_keep_sources(actor, source.municipality))
    entry.tell(source=source, what=what)
    return entry.create(
        Claim, source=source, what=what, as_printed=as_printed, certainty=certainty, note=note
    )


@action(_("{actor} hat einen Widerspruch festgehalten: {about}"))
def note_contradiction(
    entry: Entry,
    municipality: Municipality,
    *,
    about: str,
    claims: Sequence[Claim],
    actor: User | None,
    now: datetime,
    held: Claim | None = None,
    explanation: str = "",
) -> Contradiction:
    """Let claims that cannot all be right stand side by side; the record follows ``held``."""
    require(may_keep_sources(actor, municipality))
    if len(set(claims)) < 2:
        raise ValidationError({"claims": _("Ein Widerspruch braucht mindestens zwei Angaben.")})
    if held is not None and held not in claims:
        raise ValidationError({"held": _("Die befolgte Angabe gehört nicht zum Widerspruch.")})
    row = entry.create(
        Contradiction, municipality=municipality, about=about, held=held, explanation=explanation
    )
    entry.link(row.claims, claims)
    entry.tell(about=about)
    return row


@action(_("{actor} hat das Ereignis „{title}“ aufgenommen."))
def record_event(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    kind: str,
    title: str,
    actor: User | None,
    now: datetime,
    text: str = "",
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    place: str = "",
    claims: Sequence[Claim] = (),
    media: Sequence[Media] = (),
) -> Event:
    """Record something dated that is no meeting."""
    require(may_keep_sources(actor, municipality))
    event = entry.create(
        Event, municipality=municipality, slug=slug, kind=kind, title=title, text=text,
        date=date, date_note=date_note, place=place,
    )  # fmt: skip
    entry.link(event.claims, claims)
    entry.link(event.media, media)
    entry.tell(title=title)
    return event


@action(_("{actor} hat die Zahl „{what}“ aufgenommen."))
def record_figure(
    entry: Entry,
    municipality: Municipality,
    *,
    what: str,
    value: int,
    actor: User | None,
    now: datetime,
    unit: str = "",
    date: PartialDate | str = UNKNOWN,
    date_note: str = "",
    claims: Sequence[Claim] = (),
) -> Figure:
    """Record a number about the municipality as a source gives it."""
    require(may_keep_sources(actor, municipality))
    figure = entry.create(
        Figure, municipality=municipality, what=what, value=value, unit=unit, date=date,
        date_note=date_note,
    )  # fmt: skip
    entry.link(figure.claims, claims)
    entry.tell(what=what)
    return figure


@action(_("{actor} hat die Ansprechstelle „{name}“ angelegt."))
def open_contact_point(
    entry: Entry,
    municipality: Municipality,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    address: str = "",
    email: str = "",
    phone: str = "",
    url: str = "",
    claims: Sequence[Claim] = (),
) -> ContactPoint:
    """Say whom to ask: an office, never a private person."""
    require(may_keep_sources(actor, municipality))
    point = entry.create(
        ContactPoint, municipality=municipality, name=name, address=address, email=email,
        phone=phone, url=url,
    )  # fmt: skip
    entry.link(point.claims, claims)
    entry.tell(name=name)
    return point


@action(_("{actor} hat ein Bild aufgenommen: {alternative_text}"))
def record_media(
    entry: Entry,
    municipality: Municipality,
    *,
    alternative_text: str,
    credit: str,
    licence: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    caption: str = "",
    is_symbolic: bool = False,
    file: str = "",
    preview: str = "",
    width: int | None = None,
    height: int | None = None,
    claims: Sequence[Claim] = (),
) -> Media:
    """Record a picture with its rights; ``file`` names a stored file, empty where rights forbid."""
    require(may_keep_sources(actor, municipality))
    fields = {"id": id} if id else {}
    media = entry.create(
        Media, municipality=municipality, alternative_text=alternative_text, credit=credit,
        licence=licence, caption=caption, is_symbolic=is_symbolic, file=file, preview=preview,
        width=width, height=height, **fields,
    )  # fmt: skip
    entry.link(media.claims, claims)
    entry.tell(alternative_text=alternative_text)
    return media
