"""Rule packs, read from their files and checked before any vote is judged by them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.utils.translation import gettext as _
from pydantic import ValidationError

from fortschrift.core.rules.parameters import PARAMETERS, RuleFault, read_value
from fortschrift.core.rules.rule import Layer, Setting, check_settings
from fortschrift.council.rules.shapes import LandShape, OwnShape, SettingShape, Shape
from fortschrift.council.rules.words import fault_words

FOLDER = Path(__file__).parent

S = TypeVar("S", bound=Shape)


@dataclass(frozen=True, slots=True)
class PackFault:
    """What is wrong in a file, and where; ``place`` names entry, parameter and field."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        """Write it as one sentence for whoever keeps the files."""
        return ": ".join(part for part in (self.file, self.place, self.reason) if part)


class DamagedPacks(ValueError):
    """Files that cannot be used; carries every fault of every file."""

    def __init__(self, faults: Sequence[PackFault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class LandRules:
    """The law of a Land; ``known`` says what of it was read and what is missing."""

    land: str
    law: str
    title: str
    known: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class OwnRules:
    """Rules that a body may take over; ``values`` are written as in the file."""

    key: str
    title: str
    known: str
    values: Mapping[str, Any]


@lru_cache(maxsize=1)
def land_rules() -> Mapping[str, LandRules]:
    """Give the rules of this release by the name of the Land."""
    return {each.land: each for each in read_lands(FOLDER / "lands")}


@lru_cache(maxsize=1)
def own_rules() -> Mapping[str, OwnRules]:
    """Give what informal bodies may take over, by key."""
    return {each.key: each for each in read_own(FOLDER / "own")}


def read_lands(folder: Path) -> list[LandRules]:
    """Read all Länder; raises DamagedPacks with the faults of all files."""
    faults: list[PackFault] = []
    found: dict[str, LandRules] = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            rules = _land(path)
        except DamagedPacks as damage:
            faults.extend(damage.faults)
            continue
        if rules.land in found:
            faults.append(PackFault(path.name, "land", _("Für dieses Land gibt es zwei Dateien.")))
        found[rules.land] = rules
    if faults:
        raise DamagedPacks(faults)
    return list(found.values())


def read_own(folder: Path) -> list[OwnRules]:
    """Read what informal bodies may take over; raises DamagedPacks."""
    faults: list[PackFault] = []
    found = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            shape = _shape(path, OwnShape)
        except DamagedPacks as damage:
            faults.extend(damage.faults)
            continue
        faults.extend(_value_faults(path.name, shape.values))
        found.append(OwnRules(path.stem, shape.title, shape.known, shape.values))
    if faults:
        raise DamagedPacks(faults)
    return found


def _value_faults(file: str, values: Mapping[str, Any]) -> list[PackFault]:
    faults = []
    for parameter, value in values.items():
        try:
            read_value(parameter, value)
        except RuleFault as fault:
            faults.append(PackFault(file, f"values.{parameter}", fault_words(fault)))
    return faults


def _land(path: Path) -> LandRules:
    shape = _shape(path, LandShape)
    faults: list[PackFault] = []
    settings: list[Setting] = []
    for number, line in enumerate(shape.settings, start=1):
        try:
            settings.append(_setting(line))
        except RuleFault as fault:
            faults.append(PackFault(path.name, _place(number, line.parameter), fault_words(fault)))
    try:
        check_settings(settings)
    except RuleFault as fault:
        faults.append(PackFault(path.name, fault.parameter, fault_words(fault)))
    said = {line.parameter for line in shape.settings}
    if shape.complete and (lacking := [name for name in PARAMETERS if name not in said]):
        reason = _("Die Datei nennt sich vollständig; es fehlt: %(names)s.")
        faults.append(PackFault(path.name, "settings", reason % {"names": ", ".join(lacking)}))
    if faults:
        raise DamagedPacks(faults)
    return LandRules(shape.land, shape.law, shape.title, shape.known, tuple(settings))


def _setting(line: SettingShape) -> Setting:
    value = None if line.value is None else read_value(line.parameter, line.value)
    rest = line.model_dump(exclude={"value"})
    return Setting(value=value, layer=Layer.LAND, **rest)


def _shape(path: Path, shape: type[S]) -> S:
    """Read a file into its shape; raises DamagedPacks for what is no YAML or has another one."""
    try:
        return shape.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError as error:
        raise _unreadable(path, _("Die Datei ist nicht in UTF-8 geschrieben.")) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = _("Zeile %(line)d") % {"line": mark.line + 1} if mark else ""
        reason = _("Das ist kein gültiges YAML.")
        raise DamagedPacks([PackFault(path.name, line, reason)]) from error
    except ValidationError as error:
        raise DamagedPacks(
            [PackFault(path.name, _path(each["loc"]), _reason(each)) for each in error.errors()]
        ) from error


def _unreadable(path: Path, reason: str) -> DamagedPacks:
    return DamagedPacks([PackFault(path.name, "", reason)])


def _place(number: int, parameter: str) -> str:
    return _("Eintrag %(number)d (%(parameter)s)") % {"number": number, "parameter": parameter}


def _path(where: tuple[int | str, ...]) -> str:
    """Write the place as a path; entries count from 1, as people do."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in where)


def _reason(error: Any) -> str:
    if error["type"] == "missing":
        return _("Dieses Feld fehlt.")
    if error["type"] == "extra_forbidden":
        return _("Dieses Feld gibt es nicht.")
    if error["type"] == "body":
        return _("Diese Art von Gremium gibt es nicht.")
    return _("Das hat nicht die erwartete Form (%(reason)s).") % {"reason": error["msg"]}
