"""Making files of texts, and keeping those of frozen texts.

A frozen text never changes, but what is printed around it may (where a version stands); so a
file is kept under the hash of the text and all that is printed, and never needs to be taken back.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import shown
from fortschrift.concepts.addresses import version_file_url
from fortschrift.concepts.crediting import credits_between
from fortschrift.concepts.exports.stamps import comparison_stamp, draft_stamp, version_stamp
from fortschrift.concepts.file_pictures import pictures_in
from fortschrift.concepts.models import Concept, Version, VersionText
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.rendering.pdf.setting import pdf_of
from fortschrift.concepts.rendering.stamp import SHORT, Stamp
from fortschrift.concepts.rendering.workbook.writing import workbook_of
from fortschrift.concepts.selectors.comparisons import Side
from fortschrift.core.text import Tree
from fortschrift.core.text.synopsis import synopsis
from fortschrift.web.keeping import kept_bytes, key_of, remember_bytes
from fortschrift.web.shapes import Download

_OFFICE = "application/vnd.openxmlformats-officedocument"
ENDINGS: Mapping[str, str] = {
    "docx": f"{_OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{_OFFICE}.spreadsheetml.sheet",
}
"""The endings of the files there are, with their types."""

_LONGEST_NAME, _SHORTEST_TITLE = 60, 24


@dataclass(frozen=True, slots=True)
class File:
    """A file to take away; `tag` names its bytes before they are made."""

    name: str
    type: str
    tag: str
    make: Callable[[], bytes]


def file_name(title: str, version: str, hash: str, ending: str) -> str:
    """Name a file by concept, version and the beginning of its text's hash.

    Only the title is ever shortened: the version and the hash are what tells files apart.

    >>> file_name("Vielfalt für alle Straßen", "Fassung 2021", "ab12" * 16, "pdf")
    'vielfalt-fur-alle-strassen-fassung-2021-ab12ab12ab12.pdf'
    """
    said = _slug(version)
    room = max(_LONGEST_NAME - len(said) - 1, _SHORTEST_TITLE)
    words = "-".join(filter(None, (_shortened(_slug(title), room), said)))
    return f"{words}-{hash[:SHORT]}.{ending}"


def _slug(words: str) -> str:
    return slugify(words.replace("ß", "ss"))


def _shortened(slug: str, most: int) -> str:
    """Cut behind a whole word, if there is one: what is left should still be read."""
    if len(slug) <= most:
        return slug
    return slug[: most + 1].rpartition("-")[0] or slug[:most]


def version_files(version: Version, text: VersionText) -> list[Download]:
    """Offer the files of a frozen text."""
    labels = {
        "pdf": ("PDF", _("Text zum Lesen und Drucken"), _("barrierefrei")),
        "docx": ("Word", _("Text zum Bearbeiten"), ""),
        "xlsx": ("Excel", _("Alle Elemente als Tabelle"), ""),
    }
    with override("de"):
        title = shown.title(version)
    name = version.concept.name
    return [
        Download(
            label, version_file_url(version, version.concept,
                                    file_name(name, title, text.hash, ending)),
            kind, detail=detail,
        )
        for ending, (kind, label, detail) in labels.items()
    ]  # fmt: skip


def version_file(
    version: Version, text: VersionText, tree: Tree, ending: str, address: str
) -> File:
    """Give the file of a frozen text; `address` is where the text can be read."""
    stamp = version_stamp(version, text, tree, address)
    key = key_of("file", ending, repr(stamp))
    town = version.municipality
    return _file(stamp, ending, key, lambda: _kept(key, lambda: _made(ending, town, tree, stamp)))


def draft_file(side: Side, ending: str, address: str) -> File:
    """Give the file of a draft as it stands now; it is kept nowhere."""
    assert side.strand is not None and side.tree is not None
    town, tree = side.strand.municipality, side.tree
    stamp = draft_stamp(side.strand, tree, address)
    key = key_of("draft", ending, repr(stamp))
    return _file(stamp, ending, key, lambda: _made(ending, town, tree, stamp))


def comparison_file(concept: Concept, old: Side, new: Side, address: str) -> File:
    """Give a Word file of two texts with every change tracked, by whom, when and why."""
    assert old.tree is not None and new.tree is not None
    one, other = old.tree, new.tree
    stamp = comparison_stamp(concept, _stamp_of(old, address), _stamp_of(new, address))
    credits = credits_between(concept, old, new)
    key = key_of("comparison", repr(stamp), repr(sorted(credits.items())))
    return _file(
        stamp, "docx", key,
        lambda: tracked_document(
            synopsis(one, other), author=concept.municipality.name, credits=credits, stamp=stamp,
            pictures=pictures_in(concept.municipality, one, other),
        ),
    )  # fmt: skip


def _kept(key: str, make: Callable[[], bytes]) -> bytes:
    data = kept_bytes(key)
    if data is None:
        data = make()
        remember_bytes(key, data)
    return data


def _stamp_of(side: Side, address: str) -> Stamp:
    assert side.tree is not None
    if side.strand is not None:
        return draft_stamp(side.strand, side.tree, address)
    assert side.version is not None and side.text is not None
    return version_stamp(side.version, side.text, side.tree, address)


def _made(ending: str, town: Municipality, tree: Tree, stamp: Stamp) -> bytes:
    if ending == "xlsx":
        return workbook_of(tree, stamp)
    pictures = pictures_in(town, tree)
    if ending == "pdf":
        return pdf_of(tree, stamp, pictures=pictures)
    return document(tree, stamp, pictures)


def _file(stamp: Stamp, ending: str, tag: str, make: Callable[[], bytes]) -> File:
    return File(
        file_name(stamp.title, stamp.version, stamp.hash, ending), ENDINGS[ending], tag, make
    )
