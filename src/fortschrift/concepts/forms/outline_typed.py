"""What was typed of an outline: it travels in the page, so that every step works on it.

A step (a level more, one place up) needs no JavaScript and loses nothing, however wrong it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from fortschrift.concepts.forms.outline_fields import TOP, AttributeForm, LevelForm
from fortschrift.concepts.outlines import notation
from fortschrift.concepts.outlines.words import WORDS
from fortschrift.core.text import AttributeType, Outline

#: Begins the id of what is new in this page; no key can begin so.
NEW = "neu-"
LEVELS, ATTRIBUTES = "ebene", "angabe"


@dataclass
class TypedAttribute:
    """What stands in the fields of one attribute; ``id`` is its key, or ``neu-1`` for a new one."""

    id: str
    said: dict[str, Any] = field(default_factory=dict)


@dataclass
class TypedLevel:
    """What stands in the fields of one level, and those of its attributes."""

    id: str
    said: dict[str, Any] = field(default_factory=dict)
    attributes: list[TypedAttribute] = field(default_factory=list)


def typed_from(outline: Outline) -> list[TypedLevel]:
    """Write an outline into fields."""
    return [
        TypedLevel(
            level.key,
            {
                "singular": level.singular,
                "plural": level.plural,
                "under": _places(level.key, outline),
                "pattern": notation.written(level.numbering.pattern, level.attributes),
                "scope": level.numbering.scope,
                "expects": list(level.expects),
                "force": level.binding_force,
                "tracked": level.tracked,
            },
            [_typed_attribute(each) for each in level.attributes],
        )
        for level in outline.levels
    ]


def words_from(outline: Outline) -> dict[str, str]:
    """Write the vocabularies of an outline into fields."""
    return {key: "\n".join(outline.terms(key).values()) for key in WORDS}


def typed_in(data: QueryDict) -> list[TypedLevel]:
    """Read what stands in the fields of a page that was sent."""
    return [
        TypedLevel(
            id,
            _said(LevelForm.base_fields, data, f"{LEVELS}-{id}"),
            [
                TypedAttribute(
                    own, _said(AttributeForm.base_fields, data, f"{LEVELS}-{id}-{ATTRIBUTES}-{own}")
                )
                for own in dict.fromkeys(data.getlist(f"{LEVELS}-{id}-{ATTRIBUTES}"))
            ],
        )
        for id in dict.fromkeys(data.getlist(LEVELS))
    ]


def words_in(data: QueryDict) -> dict[str, str]:
    """Read the words of a page that was sent."""
    return {key: data.get(f"woerter-{key}", "") for key in WORDS}


def stepped(typed: list[TypedLevel], step: str) -> list[TypedLevel]:
    """Do one step on the fields: ``neu``, ``hoch:ziel``, ``angabe-weg:ziel:kosten`` ..."""
    verb, _colon, which = step.partition(":")
    level, _colon, attribute = which.partition(":")
    if verb == "neu":
        return [*typed, TypedLevel(_new_id(typed), {"scope": "parent", "under": []})]
    if not verb.startswith("angabe"):
        return _moved(typed, level, verb)
    for each in typed:
        if each.id == level and verb == "angabe-neu":
            each.attributes.append(TypedAttribute(_new_id(each.attributes), {"type": "text"}))
        elif each.id == level:
            each.attributes = _moved(each.attributes, attribute, verb.removeprefix("angabe-"))
    return typed


def _moved(rows: list[Any], id: str, verb: str) -> list[Any]:
    """Move a row one place, or take it away."""
    at = next((place for place, row in enumerate(rows) if row.id == id), None)
    if at is None:
        return rows
    rest = rows[:at] + rows[at + 1 :]
    if verb == "weg":
        return rest
    to = max(at - 1, 0) if verb == "hoch" else at + 1
    return [*rest[:to], rows[at], *rest[to:]]


def _new_id(rows: Sequence[Any]) -> str:
    taken = {row.id for row in rows}
    return next(id for number in range(1, len(rows) + 2) if (id := f"{NEW}{number}") not in taken)


def _typed_attribute(kind: AttributeType) -> TypedAttribute:
    return TypedAttribute(
        kind.key,
        {
            "label": kind.label,
            "type": kind.type,
            "unit": kind.unit,
            "options": "\n".join(kind.options),
            "required": kind.required,
        },
    )


def _places(key: str, outline: Outline) -> list[str]:
    above = [level.key for level in outline.levels if key in level.may_contain]
    return [*([TOP] if key in outline.roots else []), *above]


def _said(fields: Mapping[str, forms.Field], data: QueryDict, prefix: str) -> dict[str, Any]:
    return {
        name: each.widget.value_from_datadict(data, {}, f"{prefix}-{name}")
        for name, each in fields.items()
    }
