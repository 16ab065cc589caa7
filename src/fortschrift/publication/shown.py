"""Turns rows into what the components of a public page show."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.concepts.life_line import status_badge
from fortschrift.concepts.models import Concept, ConceptRelation, Version, VersionStatus
from fortschrift.sources.models import ContactPoint, Figure
from fortschrift.sources.shown import marks
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Fact, Gap, Link, Table
from fortschrift.web.shapes import Column as TableColumn
from fortschrift.web.source_numbers import SourceNumbers


def concept_url(concept: Concept) -> str:
    return reverse("publication:concept", args=[concept.municipality.slug, concept.slug])


def version_url(concept: Concept, version: Version) -> str:
    return reverse("concepts:version", args=[concept.municipality.slug, concept.slug, version.slug])


def latest_status(version: Version) -> VersionStatus | None:
    """Return the status recorded last; the version must come with its statuses."""
    statuses = list(version.statuses.all())
    return statuses[-1] if statuses else None


def current_version(versions: Sequence[Version]) -> Version | None:
    """Return the newest version that was adopted, or the newest of all when none was."""
    adopted = {VersionStatus.Status.ADOPTED, VersionStatus.Status.VALID}
    decided = [v for v in versions if {s.status for s in v.statuses.all()} & adopted]
    return (decided or list(versions) or [None])[-1]


def version_badges(version: Version) -> list[Badge]:
    status = latest_status(version)
    return [status_badge(status)] if status else []


def text_words(version: Version) -> str | Gap:
    """Say how much of a version's text is here, or why there is none."""
    texts = list(version.texts.all())
    if not texts:
        return Gap("not_public", version.no_text_reason)
    return str(texts[-1].get_completeness_display())


def versions_table(concept: Concept, versions: Sequence[Version]) -> Table:
    """List the versions with what became of each and how much of its text is here."""
    return Table(
        caption=_("Fassungen"),
        columns=[
            TableColumn(_("Fassung")),
            TableColumn(_("Stand")),
            TableColumn(_("seit")),
            TableColumn(_("Text")),
        ],
        rows=[_version_row(concept, version) for version in reversed(versions)],
        caption_hidden=True,
    )


def _version_row(concept: Concept, version: Version) -> list[object]:
    status = latest_status(version)
    return [
        Link(version.label, version_url(concept, version)),
        status_badge(status) if status else Gap("unknown"),
        date_words(status.happened) if status else Gap("unknown"),
        text_words(version),
    ]


def concept_facts(concept: Concept, numbers: SourceNumbers) -> list[Fact]:
    """Describe the concept: kind, aim, lead, other names, relations."""
    found = [Fact(_("Art"), concept.kind)]
    if concept.aim:
        found.append(Fact(_("Ziel"), concept.aim))
    if concept.lead:
        found.append(Fact(_("Federführung"), concept.lead))
    for name in concept.names.all():
        words = f"„{name.name}“" + (f" ({name.note})" if name.note else "")
        found.append(Fact(_("Auch genannt"), words, marks(numbers, name.claims.all())))
    for relation in concept.relations.all():
        term = str(relation.get_kind_display())
        found.append(Fact(term, _related(relation), marks(numbers, relation.claims.all())))
    return found


def _related(relation: ConceptRelation) -> Link:
    other = relation.other
    if other is None:
        return Link(relation.other_title)
    return Link(f"{other.name}, {other.municipality.name}", concept_url(other))


def contact_facts(point: ContactPoint) -> list[Fact]:
    """Say whom to ask, as far as it is known."""
    rows = [
        (_("Anschrift"), point.address),
        (_("E-Mail"), point.email),
        (_("Telefon"), point.phone),
    ]
    found = [Fact(term, value) for term, value in rows if value]
    return found + ([Fact(_("Im Netz"), Link(point.url, point.url))] if point.url else [])


def figure_facts(figures: Sequence[Figure], numbers: SourceNumbers) -> list[Fact]:
    """Show the numbers that sources give about a municipality, each with its date."""
    return [
        Fact(figure.what, _figure_words(figure), marks(numbers, figure.claims.all()))
        for figure in figures
    ]


def _figure_words(figure: Figure) -> str:
    value = f"{figure.value:,}".replace(",", ".") + (f" {figure.unit}" if figure.unit else "")
    when = figure.date_note or date_words(figure.date, unknown="")
    return f"{value} ({when})" if when else value
