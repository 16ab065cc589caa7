"""What is typed and not saved yet: kept, found again, given up.  No act and no part of the record.

One row for each person, element of a draft and window; saving or giving up takes it away.  A form
that shows what another window kept takes that row over, as long as the other has kept no more.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.field_checks import check_words
from fortschrift.accounts.models import User
from fortschrift.concepts.models import Change, Scratch, Strand
from fortschrift.core.text import NodeId

#: Code points of all fields together; a page has about 3,000.
LONGEST = 1_000_000
#: A window's key has so many signs at most.
LONGEST_KEY = 32


@dataclass(frozen=True, slots=True)
class Window:
    """A form that was opened: its own key, and the mark of what it showed when it was."""

    key: str = ""
    knew: str = ""

    @classmethod
    def fresh(cls, shown: "Kept | None" = None) -> "Window":
        return cls(uuid4().hex, shown.mark if shown else "")


@dataclass(frozen=True, slots=True)
class Kept:
    """What was typed: the fields of the form, the change it was written on, and when.

    ``mark`` names the row and its state: another one means that something was kept since.
    """

    fields: Mapping[str, str]
    base: UUID
    when: datetime
    row: int
    window: str
    mark: str


def keep(
    strand: Strand,
    node: NodeId,
    user: User,
    *,
    base: UUID,
    fields: Mapping[str, str],
    window: Window = Window(),
) -> bool:
    """Keep what somebody has typed so far; tell whether another window keeps something else.

    Raises ValidationError for what is no text, for too much, and for a base of another concept.
    """
    content = json.dumps(dict(fields), ensure_ascii=False)
    for name, words in fields.items():
        check_words(name, words)
    if len(content) > LONGEST:
        raise ValidationError({"text": _("Das ist mehr, als sich auf einmal merken lässt.")})
    if not Change.objects.filter(pk=base, concept=strand.concept_id).exists():
        raise ValidationError({"base": _("Dieser Stand gehört nicht zu diesem Konzept.")})
    with transaction.atomic():
        mine = _rows(strand, node, user)
        known = _known(mine, window.knew)
        if known is not None and not mine.filter(window=window.key).exists():
            mine.filter(pk=known.pk, kept=known.kept).update(window=window.key)
        Scratch.objects.update_or_create(
            strand=strand, node_id=node, user=user, window=window.key,
            defaults={"base_id": base, "fields": content},
        )  # fmt: skip
        return mine.exclude(window=window.key).exclude(fields=content).exists()


def kept(strand: Strand, node: NodeId, user: User) -> list[Kept]:
    """Give what somebody typed at an element and has not saved, the latest window first."""
    return [
        Kept(json.loads(row.fields), row.base_id, row.kept, row.pk, row.window, _mark(row))
        for row in _rows(strand, node, user).order_by("-kept", "-pk")
    ]


def elsewhere(
    strand: Strand, node: NodeId, user: User, window: Window, fields: Mapping[str, str]
) -> list[Kept]:
    """Give what somebody typed in other windows, as far as it says something else."""
    return [
        each for each in kept(strand, node, user)
        if each.window != window.key and each.mark != window.knew and each.fields != dict(fields)
    ]  # fmt: skip


def give_up(strand: Strand, node: NodeId, user: User, window: Window) -> None:
    """Forget what somebody typed in a window, because it is saved or not wanted.

    What it showed of another window goes too, unless more was kept there since.
    """
    mine = _rows(strand, node, user)
    known = _known(mine, window.knew)
    if known is not None:
        mine.filter(pk=known.pk, kept=known.kept).delete()
    mine.filter(window=window.key).delete()


def _rows(strand: Strand, node: NodeId, user: User) -> QuerySet[Scratch]:
    return Scratch.objects.filter(strand=strand, node=node, user=user)


def _known(mine: QuerySet[Scratch], mark: str) -> Scratch | None:
    """Find the row of a mark if nothing was kept in it since."""
    return next((row for row in mine if _mark(row) == mark), None) if mark else None


def _mark(row: Scratch) -> str:
    return f"{row.pk}-{row.kept.isoformat()}"


def unsaved_in(strand: Strand, user: User) -> set[NodeId]:
    """Tell at which elements of a draft somebody has typed something that is not saved."""
    rows = Scratch.objects.filter(strand=strand, user=user)
    return {NodeId(node) for node in rows.values_list("node_id", flat=True)}


def unsaved_by_strand(user: User, strands: list[int]) -> dict[int, int]:
    """Count at how many elements of each draft somebody has typed something."""
    rows = Scratch.objects.filter(user=user, strand__in=strands).order_by().values_list("strand")
    return dict(rows.annotate(Count("node", distinct=True)))
