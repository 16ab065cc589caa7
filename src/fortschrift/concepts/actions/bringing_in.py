"""The acts of bringing a file in: as a concept, as a version of one, or as amendments to a text.

What the file says was read and put into a tree before; here it becomes rows, all at once, with one
entry that names the file, and a record of what became of each of its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.amendments import (
    amend_amendment,
    base_on_line,
    begin_amendment,
)
from fortschrift.concepts.actions.beginning import root_address
from fortschrift.concepts.actions.concepts import open_concept
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.actions.laying import lay
from fortschrift.concepts.actions.strands import begin_strand
from fortschrift.concepts.actions.texts import bring_in_text
from fortschrift.concepts.actions.versions import bring_in_version, record_status
from fortschrift.concepts.actions.wordings import (
    check_new_identities,
    check_parts,
    store_wording,
    touch,
)
from fortschrift.concepts.amending import Part
from fortschrift.concepts.models import (
    Amendment,
    Change,
    Concept,
    FileKind,
    ManuscriptRecord,
    Strand,
    Version,
    VersionText,
    Wording,
)
from fortschrift.concepts.permissions import may_bring_in_files
from fortschrift.core.text import Operation, Tree

#: So much of a hash tells files apart and can be read out.
_SHORT = 12


@dataclass(frozen=True, slots=True)
class File:
    """A file that is brought in: name, kind, bytes, SHA-256, and the account as JSON."""

    name: str
    kind: str
    size: int
    hash: str
    account: str


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What is told about the version that a file becomes.

    ``status`` may be empty, ``happened`` is since when.  ``draft`` is the name of a draft that is
    begun with the text.
    """

    slug: str
    label: str
    completeness: str = VersionText.Completeness.COMPLETE
    status: str = ""
    happened: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A change that somebody tracked in a file, as an amendment to its text.

    ``on_difference`` tells that it is written on the text as it reads with what the file itself
    changes, and not on the text alone.
    """

    operations: tuple[Operation, ...]
    author: str = ""
    happened: str = ""
    original: str = ""
    reason: str = ""
    on_difference: bool = False


@action(
    _(
        "{actor} hat das Konzept „{concept}“ mit der Fassung „{label}“ eingelesen, aus „{file}“"
        " ({kind}, Prüfsumme {hash}){amendments}."
    )
)
def bring_in_concept(
    entry: Entry,
    municipality: Municipality,
    *,
    slug: str,
    name: str,
    kind: str,
    version: NewVersion,
    tree: Tree,
    file: File,
    actor: User | None,
    now: datetime,
    tracked: Sequence[Tracked] = (),
) -> ManuscriptRecord:
    """Open a concept with its first version and the text that a file has.

    Raises ValidationError like the acts it takes, for an address that is taken above all.
    """
    require(may_bring_in_files(actor, municipality))
    concept = open_concept(municipality, slug=slug, name=name, kind=kind, actor=actor, now=now)
    record = _version(
        entry, concept, version, tree=tree, file=file, tracked=tracked, actor=actor, now=now,
        based_on=None,
    )  # fmt: skip
    entry.tell(concept=name)
    return record


@action(
    _(
        "{actor} hat zu „{concept}“ die Fassung „{label}“ eingelesen, aus „{file}“ ({kind},"
        " Prüfsumme {hash}){amendments}."
    )
)
def bring_in_file(
    entry: Entry,
    concept: Concept,
    *,
    version: NewVersion,
    tree: Tree,
    file: File,
    actor: User | None,
    now: datetime,
    after: Version | None = None,
    before: Version | None = None,
    tracked: Sequence[Tracked] = (),
) -> ManuscriptRecord:
    """Bring in a version of a concept, ``after`` one that it is based on or ``before`` one.

    The tree has the ids of the other version where it says the same thing.  Versions that come
    later make room.  Raises ValidationError like the acts it takes.
    """
    require(may_bring_in_files(actor, concept.municipality))
    repository.hold(concept)
    if (after is None) == (before is None) and concept.versions.exists():
        raise ValidationError(
            {"after": _("Bitte sagen Sie, nach oder vor welcher Fassung diese steht.")}
        )
    neighbour = after or before
    order = None
    if neighbour is not None:
        order = neighbour.order + 1 if after else neighbour.order
        _make_room(entry, concept, order)
    record = _version(
        entry, concept, version, tree=tree, file=file, tracked=tracked, actor=actor, now=now,
        based_on=after, order=order,
    )  # fmt: skip
    entry.tell(concept=concept)
    return record


@action(
    _(
        "{actor} hat „{file}“ ({kind}, Prüfsumme {hash}) als Änderung von „{text}“ eingelesen"
        "{amendments}."
    )
)
def bring_in_amendments(
    entry: Entry,
    of: Strand | VersionText,
    *,
    base: Change,
    file: File,
    actor: User | None,
    now: datetime,
    operations: Sequence[Operation] = (),
    tracked: Sequence[Tracked] = (),
    reason: str = "",
) -> ManuscriptRecord:
    """Bring in what a file says otherwise than a text, as an amendment to it.

    ``operations`` lead to the text of the file without its tracked changes, which are amendments
    of their own.  ``base`` is the change on whose text all are written; what a draft has done
    since is carried over.  Raises ValidationError where nothing is to be changed, and for a text
    that is none of the draft's.
    """
    require(may_bring_in_files(actor, of.municipality))
    if isinstance(of, Strand):
        hold(of)
    else:
        repository.hold(of.version.concept)
    base = base_on_line(of, base.pk)
    if not operations and not tracked:
        raise ValidationError(
            _("Die Datei sagt genau dasselbe wie dieser Text; es gibt nichts vorzuschlagen.")
        )
    concept = of.concept if isinstance(of, Strand) else of.version.concept
    whole = [Tracked(tuple(operations), reason=reason)] if operations else []
    alone = [*whole, *(each for each in tracked if not each.on_difference)]
    text = repository.text_at(base).tree
    strand = of if isinstance(of, Strand) else None
    made = _amend(entry, concept, base, text, alone, strand=None)
    for each in tracked:
        if each.on_difference:
            made.append(_amend_difference(made[0], each, actor=actor, now=now))
    if strand is not None:
        lay(entry, strand, made)
    record = _record(entry, concept, file, made, strand=strand)
    entry.tell(text=of if strand else of.version)  # type: ignore[union-attr]
    return record


def _version(
    entry: Entry,
    concept: Concept,
    wanted: NewVersion,
    *,
    tree: Tree,
    file: File,
    tracked: Sequence[Tracked],
    actor: User | None,
    now: datetime,
    based_on: Version | None,
    order: int | None = None,
) -> ManuscriptRecord:
    """Bring in a version with its text, its status, a draft of it, and what is tracked in it."""
    version = bring_in_version(
        concept, slug=wanted.slug, label=wanted.label, order=order, based_on=based_on,
        actor=actor, now=now,
    )  # fmt: skip
    text = bring_in_text(
        version, tree=tree, completeness=wanted.completeness, actor=actor, now=now,
        slugs=root_address(concept, tree.root),
        # A reason is public for ever, and the names of files often hold those of people; that of
        # this one stands in its record.
        reason=str(_("Aus einer eingelesenen Datei")),
    )  # fmt: skip
    if wanted.status:
        record_status(version, status=wanted.status, happened=wanted.happened, actor=actor, now=now)
    strand = None
    if wanted.draft:
        strand = begin_strand(version, name=wanted.draft, actor=actor, now=now)
    made = _amend(entry, concept, text.change, tree, tracked, strand=strand)
    entry.tell(label=wanted.label)
    return _record(entry, concept, file, made, text=text, strand=strand)


def _make_room(entry: Entry, concept: Concept, order: int) -> None:
    """Let versions from a place on stand one further, the last of them first."""
    if concept.versions.filter(order=order).exists():
        for each in concept.versions.filter(order__gte=order).order_by("-order"):
            entry.save(each, order=each.order + 1)


def _amend(
    entry: Entry,
    concept: Concept,
    base: Change,
    text: Tree,
    wanted: Sequence[Tracked],
    *,
    strand: Strand | None,
) -> list[Amendment]:
    """Record many amendments to one text, which is read once for all."""
    made = []
    for each in wanted:
        parts = [Part("", each.operations)]
        check_parts(concept, parts, text)
        check_new_identities(concept, parts, text)
        amendment = begin_amendment(entry, concept, author=each.author, happened=each.happened)
        store_wording(
            entry, amendment, parts, order=1, base=base, kind=Wording.Kind.SUBMITTED,
            original=each.original, reason=each.reason,
        )  # fmt: skip
        touch(entry, amendment, parts, text, text)
        made.append(amendment)
    if strand is not None and made:
        lay(entry, strand, made)
    return made


def _amend_difference(
    difference: Amendment, wanted: Tracked, *, actor: User | None, now: datetime
) -> Amendment:
    return amend_amendment(
        difference, operations=wanted.operations, author=wanted.author,
        original=wanted.original, reason=wanted.reason, happened=wanted.happened, actor=actor,
        now=now,
    )  # fmt: skip


def _record(
    entry: Entry, concept: Concept, file: File, made: Sequence[Amendment], **fields: Any
) -> ManuscriptRecord:
    """Keep what became of the words of the file, and tell the entry which file it was."""
    record = entry.create(
        ManuscriptRecord, concept=concept, file_name=file.name, kind=file.kind, size=file.size,
        hash=file.hash, account=file.account, recorded=database_now(), **fields,
    )  # fmt: skip
    entry.link(record.amendments, made)
    number = len(made)
    said = ngettext(", mit %(n)d Vorschlag", ", mit %(n)d Vorschlägen", number) % {"n": number}
    entry.tell(
        file=file.name, kind=FileKind(file.kind).label, hash=file.hash[:_SHORT],
        amendments=said if number else "",
    )  # fmt: skip
    return record
