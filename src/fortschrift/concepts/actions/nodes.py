"""Rows for the nodes of a text: identities come in from outside, addresses stay for ever."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.accounts.models import slug_validator
from fortschrift.concepts import repository
from fortschrift.concepts.models import Concept, Node
from fortschrift.core.text import NodeId, Tree

#: Digits of a node's id that make the address of one for which no slug was given.
_DIGITS = 12

Slugs = Mapping[NodeId, str]


def take_in_nodes(
    entry: Entry, concept: Concept, tree: Tree, nodes: Iterable[NodeId], slugs: Slugs
) -> None:
    """Make rows for those of the nodes that are new.

    Raises ValidationError for an identity that belongs to another concept, and for an address
    that is taken or no address; addresses of known nodes do not change.
    """
    wanted = list(nodes)
    known = repository.known_nodes(wanted)
    for node, owner in known.items():
        if owner != concept.pk:
            raise ValidationError(
                _("„%(node)s“ gehört zu einem anderen Konzept und kann hier nicht stehen.")
                % {"node": tree[node].title or node}
            )
    new = {node: slugs.get(node) or node.hex[:_DIGITS] for node in wanted if node not in known}
    _check_slugs(concept, list(new.values()))
    repository.store_nodes(entry, concept, new)


def _check_slugs(concept: Concept, slugs: list[str]) -> None:
    for slug in slugs:
        slug_validator(slug)
    twice = [slug for slug, times in Counter(slugs).items() if times > 1]
    taken = Node.objects.filter(municipality=concept.municipality_id, slug__in=slugs)
    for slug in twice or taken.values_list("slug", flat=True)[:1]:
        raise ValidationError(
            {"slug": _("Die Adresse „%(slug)s“ hat schon ein anderes Element.") % {"slug": slug}}
        )
