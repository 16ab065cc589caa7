"""Reads on elements across versions: history of one, presence of all in two, descent.

Absence from a text that is not complete, or from a version without text, means *unknown*.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import Q, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.models import Change, Lineage, Node, NodeState, Version, VersionText
from fortschrift.concepts.selectors.concepts import versions_of
from fortschrift.concepts.selectors.texts import ShownText, shown_text, shown_texts
from fortschrift.concepts.standing import speaking
from fortschrift.core import text

Presence = Literal["present", "absent", "unknown"]


@dataclass(frozen=True, slots=True)
class InVersion:
    """An element in one version: there (with its state), surely not there, or not known.

    ``changed`` tells that the state differs from that of the version before in which it stands;
    ``level`` is what the level is called there.
    """

    version: Version
    presence: Presence
    row: NodeState | None = None
    state: text.NodeState | None = None
    level: str = ""
    changed: bool = False

    @property
    def heading(self) -> str:
        return self.row.heading if self.row else ""

    @property
    def change(self) -> Change | None:
        """The change that wrote this state."""
        return self.row.change if self.row else None


@dataclass(frozen=True, slots=True)
class History:
    """An element through all versions of its concept, in their order."""

    node: Node
    versions: Sequence[InVersion]

    @property
    def current(self) -> InVersion | None:
        """The version that speaks for the element today: see ``standing.speaking``."""
        there = {each.version: each for each in self.versions if each.presence == "present"}
        speaks = speaking(list(there))
        return there[speaks] if speaks else None

    @property
    def headings(self) -> list[str]:
        """Every heading it ever had, the first one first, each once."""
        return list(dict.fromkeys(each.heading for each in self.versions if each.heading))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which nodes stand in which of two versions, in document order.

    ``in_both`` holds pairs (old state, new state).  ``maybe_gone`` stands in the old text and not
    in the new one, which is not complete; ``maybe_new`` the other way round.
    """

    old: Version
    new: Version
    in_both: Sequence[tuple[text.NodeState, text.NodeState]] = ()
    only_old: Sequence[text.NodeState] = ()
    only_new: Sequence[text.NodeState] = ()
    maybe_gone: Sequence[text.NodeState] = ()
    maybe_new: Sequence[text.NodeState] = ()
    gaps: Sequence[Version] = field(default=())


def node(municipality: Municipality, slug: str) -> Node | None:
    """Return an element by its permanent address, with concept and municipality."""
    nodes = Node.objects.select_related("concept__municipality", "municipality")
    return nodes.filter(municipality=municipality, slug=slug).first()


def history_of(node: Node) -> History:
    """Return an element through the versions of its concept; 4 queries.

    States that stand in drafts only are no history.
    """
    texts = shown_texts(node.concept)
    states = {
        row.pk: row
        for row in NodeState.objects.filter(node=node)
        .select_related("change")
        .defer("origins")
        .order_by("pk")
    }
    found: list[InVersion] = []
    before: NodeState | None = None
    for version in versions_of(node.concept):
        here = _in_version(version, texts.get(version.pk), states, before)
        before = here.row or before
        found.append(here)
    return History(node, found)


def compare_presence(old: Version, new: Version) -> Comparison:
    """Tell which nodes stand in both versions, in one only, or where nobody can know; 4 queries.

    A version without text leaves everything of the other one open and is named in ``gaps``.
    """
    one, other = shown_text(old), shown_text(new)
    gaps = [version for version, text in ((old, one), (new, other)) if text is None]
    gone, kept = _parted(one, other)
    come, _ = _parted(other, one)
    surely_gone, surely_new = _is_complete(other), _is_complete(one)
    return Comparison(
        old, new, gaps=gaps,
        in_both=[(state, other.tree[state.id]) for state in kept] if other else (),
        only_old=gone if surely_gone else (), maybe_gone=() if surely_gone else gone,
        only_new=come if surely_new else (), maybe_new=() if surely_new else come,
    )  # fmt: skip


def lineage_of(node: Node) -> QuerySet[Lineage]:
    """Return where an element comes from and where it went, as recorded."""
    return (
        Lineage.objects.filter(Q(from_node=node) | Q(to_node=node))
        .select_related("from_node", "to_node", "from_version", "to_version", "change")
        .prefetch_related("claims__source")
        .order_by("pk")
    )


def _in_version(
    version: Version, row: VersionText | None, states: Mapping[int, NodeState],
    before: NodeState | None,
) -> InVersion:  # fmt: skip
    if row is None:
        return InVersion(version, "unknown")
    keys = repository.state_keys(row.manifest)
    here = next((states[key] for key in keys if key in states), None)
    if here is None:
        complete = row.completeness == VersionText.Completeness.COMPLETE
        return InVersion(version, "absent" if complete else "unknown")
    state = repository.decoded([here.content])[0]
    level = repository.outline_of(row.manifest.outline).level(state.kind)
    return InVersion(
        version, "present", here, state, level.singular if level else "",
        changed=before is not None and before.digest != here.digest,
    )  # fmt: skip


def _parted(
    one: ShownText | None, other: ShownText | None
) -> tuple[list[text.NodeState], list[text.NodeState]]:
    """Part the nodes of one text by whether the other has them: (not there, there)."""
    there: list[text.NodeState] = []
    missing: list[text.NodeState] = []
    for state in one.tree if one else ():
        (there if other and state.id in other.tree else missing).append(state)
    return missing, there


def _is_complete(shown: ShownText | None) -> bool:
    return shown is not None and shown.is_complete
