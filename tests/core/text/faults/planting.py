"""Putting a wrong function in the place of a right one, for a while."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from inspect import getsource
from textwrap import dedent
from typing import Any, NamedTuple

_ENGINE = "fortschrift.core.text"
_TESTS = "tests.core.text.test_"


class Fault(NamedTuple):
    """A slip of the hand: in one function of the engine one piece of text is another one.

    `where` is the module below `core/text` and the function in it, `right` stands there once
    and `wrong` is put in its place. `caught_by` names the properties that must notice, each
    by itself.
    """

    name: str
    where: str
    right: str
    wrong: str
    caught_by: tuple[str, ...]


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """Let the engine have a fault, everywhere the function is known by its name.

    Raises AssertionError where the text to change is not (or not only once) in the function.
    """
    module = import_module(f"{_ENGINE}.{fault.where.split(':')[0]}")
    *inside, name = fault.where.split(":")[1].split(".")
    holder: Any = getattr(module, inside[0]) if inside else module
    right = vars(holder)[name]
    wrong = _wrong(fault, right, vars(module))
    changed = [(holder, name)] if inside else list(_known_as(right))
    for place, known in changed:
        setattr(place, known, wrong)
    try:
        yield
    finally:
        for place, known in changed:
            setattr(place, known, right)


def _wrong(fault: Fault, right: Any, names: dict[str, Any]) -> Any:
    """Compile the function again with the piece of text exchanged."""
    source = dedent(getsource(right.func if isinstance(right, cached_property) else right))
    assert source.count(fault.right) == 1, f"{fault.name}: {fault.right!r} is not in there once"
    made: dict[str, Any] = {}
    exec(compile(source.replace(fault.right, fault.wrong), f"<{fault.name}>", "exec"), names, made)
    (wrong,) = made.values()
    if isinstance(wrong, cached_property):
        wrong.__set_name__(None, wrong.func.__name__)
    return wrong


def _known_as(function: Any) -> Iterator[tuple[Any, str]]:
    """List the modules of the engine and of its tests that know a function, and by which name."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith((_ENGINE, _TESTS)) and module is not None:
            for known, value in tuple(vars(module).items()):
                if value is function:
                    yield module, known
