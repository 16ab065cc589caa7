"""Acts on the concept as a thing: opening it, its names, its relations, whom it means."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import (
    Concept,
    ConceptName,
    ConceptRelation,
    Node,
    TargetGroup,
    Version,
)
from fortschrift.concepts.permissions import may_keep_concepts
from fortschrift.sources.models import Claim, ContactPoint, Event


@action(_("{actor} hat das Konzept „{name}“ angelegt."))
def open_concept(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    name: str,
    kind: str,
    actor: User | None,
    now: datetime,
    id: UUID | None = None,
    summary: str = "",
    aim: str = "",
    phase: str = Concept.Phase.UNKNOWN,
    phase_note: str = "",
    lead: str = "",
    contact_point: ContactPoint | None = None,
    claims: Sequence[Claim] = (),
) -> Concept:
    """Open a concept; ``name`` is its proper name, ``kind`` what it is ("Integrationskonzept")."""
    require(may_keep_concepts(actor, municipality))
    if Concept.objects.filter(municipality=municipality, slug=slug).exists():
        raise ValidationError({"slug": _("Diese Adresse hat schon ein anderes Konzept.")})
    if contact_point is not None and contact_point.municipality != municipality:
        raise ValidationError(
            {"contact_point": _("Diese Ansprechstelle gehört zu einer anderen Kommune.")}
        )
    fields = {"id": id} if id else {}
    concept = entry.create(
        Concept, municipality=municipality, slug=slug, name=name, kind=kind, summary=summary,
        aim=aim, phase=phase, phase_note=phase_note, lead=lead, contact_point=contact_point,
        **fields,
    )  # fmt: skip
    entry.link(concept.claims, claims)
    entry.tell(name=name)
    return concept


@action(_("{actor} hat für „{concept}“ die Namensform „{name}“ aufgenommen."))
def name_concept(
    entry: Entry,
    concept: Concept,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    note: str = "",
    claims: Sequence[Claim] = (),
) -> ConceptName:
    """Take in a spelling or an earlier name, so that the concept is found under it."""
    require(may_keep_concepts(actor, concept.municipality))
    if concept.names.filter(name=name).exists():
        raise ValidationError({"name": _("Diese Namensform ist schon aufgenommen.")})
    row = entry.create(ConceptName, concept=concept, name=name, note=note)
    entry.link(row.claims, claims)
    entry.tell(concept=concept, name=name)
    return row


@action(_("{actor} hat „{concept}“ in Beziehung gesetzt: {kind} „{other}“."))
def relate_concept(
    entry: Entry,
    concept: Concept,
    *,
    kind: str,
    actor: User | None,
    now: datetime,
    other: Concept | None = None,
    other_title: str = "",
    note: str = "",
    claims: Sequence[Claim] = (),
) -> ConceptRelation:
    """Say how a concept stands to another one, which may be known by its title only.

    ``other`` may belong to another municipality: the county's concept stands beside the town's.
    """
    require(may_keep_concepts(actor, concept.municipality))
    if (other is None) == (not other_title):
        raise ValidationError(
            {"other": _("Bitte nennen Sie das andere Konzept oder, wenn es hier fehlt, den Titel.")}
        )
    if other == concept:
        raise ValidationError({"other": _("Ein Konzept steht nicht in Beziehung zu sich selbst.")})
    row = entry.create(
        ConceptRelation, concept=concept, kind=kind, other=other, other_title=other_title, note=note
    )
    entry.link(row.claims, claims)
    entry.tell(concept=concept, kind=row.get_kind_display(), other=other or other_title)
    return row


@action(_("{actor} hat den Stand von „{concept}“ festgehalten: {phase}."))
def record_phase(
    entry: Entry,
    concept: Concept,
    *,
    phase: str,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> None:
    """Say where the concept is in its life, from the first draft to its end."""
    require(may_keep_concepts(actor, concept.municipality))
    if phase not in Concept.Phase.values:
        raise ValidationError({"phase": _("Diesen Stand gibt es nicht.")})
    entry.save(concept, phase=phase, phase_note=note)
    entry.tell(concept=concept, phase=concept.get_phase_display())


@action(_("{actor} hat die Zielgruppe „{name}“ benannt."))
def name_target_group(
    entry: Entry,
    municipality: Municipality,
    *,
    name: str,
    actor: User | None,
    now: datetime,
    nodes: Iterable[Node] = (),
    versions: Iterable[Version] = (),
) -> TargetGroup:
    """Name the people a text means; a group named before gets the further elements and versions."""
    require(may_keep_concepts(actor, municipality))
    nodes, versions = list(nodes), list(versions)
    owners = [node.municipality for node in nodes] + [each.municipality for each in versions]
    if any(owner != municipality for owner in owners):
        raise ValidationError({"nodes": _("Dieses Element gehört zu einer anderen Kommune.")})
    group = TargetGroup.objects.filter(municipality=municipality, name=name).first()
    if group is None:
        group = entry.create(TargetGroup, municipality=municipality, name=name)
    entry.link(group.nodes, nodes)
    entry.link(group.versions, versions)
    entry.tell(name=name)
    return group


@action(_("{actor} hat „{concept}“ Ereignisse zugeordnet: {titles}"))
def connect_events(
    entry: Entry,
    concept: Concept,
    *,
    events: Sequence[Event],
    actor: User | None,
    now: datetime,
) -> None:
    """Say that dated events (press releases, publications, reports) belong to a concept's life."""
    require(may_keep_concepts(actor, concept.municipality))
    if any(event.municipality_id != concept.municipality_id for event in events):
        raise ValidationError({"events": _("Dieses Ereignis gehört zu einer anderen Kommune.")})
    entry.link(concept.events, events)
    entry.tell(concept=concept, titles=", ".join(event.title for event in events))
