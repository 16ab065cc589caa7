"""Foreign keys flow as the imports do; the linter cannot see keys that are written as text."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import PROTECT, Field, ForeignKey, Model

ROOT = Path(__file__).resolve().parents[2]


def layers() -> list[set[str]]:
    """Read the order from the import contract, highest first, so that there is one truth."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    lines = contracts[0]["layers"]
    return [{name.strip(" ()") for name in line.split("|")} for line in lines]


def height(app_label: str) -> int | None:
    order = list(reversed(layers()))
    return next((i for i, names in enumerate(order) if app_label in names), None)


def own_keys() -> Iterator[tuple[type[Model], Field]]:
    for model in apps.get_models(include_auto_created=True):
        if height(model._meta.app_label) is not None:
            for field in model._meta.get_fields():
                if field.concrete and field.is_relation:
                    yield model, field


def test_every_key_points_down_or_stays_in_its_app() -> None:
    wrong = []
    for model, field in own_keys():
        here, there = model._meta.app_label, field.related_model._meta.app_label
        if here != there and not (height(there) or 0) < (height(here) or 0):
            wrong.append(f"{model.__name__}.{field.name} -> {there}")

    assert wrong == []


def test_no_row_disappears_because_another_one_does() -> None:
    loose = [
        f"{model.__name__}.{field.name}"
        for model, field in own_keys()
        if isinstance(field, ForeignKey)
        and not model._meta.auto_created
        and field.remote_field.on_delete is not PROTECT
    ]

    assert loose == []
