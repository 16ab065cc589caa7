"""Collects the words on the screen and keeps the English catalogue beside them.

``python -m tests.house.translations`` brings ``locale/en`` up to date: new German texts arrive with
an empty translation, texts that are gone leave, and the compiled catalogue is written.  Babel does
it in plain Python, so no gettext tools are needed on any machine.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
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


def collected() -> Catalog:
    """Return the catalogue of every text in code and templates, without translations."""
    catalog = Catalog(locale="en", project="Fortschrift", charset="utf-8")
    for path, message, context in _messages():
        catalog.add(message, locations=[(path, 0)], context=context)
    return catalog


def kept() -> Catalog:
    """Return the English catalogue as it stands in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


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
        for _line, message, _comments, context in extract(
            "python", io.BytesIO(_python_of(path)), keywords=KEYWORDS
        ):
            yield name, message, context


def _python_of(path: Path) -> bytes:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    from django.utils.translation import templatize

    # Django's own way to let a tool for Python read the texts of a template.
    return templatize(text, origin=str(path)).encode()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fortschrift.config.settings")
    update()
    missing = [message.id for message in kept() if message.id and not any(message.string)]
    print(f"{PO.name}: {len(kept())} texts, {len(missing)} without translation")
