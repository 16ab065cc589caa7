"""Turns rows into what the components of a public page show."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from fortschrift.concepts.addresses import concept_url, version_url
from fortschrift.concepts.life_line import status_badge
from fortschrift.concepts.models import Concept, ConceptRelation, Version, VersionText
from fortschrift.concepts.standing import current_status
from fortschrift.sources.models import ContactPoint, Figure
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Fact, Gap, Link, Table
from fortschrift.web.shapes import Column as TableColumn
from fortschrift.web.source_numbers import SourceNumbers


def version_badges(version: Version) -> list[Badge]:
    """Show the status that holds; the version must come with its statuses."""
    status = current_status(version.statuses.all())
    return [status_badge(status)] if status else []


def versions_table(
    concept: Concept, versions: Sequence[Version], texts: Mapping[UUID, VersionText]
) -> Table:
    """List the versions, newest first, with what became of each and how much of it is here."""
    return Table(
        caption=_("Fassungen"),
        columns=[
            TableColumn(_("Fassung")),
            TableColumn(_("Stand")),
            TableColumn(_("seit")),
            TableColumn(_("Text")),
        ],
        rows=[
            _version_row(concept, version, texts.get(version.pk)) for version in reversed(versions)
        ],
        caption_hidden=True,
    )


def _version_row(concept: Concept, version: Version, text: VersionText | None) -> list[object]:
    status = current_status(version.statuses.all())
    return [
        Link(content(version.label), version_url(version, concept)),
        status_badge(status) if status else Gap("unknown"),
        date_words(status.happened, unknown="") if status else "",
        str(text.get_completeness_display())
        if text
        else Gap("not_public", content(version.no_text_reason)),
    ]


def concept_facts(concept: Concept, numbers: SourceNumbers) -> list[Fact]:
    """Describe the concept: kind, aim, lead, other names, relations."""
    found = [Fact(_("Art"), content(concept.kind))]
    if concept.aim:
        found.append(Fact(_("Ziel"), content(concept.aim)))
    if concept.lead:
        found.append(Fact(_("Federführung"), content(concept.lead)))
    for name in concept.names.all():
        words = f"„{name.name}“" + (f" ({name.note})" if name.note else "")
        found.append(Fact(_("Auch genannt"), content(words), marks(numbers, name.claims.all())))
    for relation in concept.relations.all():
        term = str(relation.get_kind_display())
        found.append(Fact(term, _related(relation), marks(numbers, relation.claims.all())))
    for relation in concept.relations_to.all():
        other = relation.concept
        link = Link(content(f"{other.name}, {other.municipality.name}"), concept_url(other))
        found.append(Fact(_("Darauf bezieht sich"), link, marks(numbers, relation.claims.all())))
    return found


def _related(relation: ConceptRelation) -> Link:
    other = relation.other
    if other is None:
        return Link(content(relation.other_title))
    return Link(content(f"{other.name}, {other.municipality.name}"), concept_url(other))


def contact_facts(point: ContactPoint) -> list[Fact]:
    """Say whom to ask, as far as it is known."""
    rows = [
        (_("Anschrift"), content(point.address)),
        (_("E-Mail"), point.email),
        (_("Telefon"), point.phone),
    ]
    found = [Fact(term, value) for term, value in rows if value]
    return found + ([Fact(_("Im Netz"), Link(point.url, point.url))] if point.url else [])


def figure_facts(figures: Sequence[Figure], numbers: SourceNumbers) -> list[Fact]:
    """Show the numbers that sources give about a municipality, each with its date."""
    return [
        Fact(content(figure.what), _figure_words(figure), marks(numbers, figure.claims.all()))
        for figure in figures
    ]


def _figure_words(figure: Figure) -> str:
    value = joined(" ", [f"{figure.value:,}".replace(",", "."), content(figure.unit)])
    when = content(figure.date_note) or date_words(figure.date, unknown="")
    return told("%(value)s (%(when)s)", value=value, when=when) if when else value
