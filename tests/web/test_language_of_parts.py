"""Whoever reads the menu in English hears German names, titles and texts as German.

WCAG 2.2, 3.1.2 (Language of Parts): content stands in an element with its language, our own words
do not.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation

from fortschrift.web.content import content, joined, told
from tests.stories.conftest import _django_db_helper, towns

__all__ = ["_django_db_helper", "towns"]

pytestmark = pytest.mark.django_db

#: Elements that have no end tag.
VOID = {"img", "br", "hr", "input", "link", "meta", "wbr"}

#: Pages, what of them is content, and what is ours.
PAGES = {
    "concept": (
        ("publication:concept", "wolfenbuettel", "integrationskonzept"),
        {
            "Integrationskonzept der Stadt Wolfenbüttel",
            "Pressemitteilung: Rat beschließt städtisches Integrationskonzept",
            "Zahl und Wortlaut der Vorschläge sind nicht öffentlich.",
            "Integrationskonzept beschlossen: Schlagabtausch im Rat",
        },
        {"History", "Sources", "Versions", "adopted", "not known"},
    ),
    "version": (
        ("concepts:version", "wolfenbuettel", "integrationskonzept", "entwurf"),
        {
            "Integrationskonzept der Stadt Wolfenbüttel",
            "Der Wortlaut des Entwurfs ist nicht öffentlich.",
        },
        {"Text not public", "Sources", "Revision"},
    ),
    "element": (
        ("publication:element", "wolfsburg", "bildung"),
        {"Bildung", "Vielfalt leben", "Vorschulische und schulische Bildung"},
        {"History", "Wording", "Sources", "Permanent address"},
    ),
    "meeting": (
        ("council:meeting", "musterstadt", "runder-tisch-integration", "2023-08-30"),
        {"ohne Gegenstimme bei einer Enthaltung", "Runder Tisch Integration"},
        {"Agenda and results", "About this meeting"},
    ),
    "body": (
        ("council:organization", "wolfenbuettel", "verwaltungsausschuss"),
        {"Verwaltungsausschuss", "Bereitet die Beschlüsse des Rates vor."},
        {"This body meets in private.", "Sources"},
    ),
    "source": (
        ("sources:source", "wolfenbuettel", "wf-rat-2017"),
        {"Integrationskonzept beschlossen: Schlagabtausch im Rat", "regionalHeute.de"},
        {"Publisher", "What this source says"},
    ),
    "review": (
        ("review:review", "wolfsburg", "vielfalt-leben", "2019-2020"),
        {"Vielfalt leben"},
        {"Overview", "Result", "confirmed"},
    ),
}


class Parts(HTMLParser):
    """Collect the texts of the main part, each with the language it is heard in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("lang") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Shapes of a drawing close themselves and hold no text."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and tag not in VOID:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and any(tag == "main" for tag, _lang in self._open):
            heard = next(lang for _tag, lang in reversed(self._open) if lang)
            self.found.append((heard, words))

    def languages_of(self, words: str) -> set[str]:
        return {heard for heard, text in self.found if text == words}


def page_in(language: str, address: tuple[str, ...]) -> str:
    name, *parts = address
    answer = Client(headers={"accept-language": language}).get(reverse(name, args=parts))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_an_english_page_says_which_words_are_german(page: str) -> None:
    address, contents, ours = PAGES[page]

    parts = Parts(page_in("en", address))

    assert {words: parts.languages_of(words) for words in contents} == {w: {"de"} for w in contents}
    assert {words: parts.languages_of(words) for words in ours} == {w: {"en"} for w in ours}


@pytest.mark.parametrize("page", PAGES)
def test_marks_of_language_are_never_shown_as_text(page: str) -> None:
    shown = page_in("en", PAGES[page][0])

    assert "&lt;span" not in shown
    assert not re.search(r'="[^"]*<span', shown)
    assert "<span" not in shown[shown.index("<title>") : shown.index("</title>")]


@pytest.mark.parametrize("page", PAGES)
def test_a_german_page_says_its_language_once(page: str) -> None:
    shown = page_in("de", PAGES[page][0])

    assert 'lang="' not in shown[shown.index("<main") : shown.index("</main>")]


@pytest.fixture
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("_english")
def test_content_is_escaped_wherever_it_is_marked() -> None:
    marked = '<span lang="de">A &amp; B</span>'

    assert content("A & B") == marked
    assert told("To: %(body)s <", body=content("A & B")) == f"To: {marked} &lt;"
    assert told("%(n)s of %(what)s", n=3, what="<b>") == "3 of &lt;b&gt;"
    assert joined(" · ", [content("A & B"), "", "<i>"]) == f"{marked} · &lt;i&gt;"


def test_content_is_the_bare_text_on_a_german_page() -> None:
    with translation.override("de"):
        assert content("A & B") == "A & B"
        assert told("An: %(body)s", body=content("A & B")) == "An: A & B"
        assert joined(" · ", ["A & B", "", "C"]) == "A & B · C"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", '<h1 lang="de">Ä</h1><b><span lang="de">Ä</span></b>'),
        ("de", "<h1>Ä</h1><b>Ä</b>"),
    ],
)
def test_templates_mark_an_element_or_a_value(language: str, shown: str) -> None:
    template = Template(
        "{% load content %}<h1{% content_lang %}>{{ x }}</h1><b>{{ x|content }}</b>"
    )

    with translation.override(language):
        assert template.render(Context({"x": "Ä"})) == shown
