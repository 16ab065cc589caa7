"""The examples in the docstrings of the engine are true."""

import doctest
import importlib
import pkgutil

import pytest

import fortschrift.core.text as engine

MODULES = [module.name for module in pkgutil.iter_modules(engine.__path__)]
ALL = [module.name for module in pkgutil.walk_packages(engine.__path__, f"{engine.__name__}.")]


@pytest.mark.parametrize("name", ALL)
def test_examples_in_docstrings_are_true(name: str) -> None:
    module = importlib.import_module(name)

    failed, _ = doctest.testmod(module)

    assert failed == 0


def test_the_package_shows_what_its_modules_define() -> None:
    for name in engine.__all__:
        assert hasattr(engine, name)
    assert engine.__doc__ is not None
    for module in MODULES:
        assert f"`{module}`" in engine.__doc__, f"reading order does not mention {module}"
