"""A text that can be asked for what pages show of it, whoever says it: a version or a draft."""

from functools import cached_property

from fortschrift.concepts.repository import StoredState, StoredText
from fortschrift.core.text import (
    Finding,
    NodeId,
    NodeState,
    Numbers,
    Tree,
    findings,
    numbers,
    shown_number,
)


class AskedText:
    """What pages ask of any text: its tree, numbers, levels and hints."""

    stored: StoredText

    @property
    def tree(self) -> Tree:
        return self.stored.tree

    @cached_property
    def numbers(self) -> Numbers:
        return numbers(self.tree)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Where the text does not follow its outline: hints, never an obstacle."""
        return findings(self.tree)

    def number(self, node: NodeId) -> str:
        """Return the number to show: as printed, else as computed, else ""."""
        return shown_number(self.tree[node], self.numbers)

    def level_name(self, state: NodeState) -> str:
        """Return what the level is called ("Handlungsfeld"), "" for the root and for blocks."""
        level = self.tree.outline.level(state.kind)
        return level.singular if level else ""

    def row_of(self, node: NodeId) -> StoredState:
        return self.stored.rows[node]
