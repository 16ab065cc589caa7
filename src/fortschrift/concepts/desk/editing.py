"""The fields of the desk's form for one element: filled from a text, and read into one.

Fields are plain words by name, the same in the form, in what is kept while typing, and in what a
page carries along: `heading`, `wording`, `text` or `html`, `number`, and `m-<key>` for each
attribute.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from fortschrift.concepts.desk import notation, signs, values
from fortschrift.concepts.desk.markup import as_read, flow_html, read_flow
from fortschrift.concepts.desk.passages import flow_of
from fortschrift.concepts.desk.placing import rewritten
from fortschrift.core.text import (
    AttributeType,
    AttributeValue,
    InlineText,
    NodeId,
    NodeState,
    TextError,
    Tree,
    footnotes,
)
from fortschrift.core.text.intake import intake
from fortschrift.core.text.node import with_attribute

Fields = Mapping[str, str]
Mint = Callable[[], NodeId]
Label = Callable[[NodeState], str]


@dataclass
class Edited:
    """What the fields make of a text; `faults` are errors by field, then `tree` lacks these."""

    tree: Tree
    faults: dict[str, Exception] = field(default_factory=dict)


def attribute_types(tree: Tree, element: NodeId) -> tuple[AttributeType, ...]:
    """List the attributes that the level of an element has."""
    level = tree.outline.level(tree[element].kind)
    return level.attributes if level else ()


def fields_of(tree: Tree, element: NodeId, label: Label) -> dict[str, str]:
    """Fill the fields from a text."""
    state, flow = tree[element], flow_of(tree, element)
    found = {
        "heading": _line(state.heading, tree),
        "wording": _line(state.text, tree),
        "text": notation.flow_text(tree, flow, label),
        "html": flow_html(tree, flow, label),
        "number": state.printed_number or "",
    }
    for kind in attribute_types(tree, element):
        found[f"m-{kind.key}"] = values.shown(state.attribute(kind.key), kind)
    return found


def edited(tree: Tree, element: NodeId, given: Fields, mint: Mint) -> Edited:
    """Read the fields into a text; what is not among them stays as it is."""
    result = Edited(tree)
    passages = "html" if "html" in given else "text"
    if passages in given:
        _try(result, passages, partial(_passages, element=element, given=given, mint=mint))
    if "heading" in given:
        _try(result, "heading", partial(_titled, element=element, words=given["heading"]))
    if "wording" in given:
        _try(result, "wording", partial(_worded, element=element, words=given["wording"]))
    if "number" in given:
        _try(result, "number", partial(_numbered, element=element, words=given["number"]))
    for kind in attribute_types(tree, element):
        name = f"m-{kind.key}"
        if name in given:
            _try(result, name, partial(_told, element=element, kind=kind, words=given[name]))
    return result


def _try(result: Edited, name: str, work: Callable[[Tree], Tree]) -> None:
    try:
        result.tree = work(result.tree)
    except (TextError, values.Unreadable, notation.UnknownPlace) as error:
        result.faults[name] = error


def _passages(tree: Tree, element: NodeId, given: Fields, mint: Mint) -> Tree:
    flow = flow_of(tree, element)
    if "html" in given:
        written = read_flow(given["html"], known=flow, mint=mint)
    else:
        written = notation.read_text(given["text"], tree, flow, mint)
    return rewritten(tree, element, written, mint)


def _line(text: InlineText, tree: Tree) -> str:
    """Write a heading; its footnotes are numbered by themselves."""
    return signs.written(text, _numbers(text))


def _numbers(text: InlineText) -> dict[NodeId, int]:
    return {note: at for at, (_, note) in enumerate(footnotes(text), start=1)}


def _titled(tree: Tree, element: NodeId, words: str) -> Tree:
    state = tree[element]
    new = _read_line(" ".join(words.split()), state.heading)
    return tree if new is None else _with(tree, replace(state, heading=new))


def _worded(tree: Tree, element: NodeId, words: str) -> Tree:
    state = tree[element]
    new = _read_line(_one_form(words), state.text)
    return tree if new is None else _with(tree, replace(state, text=new))


def _read_line(words: str, before: InlineText) -> InlineText | None:
    """Read words that stood in a field of their own, None where nobody touched them."""
    notes = {number: note for note, number in _numbers(before).items()}
    new = as_read(signs.read(words, notes))
    return None if new == as_read(before) else new


def _numbered(tree: Tree, element: NodeId, words: str) -> Tree:
    number = intake(" ".join(words.split())) or None
    if number == tree[element].printed_number:
        return tree
    return _with(tree, replace(tree[element], printed_number=number))


def _told(tree: Tree, element: NodeId, kind: AttributeType, words: str) -> Tree:
    """Set an attribute; what is left as the form showed it stays, whatever its form."""
    state = tree[element]
    before = state.attribute(kind.key)
    if _one_form(words) == _one_form(values.shown(before, kind)):
        return tree
    value = values.read(words, _with_said(kind, before))
    return _with(tree, replace(state, attributes=with_attribute(state.attributes, kind.key, value)))


def _with_said(kind: AttributeType, said: AttributeValue | None) -> AttributeType:
    """Let a choice be what it is already, also where the outline has it no more."""
    if not kind.options or said is None:
        return kind
    known = said if isinstance(said, tuple) else (str(said),)
    return replace(kind, options=tuple(dict.fromkeys((*kind.options, *known))))


def _one_form(words: str) -> str:
    return words.replace("\r\n", "\n").strip()


def _with(tree: Tree, state: NodeState) -> Tree:
    return Tree(tree.root, {**tree.nodes, state.id: state}, tree.outline)
