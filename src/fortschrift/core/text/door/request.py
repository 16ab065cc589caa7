"""JSON that was given: read, with the path of what is wrong, and within bounds.

What comes in may be anything. 10 MB in one paragraph are no text, and would take minutes.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, TypeVar

from fortschrift.core.text.canonical.codec import Codec, Member, exactly, listed, record
from fortschrift.core.text.door.names import LONGEST
from fortschrift.core.text.errors import FormatError, TextError
from fortschrift.core.text.intake import check_intake
from fortschrift.core.text.runs import InlineText, Mark, Piece, inline, intake_runs, link

T = TypeVar("T")

ANYTHING: Codec[Any] = Codec(lambda value: value, lambda data: data)
"""A member that is read later, when the rest is known."""

MOST_BYTES = 128 * 2**20
MOST_CHARACTERS = 250_000
"""Of one text; a book of a hundred pages has as many."""

MOST_NODES = 20_000
"""Of one document."""

MOST_ALIGNED = 8_000
"""Of a document whose nodes have to be found by what they say: each is compared with each."""

MOST_DIGITS = 15
"""Of a number; whoever reads numbers as floating-point ones reads these rightly, too."""


def decoded(given: bytes) -> Any:
    """Read JSON; raises FormatError for anything that is none.

    A member given twice and a number of too many digits are refused as well: of the first
    only the last one would be seen, and the second cannot be written again.
    """
    if len(given) > MOST_BYTES:
        raise FormatError("", f"more than {MOST_BYTES} bytes")
    unread = _Unread()
    try:
        data = json.loads(given.decode(), parse_int=unread.number, object_pairs_hook=unread.members)
    except (ValueError, RecursionError) as error:
        raise FormatError("", str(error)) from None
    if unread.found:
        raise _first_refused(data)
    return data


class _Refused:
    """Stands in the data for what is refused, until its path is known."""

    def __init__(self, reason: str, member: str = "") -> None:
        self.reason, self.member = reason, member


class _Unread:
    """Reads what JSON leaves open, and notes whether something of it is refused."""

    def __init__(self) -> None:
        self.found = False

    def number(self, digits: str) -> Any:
        if len(digits.lstrip("-")) <= MOST_DIGITS:
            return int(digits)
        self.found = True
        return _Refused(f"a number of more than {MOST_DIGITS} digits")

    def members(self, pairs: list[tuple[str, Any]]) -> Any:
        members = dict(pairs)
        if len(members) == len(pairs):
            return members
        self.found = True
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        return _Refused("given twice", name)


def _first_refused(data: Any) -> FormatError:
    """Find what was refused; without recursion, for data may be deep."""
    steps: list[str] = []
    pending = [iter([("", data)])]
    while True:
        found = next(pending[-1], None)
        if found is None:
            pending.pop()
            steps.pop()
            continue
        step, each = found
        if type(each) is _Refused:
            error = FormatError(each.member, each.reason)
            for above in filter(None, (step, *reversed(steps))):
                error = error.under(above)
            return error
        steps.append(step)
        pending.append(_steps(each))


def _steps(data: Any) -> Iterator[tuple[str, Any]]:
    if type(data) is dict:
        return ((name[:LONGEST], each) for name, each in data.items())
    if type(data) is list:
        return ((f"[{at}]", each) for at, each in enumerate(data))
    return iter(())


def under(path: str, read: Callable[[], T]) -> T:
    """Read something and put the path before what is refused, always as a FormatError."""
    try:
        return read()
    except FormatError as error:
        raise error.under(path) from error.__cause__
    except TextError as error:
        raise FormatError(path, type(error).__name__) from error


def object_of(members: Mapping[str, Member]) -> Codec[dict[str, Any]]:
    """Read an object as a dict that has every member; what was left out has its default."""
    defaults = {name: each.default for name, each in members.items() if each.default is not ...}
    return record(lambda **given: {**defaults, **given}, members)


def text(data: Any) -> InlineText:
    """Take in a text: a string, or runs with marks as the engine writes them.

    Raises RefusedCharacter, FormatError.
    """
    if type(data) is str:
        return inline(checked(data))
    if type(data) is not list:
        raise FormatError("", f"a text expected, {type(data).__name__} found")
    return runs(data)


def runs(data: list[Any]) -> InlineText:
    """Take in a text that was given as runs; raises RefusedCharacter, FormatError."""
    from fortschrift.core.text.canonical.schema import MARK

    members = {"text": Member(exactly(str)), "marks": Member(listed(MARK))}
    marked = record(lambda text, marks: (text, tuple(map(_mark, marks))), members)

    def piece(each: Any) -> Piece:
        return (each, ()) if type(each) is str else marked.read(each)

    pieces = [under(f"[{at}]", partial(piece, each)) for at, each in enumerate(data)]
    checked("".join(text for text, _ in pieces))
    for at, (each, _) in enumerate(pieces):
        under(f"[{at}]", partial(check_intake, each))
    return intake_runs(pieces)


def _mark(mark: Mark) -> Mark:
    return link(checked(mark.value)) if mark.kind == "link" else mark


def checked(given: str) -> str:
    """Raise FormatError for a text that would take too long to compare."""
    if len(given) > MOST_CHARACTERS:
        raise FormatError("", f"more than {MOST_CHARACTERS} characters")
    return given
