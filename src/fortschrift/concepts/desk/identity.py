"""Which passage that came back from an editor is which one that went out.

An identity that comes back is a hint and never trusted: it must be one of this flow, of a
passage of the same sort, claimed once, and not contradicted by what the passage says.  What claims
nothing, or wrongly, is found by its words, as any text that comes back without ids
(`core.text.align`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from fortschrift.concepts.desk.passages import Flow, Passage
from fortschrift.core.text import NodeId, NodeState, plain

#: Kinds that may turn into one another while one edits; a row never becomes a paragraph.
_SORTS = {"paragraph": "words", "list_item": "words", "cell": "cell"}


def believed(passages: Iterable[Passage], flow: Flow) -> dict[int, NodeId]:
    """Give the passages whose claim holds, by their number in reading order, with that identity."""
    numbered = list(enumerate(each for top in passages for each in top.walk()))
    claims = {
        number: passage.claims
        for number, passage in numbered
        if passage.claims is not None and _fits(passage, flow.states.get(passage.claims))
    }
    said = {number: _words(passage.text) for number, passage in numbered}
    return _once({
        number: node
        for number, node in claims.items()
        if not _contradicted(said[number], node, flow, claims, said)
    }, said, flow)  # fmt: skip


def _fits(passage: Passage, state: NodeState | None) -> bool:
    return state is not None and _sort(passage.kind) == _sort(state.kind)


def _sort(kind: str) -> str:
    return _SORTS.get(kind, kind)


def _contradicted(
    words: str, node: NodeId, flow: Flow, claims: Mapping[int, NodeId], said: Mapping[int, str]
) -> bool:
    """Tell whether a passage says word for word what another one said that nobody else says."""
    if not words or words == _words(flow.states[node].text):
        return False
    others = [each.id for each in flow.states.values() if _words(each.text) == words]
    if not others or _sort(flow.states[others[0]].kind) != _sort(flow.states[node].kind):
        return False
    truly = {claimed for number, claimed in claims.items() if said[number] == words}
    return not all(other in truly for other in others)


def _once(claims: Mapping[int, NodeId], said: Mapping[int, str], flow: Flow) -> dict[int, NodeId]:
    """Let one passage keep an identity that several claim.

    Of the parts of a passage that was split that is the first one; a passage that has hardly a word
    of the old one was put in its place.
    """
    rivals: dict[NodeId, list[int]] = defaultdict(list)
    for number, node in claims.items():
        rivals[node].append(number)
    return {_keeper(numbers, said, flow.states[node]): node for node, numbers in rivals.items()}


def _keeper(numbers: list[int], said: Mapping[int, str], state: NodeState) -> int:
    for number in numbers:
        if 2 * _shared(said[number], state) > len(said[number].split()):
            return number
    return max(numbers, key=lambda each: (_shared(said[each], state), -each))


def _shared(words: str, state: NodeState) -> int:
    """Count the words that two texts have in common."""
    return (Counter(words.split()) & Counter(_words(state.text).split())).total()


def _words(text: object) -> str:
    return " ".join(plain(text).split())  # type: ignore[arg-type]
