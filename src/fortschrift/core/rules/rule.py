"""The rule of a body at one time, put together from four layers of dated settings.

Law of the Land, main by-law (Hauptsatzung), standing orders (Geschäftsordnung), ruling in the
meeting: a narrower layer sets what every wider one leaves to it, and what no wider one says.
The own rules of an informal body are standing orders with nothing above them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import groupby

from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.rules.parameters import PARAMETERS, RuleFault, Value


class Layer(StrEnum):
    """Who sets a rule, from wide to narrow."""

    LAND = "land"
    CHARTER = "charter"
    STANDING_ORDERS = "standing_orders"
    RULING = "ruling"


class Mark(StrEnum):
    """Whether somebody read the value in the text of the norm itself."""

    VERIFIED = "verified"
    DRAFT = "draft"


_ORDER = tuple(Layer)


@dataclass(frozen=True, slots=True)
class Setting:
    """What one layer says on one parameter; ``value`` None: it says nothing, or is not known.

    Without ``valid_from`` it holds as far back as is known, without ``valid_to`` to this day;
    both days are included.  ``leaves_to`` are the narrower layers that may say otherwise,
    ``bodies`` the kinds of bodies it holds for, none meaning all.
    """

    parameter: str
    value: Value | None
    source: str
    mark: Mark = Mark.DRAFT
    layer: Layer = Layer.LAND
    valid_from: date | None = None
    valid_to: date | None = None
    leaves_to: frozenset[Layer] = frozenset()
    bodies: frozenset[str] = frozenset()
    as_of: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.parameter not in PARAMETERS:
            raise RuleFault(self.parameter, "unknown_parameter")
        if not self.source:
            raise RuleFault(self.parameter, "source")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise RuleFault(self.parameter, "reversed", (self.valid_from, self.valid_to))

    def may_hold(self, when: PartialDate) -> bool:
        """Whether it is in force on some day of a date; on a day not known it may always be."""
        begun = when.latest is None or not self.valid_from or self.valid_from <= when.latest
        lasts = when.earliest is None or not self.valid_to or when.earliest <= self.valid_to
        return begun and lasts

    def overlaps(self, other: "Setting") -> bool:
        """Whether both of one layer would say something on one matter on the same day."""
        apart = _ends_before(self, other) or _ends_before(other, self)
        shared = not self.bodies or not other.bodies or bool(self.bodies & other.bodies)
        same = (self.parameter, self.layer) == (other.parameter, other.layer)
        return same and shared and not apart


def _ends_before(one: Setting, other: Setting) -> bool:
    return bool(one.valid_to and other.valid_from and one.valid_to < other.valid_from)


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds, by parameter; ``refused`` are settings that no wider layer leaves room for."""

    settings: Mapping[str, Setting] = field(default_factory=dict)
    refused: tuple[Setting, ...] = ()

    def setting(self, parameter: str) -> Setting | None:
        return self.settings.get(parameter)

    def value(self, parameter: str) -> Value | None:
        """Return what holds, or None when nobody said so."""
        if parameter not in PARAMETERS:
            raise RuleFault(parameter, "unknown_parameter")
        found = self.settings.get(parameter)
        return found.value if found else None


def check_settings(settings: Sequence[Setting]) -> None:
    """Refuse two settings for the same matter and time; raises RuleFault ``twice``."""
    for place, one in enumerate(settings):
        for other in settings[place + 1 :]:
            if one.overlaps(other):
                raise RuleFault(one.parameter, "twice", one.source)


def resolve(settings: Iterable[Setting], *, when: PartialDate = UNKNOWN, body: str = "") -> Rule:
    """Put together what holds for a kind of body at a time.

    Where a date is too vague to say which of two settings held, the value is not known.
    """
    fitting = [
        setting
        for setting in settings
        if setting.may_hold(when) and (not setting.bodies or body in setting.bodies)
    ]
    fitting.sort(key=lambda setting: (setting.parameter, _ORDER.index(setting.layer)))
    held: dict[str, Setting] = {}
    refused: list[Setting] = []
    for parameter, of_parameter in groupby(fitting, key=lambda setting: setting.parameter):
        layers = groupby(of_parameter, key=lambda setting: setting.layer)
        lines = [_one_of(list(of_layer)) for _, of_layer in layers]
        held[parameter], overruled = _narrowest(lines)
        refused.extend(overruled)
    return Rule(held, tuple(refused))


def _one_of(settings: list[Setting]) -> Setting:
    """Choose the latest of one layer; where they differ, none is known to have held.

    A setting for certain kinds of bodies goes before one for all.
    """
    certain = [setting for setting in settings if setting.bodies] or settings
    latest = max(certain, key=lambda setting: setting.valid_from or date.min)
    if any(setting.value != latest.value for setting in certain):
        return replace(latest, value=None)
    return latest


def _narrowest(lines: list[Setting]) -> tuple[Setting, list[Setting]]:
    """Go from wide to narrow, keeping to what each layer leaves to the next ones."""
    held, *narrower = lines
    left = _left_by(held)
    refused = []
    for setting in narrower:
        if setting.layer not in left:
            refused.append(setting)
        elif setting.value is not None:
            held = setting
            left &= _left_by(setting)
    return held, refused


def _left_by(setting: Setting) -> frozenset[Layer]:
    """List the layers that may set otherwise; what is not known keeps nobody from setting it."""
    if setting.value is None and not setting.leaves_to:
        return frozenset(Layer)
    return setting.leaves_to
