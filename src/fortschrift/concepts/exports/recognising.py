"""Which text a file holds that comes from outside, and whether it is still what it was.

A file is compared with the file of the same text made anew; so nothing counts as a change that
only a program's way of saving does. Nothing of the file is stored.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import uuid4

from fortschrift.accounts.models import Municipality
from fortschrift.concepts import repository
from fortschrift.concepts.file_pictures import pictures_in
from fortschrift.concepts.limits import LARGEST_OWN_FILE
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.opening import read
from fortschrift.concepts.manuscripts.package import Package, is_package, opened
from fortschrift.concepts.manuscripts.word.reading import read_word
from fortschrift.concepts.models import VersionText
from fortschrift.concepts.rendering.docx import document, tracked_document
from fortschrift.concepts.returning.embedded import Told, told_by
from fortschrift.concepts.returning.returned import returned
from fortschrift.concepts.returning.workbook import WORKBOOK, read_workbook
from fortschrift.concepts.selectors.by_hash import texts_with_hash
from fortschrift.core.text import NodeId, Tree, new_states
from fortschrift.core.text.synopsis import synopsis

_UNPACKED = 24 * 2**20
_HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_MOST_HASHES = 10

State = Literal["same", "changed", "unchecked"]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: the beginning of its text's hash, what it calls itself, and its state.

    `changes` counts elements and paragraphs that say something else than the text does.
    """

    hash: str
    named: str = ""
    state: State = "unchecked"
    changes: int = 0


def recognised(
    town: Municipality, data: bytes, made_anew: Callable[[VersionText], bytes]
) -> Recognised | None:
    """Tell which text a file holds, None for a file that is none of ours; raises Unreadable.

    `made_anew` gives the PDF file of a frozen text, since a PDF can only be compared whole.
    """
    if len(data) > LARGEST_OWN_FILE:
        raise Unreadable("too_large")
    if not data.strip():
        raise Unreadable("empty")
    if data.lstrip().startswith(b"%PDF-"):
        return _pdf(town, data, made_anew)
    if not is_package(data):
        raise Unreadable("unknown")
    with opened(data, _UNPACKED) as package:
        if package.told_size > _UNPACKED:
            raise Unreadable("too_large")
        if WORKBOOK in package:
            return _workbook(data)
        if any(name.startswith("word/") for name in package.names):
            return _word(town, package)
    raise Unreadable("unknown")


def _pdf(
    town: Municipality, data: bytes, made_anew: Callable[[VersionText], bytes]
) -> Recognised | None:
    """Find the hash among what the file says of itself in plain; typst writes it so."""
    for found in list(dict.fromkeys(_HASH.findall(data)))[:_MOST_HASHES]:
        hash = found.decode()
        texts = texts_with_hash(town, hash)
        if texts:
            same = any(made_anew(each) == data for each in texts)
            return Recognised(hash, state="same" if same else "unchecked")
    return None


def _workbook(data: bytes) -> Recognised | None:
    found = read_workbook(data)
    if not found.hash:
        return None
    changes = len(found.changed) + len(found.missing) + len(found.strange)
    return Recognised(found.hash, state="changed" if changes else "same", changes=changes)


def _word(town: Municipality, package: Package) -> Recognised | None:
    told = told_by(package)
    if not told.hash:
        return None
    here = _stored(town, told.hash) or told.tree
    plain = Recognised(told.hash, told.version)
    if here is None:
        return plain
    went_out = _made_anew(town, told, here)
    if went_out is None:
        return plain
    found = returned(here, read(went_out), read_word(package), lambda: NodeId(uuid4()))
    changes = _differences(here, found.tree) + len(found.not_taken)
    return Recognised(told.hash, told.version, "changed" if changes else "same", changes)


def _made_anew(town: Municipality, told: Told, here: Tree) -> bytes | None:
    """Make the file of a text anew; of a comparison only where the other text is known, too."""
    if not told.compared:
        return document(here, pictures=pictures_in(town, here))
    old = _stored(town, told.compared)
    if old is None:
        return None
    return tracked_document(synopsis(old, here), author="", pictures=pictures_in(town, old, here))


def _stored(town: Municipality, hash: str) -> Tree | None:
    texts = texts_with_hash(town, hash)
    return repository.load_tree(texts[0].manifest) if texts else None


def _differences(one: Tree, other: Tree) -> int:
    gone = sum(1 for node in one.nodes if node not in other)
    # Of a node whose children changed nothing is said that the children do not say themselves.
    said = sum(
        1
        for state in new_states(one, other)
        if state.id not in one or _words(one, state.id) != _words(other, state.id)
    )
    return max(gone + said, 0 if one == other else 1)


def _words(tree: Tree, node: NodeId) -> tuple[object, ...]:
    state = tree[node]
    return state.kind, state.heading, state.text, state.attributes, state.printed_number
