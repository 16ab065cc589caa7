"""Rules that our style sheets keep."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from fortschrift.web.accents import ACCENTS

STATIC = Path(settings.SOURCE) / "static"
SHEETS = sorted((STATIC / "fortschrift").glob("*.css"))
ALL_SHEETS = [*SHEETS, STATIC / "vendor" / "kern" / "kern.css"]


def declarations(css: str, start: str) -> dict[str, str]:
    block = css[css.index(start) + len(start) :]
    body = block[block.index("{") + 1 : block.index("}")]
    return dict(re.findall(r"([\w-]+):\s*([^;]+);", body))


def test_dark_by_device_and_dark_by_choice_are_the_same() -> None:
    css = (STATIC / "fortschrift" / "tokens.css").read_text(encoding="utf-8")

    by_device = declarations(css, ':root:not([data-kern-theme="light"])')
    by_choice = declarations(css, '@media screen {\n  [data-kern-theme="dark"]')
    light = declarations(css, ':root,\n[data-kern-theme="light"]')

    assert by_device == by_choice
    assert by_device.keys() == light.keys()


def test_every_accent_has_its_hue() -> None:
    css = (STATIC / "fortschrift" / "tokens.css").read_text(encoding="utf-8")

    assert set(re.findall(r'\[data-accent="(\w+)"\]', css)) == set(ACCENTS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_directions_are_logical(sheet: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.S)

    physical = re.findall(
        r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right)\s*:|"
        r"text-align:\s*(?:left|right)|(?<![\w-])(?:width|height)\s*:",
        css,
    )

    assert physical == []


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=lambda path: path.name)
def test_every_file_a_sheet_names_is_there(sheet: Path) -> None:
    css = sheet.read_text(encoding="utf-8")
    files = [name for name in re.findall(r'url\(["\']?([^"\')]+)', css) if "data:" not in name]

    assert [name for name in files if not (sheet.parent / name).resolve().is_file()] == []
    assert not re.search(r"@import|https?://(?!www\.w3\.org|kern-ux\.de)", css)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_variable_is_defined(sheet: Path) -> None:
    defined = {
        name
        for path in ALL_SHEETS
        for name in re.findall(r"(--[\w-]+)\s*:", path.read_text(encoding="utf-8"))
    }
    # A fallback in var(--x, y) means: set only in some places.
    used = re.findall(r"var\((--[\w-]+)\)", sheet.read_text(encoding="utf-8"))

    assert set(used) - defined == set()


@pytest.mark.parametrize("folder", ["kern", "fira-sans", "noto-sans-arabic"])
def test_what_others_made_lies_with_its_licence(folder: str) -> None:
    place = STATIC / "vendor" / folder

    assert [*place.glob("LICENSE*"), *place.glob("OFL*")]
