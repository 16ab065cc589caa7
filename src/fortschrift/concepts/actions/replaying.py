"""The act of saying a strand again without what should not have been decided.

After a corrected decision all other changes are made anew, one after another, on a fresh strand
that begins where the old one began.  The old one stays and is not written any more.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from functools import partial
from typing import NamedTuple, TypeAlias
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import advance, hold, operations_in
from fortschrift.concepts.actions.laying_again import Again, Way, credits_again, lay_again
from fortschrift.concepts.actions.naming import free_address
from fortschrift.concepts.actions.undoing import taking_back
from fortschrift.concepts.ancestry import Line, lasting, since
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.repository import StoredText
from fortschrift.concepts.saying_again import Said
from fortschrift.core.text import Operation, TextError, Tree, apply, inverse_of_all
from fortschrift.core.text.merging.rebase import rebase
from fortschrift.core.text.origins.node_origins import Origins

Operations: TypeAlias = tuple[Operation, ...]


class Repeated(NamedTuple):
    """A change of the old strand, how it is said again if at all, and where that leaves both.

    ``text`` is the old text after it, ``way`` leads from there to the text of the new strand.
    """

    change: Change
    id: UUID
    said: Said | None
    way: Operations
    text: Tree


@action(_("{actor} hat „{strand}“ als „{name}“ neu aufgebaut, ohne: {without}"))
def replay_strand(
    entry: Entry,
    strand: Strand,
    *,
    without: Collection[Change],
    name: str,
    actor: User | None,
    now: datetime,
) -> Strand:
    """Say all changes of a strand but some again on a fresh one; it replaces the old one.

    Each change keeps kind, author, reason, day and the origin of its words, and names the old one
    as its source.  What takes back a change that is left out is left out as well.  Amendments go
    on with the new strand: those adopted again are adopted there, what was left out is open.

    Raises ValidationError for changes that are not of this strand, for a name that is taken, and
    naming the first change that does not fit without those left out, with place and reason.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand)
    line = repository.ancestry_of(strand.concept_id).line(strand.head_id)
    made = since(line, strand.begun_at_id)
    left_out = _left_out(made, line, {change.pk for change in without})
    beginning = repository.text_at(strand.begun_at)
    fresh = _begin_again(entry, strand, name, beginning)
    replayed: dict[UUID | None, Change] = {}
    ways: dict[UUID, Way] = {}
    changes = repository.with_origins_of(made)
    for each in _again(changes, left_out, beginning.tree, fresh, replayed):
        if (said := each.said) is not None:
            change = each.change
            replayed[change.pk] = advance(
                entry, fresh, said.operations, given=said.given, id=each.id, sources=[change],
                kind=change.kind, undoes=replayed.get(change.undoes_id, change.undoes),
                credits=credits_again(change, said.operations), author=change.author,
                reason=change.reason, happened=change.happened, actor=actor, now=now,
            )  # fmt: skip
        ways[each.change.pk] = Way(fresh.head, each.way, each.text)
    lay_again(entry, strand, fresh, Again(replayed, ways))
    entry.tell(strand=strand, name=name, without=", ".join(map(str, without)))
    return fresh


def _left_out(made: Sequence[UUID], line: Line, unwanted: Set[UUID]) -> set[UUID]:
    """Give the changes to leave out: the unwanted ones, and what takes back one of these."""
    if not unwanted:
        raise ValidationError({"without": _("Bitte wählen Sie, was entfallen soll.")})
    if not unwanted <= set(made):
        raise ValidationError({"without": _("Diese Änderung gehört nicht zu diesem Strang.")})
    left_out = set(unwanted)
    for change in made:
        if line[change] in left_out:
            left_out.add(change)
    return left_out


def _begin_again(entry: Entry, strand: Strand, name: str, text: StoredText) -> Strand:
    return entry.create(
        Strand, concept=strand.concept, name=name, kind=strand.kind, replaces=strand,
        slug=free_address(strand.concept, name),
        head=strand.begun_at, begun_at=strand.begun_at,
        outline=repository.store_outline(entry, strand.concept, text.tree.outline),
        states=repository.listed(text.keys[state.id] for state in text.tree),
    )  # fmt: skip


def _again(
    made: Iterable[tuple[Change, Origins]], left_out: Set[UUID], text: Tree, fresh: Strand,
    replayed: Mapping[UUID | None, Change],
) -> Iterator[Repeated]:  # fmt: skip
    """Say changes again, each on what the ones before it have left without those left out.

    ``text`` and ``way`` follow the old strand: the text before each change, and the operations
    that lead from there to the text of the new strand.  What takes back a change takes back what
    that one became, which ``replayed`` holds by the time.
    """
    way: Operations = ()
    for change, after in made:
        done, id = operations_in(change), uuid4()
        said: Said | None = None
        if change.pk in left_out:
            way = (*inverse_of_all(done, text), *way)
        else:
            undone = replayed.get(change.undoes_id)
            said = _fitting(
                change,
                partial(_undone_again, undone, fresh, id)
                if undone
                else partial(Said.of(done, text, after).over, way, text, id),
            )
            way = _onward(way, done, said.operations, text)
        text = apply(done, text)
        yield Repeated(change, id, said if said and said.operations else None, way, text)


def _undone_again(undone: Change, fresh: Strand, id: UUID) -> Said:
    """Take back on the new strand what was taken back on the old one."""
    line = repository.ancestry_of(fresh.concept_id).line(fresh.head_id)
    return taking_back(undone, lasting(since(line, undone.pk), line), id)


def _fitting(change: Change, say: Callable[[], Said]) -> Said:
    try:
        return say()
    except ValidationError as error:
        sentence = _("„%(change)s“ lässt sich nicht wiederholen: %(why)s")
        words = {"change": change, "why": " ".join(error.messages)}
        raise ValidationError({"without": sentence % words}, code="unfit") from error


def _onward(way: Operations, done: Operations, again: Operations, text: Tree) -> Operations:
    """Give the way from the old text to the new one after a change was made on both.

    The way is carried over the change.  Where that leads to another text (both put something into
    one gap, or the change asks for what was left out), everything is taken back and said again.
    """
    if not way:
        return ()
    new = apply(again, apply(way, text))
    try:
        carried = rebase(way, done, text)
        if apply(carried, apply(done, text)) == new:
            return carried
    except TextError:
        pass
    return (*inverse_of_all(done, text), *way, *again)
