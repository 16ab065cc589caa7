"""What the page of a version says beside its text: where it stands, what is known, whence."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.life_line import status_badge
from fortschrift.concepts.models import Concept, Version, VersionStatus, VersionText
from fortschrift.concepts.standing import current_status
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Entry, Fact, Gap, Link, Tab
from fortschrift.web.source_numbers import SourceNumbers

Status = VersionStatus.Status
Completeness = VersionText.Completeness

#: So much of a hash is enough to tell texts apart and short enough to read out.
SHORT_HASH = 12


def title(version: Version) -> str:
    """Name a version beside its concept: "Fassung 2011", but "Entwurf, Stand Mai 2023"."""
    if version.label[:1].isdigit():
        return _("Fassung %(label)s") % {"label": version.label}
    return version.label


def marked_title(version: Version) -> str:
    """Name a version in the page, what is content marked as such."""
    if version.label[:1].isdigit():
        return told(_("Fassung %(label)s"), label=content(version.label))
    return content(version.label)


def badges(version: Version, text: VersionText | None) -> list[Badge]:
    """Say where a version stands and how much of it can be read here."""
    found = standing_badges(version)
    if text is None:
        found.append(_no_text_badge(version))
    elif text.completeness != Completeness.COMPLETE:
        found.append(Badge(str(text.get_completeness_display()), "warning", "document"))
    return found


def standing_badges(version: Version) -> list[Badge]:
    """Say where a version stands, for a list."""
    return [_standing_badge(current_status(version.statuses.all()))]


def standing_hint(version: Version) -> tuple[str, str] | None:
    """Return title and sentence for a version that is not, or not known to be, decided."""
    status = current_status(version.statuses.all())
    return _standing_words().get(status.status if status else "")


def completeness_hint(text: VersionText) -> tuple[str, str] | None:
    """Return title and sentence for a text that is not complete."""
    missing = _("Was hier nicht steht, kann trotzdem zu dieser Fassung gehören.")
    if text.completeness == Completeness.TITLES_ONLY:
        return _("Nur Überschriften"), _("Der Wortlaut ist nicht öffentlich.") + " " + missing
    if text.completeness == Completeness.PARTIAL:
        return _("Nur ein Teil des Textes"), missing
    return None


def version_tabs(concept: Concept, versions: Sequence[Version], current: Version) -> list[Tab]:
    """Lead to the other versions, each with the word for where it stands."""
    return [
        Tab(content(each.label), version_url(each, concept), each == current, _standing_word(each))
        for each in versions
    ]


def statuses(version: Version, numbers: SourceNumbers) -> list[Entry]:
    """Tell what became of the version, in the order in which it was recorded."""
    return [
        Entry(
            str(status.get_status_display()),
            date_words(status.happened, unknown=""),
            marks=marks(numbers, status.claims.all()),
            note=content(status.note),
        )
        for status in version.statuses.all()
    ]


def told_facts(version: Version, numbers: SourceNumbers) -> list[Fact]:
    """List what sources tell about the version; what they keep to themselves is a gap."""
    return [
        Fact(
            content(fact.label),
            _with_note(fact.value, fact.note)
            if fact.value
            else Gap("unknown", content(fact.reason)),
            marks(numbers, fact.claims.all()),
        )
        for fact in version.facts.all()
    ]


def version_facts(version: Version, concept: Concept) -> list[Fact]:
    """Describe the version: how it came about, for which time, for whom."""
    return list(_version_facts(version, concept))


def text_facts(
    text: VersionText, texts: Sequence[VersionText], version: Version, numbers: SourceNumbers
) -> list[Fact]:
    """Describe the text itself: from where, when recorded, its hash, the texts beside it.

    ``texts`` are all of the version with their claims, the one shown first.
    """
    claims = [claim for each in texts if each.pk == text.pk for claim in each.claims.all()]
    found = [
        Fact(_("Umfang"), text.get_completeness_display()),
        Fact(_("Art"), text.get_kind_display(), marks(numbers, claims)),
        Fact(_("Erfasst am"), _day(text)),
        Fact(_("Prüfsumme (SHA-256)"), _hash(text)),
    ]
    if text.note:
        found.append(Fact(_("Bemerkung"), content(text.note)))
    rest = [_text_link(each, texts[0], version) for each in texts if each.pk != text.pk]
    if rest:
        found.append(Fact(_("Weitere Texte dieser Fassung"), rest))
    return found


def text_url(version: Version, concept: Concept, text: VersionText) -> str:
    """Return the address under which exactly this text stays citable."""
    return f"{version_url(version, concept)}?text={text.hash[:SHORT_HASH]}"


def _version_facts(version: Version, concept: Concept) -> Iterator[Fact]:
    if version.revision != Version.Revision.UNKNOWN:
        yield Fact(_("Überarbeitung"), version.get_revision_display())
    if version.based_on:
        link = Link(content(version.based_on.label), version_url(version.based_on, concept))
        yield Fact(_("Beruht auf"), link)
    successors = [
        Link(content(each.label), version_url(each, concept)) for each in version.successors.all()
    ]
    if successors:
        yield Fact(_("Fortgeschrieben in"), successors)
    if version.author:
        yield Fact(_("Erarbeitet von"), content(version.author))
    if period := _period(version):
        yield Fact(_("Zeitraum"), period)
    term = _("Zielgruppen")
    groups = sorted(content(group.name) for group in version.target_groups.all())
    # A source may have told the same in its own words, which then say it better.
    if groups and all(fact.label != term for fact in version.facts.all()):
        yield Fact(term, groups)


def _standing_words() -> dict[str, tuple[str, str]]:
    return {
        Status.DRAFT: (
            _("Noch nicht beschlossen"),
            _(
                "Dies ist ein Entwurf, wie er festgeschrieben wurde. Diese Fassung bleibt so; am"
                " Entwurf kann weitergearbeitet werden, dann folgt eine neue Fassung."
            ),
        ),
        Status.PROPOSED: (
            _("Noch nicht beschlossen"),
            _("Diese Fassung ist den Gremien zur Beratung vorgelegt."),
        ),
        Status.UNKNOWN_WHETHER_ADOPTED: (
            _("Nicht bekannt, ob beschlossen"),
            _("In den Quellen, die wir kennen, steht nicht, ob diese Fassung beschlossen wurde."),
        ),
        Status.REJECTED: (
            _("Nicht beschlossen"),
            _("Diese Fassung ist abgelehnt worden. Sie bleibt hier nachlesbar."),
        ),
    }


def _standing_badge(status: VersionStatus | None) -> Badge:
    if status is None:
        return Badge(_("Stand noch nicht erfasst"), "neutral", "question")
    if status.status in (Status.DRAFT, Status.PROPOSED):
        return Badge(_("noch nicht beschlossen"), "open")
    badge = status_badge(status)
    when = date_words(status.happened, unknown="")
    return Badge(f"{badge.label}, {when}", badge.tone, badge.icon) if when else badge


def _no_text_badge(version: Version) -> Badge:
    if version.no_text_reason:
        return Badge(_("Text nicht öffentlich"), "neutral", "lock")
    return Badge(_("Text noch nicht erfasst"), "neutral", "document")


def _standing_word(version: Version) -> str:
    status = current_status(version.statuses.all())
    return str(status.get_status_display()) if status else ""


def _period(version: Version) -> str:
    start = date_words(version.valid_from, unknown="")
    end = date_words(version.valid_to, unknown="")
    if start and end:
        return _("%(start)s bis %(end)s") % {"start": start, "end": end}
    if start:
        return _("ab %(start)s") % {"start": start}
    return _("bis %(end)s") % {"end": end} if end else ""


def _with_note(value: str, note: str) -> SafeString | str:
    if not note:
        return content(value)
    words, remark = content(value), content(note)
    return format_html('{} <span class="fs-soft">({})</span>', words, remark)


def _day(text: VersionText) -> str:
    return date_format(localtime(text.recorded), "DATE_FORMAT")


def _hash(text: VersionText) -> SafeString:
    return format_html('<code class="fs-break">{}</code>', text.hash)


def _text_link(text: VersionText, latest: VersionText, version: Version) -> Link:
    label = _("%(kind)s, erfasst am %(day)s, %(hash)s") % {
        "kind": text.get_kind_display(), "day": _day(text), "hash": text.hash[:SHORT_HASH],
    }  # fmt: skip
    concept, is_latest = version.concept, text.pk == latest.pk
    return Link(
        label, version_url(version, concept) if is_latest else text_url(version, concept, text)
    )
