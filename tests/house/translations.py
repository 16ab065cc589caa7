"""Collects the words on the screen and keeps the English catalogue beside them.

``python -m tests.house.translations`` brings ``locale/en`` up to date: new German texts arrive with
an empty translation, texts that are gone leave, and the compiled catalogue is written.  Babel does
it in plain Python, so no gettext tools are needed on any machine.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[2] / "src" / "fortschrift"
PO = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


class English(Catalog):
    """The English catalogue; its header holds no date and no version, so that it never changes."""

    def __init__(self) -> None:
        super().__init__(
            locale="en", header_comment="# The English words of Fortschrift.", fuzzy=False
        )

    def _lasting_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "Fortschrift"),
            ("Language", "en"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", f"text/plain; charset={self.charset}"),
            ("Content-Transfer-Encoding", "8bit\n"),  # the last line of a header ends as well
        ]

    mime_headers = property(_lasting_headers)


def collected() -> Catalog:
    """Return the catalogue of every text in code and templates, without translations."""
    catalog = English()
    for path, message, context in _messages():
        catalog.add(message, locations=[(path, 0)], context=context)
    return catalog


def kept() -> Catalog:
    """Return the English catalogue as it stands in the repository."""
    catalog = English()
    with PO.open("rb") as file:
        for message in read_po(file, locale="en"):
            if message.id:
                catalog[message.id] = message
    return catalog


def strings(message: Message) -> tuple[str, ...]:
    """Return the translations of a text: one, or one for each plural form."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def untranslated(catalog: Catalog) -> list[object]:
    """Return the texts that have no translation, or not in every plural form."""
    return [message.id for message in catalog if message.id and not all(strings(message))]


def compiled(catalog: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def update() -> None:
    """Merge what is collected into what is kept, and compile."""
    fresh = collected()
    if PO.exists():
        old = {(message.id, message.context): message for message in kept() if message.id}
        for message in fresh:
            if message.id and (before := old.get((message.id, message.context))):
                message.string = before.string
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, fresh, width=100, sort_output=True, omit_header=False, include_lineno=False)
    MO.write_bytes(compiled(kept()))


def _messages() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for path in sorted([*SOURCE.rglob("*.py"), *(SOURCE / "templates").rglob("*.html")]):
        name = path.relative_to(SOURCE.parent).as_posix()
        # What is left of a template is no valid Python; the reader for JavaScript is forgiving.
        reader = "python" if path.suffix == ".py" else "javascript"
        for _line, message, _comments, context in extract(
            reader, io.BytesIO(_calls_in(path)), keywords=KEYWORDS
        ):
            yield name, message, context


def _calls_in(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    from django.utils.translation import templatize

    # Django's own way to let a tool for Python read the texts of a template.
    return templatize(text, origin=str(path)).encode()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortschrift.config.settings")
    update()
    for text in untranslated(kept()):
        print(text)
    print(f"{PO.name}: {len(kept())} texts, {len(untranslated(kept()))} without translation")
