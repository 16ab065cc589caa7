"""What shapes cannot tell: keys that stand twice, references that lead nowhere, files left over."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from fortschrift.demo import reasons
from fortschrift.demo.faults import DamagedDemo, DemoFault
from fortschrift.demo.schema.base import Reference, Strict, parts, references
from fortschrift.demo.schema.concepts import BringIn, Node, TextFile
from fortschrift.demo.texts import build, nodes_of
from fortschrift.demo.towns import Town

Known = dict[tuple[str, str], Strict]


def check(town: Town) -> None:
    """Raise DamagedDemo with every fault of a town that can be seen without a database."""
    faults = [*_municipalities(town), *_files(town)]
    if not faults:
        faults = [*_keys(town), *_references(town)]
    if not faults:
        faults = [*_texts(town)]
    if faults:
        raise DamagedDemo(faults)


def _municipalities(town: Town) -> Iterator[DemoFault]:
    found = [file.municipality for file in town.files if file.municipality]
    if not found:
        yield DemoFault(town.name, 1, "municipality", _("Keine Datei nennt die Kommune."))
    for further in found[1:]:
        yield _fault(further, _("Die Kommune steht schon in einer anderen Datei."))


def _files(town: Town) -> Iterator[DemoFault]:
    """Look for texts that are named and missing, or there and named by nobody."""
    used: set[str] = set()
    for part, field, name in _named_files(town):
        used.add(name)
        if name not in town.texts:
            reason = _("Eine Datei „{name}“ mit einem Text gibt es nicht.").format(name=name)
            yield _fault(part, reason, field)
    for name, file in town.texts.items():
        if name not in used:
            yield _fault(file, _("Diesen Text bringt kein Schritt ein."))


def _named_files(town: Town) -> Iterator[tuple[Strict, str, str]]:
    for item in town.items():
        if isinstance(item, BringIn):
            yield item, "file", item.file
    for file in town.texts.values():
        if file.outline_from:
            yield file, "outline_from", file.outline_from
        for _trail, part in parts(file):
            if isinstance(part, Node) and part.include:
                yield part, "include", part.include


def _keys(town: Town) -> Iterator[DemoFault]:
    seen: dict[str, Strict] = {}
    for item in town.items():
        for part in _with_parts(item):
            yield from _twice(seen, part)
    for item in town.items():
        if isinstance(item, BringIn):
            seen = {}
            for node in nodes_of(town, item.file):
                yield from _twice(seen, node)


def _twice(seen: dict[str, Strict], part: Strict) -> Iterator[DemoFault]:
    key = getattr(part, "key", None)
    if key is None:
        return
    first = seen.setdefault(key, part)
    if first is not part:
        spot = first.spot
        line = spot.document.line((*spot.trail, "key"))
        yield _fault(part, reasons.duplicate_key(key, spot.document.name, line), "key")


def _references(town: Town) -> Iterator[DemoFault]:
    """Look for references to nothing, and to what is played only afterwards."""
    everything = {name: part for item in town.items() for name, part in _defined(town, item)}
    known: Known = {}
    for item in town.items():
        known.update(_defined(town, item))
        for part in _with_parts(item):
            for trail, reference in references(part):
                if (reference.kind, reference) not in known:
                    yield _lost(part, str(trail[0]), reference, everything)


def _texts(town: Town) -> Iterator[DemoFault]:
    """Build every text once: what the engine refuses is known before anything is written."""
    for item in town.items():
        if isinstance(item, BringIn):
            try:
                build(town, item.file, title=item.version, root=item.version)
            except DemoFault as fault:
                yield fault


def _lost(part: Strict, field: str, reference: Reference, everything: Known) -> DemoFault:
    later = everything.get((reference.kind, reference))
    if later is None:
        return _fault(part, reasons.unknown_reference(reference, reference.kind), field)
    spot = later.spot
    return _fault(part, reasons.later_reference(reference, spot.document.line(spot.trail)), field)


def _defined(town: Town, item: Strict) -> Iterator[tuple[tuple[str, str], Strict]]:
    """Walk what can be referred to once this item has been played."""
    for part in _with_parts(item):
        key, kind = getattr(part, "key", None), getattr(part, "defines", None)
        if key and kind:
            yield (kind, key), part
    if isinstance(item, BringIn):
        for node in nodes_of(town, item.file):
            yield ("node", str(node.key)), node


def _with_parts(item: Strict | TextFile) -> Iterator[Strict]:
    yield item
    yield from (part for _trail, part in parts(item))


def _fault(part: Strict, reason: str, field: str = "") -> DemoFault:
    spot = part.spot
    return spot.document.fault((*spot.trail, field) if field else spot.trail, reason, field=field)
