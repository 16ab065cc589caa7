"""Who is named for a tracked change in our Word files: the same each time such a file is made."""

from fortschrift.concepts.models import Concept
from fortschrift.concepts.rendering.credits import Credit, Credits
from fortschrift.concepts.selectors.comparisons import Reason, Side, reasons_between
from fortschrift.core.text import new_states


def credits_between(concept: Concept, old: Side, new: Side) -> Credits:
    """Tell of each node that changed which change made it what it is, as far as that is known."""
    assert old.tree is not None and new.tree is not None
    changed = [state.id for state in new_states(old.tree, new.tree)]
    gone = [node for node in old.tree.nodes if node not in new.tree]
    found = reasons_between(old, new, [*changed, *gone])
    return {node: _credit(concept, reasons[-1]) for node, reasons in found.items() if reasons}


def _credit(concept: Concept, reason: Reason) -> Credit:
    """Name who wrote a change as it is printed, never the account it was entered with."""
    change = reason.change
    authors = dict.fromkeys(each.author for each in reason.amendments if each.author)
    author = change.author or ", ".join(authors) or concept.municipality.name
    return Credit(author, change.recorded, change.reason)
