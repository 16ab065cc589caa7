"""A list of proposals as a text with headings, so that it is written as any other text is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import category
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from fortschrift.core.text import (
    BOLD,
    AttributeType,
    InlineText,
    Level,
    NodeId,
    NodeState,
    Outline,
    Tree,
    attributes,
    inline,
    joined,
)
from fortschrift.core.text.node import AttributeValue
from fortschrift.core.text.runs import ITALIC
from fortschrift.deliberation.exports.marking import Piece
from fortschrift.deliberation.exports.rows import Listed

_TYPES = {"kept": (), "struck": (ITALIC,), "new": (BOLD,)}


def as_text(key: UUID, title: str, remark: str, rows: Iterable[Listed]) -> Tree:
    """Write the list: an element for each passage, below it its proposals with what is known."""
    states: list[NodeState] = []
    children = [_add(states, key, "legend", "paragraph", text=inline(_clean(remark)))]
    for number, (place, some) in enumerate(groupby(rows, key=lambda row: row.place)):
        below = [_proposal(states, key, row) for row in some]
        children.append(
            _add(states, key, f"place-{number}", "passage", inline(_clean(place)), children=below)
        )
    root = _add(states, key, "root", "concept", inline(_clean(title)), children=children)
    return Tree.of(states, root=root, outline=_outline())


def _proposal(states: list[NodeState], key: UUID, row: Listed) -> NodeId:
    paragraphs = [inline(_clean(row.words)), *map(_marked, row.marked)]
    below = [
        _add(states, key, f"{row.number}-{at}", "paragraph", text=words)
        for at, words in enumerate(paragraphs) if words
    ]  # fmt: skip
    facts: dict[str, AttributeValue] = {
        name: _clean(said) for name, said in _facts(row) if _clean(said)
    }
    heading = inline(_("Vorschlag %(number)d") % {"number": row.number})
    name = f"{row.number}"
    return _add(states, key, name, "proposal", heading, children=below, facts=facts)


def _add(
    states: list[NodeState], key: UUID, name: str, kind: str, heading: InlineText = (), *,
    text: InlineText = (), children: Sequence[NodeId] = (),
    facts: dict[str, AttributeValue] | None = None,
) -> NodeId:  # fmt: skip
    node = NodeId(uuid5(key, name))
    states.append(
        NodeState(node, kind, heading=heading, text=text, children=tuple(children),
                  attributes=attributes(facts or {}))
    )  # fmt: skip
    return node


def _facts(row: Listed) -> Iterator[tuple[str, str]]:
    yield "who", row.who
    yield "kind", row.kind
    yield "overlaps", row.overlaps
    yield "advice", row.advice
    yield "reason", row.reason
    yield "result", row.result
    yield "vote", row.vote


def _outline() -> Outline:
    labels = {
        "who": _("Von"), "kind": _("Art"), "overlaps": _("Überschneidet sich mit"),
        "advice": _("Empfehlung"), "reason": _("Begründung"), "result": _("Ergebnis"),
        "vote": _("Abstimmung"),
    }  # fmt: skip
    told = tuple(AttributeType(key, label) for key, label in labels.items())
    proposal = Level("proposal", _("Vorschlag"), _("Vorschläge"), attributes=told)
    passage = Level("passage", _("Textstelle"), _("Textstellen"), ("proposal",))
    return Outline((passage, proposal), roots=("passage",))


def _marked(pieces: Sequence[Piece]) -> InlineText:
    found: list[InlineText] = []
    for at, piece in enumerate(pieces):
        if at and piece.side != "kept" != pieces[at - 1].side:
            found.append(inline(" "))
        if piece.side == "kept":
            found.append(inline(_clean(piece.words, keeps_ends=True)))
        else:
            found.append(inline(_clean(piece.with_signs), *_TYPES[piece.side]))
    return joined(*found)


def _clean(words: str, *, keeps_ends: bool = False) -> str:
    """Leave out what no text may hold; anybody may have typed it."""
    seen = "".join(" " if category(each) in {"Cc", "Cs", "Cn", "Co"} else each for each in words)
    return seen if keeps_ends else " ".join(seen.split())
