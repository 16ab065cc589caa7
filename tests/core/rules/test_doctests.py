"""The examples in the docstrings of the rules are true."""

import doctest
import importlib
import pkgutil

import pytest

from fortschrift.core import rules

MODULES = [module.name for module in pkgutil.iter_modules(rules.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_are_true(name: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(f"{rules.__name__}.{name}"))

    assert failed == 0
