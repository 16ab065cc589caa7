"""The shapes of rule files and of rules kept in rows; what has another shape is refused."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from fortschrift.core.rules.rule import Layer, Mark
from fortschrift.council.models import Organization

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _kind_of_body(given: str) -> str:
    if given not in Organization.Classification.values:
        raise PydanticCustomError("body", "no kind of body")
    return given


class Shape(BaseModel):
    """A mapping whose fields are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SettingShape(Shape):
    """One line of a Land's file; ``value`` must be there, null means open."""

    parameter: Text
    value: Any
    source: Text
    mark: Mark
    valid_from: date | None = None
    valid_to: date | None = None
    leaves_to: frozenset[Layer] = frozenset()
    bodies: frozenset[Annotated[str, AfterValidator(_kind_of_body)]] = frozenset()
    as_of: str = ""
    note: str = ""


class LandShape(Shape):
    """A file of ``lands/``; one that calls itself ``complete`` names every parameter."""

    land: Text
    law: Text
    title: Text
    known: Text
    complete: bool = False
    settings: Annotated[tuple[SettingShape, ...], Field(min_length=1)]


class OwnShape(Shape):
    """A file of ``own/``."""

    title: Text
    known: Text
    values: Annotated[dict[str, Any], Field(min_length=1)]


class LocalShape(Shape):
    """One value of a body's own set of rules, with its place there and to whom it leaves it."""

    value: Any
    place: str = ""
    leaves_to: frozenset[Layer] = frozenset()
