"""publiccode.yml has what the standard demands and says the same as the tree."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def said() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_everything_mandatory_is_said(said: dict[str, Any]) -> None:
    """Source: publiccode.yml 0.4, keys whose presence is mandatory."""
    top = {"publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"}

    assert top | {"softwareType", "description", "legal", "maintenance", "localisation"} <= set(
        said
    )
    assert said["publiccodeYmlVersion"] == "0.4"
    assert said["maintenance"]["contacts"][0]["name"]
    for description in said["description"].values():
        assert len(description["shortDescription"]) <= 150
        assert 150 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_licence_name_and_languages_are_those_of_the_project(said: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert said["name"].lower() == project["name"]
    assert said["legal"]["license"] == project["license"]
    assert said["localisation"]["availableLanguages"] == [code for code, _ in settings.LANGUAGES]


def test_the_licence_is_there_in_full() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [f"\n{number}." in text for number in range(1, 16)] == [True] * 15
    assert "Appendix" in text
