"""Loading towns: founding each one, giving it its accounts, playing its files, all or nothing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from fortschrift.accounts.actions import (
    begin_import,
    found_municipality,
    give_role,
    open_operator_account,
)
from fortschrift.demo import accounts
from fortschrift.demo.checking import check
from fortschrift.demo.faults import DamagedDemo, DemoFault
from fortschrift.demo.identity import identity
from fortschrift.demo.playing import Actors, Reader, Stage, play
from fortschrift.demo.playing.stage import refused
from fortschrift.demo.towns import Town, read_town

FOLDER = Path(__file__).parent

#: In the order of loading: a town comes after the county it lies in.
TOWNS = ("landkreis-wolfenbuettel", "wolfenbuettel", "wolfsburg", "musterstadt")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A town in the database; ``rows`` by kind and key, ``counts`` by kind."""

    town: Town
    municipality: Any
    rows: Mapping[tuple[str, str], Any]

    @property
    def counts(self) -> Counter[str]:
        return Counter(kind for kind, _key in self.rows)


def bundle(town: str) -> str:
    """Return the name under which the import of a town is noted."""
    return f"demo/{town}"


def read_towns(folder: Path = FOLDER, names: Sequence[str] = TOWNS) -> list[Town]:
    """Read and check towns without a database; raises DamagedDemo with the faults of all."""
    towns: list[Town] = []
    faults: list[DemoFault] = []
    for name in names:
        try:
            town = read_town(folder / name)
            check(town)
            towns.append(town)
        except DamagedDemo as damage:
            faults.extend(damage.faults)
    if faults:
        raise DamagedDemo(faults)
    return towns


def open_operator(*, now: datetime) -> Any:
    """Open the account that runs the demo; it must be the first one of the installation."""
    return open_operator_account(
        email=accounts.OPERATOR.email,
        name=accounts.OPERATOR.name,
        password=accounts.PASSWORD,
        actor=None,
        now=now,
    )


def load_town(
    town: Town,
    *,
    operator: Any,
    now: datetime,
    reader: Reader,
    earlier: Mapping[str, Loaded] = {},
) -> Loaded:
    """Bring a town into the database in one transaction.

    Raises DamagedDemo for what an act refuses, with file, line and field; the database is then as
    it was before.
    """
    with transaction.atomic():
        municipality = _found(town, operator, now, earlier)
        stage = Stage(
            town,
            municipality,
            _actors(town, municipality, operator, now),
            now,
            reader,
            elsewhere={name: loaded.rows for name, loaded in earlier.items()},
        )
        begin_import(
            municipality, bundle=bundle(town.name), content=town.content, actor=operator, now=now
        )
        try:
            for item in town.items():
                play(item, stage)
        except DemoFault as fault:
            raise DamagedDemo([fault]) from fault
    return Loaded(town, municipality, stage.rows)


def _found(town: Town, operator: Any, now: datetime, earlier: Mapping[str, Loaded]) -> Any:
    item = town.municipality
    if item.part_of and item.part_of not in earlier:
        reason = _("Diese Kommune ist nicht vorher geladen worden.")
        trail = (*item.spot.trail, "part_of")
        raise DamagedDemo([item.spot.document.fault(trail, reason)])
    try:
        return found_municipality(
            slug=item.slug,
            name=item.name,
            kind=item.kind,
            state=item.state,
            is_fictional=item.is_fictional,
            accent=item.accent,
            part_of=earlier[item.part_of].municipality if item.part_of else None,
            id=identity(town.name, "kommune"),
            actor=operator,
            now=now,
        )
    except ValidationError as error:
        raise refused(item, error) from error


def _actors(town: Town, municipality: Any, operator: Any, now: datetime) -> Actors:
    """Open the town's accounts.  Real offices did not write our record, so the operator acts."""
    users = {
        account.role: give_role(
            municipality,
            email=account.email,
            name=account.name,
            role=account.role,
            password=accounts.PASSWORD,
            actor=operator,
            now=now,
        )
        for account in accounts.accounts_of(town.municipality.slug)
    }
    if not town.municipality.is_fictional or not users:
        return Actors(operator, operator)
    return Actors(users["officer"], users["clerk"])
