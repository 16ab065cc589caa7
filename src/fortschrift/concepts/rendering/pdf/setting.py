"""Setting a text as PDF: one file that is PDF/UA-1 and PDF/A-3a, always the same bytes.

Nothing is read but what lies in this folder and in the typesetter, and the pictures of the text:
no fonts of the machine, no packages of the net.
The text as it is stored is attached, so that a program needs no reader of PDF to have it.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from fortschrift.concepts.rendering.pdf.data import Data, blocks_of
from fortschrift.concepts.rendering.pdf.signs import missing_told, printable
from fortschrift.concepts.rendering.pdf.streams import with_clear_ends
from fortschrift.concepts.rendering.pictures import (
    MEASURE,
    NO_PICTURES,
    Pictures,
    described,
    media_of,
    picture_of,
    unshown_told,
)
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.core.text import NodeState, Tree

_HERE = Path(__file__).parent
_WITHIN = 120  # seconds; a text of 2,400 nodes takes two and a half
_NAMELESS = "Ohne Titel"


def pdf_of(tree: Tree, stamp: Stamp, *, hint: str = "", pictures: Pictures = NO_PICTURES) -> bytes:
    """Set a text; `hint` stands at the foot of the cover. Raises ValueError without a day.

    PDF/A wants a date in each file, and today's would make other bytes every day.
    """
    if stamp.day is None:
        raise ValueError("a PDF file needs a day")
    title = tree[tree.root].title or stamp.title or _NAMELESS
    missing: set[str] = set()
    blocks = printable(blocks_of(tree, pictures), missing)
    meta = printable(_meta(stamp, title, hint), missing)
    data = {
        "meta": {
            **meta, "missing": missing_told(missing), "unshown": unshown_told(tree, pictures),
        },
        "pictures": {
            str(image.id): _described(image, pictures) for image in _shown(tree, pictures)
        },
        "has_contents": any(each["kind"] == "heading" for each in blocks),
        "blocks": blocks,
    }  # fmt: skip
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    if stamp.embedded:
        inputs["canonical"] = stamp.embedded.decode()
    files = {
        _file_of(media_of(image), pictures): pictures[media_of(image)].data
        for image in _shown(tree, pictures)
    }
    return _compiled("text.typ", inputs, files)


def _shown(tree: Tree, pictures: Pictures) -> Iterator[NodeState]:
    return (state for state in tree if picture_of(state, pictures))


def _described(image: NodeState, pictures: Pictures) -> Data:
    """Tell of a picture what is not printed; so its signs need not be those of a font."""
    media = media_of(image)
    wide, _ = pictures[media].fitted(MEASURE)
    return {"file": _file_of(media, pictures), "alt": described(image), "width": wide / 20}


def _file_of(media: str, pictures: Pictures) -> str:
    """Name the file of a picture; a key may be any words."""
    return f"{list(pictures).index(media)}.{pictures[media].ending}"


class NotSet(Exception):
    """A text that the typesetter could not set, with its own words."""


def _compiled(template: str, inputs: dict[str, str], files: Mapping[str, bytes]) -> bytes:
    try:
        made = _once(template, inputs, files)
    except NotSet:  # its only known fault, at links in hyphenated words: see `text.typ`
        made = _once(template, {**inputs, "hyphenate": "no"}, files)
    return with_clear_ends(made)


def _once(template: str, inputs: dict[str, str], files: Mapping[str, bytes]) -> bytes:
    """Set a file in a process of its own; raises NotSet, also when that takes too long.

    It reads a folder that is there for this file only: the look, and the pictures.
    """
    with tempfile.TemporaryDirectory(prefix="fortschrift-") as folder:
        for name in (template, "families.typ"):
            shutil.copy(_HERE / name, folder)
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        wanted = {"folder": folder, "template": template, "inputs": inputs}
        done = _run(json.dumps(wanted).encode())
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def _run(wanted: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(_HERE / "child.py")]
    try:
        return subprocess.run(
            command, input=wanted, capture_output=True, timeout=_WITHIN, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotSet("timeout") from None


def _meta(stamp: Stamp, title: str, hint: str) -> Data:
    facts = (
        ("Stand", stamp.standing), ("Textstand", stamp.date_in_words), ("Kennung", stamp.code),
        ("Adresse", stamp.address),
    )  # fmt: skip
    day = f"Textstand {stamp.date_in_words}" if stamp.day else ""
    foot = (stamp.version, day, stamp.standing, f"Kennung {stamp.code}" if stamp.hash else "")
    return {
        "title": " ".join(title.split()),
        "publisher": stamp.publisher,
        "version": stamp.version,
        "code": stamp.hash,
        "day": [stamp.day.year, stamp.day.month, stamp.day.day] if stamp.day else None,
        "facts": [fact for fact in facts if fact[1]],
        "foot": " · ".join(each for each in foot if each),
        "head": " · ".join(each for each in (stamp.publisher, " ".join(title.split())) if each),
        "hint": hint,
        "file": stamp.hash[:12] or "text",
    }
