"""What was refused, as JSON: class, path, reason, and what else the error knows."""

from typing import Any
from uuid import UUID

from fortschrift.core.text.door.names import Names
from fortschrift.core.text.errors import FormatError, TextError
from fortschrift.core.text.runs import Run

LONGEST = 200
"""Of a value of an error, which may hold a whole text."""


def refusal(error: TextError, names: Names) -> dict[str, Any]:
    """Tell an error; one that was only put under a path is told as what it was."""
    cause = error.__cause__
    if isinstance(error, FormatError) and isinstance(cause, TextError):
        return {**refusal(cause, names), "path": error.path}
    known = {name: _told(each, names) for name, each in error.said().items() if each is not None}
    return {"class": type(error).__name__, "path": "", "reason": _sentence(error), **known}


def _sentence(error: TextError) -> str:
    """Give the first sentence of what the class says of itself."""
    return (type(error).__doc__ or type(error).__name__).split("\n")[0]


def _told(value: object, names: Names) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, TextError):
        return refusal(value, names)
    if isinstance(value, UUID):
        return names.name_of(value)
    if isinstance(value, Run):
        return value.text[:LONGEST]
    if isinstance(value, tuple):
        return [_told(each, names) for each in value[:LONGEST]]
    return str(value)[:LONGEST]
