"""The language of what people wrote, where it differs from the language of the interface.

Names, titles and texts of the record stay German when a reader chose English words for the menu.
A screen reader must be told which is which (WCAG 2.2, 3.1.2), and a browser hyphenates by it.
Whoever puts content on a page says so here; nothing is guessed from the words.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

#: The language of all content. Translations of content come later, as rows of their own.
CONTENT_LANGUAGE = "de"


def content_lang() -> SafeString:
    """Write the attribute for an element that holds content only; empty on a German page."""
    return format_html(' lang="{}"', CONTENT_LANGUAGE) if _differs() else SafeString("")


def interface_lang() -> SafeString:
    """Write the attribute for words of ours that stand inside content."""
    return format_html(' lang="{}"', get_language()) if _differs() else SafeString("")


def content(text: str) -> str:
    """Mark a piece of content that stands among words of ours; not for attributes and titles."""
    if not text or not _differs():
        return text
    return format_html("<span{}>{}</span>", content_lang(), text)


def told(sentence: str, **parts: object) -> str:
    """Put marked content into a sentence of ours: ``told(_("An: %(body)s"), body=content(x))``."""
    if not _differs():
        return sentence % parts
    escaped = {key: format_html("{}", part) for key, part in parts.items()}
    return mark_safe(conditional_escape(sentence) % escaped)


def joined(separator: str, parts: Iterable[object]) -> str:
    """Join the pieces that are not empty, each marked or not."""
    found = [part for part in parts if part]
    if not _differs():
        return separator.join(map(str, found))
    return format_html_join(separator, "{}", ((part,) for part in found))


@contextmanager
def one_language() -> Iterator[None]:
    """Look the language up once for all that is written inside; nobody may change it there.

    A long text asks some thousand times, and each answer takes as long as a paragraph.
    """
    token = _looked_up.set(_differs())
    try:
        yield
    finally:
        _looked_up.reset(token)


_looked_up: ContextVar[bool | None] = ContextVar("content_differs", default=None)


def _differs() -> bool:
    known = _looked_up.get()
    if known is not None:
        return known
    # No language at all (translations switched off) shows the msgids, which are German.
    return (get_language() or CONTENT_LANGUAGE).split("-")[0] != CONTENT_LANGUAGE
