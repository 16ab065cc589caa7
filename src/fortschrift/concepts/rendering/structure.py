"""The structure of a draft as nested lists: each element with its level, number and title.

Written here and not by a template, because a concept has hundreds of rows and a template that
calls itself takes ten times as long.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from fortschrift.core.text import BLOCKS, NodeId, NodeState, Numbers, Tree
from fortschrift.web.concept_text import label

#: Up to so many elements all branches are open; of more only those that lead to the current one.
ALL_OPEN = 60


@dataclass(frozen=True, slots=True)
class Structure:
    """Writes the structure of a text; addresses and slugs come from outside."""

    tree: Tree
    numbers: Numbers
    slug: Callable[[NodeId], str]
    address: Callable[[str], str]
    current: NodeId | None = None
    unsaved: Collection[NodeId] = ()
    open_branches: Collection[NodeId] | None = None

    @classmethod
    def of(
        cls, tree: Tree, numbers: Numbers, slug: Callable[[NodeId], str],
        address: Callable[[str], str], *, current: NodeId | None, unsaved: Collection[NodeId],
    ) -> "Structure":  # fmt: skip
        """Decide which branches are open, once for all rows."""
        elements = sum(1 for state in tree if state.kind not in BLOCKS)
        way = set(tree.upwards(current)) if current else set()
        branches = None if elements <= ALL_OPEN else way
        return cls(tree, numbers, slug, address, current, unsaved, branches)

    def html(self) -> SafeString:
        """Write the elements below the root, "" where there are none."""
        return self._list(self.tree[self.tree.root])

    def _list(self, parent: NodeState) -> SafeString:
        below = [child for child in self.tree.children(parent.id) if child.kind not in BLOCKS]
        if not below:
            return SafeString("")
        return format_html(
            '<ul class="fs-structure__list">{}</ul>',
            format_html_join("", "{}", ((self._item(child),) for child in below)),
        )

    def _item(self, state: NodeState) -> SafeString:
        inner = self._list(state)
        slug = self.slug(state.id)
        if inner:
            inner = format_html(
                '<details class="fs-structure__branch" data-branch="{}"{}><summary>'
                '<span class="kern-sr-only">{}</span></summary>{}</details>',
                slug, mark_safe(" open") if self._is_open(state.id) else "",
                _("Unter „%(title)s“") % {"title": self._title(state)}, inner,
            )  # fmt: skip
        return format_html(
            '<li class="fs-structure__item" data-node="{}">{}{}</li>', slug, self._row(state, slug),
            inner,
        )  # fmt: skip

    def _is_open(self, node: NodeId) -> bool:
        return self.open_branches is None or node in self.open_branches

    def _row(self, state: NodeState, slug: str) -> SafeString:
        return format_html(
            '<a class="fs-structure__row" id="g-{}" href="{}"{}>'
            '<span class="fs-structure__level">{}</span> <span>{}</span>{}</a>',
            slug, self.address(slug),
            mark_safe(' aria-current="true"') if state.id == self.current else "",
            self._level(state), self._title(state), self._unsaved(state),
        )  # fmt: skip

    def _level(self, state: NodeState) -> str:
        named = label(self.tree, state, self.numbers)
        if named:
            return named
        level = self.tree.outline.level(state.kind)
        return level.singular if level else state.kind

    def _title(self, state: NodeState) -> str:
        return state.title or _("ohne Überschrift")

    def _unsaved(self, state: NodeState) -> SafeString:
        if state.id not in self.unsaved:
            return SafeString("")
        return format_html(
            ' <span class="fs-structure__unsaved">{}</span>', _("noch nicht gespeichert")
        )
