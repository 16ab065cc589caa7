"""What elements are called in a version, and which level they are of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from fortschrift.concepts.models import NodeState, Version, VersionText
from fortschrift.concepts.repository import outline_of, state_keys


@dataclass(frozen=True, slots=True)
class ElementTitle:
    """The heading of an element in one version, and what its level is called, one and several.

    The level's names are those of the outline ("Handlungsfeld", "Handlungsfelder").
    """

    heading: str
    level: str = ""
    levels: str = ""


def titles_in(version: Version | None, nodes: Iterable[UUID]) -> Mapping[UUID, ElementTitle]:
    """Return the titles of those of the nodes that the version's latest text has; 2 queries.

    Nothing is returned for a version without text: what it calls an element is not known then.
    """
    text = _latest_text(version) if version else None
    if text is None:
        return {}
    outline = outline_of(text.manifest.outline)
    keys = set(state_keys(text.manifest))
    states = NodeState.objects.filter(node__in=set(nodes)).values_list(
        "pk", "node", "heading", "kind"
    )
    found = {}
    for key, node, heading, kind in states:
        if key in keys:
            level = outline.level(kind)
            names = (level.singular, level.plural) if level else ()
            found[node] = ElementTitle(heading, *names)
    return found


def _latest_text(version: Version) -> VersionText | None:
    texts = VersionText.objects.filter(version=version).select_related("manifest__outline")
    return texts.order_by("order").last()
