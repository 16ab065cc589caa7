"""What the nodes of a text say now: a file that came back against the same as it went out."""

from dataclasses import dataclass, field, replace
from functools import cached_property

from fortschrift.concepts.manuscripts.forms import title_in
from fortschrift.concepts.rendering.anchors import HEADING, TEXT, Anchor, part_of
from fortschrift.concepts.returning.building import Building
from fortschrift.concepts.returning.places import Where
from fortschrift.concepts.returning.saying import Unsaid, behind, same, text_of, value_of
from fortschrift.concepts.returning.seen import SeenLine
from fortschrift.core.text import InlineText, NodeId, NodeState, plain
from fortschrift.core.text.blocks import rules
from fortschrift.core.text.node import with_attribute


def tell(text: Building) -> list[Unsaid]:
    """Let each node that is still there say what its lines say; give what cannot be taken."""
    telling = _Telling(text)
    for node in text.living:
        telling.say(node)
    return telling.not_taken


@dataclass
class _Telling:
    text: Building
    not_taken: list[Unsaid] = field(default_factory=list)

    def say(self, node: NodeId) -> None:
        """Let a node say what its lines say now."""
        state = self.text.nodes.get(node)
        if state is None:
            return
        for part in (HEADING, TEXT):
            state = self._part(state, Anchor(node, part))
        if node in self.text.then.sheets or node in self.text.now.sheets:
            state = self._values(state)
        self.text.nodes[node] = state

    def _part(self, state: NodeState, anchor: Anchor) -> NodeState:
        was, now = self.text.then.said.get(anchor), self.text.now.said.get(anchor)
        if was is None:
            return state if now is None else self._first_said(state, anchor, now)
        if now is not None and same(was, now, self._note_then, self._note_now):
            return state
        if anchor.part == HEADING:
            return self._heading(state, was, now)
        text = self._text(state, was, now, state.text)
        return replace(state, text=text)

    def _first_said(self, state: NodeState, anchor: Anchor, now: SeenLine) -> NodeState:
        """Let a node say something that it was silent about."""
        is_heading = anchor.part == HEADING
        if is_heading and not rules(state.kind).heading:
            return replace(state, printed_number=now.text.strip() or None)
        said = text_of(now.words, self.text.note_in(state.id))
        if not is_heading and not rules(state.kind).text:
            return state
        return replace(state, heading=said) if is_heading else replace(state, text=said)

    def _text(
        self, state: NodeState, was: SeenLine, now: SeenLine | None, before: InlineText
    ) -> InlineText:
        if now is None:
            return ()
        start = _before(was.text, plain(before))
        words = behind(now.words, start) or now.words
        return text_of(words, self.text.note_in(state.id), before)

    def _heading(self, state: NodeState, was: SeenLine, now: SeenLine | None) -> NodeState:
        if not rules(state.kind).heading:  # what may have none shows its number there
            return replace(state, printed_number=now.text.strip() or None if now else None)
        if now is None:
            return replace(state, heading=())
        start = _before(was.text, plain(state.heading))
        words = behind(now.words, start)
        if words is not None or not start:
            heading = text_of(words or now.words, self.text.note_in(state.id), state.heading)
            return replace(state, heading=heading)
        title = title_in(replace(now.line, words=now.words), self.text.names)
        begun = len(now.text.rstrip()) - len(title.text)
        rest = behind(now.words, now.text[:begun]) or now.words
        heading = text_of(rest, self.text.note_in(state.id), state.heading)
        return replace(state, heading=heading, printed_number=title.number or None)

    @cached_property
    def _valued(self) -> dict[NodeId, list[Anchor]]:
        """Give what each element tells in a sheet, in either file."""
        found: dict[NodeId, list[Anchor]] = {}
        for anchor in dict.fromkeys((*self.text.then.values, *self.text.now.values)):
            found.setdefault(anchor.node, []).append(anchor)
        return found

    def _values(self, state: NodeState) -> NodeState:
        """Let an element tell what the rows of its sheet tell now."""
        level = self.text.base.outline.level(state.kind)
        known = {part_of(each.key): each for each in (level.attributes if level else ())}
        keys = {part: each.key for part, each in known.items()}
        keys |= {part_of(key): key for key, _ in self.text.base[state.id].attributes}
        for anchor in self._valued.get(state.id, ()):
            key = keys.get(anchor.part)
            was, now = (each.values.get(anchor, ()) for each in (self.text.then, self.text.now))
            said = [line.text for line in now]
            if not key or [line.text for line in was] == said:
                continue
            value = value_of(said, state.attribute(key), known.get(anchor.part))
            if isinstance(value, Unsaid):
                self.not_taken.append(Unsaid(value.label or key, value.text))
            else:
                state = replace(state, attributes=with_attribute(state.attributes, key, value))
        return state

    def _note_then(self, key: str) -> Where:
        return self.text.then.notes.get(key, key)

    def _note_now(self, key: str) -> Where:
        return self.text.now.notes.get(key, key)


def _before(said: str, text: str) -> str:
    """Give what a line of ours says in front of the text."""
    return said[: len(said) - len(text)] if text and said.endswith(text) else ""
