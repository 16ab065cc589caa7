"""docs/glossary.md is complete and true: every model, every vocabulary, every word of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Choices, Model
from django.utils import translation

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = ROOT / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<german>.+?) \| `(?P<code>\w+\.\w+(?:\.\w+)?)` \| `(?P<where>.+?)` \|")


def own_models() -> dict[str, type[Model]]:
    """Return our models by label, without the linking tables that Django makes by itself."""
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model.__module__.startswith("fortschrift.")
    }


def own_vocabularies() -> dict[str, type[Choices]]:
    """Return our TextChoices by app and name: ``council.Organization.Classification``."""
    return {
        f"{vocabulary.__module__.split('.')[1]}.{vocabulary.__qualname__}": vocabulary
        for vocabulary in subclasses(Choices)
        if vocabulary.__module__.startswith("fortschrift.")
    }


def subclasses(parent: type[Choices]) -> Iterator[type[Choices]]:
    for child in parent.__subclasses__():
        yield child
        yield from subclasses(child)


def fields_of(vocabulary: type[Choices]) -> list[str]:
    """Return the fields that take their values from this vocabulary."""
    return [
        f"{label}.{field.name}"
        for label, model in own_models().items()
        for field in model._meta.concrete_fields
        if list(field.choices or ()) == list(vocabulary.choices)
    ]


def glossary() -> dict[str, tuple[str, str]]:
    """Return (German words, place) by code name; a name that stands there twice fails."""
    found: dict[str, tuple[str, str]] = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if row := ROW.match(line):
            assert row["code"] not in found, f"{row['code']} stands there twice"
            found[row["code"]] = (row["german"], row["where"].replace("`", ""))
    return found


@pytest.mark.parametrize("label", sorted(own_models()))
def test_every_model_has_its_german_word(label: str) -> None:
    model = own_models()[label]
    place = model.__module__.removeprefix("fortschrift.").replace(".", "/") + ".py"

    with translation.override("de"):
        word = str(model._meta.original_attrs.get("verbose_name", ""))

    assert label in glossary(), f"missing: | {word} | `{label}` | `{place}` |"
    german, where = glossary()[label]
    assert word in german
    assert where == place


@pytest.mark.parametrize("name", sorted(own_vocabularies()))
def test_every_vocabulary_is_listed_with_all_its_words(name: str) -> None:
    vocabulary = own_vocabularies()[name]
    fields = ", ".join(fields_of(vocabulary))

    with translation.override("de"):
        words = " · ".join(f"{label} `{value}`" for value, label in vocabulary.choices)

    assert glossary().get(name) == (words, fields), f"wanted: | {words} | `{name}` | `{fields}` |"


def test_the_glossary_names_nothing_that_does_not_exist() -> None:
    assert sorted(glossary().keys() - own_models().keys() - own_vocabularies().keys()) == []
