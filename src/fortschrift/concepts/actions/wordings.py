"""How a wording gets into the rows: its parts, what it touches, and where it holds."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, database_now
from fortschrift.concepts import repository
from fortschrift.concepts.actions.nodes import check_identities, check_relations, new_in
from fortschrift.concepts.amending import Part, flattened, proposed_parts, read, written
from fortschrift.concepts.errors import checked
from fortschrift.concepts.limits import check_lengths, check_new_states
from fortschrift.concepts.misfits import clash_fault
from fortschrift.concepts.models import (
    Amendment,
    AmendmentPart,
    AmendmentTouch,
    Concept,
    Wording,
)
from fortschrift.concepts.touching import named_by
from fortschrift.core.text import NodeId, Operation, Tree, apply, new_states
from fortschrift.core.text.merging.merge import merge

Touches = Mapping[UUID, Iterable[NodeId]]

#: The fields of a current wording about which there is nothing to say, if it fits.
NO_MISFIT: Mapping[str, Any] = {
    "misfit": "", "node": None, "field": "", "start": None, "end": None, "reason": "",
}  # fmt: skip


def wanted_parts(
    operations: Sequence[Operation], parts: Sequence[Part], original: str
) -> list[Part]:
    """Bring what was handed in into parts: one whole, several, or none for a wish."""
    if operations and parts:
        raise ValidationError({"parts": _("Bitte geben Sie die Änderungen nur einmal an.")})
    if not operations and not parts and not original.strip():
        raise ValidationError({"original": _("Bitte sagen Sie, was geändert werden soll.")})
    return list(parts) or ([Part("", tuple(operations))] if operations else [])


def check_parts(concept: Concept, parts: Sequence[Part], base: Tree) -> None:
    """Check that each part fits the base alone, and that all of them fit together.

    Raises ValidationError naming the part, the place and the reason.
    """
    _check_labels(parts)
    check_lengths([each for part in parts for each in part.operations], base)
    for part in parts:
        _check_alone(concept, part, base, named=len(parts) > 1)
    _check_new_nodes(concept, parts)
    if len(parts) > 1:
        merged = merge(base, proposed_parts(parts))
        for conflict in merged.conflicts:
            raise clash_fault(conflict.clashes[0], base, field="parts")
        together = apply(merged.operations, base)
        check_new_states(new_states(base, together), together)


def check_new_identities(
    concept: Concept, parts: Sequence[Part], base: Tree, *, earlier: Iterable[Wording] = ()
) -> None:
    """Refuse to give something new an identity that stood for something else.

    ``earlier`` are wordings of the same matter, whose new elements may come again.
    """
    said = (each for operations in read([each.operations for each in earlier])
            for each in operations)  # fmt: skip
    own = {node for each in said for node in new_in(each)}
    operations = [each for part in parts for each in part.operations]
    check_identities(concept, operations, base, own=own)


def store_wording(
    entry: Entry, amendment: Amendment, parts: Sequence[Part], **fields: Any
) -> Wording:
    """Write a wording and its parts; a single one needs no row of its own."""
    operations, ordinals = flattened(parts)
    wording = entry.create(
        Wording, amendment=amendment, operations=written(operations), recorded=database_now(),
        **fields,
    )  # fmt: skip
    if len(parts) > 1 or any(part.label for part in parts):
        entry.create_many(AmendmentPart, list(part_rows(wording.pk, parts, ordinals)))
    return wording


def part_rows(
    wording: int, parts: Sequence[Part], ordinals: Sequence[Sequence[int]]
) -> Iterable[AmendmentPart]:
    for order, (part, positions) in enumerate(zip(parts, ordinals, strict=True), start=1):
        yield AmendmentPart(
            wording_id=wording, order=order, label=part.label,
            ordinals=json.dumps(list(positions), separators=(",", ":")),
        )  # fmt: skip


def touched_by(parts: Sequence[Part], base: Tree, text: Tree) -> set[NodeId]:
    """Give the nodes of the text that parts name, which are written on a base that goes further."""
    return {
        node for part in parts for node in named_by(part.operations, base) if node in text.nodes
    }


def touch(
    entry: Entry, amendment: Amendment, parts: Sequence[Part], base: Tree, text: Tree
) -> None:
    """Note which nodes of the text a wording names; its base may go further than the text."""
    store_touches(entry, {amendment.pk: touched_by(parts, base, text)})


def store_touches(entry: Entry, touches: Touches) -> None:
    """Note which nodes amendments name, as far as it is not noted yet; 1 query and the rows."""
    wanted = {(amendment, node) for amendment, nodes in touches.items() for node in nodes}
    if wanted:
        known = AmendmentTouch.objects.filter(amendment__in=touches)
        new = wanted - set(known.values_list("amendment_id", "node_id"))
        rows = [AmendmentTouch(amendment_id=one, node_id=node) for one, node in sorted(new)]
        entry.create_many(AmendmentTouch, rows)


def check_once(amendments: Sequence[Amendment], *, field: str) -> None:
    """Refuse a list that names one twice."""
    if len({each.pk for each in amendments}) < len(amendments):
        raise ValidationError({field: _("Ein Vorschlag ist zweimal genannt.")})


def check_same_concept(amendment: Amendment, others: Sequence[Amendment]) -> None:
    if any(other.concept_id != amendment.concept_id for other in others):
        raise ValidationError(
            {"amendments": _("Einer der Vorschläge gehört zu einem anderen Konzept.")}
        )
    if amendment in others:
        raise ValidationError({"amendments": _("Ein Vorschlag steht nicht neben sich selbst.")})


def name(entry: Entry, model: type[Model], keys: Iterable[object]) -> None:
    """Name rows that were changed by one statement among what the entry is about."""
    named = [str(key) for key in keys]
    if named:
        entry.subjects.setdefault(model._meta.label_lower, []).extend(named)


def _check_labels(parts: Sequence[Part]) -> None:
    times: dict[str, int] = defaultdict(int)
    for part in parts:
        times[part.label] += 1
        if not part.operations:
            raise ValidationError(
                {"parts": _("Der Teil „%(label)s“ ändert nichts.") % {"label": part.label}}
            )
    if any(number > 1 for number in times.values()):
        raise ValidationError({"parts": _("Jeder Teil braucht eine eigene Bezeichnung.")})


def _check_alone(concept: Concept, part: Part, base: Tree, *, named: bool) -> None:
    try:
        after = checked(lambda: apply(part.operations, base), base)
        if after == base:
            raise ValidationError(_("Am Text würde sich dadurch nichts ändern."))
        check_new_states(new_states(base, after), after)
        check_relations(concept, part.operations, base)
    except ValidationError as fault:
        if not named:
            raise
        message = _("Teil „%(label)s“ lässt sich nicht für sich abstimmen: %(reason)s") % {
            "label": part.label, "reason": fault.messages[0],
        }  # fmt: skip
        raise ValidationError({"parts": message}) from fault


def _check_new_nodes(concept: Concept, parts: Sequence[Part]) -> None:
    """Refuse identities that belong to another concept; their rows are made on adoption."""
    new = {node for part in parts for each in part.operations for node in new_in(each)}
    for node, owner in repository.known_nodes(new).items():
        if owner != concept.pk:
            raise ValidationError(
                _("„%(node)s“ gehört zu einem anderen Konzept und kann hier nicht stehen.")
                % {"node": node}
            )
