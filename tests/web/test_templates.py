"""Rules that every template of the product keeps, whoever wrote it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = Path(settings.SOURCE) / "templates"
TEMPLATES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))
STYLES = Path(settings.SOURCE) / "static" / "fortschrift"
COMMENTS = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.S)


def source(name: str) -> str:
    return COMMENTS.sub("", (FOLDER / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_can_be_read(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_holds_nothing_the_content_security_policy_forbids(name: str) -> None:
    text = source(name)

    assert not re.search(r"\sstyle\s*=", text), "inline style"
    assert not re.search(r"<style\b", text), "style element"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline script"
    assert not re.search(r"\son[a-z]+\s*=", text), "inline event handler"
    assert "javascript:" not in text


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_asks_no_other_host(name: str) -> None:
    assert not re.search(r"(src|href|action)=[\"']?(https?:)?//", source(name))


@pytest.mark.parametrize("name", TEMPLATES)
def test_comments_end_on_their_line(name: str) -> None:
    # Django ends {# #} at the end of the line; a longer one would be printed on the page.
    raw = (FOLDER / name).read_text(encoding="utf-8")

    assert not re.search(r"\{#(?:(?!#\}).)*$", raw, re.M)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_class_of_ours_has_a_rule(name: str) -> None:
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES.glob("*.css"))
    known = set(re.findall(r"\.(fs-[\w-]+)", rules))
    text = re.sub(r"\{[%{].*?[%}]\}", "", source(name))
    used = {
        word
        for classes in re.findall(r'class="([^"]*)"', text)
        for word in classes.split()
        if re.fullmatch(r"fs-[\w-]*\w", word)
    }

    assert used - known == set()
