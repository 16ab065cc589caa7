"""What all acts of one town share: who acts, when, what was made so far, and where faults stand."""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import singledispatch
from typing import Any, Protocol
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate
from fortschrift.demo.faults import DamagedDemo
from fortschrift.demo.identity import identity
from fortschrift.demo.schema.base import Reference, Sourced, SourceUse, Strict
from fortschrift.demo.towns import Town
from fortschrift.sources.actions import note_claim


class Reader(Protocol):
    """Gives the rows that acts want and no act gave: the demo itself reads no database."""

    def node(self, id: UUID) -> Any: ...

    def amendment(self, id: UUID) -> Any: ...

    def consideration(self, id: UUID) -> Any:
        """Give it with its strand, which a correction replaces."""

    def overlap(self, consideration: Any, amendments: Sequence[Any]) -> Any:
        """Give the unresolved overlap of these amendments, None if there is none."""

    def result(self, consideration: Any, amendment: Any) -> Any:
        """Give what the body decided on an amendment, None if it did not yet."""


#: Fields of the format that are no keywords of an act.
_OWN = frozenset({"key", "slug", "step", "sources", "certainty", "certainty_note"})


@dataclass(frozen=True, slots=True)
class Actors:
    """Who acts: the office of the concept, and the committee office for what bodies do."""

    officer: Any
    clerk: Any

    def of(self, act: Callable[..., Any]) -> Any:
        return self.clerk if act.__module__.startswith("fortschrift.council.") else self.officer


@dataclass
class Stage:
    """One town while it is played; ``rows`` holds what was made, by kind and key."""

    town: Town
    municipality: Any
    actors: Actors
    now: datetime
    reader: Reader
    elsewhere: Mapping[str, Mapping[tuple[str, str], Any]] = field(default_factory=dict)
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)

    def act(
        self,
        act: Callable[..., Any],
        first: Any,
        item: Strict,
        *,
        without: Sequence[str] = (),
        **more: Any,
    ) -> Any:
        """Play one act for an item and keep the row it makes.

        The item's fields are the act's keywords; references become rows.  Raises DamagedDemo with
        the item's place for what the act refuses.
        """
        with self.at(item):
            values = {**self._fields(item, without), **self._standing(act, item), **more}
            row = act(first, **values, actor=self.actors.of(act), now=self.now)
            self.keep(item, row)
            return row

    def keep(self, item: Strict, row: Any) -> None:
        key, kind = getattr(item, "key", None), getattr(item, "defines", None)
        if key and kind:
            self.rows[kind, key] = row

    def row(self, reference: Reference | str | None) -> Any:
        """Return the row a reference leads to; ``checking`` has seen that there is one."""
        return None if reference is None else self._resolved(reference)

    def noted(self, kind: str, key: str, item: Strict, *, missing: str) -> Any:
        """Return what was noted while playing; raises DemoFault with the item's place, if not."""
        if (kind, key) not in self.rows:
            raise item.spot.document.fault(item.spot.trail, missing)
        return self.rows[kind, key]

    @contextmanager
    def at(self, item: Strict) -> Iterator[None]:
        """Give whatever an act refuses the place of the item in its file."""
        try:
            yield
        except ValidationError as error:
            raise refused(item, error) from error
        except IntegrityError as error:
            reason = _("Die Datenbank weist das zurück ({error}).").format(error=error)
            raise DamagedDemo([item.spot.document.fault(item.spot.trail, reason)]) from error

    def on(self, day: PartialDate) -> datetime:
        """Give noon of a day that is known: whoever acted then asked for the rights of then."""
        if day.day is None:
            return self.now
        return datetime.combine(day.day, time(12), self.now.tzinfo)

    def claims(self, item: Sourced) -> list[Any]:
        """Note what each source of a fact says; sources named as claims are noted already."""
        return [self._claim(item, use) for use in item.sources]

    def _claim(self, item: Sourced, use: SourceUse) -> Any:
        if use.claim is not None:
            return self.row(use.claim)
        with self.at(use):
            claim = note_claim(
                self.row(use.source),
                what=(use.what or what(item))[:300],
                as_printed=use.as_printed,
                certainty=use.certainty or item.certainty,
                note=use.note or item.certainty_note,
                actor=self.actors.officer,
                now=self.now,
            )
        self.keep(use, claim)
        return claim

    def _fields(self, item: Strict, without: Sequence[str]) -> dict[str, Any]:
        """Take the fields as keywords, leaving out nested parts and what is not said."""
        values = {}
        for name in type(item).model_fields:
            value = getattr(item, name)
            nested = isinstance(value, Strict | tuple) and _has_parts(value)
            if name not in _OWN and name not in without and not nested:
                values[name] = self._resolved(value)
        return values

    def _standing(self, act: Callable[..., Any], item: Strict) -> dict[str, Any]:
        """Add what many acts ask for: id, address, claims."""
        asked = inspect.signature(act).parameters
        key = getattr(item, "key", None)
        values: dict[str, Any] = {}
        if "id" in asked and key:
            values["id"] = identity(self.town.name, key)
        if "slug" in asked:
            values["slug"] = getattr(item, "slug", "") or key
        if "claims" in asked and isinstance(item, Sourced):
            values["claims"] = self.claims(item)
        return values

    def _resolved(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._resolved(each) for each in value]
        if not isinstance(value, Reference):
            return value
        if value.kind == "node" and (value.kind, value) not in self.rows:
            self.rows[value.kind, value] = self.reader.node(self.rows["node id", value])
        return self.rows[value.kind, value]


@singledispatch
def play(item: Strict, stage: Stage) -> None:
    """Play one item of a town; each kind of item registers its own way."""
    raise TypeError(f"nothing plays {type(item).__name__}")


def refused(item: Strict, error: ValidationError) -> DamagedDemo:
    """Name line and field of everything an act refused."""
    document, trail = item.spot.document, item.spot.trail
    if not hasattr(error, "error_dict"):
        return DamagedDemo([document.fault(trail, " ".join(error.messages))])
    return DamagedDemo(
        [
            document.fault((*trail, name), " ".join(messages), field=name)
            for name, messages in error.message_dict.items()
        ]
    )


def what(item: Strict) -> str:
    """Say what a claim about an item is about: its own words, or the German word for its kind."""
    for name in ("title", "label", "name", "as_stated", "subject", "what"):
        said = getattr(item, name, "")
        if said:
            return str(said)
    return _KINDS.get(getattr(item, "defines", ""), "") or _PARTS[type(item).__name__]


#: Words for what has no title of its own.  They are data of the record, so they stay German.
_KINDS = {
    "text": "Text der Fassung",
    "status": "Stand der Fassung",
    "lineage": "Abstammung der Elemente",
    "membership": "Sitz im Gremium",
    "meeting": "Sitzung",
    "consultation": "Station der Beratungsfolge",
    "station held": "Station der Beratungsfolge",
    "reading": "Durchsicht",
    "mandate": "Auftrag",
    "referral": "Übergabe in die Beratungsfolge",
    "review plan": "Wie oft das Konzept überprüft wird",
    "vote": "Abstimmung",
    "media": "Bild",
}
_PARTS = {
    "Relation": "Beziehung zu einem anderen Konzept",
    "Attendance": "Teilnahme",
    "Outcome": "Ergebnis der Überprüfung",
}


def _has_parts(value: Strict | tuple[Any, ...]) -> bool:
    return isinstance(value, Strict) or any(isinstance(each, Strict) for each in value)
