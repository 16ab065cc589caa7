"""What in an excerpt does not fit itself; the sentences are made by whoever shows them."""

from collections.abc import Iterator

from fortschrift.core.rules.tally import Tally, oddities
from fortschrift.council.excerpts.shapes import Contradiction, Excerpt, ReadItem


def contradictions(excerpt: Excerpt) -> list[Contradiction]:
    """Hold numbers against numbers, words against numbers, and words against words.

    >>> from fortschrift.council.excerpts.reading import read
    >>> [each.code for each in contradictions(read("einstimmig beschlossen\\n28 Ja, 5 Nein"))]
    ['unanimous_with_opposition']
    """
    return [each for place, item in enumerate(excerpt.items) for each in _of_item(item, place)]


def _of_item(item: ReadItem, place: int) -> Iterator[Contradiction]:
    tally = Tally(**{option: number.value for option, number in item.numbers.items()})
    manner = item.manner.value if item.manner else "unknown"
    outcome = item.outcome.value if item.outcome else "unknown"
    for odd in oddities(tally, manner, outcome):
        yield Contradiction(odd.code.value, place, odd.found, odd.against)
    for what, other in item.again:
        code = "two_results" if what == "result" else "two_numbers"
        standing = item.result if what == "result" else item.numbers[what]
        yield Contradiction(code, place, other.value, standing.value if standing else None)
