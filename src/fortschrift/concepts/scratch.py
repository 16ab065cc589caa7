"""What is typed and not saved yet: kept, found again, given up.  No act and no part of the record.

One row for each person and element of a draft; saving or giving up takes it away.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.field_checks import check_words
from fortschrift.accounts.models import User
from fortschrift.concepts.models import Change, Scratch, Strand
from fortschrift.core.text import NodeId

#: Code points of all fields together; a page has about 3,000.
LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed: the fields of the form, the change it was written on, and when."""

    fields: Mapping[str, str]
    base: UUID
    when: datetime


def keep(
    strand: Strand, node: NodeId, user: User, *, base: UUID, fields: Mapping[str, str]
) -> None:
    """Keep what somebody has typed so far.

    Raises ValidationError for what is no text, for too much, and for a base of another concept.
    """
    content = json.dumps(dict(fields), ensure_ascii=False)
    for name, words in fields.items():
        check_words(name, words)
    if len(content) > LONGEST:
        raise ValidationError({"text": _("Das ist mehr, als sich auf einmal merken lässt.")})
    if not Change.objects.filter(pk=base, concept=strand.concept_id).exists():
        raise ValidationError({"base": _("Dieser Stand gehört nicht zu diesem Konzept.")})
    Scratch.objects.update_or_create(
        strand=strand, node_id=node, user=user, defaults={"base_id": base, "fields": content}
    )


def kept(strand: Strand, node: NodeId, user: User) -> Kept | None:
    """Give what somebody typed at an element and has not saved."""
    row = Scratch.objects.filter(strand=strand, node=node, user=user).first()
    return Kept(json.loads(row.fields), row.base_id, row.kept) if row else None


def give_up(strand: Strand, node: NodeId, user: User) -> None:
    """Forget what somebody typed at an element, because it is saved or not wanted."""
    Scratch.objects.filter(strand=strand, node=node, user=user).delete()


def unsaved_in(strand: Strand, user: User) -> set[NodeId]:
    """Tell at which elements of a draft somebody has typed something that is not saved."""
    rows = Scratch.objects.filter(strand=strand, user=user)
    return {NodeId(node) for node in rows.values_list("node_id", flat=True)}


def unsaved_by_strand(user: User, strands: list[int]) -> dict[int, int]:
    """Count at how many elements of each draft somebody has typed something."""
    found: dict[int, int] = {}
    for strand in Scratch.objects.filter(user=user, strand__in=strands).values_list(
        "strand_id", flat=True
    ):
        found[strand] = found.get(strand, 0) + 1
    return found
