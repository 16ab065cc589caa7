"""What the files say of a draft's changes, as operations on the text the draft has by then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    AttributeValue,
    InlineText,
    Insert,
    Join,
    Move,
    NodeId,
    Operation,
    Place,
    Reformat,
    Repeal,
    Retitle,
    SetAttribute,
    Splice,
    Split,
    Substitute,
    TextError,
    Tree,
    apply,
    cut,
    inline,
    length,
    marked,
    plain,
)
from fortschrift.demo.identity import node_identity
from fortschrift.demo.inline import inline_text
from fortschrift.demo.schema import drafts as shape
from fortschrift.demo.schema.base import Strict
from fortschrift.demo.texts import build_part, refused
from fortschrift.demo.towns import Town

_MARKS = {"bold": BOLD, "italic": ITALIC}


@dataclass
class Written:
    """Operations in order, the text they lead to, ids and addresses of what they bring in."""

    tree: Tree
    operations: list[Operation] = field(default_factory=list)
    ids: dict[str, NodeId] = field(default_factory=dict)
    slugs: dict[NodeId, str] = field(default_factory=dict)


def written(town: Town, edits: Sequence[Strict], tree: Tree) -> Written:
    """Turn edits into operations; raises DemoFault with the line of one that does not fit."""
    pen = _Pen(town, Written(tree))
    for edit in edits:
        pen.write(edit)
    return pen.done


@dataclass
class _Pen:
    town: Town
    done: Written

    def write(self, edit: Strict) -> None:
        try:
            for operation in self._operations(edit):
                self.done.tree = apply([operation], self.done.tree)
                self.done.operations.append(operation)
        except TextError as error:
            raise refused(edit, error) from error

    def _operations(self, edit: Strict) -> Iterator[Operation]:
        match edit:
            case shape.Reword(node=node):
                yield Substitute(self._id(node), (self._splice(edit),))
            case shape.Retitle(node=node, old=old, new=new):
                yield Retitle.whole(self._id(node), inline(old), inline(new))
            case shape.Emphasise(node=node):
                yield Reformat(self._id(node), (self._emphasis(edit),))
            case shape.Add():
                yield from self._insertions(edit)
            case shape.Shift(node=node):
                yield Move(self._id(node), self._place(edit))
            case shape.Drop(node=node):
                yield Repeal(self._id(node))
            case shape.Part():
                yield self._split(edit)
            case shape.Fuse(node=node, other=other):
                yield Join(self._id(node), self._id(other), inline(" "))
            case shape.Attribute():
                yield self._set(edit)

    def _id(self, key: str) -> NodeId:
        return node_identity(self.town.name, key)

    def _text(self, key: str) -> InlineText:
        return self.done.tree[self._id(key)].text

    def _splice(self, edit: shape.Reword) -> Splice:
        # What comes at the end of a text is another sentence; the files cannot begin with a blank.
        said = edit.new if edit.old else f" {edit.new}"
        text, new = self._text(edit.node), inline_text(said, self._id)
        start = self._found(edit, edit.old, text) if edit.old else length(text)
        end = start + len(edit.old)
        if not edit.new and plain(text)[:start].endswith(" "):
            start -= 1  # what goes out takes the blank before it along
        return Splice(start, cut(text, start, end), new)

    def _emphasis(self, edit: shape.Emphasise) -> Splice:
        text = self._text(edit.node)
        start = self._found(edit, edit.words, text)
        end = start + len(edit.words)
        new = cut(marked(text, start, end, _MARKS[edit.mark]), start, end)
        return Splice(start, cut(text, start, end), new)

    def _found(self, edit: Strict, words: str, text: InlineText) -> int:
        """Find words that must stand there exactly once."""
        said = plain(text)
        if said.count(words) != 1:
            reason = _("„{words}“ steht hier nicht genau einmal.").format(words=words)
            raise edit.spot.document.fault(edit.spot.trail, reason)
        return said.index(words)

    def _insertions(self, edit: shape.Add) -> Iterator[Operation]:
        parts, ids, slugs = build_part(self.town, edit.nodes, self.done.tree.outline)
        self.done.ids |= ids
        self.done.slugs |= slugs
        place = self._place(edit)
        for states in parts:
            yield Insert(place, states)
            place = Place(place.parent, states[0].id)

    def _place(self, edit: shape.Placed) -> Place:
        if edit.first_in:
            return Place(self._id(edit.first_in))
        after = self._id(str(edit.after))
        parent = self.done.tree.parent_of(after)
        return Place(parent or self.done.tree.root, after)

    def _split(self, edit: shape.Part) -> Operation:
        text, new = self._text(edit.node), self._id(edit.key)
        start = self._found(edit, edit.before, text)
        at = len(plain(text)[:start].rstrip())
        self.done.ids[edit.key] = new
        self.done.slugs[new] = edit.key
        return Split(self._id(edit.node), at, cut(text, at, start), new)

    def _set(self, edit: shape.Attribute) -> Operation:
        node = self._id(edit.node)
        state = self.done.tree[node]
        level = self.done.tree.outline.level(state.kind)
        kind = level.attribute(edit.attribute) if level else None
        value: AttributeValue | None = edit.value
        if kind is not None and kind.type == "money" and isinstance(value, int):
            value *= 100  # the files write euros, the engine counts cents
        return SetAttribute(node, edit.attribute, state.attribute(edit.attribute), value)
