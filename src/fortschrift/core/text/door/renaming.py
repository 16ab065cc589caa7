"""Operations and trees as JSON data: with the names that were given, or with ids.

Words that operations bring are taken in, see `wording`.

What has another shape than it should is left as it is; reading it says so.
"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from fortschrift.core.text.canonical.codec import listed
from fortschrift.core.text.canonical.schema_outline2 import OPERATION
from fortschrift.core.text.door.names import Names
from fortschrift.core.text.door.request import under
from fortschrift.core.text.door.wording import brought, check_operation
from fortschrift.core.text.errors import FormatError
from fortschrift.core.text.operations import Operation

_Rename = Callable[[str], str]

_OPERATION = ("node", "other", "target")
_PLACE = ("parent", "after")


def operations(data: Any, names: Names) -> tuple[Operation, ...]:
    """Read operations; raises FormatError with the path."""
    if type(data) is not list:
        raise FormatError("", f"array expected, {type(data).__name__} found")
    given = _to_id(names)

    def read(each: Any) -> Any:
        return brought(_operation(each, given))

    taken_in = [under(f"[{at}]", partial(read, each)) for at, each in enumerate(data)]
    made = listed(OPERATION).read(taken_in)
    for at, each in enumerate(made):
        under(f"[{at}]", partial(check_operation, each))
    return made


def operations_data(made: Iterable[Operation], names: Names) -> list[Any]:
    """Write operations."""
    return [_operation(OPERATION.write(each), _to_name(names)) for each in made]


def tree_with_ids(data: dict[str, Any], names: Names) -> dict[str, Any]:
    """Put ids for the names in a tree; raises FormatError, RefusedCharacter."""
    return _tree(data, _to_id(names))


def tree_with_names(data: dict[str, Any], names: Names) -> dict[str, Any]:
    """Put names for the ids in a tree."""
    return _tree(data, _to_name(names))


def _to_id(names: Names) -> _Rename:
    return lambda name: str(names.given(name))


def _to_name(names: Names) -> _Rename:
    return names.name_of_written


def _tree(data: dict[str, Any], rename: _Rename) -> dict[str, Any]:
    found = _with(data, ("root",), rename)
    if type(found.get("nodes")) is list:
        found["nodes"] = [_node(each, rename) for each in found["nodes"]]
    return found


def _operation(data: Any, rename: _Rename) -> Any:
    if type(data) is not dict:
        return data
    found = _with(data, _OPERATION, rename)
    if found.get("op") == "split":
        found = _with(_node(found, rename), ("new",), rename)
    if type(found.get("place")) is dict:
        found["place"] = _with(found["place"], _PLACE, rename)
    if type(found.get("states")) is list:
        found["states"] = [_node(each, rename) for each in found["states"]]
    return found


def _node(data: Any, rename: _Rename) -> Any:
    if type(data) is not dict:
        return data
    found = _with(data, ("id",), rename)
    if type(found.get("children")) is list:
        found["children"] = [_name(each, rename) for each in found["children"]]
    if type(found.get("relations")) is list:
        found["relations"] = [_relation(each, rename) for each in found["relations"]]
    return found


def _relation(data: Any, rename: _Rename) -> Any:
    if type(data) is list and len(data) == 2:
        return [data[0], _name(data[1], rename)]
    return data


def _with(data: dict[str, Any], keys: Iterable[str], rename: _Rename) -> dict[str, Any]:
    """Copy an object with the names under these keys changed."""
    changed = {key: _name(data[key], rename) for key in keys if key in data}
    return {**data, **changed}


def _name(data: Any, rename: _Rename) -> Any:
    return rename(data) if type(data) is str else data
