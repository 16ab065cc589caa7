"""Two people's outlines laid together: what each of them changed, counted from where both began.

What only one of them touched is as that one left it.  Where both said something different, the
second one's words stand and are named, so that whoever reads them decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar

from fortschrift.core.text import AttributeType, Level, Outline

#: Under this name stands what belongs to no level: what stands on top, and the words.
TOP = "Gliederung"

T = TypeVar("T", Level, AttributeType)


@dataclass
class Laid:
    """What came out, and the names of what both changed differently."""

    outline: Outline
    both: list[str] = field(default_factory=list)


def laid_together(base: Outline, *, theirs: Outline, mine: Outline) -> Laid:
    """Lay my outline over theirs, both written on the same base."""
    laid = Laid(theirs)
    levels = tuple(
        _level(laid, base.level(key), theirs.level(key), mine.level(key))
        for key in _keys(base.levels, theirs.levels, mine.levels)
    )
    known = {level.key for level in levels}
    levels = tuple(
        replace(
            each, may_contain=_known(each.may_contain, known), expects=_known(each.expects, known)
        )
        for each in levels
    )
    roots = _one_of(laid, TOP, base.roots, theirs.roots, mine.roots)
    words = _one_of(laid, TOP, base.vocabularies, theirs.vocabularies, mine.vocabularies)
    laid.outline = Outline(levels, _known(roots, known), words)
    return laid


def _level(laid: Laid, base: Level | None, theirs: Level | None, mine: Level | None) -> Level:
    if base is None or theirs is None or mine is None:
        return _the_one(mine, theirs)
    sides = (base.attributes, theirs.attributes, mine.attributes)
    began, others, own = ({kind.key: kind for kind in side} for side in sides)
    attributes = tuple(
        _attribute(laid, began.get(key), others.get(key), own.get(key)) for key in _keys(*sides)
    )
    found = _fields(laid, mine.singular, base, theirs, mine)
    return replace(found, attributes=attributes)


def _attribute(
    laid: Laid, base: AttributeType | None, theirs: AttributeType | None, mine: AttributeType | None
) -> AttributeType:
    if base is None or theirs is None or mine is None:
        return _the_one(mine, theirs)
    return _fields(laid, mine.label, base, theirs, mine)


def _the_one(mine: T | None, theirs: T | None) -> T:
    """Give the side that has it, mine where both added it."""
    found = mine or theirs
    assert found is not None, "a key is that of one side at least"
    return found


def _fields(laid: Laid, name: str, base: T, theirs: T, mine: T) -> T:
    """Choose each field by itself; attributes of a level are laid together one by one."""
    chosen: dict[str, Any] = {}
    for each in fields(mine):
        if each.name != "attributes":
            sides = (getattr(side, each.name) for side in (base, theirs, mine))
            chosen[each.name] = _one_of(laid, name, *sides)
    return replace(mine, **chosen)


def _one_of(laid: Laid, name: str, base: Any, theirs: Any, mine: Any) -> Any:
    """Give what was changed; what both changed differently is as I have it, and named."""
    if mine == base:
        return theirs
    if theirs not in (base, mine) and name not in laid.both:
        laid.both.append(name)
    return mine


def _keys(base: Iterable[Any], theirs: Iterable[Any], mine: Iterable[Any]) -> list[str]:
    """Give the keys of what stays, in the order of whoever changed it.

    What one took away is gone, unless the other one changed it meanwhile.
    """
    sides = [{each.key: each for each in side} for side in (base, theirs, mine)]
    began, others, own = (list(side) for side in sides)
    order = others if own == began else own
    everything = dict.fromkeys([*order, *others, *own])
    return [key for key in everything if _stays(key, *sides)]


def _stays(key: str, base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> bool:
    if key in theirs and key in mine:
        return True
    kept = theirs.get(key) or mine.get(key)
    return key not in base or base[key] != kept


def _known(keys: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in known)
