"""JSON that was given: read, with the path of what is wrong, and within bounds.

What comes in may be anything. Bounds keep it from taking minutes: 10 MB in one paragraph
are no text, and thousands of combining signs on one letter are an attack.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from unicodedata import combining

from fortschrift.core.text.canonical.codec import Codec, Member, record
from fortschrift.core.text.errors import FormatError, TextError
from fortschrift.core.text.runs import InlineText, inline, intake_runs

T = TypeVar("T")

ANYTHING: Codec[Any] = Codec(lambda value: value, lambda data: data)
"""A member that is read later, when the rest is known."""

MOST_BYTES = 128 * 2**20
MOST_CHARACTERS = 250_000
"""Of one text; a book of a hundred pages has as many."""

MOST_NODES = 20_000
"""Of one document."""

MOST_COMBINING = 30
"""Signs on one letter, as in the stream-safe text format (Unicode Standard Annex 15).

Normalising takes time with the square of their number.
"""

_MAY_COMBINE = re.compile(rf"[^\x00-\x7f\w\s]{{{MOST_COMBINING + 1},}}")


def decoded(given: bytes) -> Any:
    """Read JSON; raises FormatError for anything that is none."""
    if len(given) > MOST_BYTES:
        raise FormatError("", f"more than {MOST_BYTES} bytes")
    try:
        return json.loads(given.decode())
    except (ValueError, RecursionError) as error:
        raise FormatError("", str(error)) from None


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
    from fortschrift.core.text.canonical.schema import TEXT

    runs = TEXT.read(data)
    checked("".join(run.text for run in runs))
    return intake_runs((run.text, run.marks) for run in runs)


def checked(given: str) -> str:
    """Raise FormatError for a text that would take too long to take in or to compare."""
    if len(given) > MOST_CHARACTERS:
        raise FormatError("", f"more than {MOST_CHARACTERS} characters")
    for found in _MAY_COMBINE.finditer(given):
        if _most_combining(found.group()) > MOST_COMBINING:
            raise FormatError("", f"more than {MOST_COMBINING} combining signs on one letter")
    return given


def _most_combining(signs: str) -> int:
    most = here = 0
    for sign in signs:
        here = here + 1 if combining(sign) else 0
        most = max(most, here)
    return most
