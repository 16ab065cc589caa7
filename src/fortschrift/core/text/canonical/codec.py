"""Codecs: how a value becomes JSON data and comes back, declared once for both ways.

A codec is a pair of functions; bigger ones are put together from smaller ones, so that
writing and reading cannot drift apart. Reading is strict: no unknown key, no missing
one, no other type. Errors name the path, which is put together only when something
is wrong.
"""

from collections.abc import Callable, Mapping, Set
from typing import Any, Generic, NamedTuple, TypeVar

from fortschrift.core.text.errors import FormatError, TextError

T = TypeVar("T")
U = TypeVar("U")


class Codec(NamedTuple, Generic[T]):
    """A way to write values of one type as JSON data and to read them back.

    `read` raises FormatError with the path within the data it was given.
    """

    write: Callable[[T], Any]
    read: Callable[[Any], T]


class Member(NamedTuple):
    """A member of an object: its codec, and the value that is left out when written."""

    codec: Codec[Any]
    default: object = ...


def exactly(kind: type[T]) -> Codec[T]:
    """Take a value of one type as it is."""

    def read(data: Any) -> T:
        if type(data) is not kind:
            raise FormatError("", f"{kind.__name__} expected, {type(data).__name__} found")
        return data

    return Codec(lambda value: value, read)


def mapped(codec: Codec[U], out: Callable[[T], U], back: Callable[[U], T]) -> Codec[T]:
    """Write a value as another one; what `back` raises becomes a FormatError."""

    def read(data: Any) -> T:
        value = codec.read(data)
        try:
            return back(value)
        except FormatError:
            raise
        except TextError as error:
            raise FormatError("", str(error)) from error

    return Codec(lambda value: codec.write(out(value)), read)


def listed(codec: Codec[T]) -> Codec[tuple[T, ...]]:
    """Write a tuple as an array."""
    write_one, read_one = codec.write, codec.read

    def read(data: Any) -> tuple[T, ...]:
        if type(data) is not list:
            raise FormatError("", f"array expected, {type(data).__name__} found")
        values: list[T] = []
        try:
            for each in data:
                values.append(read_one(each))
        except FormatError as error:
            raise error.under(f"[{len(values)}]") from error.__cause__
        return tuple(values)

    return Codec(lambda values: [write_one(value) for value in values], read)


def optional(codec: Codec[T]) -> Codec[T | None]:
    """Write None as null."""
    return Codec(
        lambda value: None if value is None else codec.write(value),
        lambda data: None if data is None else codec.read(data),
    )


def record(kind: Callable[..., T], members: Mapping[str, Member]) -> Codec[T]:
    """Write a dataclass as an object with the given members; defaults are left out."""
    required = frozenset(name for name, member in members.items() if member.default is ...)
    known = frozenset(members)
    reads = {name: member.codec.read for name, member in members.items()}
    writes = [(name, member.codec.write, member.default) for name, member in members.items()]

    def write(value: T) -> Any:
        data = {}
        for name, write_member, default in writes:
            each = getattr(value, name)
            if each is not default and each != default:
                data[name] = write_member(each)
        return data

    def read(data: Any) -> T:
        check_object(data, required, known)
        name, values = "", {}
        try:
            for name, each in data.items():
                values[name] = reads[name](each)
        except FormatError as error:
            raise error.under(name) from error.__cause__
        return made(kind, values)

    return Codec(write, read)


def tagged(key: str, kinds: Mapping[str, tuple[type[Any], Codec[Any]]]) -> Codec[Any]:
    """Write one of several dataclasses as an object whose `key` names which one it is."""
    names = {kind: name for name, (kind, _) in kinds.items()}

    def write(value: Any) -> Any:
        name = names[type(value)]
        return {key: name, **kinds[name][1].write(value)}

    def read(data: Any) -> Any:
        name = data.get(key) if type(data) is dict else None
        if type(name) is not str or name not in kinds:
            raise FormatError(key, f"unknown: {name!r}")
        return kinds[name][1].read({k: v for k, v in data.items() if k != key})

    return Codec(write, read)


def made(kind: Callable[..., T], values: Mapping[str, Any]) -> T:
    """Build a value from its members; what it refuses becomes a FormatError."""
    try:
        return kind(**values)
    except FormatError:
        raise
    except TextError as error:
        raise FormatError("", str(error)) from error


def check_object(data: Any, required: Set[str], known: Set[str]) -> None:
    """Raise FormatError unless data is an object with the right members."""
    if type(data) is not dict:
        raise FormatError("", f"object expected, {type(data).__name__} found")
    if not required <= data.keys() <= known:
        missing = sorted(required - data.keys())
        name = missing[0] if missing else min(data.keys() - known)
        raise FormatError(name, "missing" if missing else "unknown")
