"""Taking a file in: from what somebody wishes to the act that does it.

All that takes long is done before the act begins, since it alone may write while it lasts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from fortschrift.concepts import manuscript_accounts, manuscript_drafts
from fortschrift.concepts.actions.bringing_in import (
    File,
    NewVersion,
    Tracked,
    bring_in_amendments,
    bring_in_concept,
    bring_in_file,
)
from fortschrift.concepts.actions.naming import (
    address_of,
    free_concept_address,
    free_version_address,
)
from fortschrift.concepts.manuscript_accounts import KeptAccount
from fortschrift.concepts.manuscript_identity import Reference, identified_in, reference_of
from fortschrift.concepts.manuscript_returning import Home, home_of, read_back
from fortschrift.concepts.manuscript_words import comment_words, marked_words
from fortschrift.concepts.manuscripts.manuscript import Manuscript, lines_in
from fortschrift.concepts.manuscripts.proposals import Proposal, proposals
from fortschrift.concepts.manuscripts.understanding import Understanding, after, before
from fortschrift.concepts.models import (
    Change,
    Concept,
    ManuscriptDraft,
    ManuscriptRecord,
    Strand,
    VersionText,
)
from fortschrift.concepts.returning.brought_back import Fate
from fortschrift.core.text import (
    NodeId,
    NodeState,
    Operation,
    TextError,
    Tree,
    apply,
    attributes,
    is_level,
    numbers,
    shown_number,
)
from fortschrift.core.text.difference.diff import diff

NEW, LATER, EARLIER, AMENDING = "new", "later", "earlier", "amending"
AS_AMENDMENTS, TAKEN, LEFT_OUT = "amendments", "taken", "left_out"
FIRST = "first"
STEPS = 3


@dataclass(frozen=True, slots=True)
class Wishes:
    """How somebody wants a file taken in; plain values, as a job carries them.

    ``way`` is `NEW`, `LATER`, `EARLIER` or `AMENDING`; ``reference`` the version or draft that it
    is later or earlier than, or amends: ``version:<id>`` or ``strand:<id>``. ``tracked`` says what
    becomes of tracked changes; ``parted`` names elements there that no element of the file is.
    """

    way: str = NEW
    reference: str = ""
    name: str = ""
    kind: str = ""
    label: str = ""
    completeness: str = VersionText.Completeness.COMPLETE
    status: str = ""
    happened: str = ""
    draft: str = ""
    tracked: str = AS_AMENDMENTS
    reason: str = ""
    parted: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A file as a tree, with its tracked changes as proposals and the account of its words."""

    tree: Tree
    proposals: Sequence[Proposal]
    file: File


Report = Callable[[int], None]
Act = Callable[..., ManuscriptRecord]
"""An act that lacks only who acts, and when."""


def prepared(draft: ManuscriptDraft, wishes: Wishes, report: Report) -> Act:
    """Do all that takes long, and give the act that is left to do.

    Both raise ValidationError that says why not.  ``report`` is told how many of `STEPS` are
    behind.
    """
    manuscript = manuscript_drafts.manuscript_of(draft)
    home = home_of(draft, manuscript)
    if home is not None:
        return _of_ours(draft, home, manuscript, wishes, report)
    found = manuscript_drafts.understanding_of(draft)
    reference = reference_of(draft, wishes.reference)
    try:
        ready = _ready(draft, found, wishes, reference.tree, report)
    except TextError as error:
        raise ValidationError(_("Der Text der Datei lässt sich so nicht übernehmen.")) from error
    report(2)
    if wishes.way == AMENDING:
        return _amending(found, ready, wishes, reference)
    tracked = [_tracked(each, found.manuscript) for each in ready.proposals]
    if draft.concept is None:
        return partial(
            bring_in_concept, draft.municipality, name=wishes.name, kind=wishes.kind,
            slug=free_concept_address(draft.municipality, wishes.name),
            version=_new_version(wishes, None), tree=ready.tree, file=ready.file, tracked=tracked,
        )  # fmt: skip
    is_later = wishes.way == LATER
    return partial(
        bring_in_file, draft.concept, version=_new_version(wishes, draft.concept),
        tree=ready.tree, file=ready.file, tracked=tracked,
        after=reference.version if is_later else None,
        before=None if is_later else reference.version,
    )  # fmt: skip


def _ready(
    draft: ManuscriptDraft,
    found: Understanding,
    wishes: Wishes,
    reference: Tree | None,
    report: Report,
) -> Ready:
    taken = after if wishes.tracked == TAKEN else before
    amending = wishes.tracked == AS_AMENDMENTS
    text = found.resolved(taken)
    made = found.placed(text, _mint)
    account = found.account(text, made, taken, amending=amending)
    report(1)
    base = identified_in(found, made, reference, wishes.parted)
    kept = manuscript_accounts.kept(
        account, found.manuscript, found.pictures, is_proposal=wishes.way == AMENDING
    )
    return Ready(
        base.tree, proposals(found, base, _mint) if amending else (),
        _file(draft, kept),
    )  # fmt: skip


def _amending(found: Understanding, ready: Ready, wishes: Wishes, reference: Reference) -> Act:
    if reference.of is None or reference.tree is None or reference.base is None:
        raise ValidationError(_("Diese Fassung hat keinen Text, der sich ändern ließe."))
    settled = replace(ready, tree=settled_like(reference.tree, ready.tree))
    return _amendments(
        reference.of, reference.base, reference.tree, settled, found.manuscript, wishes
    )


def _amendments(  # noqa: PLR0917
    of: Strand | VersionText, base: Change, text: Tree, ready: Ready, manuscript: Manuscript,
    wishes: Wishes,
) -> Act:  # fmt: skip
    tracked = [
        replace(_tracked(each, manuscript), on_difference=not _fits(each.operations, text))
        for each in ready.proposals
    ]
    return partial(
        bring_in_amendments, of, base=base, operations=diff(text, ready.tree), tracked=tracked,
        file=ready.file, reason=wishes.reason,
    )  # fmt: skip


def _of_ours(
    draft: ManuscriptDraft, home: Home, manuscript: Manuscript, wishes: Wishes, report: Report
) -> Act:
    """Take in a file that says itself which text of the concept it stems from."""
    base, ready = _brought_back(draft, home, manuscript, wishes)
    report(2)
    if wishes.way == AMENDING:
        return _amendments(home.of, home.base, base, ready, manuscript, wishes)
    if isinstance(home.of, Strand) or wishes.way != LATER:
        raise ValidationError(
            _("Aus dieser Datei kann nur ein Vorschlag oder eine neuere Fassung werden.")
        )
    assert draft.concept is not None
    # Fetched anew: what was found by its hash came with a part of its texts only.
    version = draft.concept.versions.get(pk=home.of.version_id)
    return partial(
        bring_in_file, draft.concept, version=_new_version(wishes, draft.concept),
        tree=ready.tree, file=ready.file, after=version,
        tracked=[_tracked(each, manuscript) for each in ready.proposals],
    )  # fmt: skip


def _brought_back(
    draft: ManuscriptDraft, home: Home, manuscript: Manuscript, wishes: Wishes
) -> tuple[Tree, Ready]:
    fates: dict[str, Fate] = {TAKEN: "taken", LEFT_OUT: "left_out"}
    try:
        base, back = read_back(home, manuscript, tracked=fates.get(wishes.tracked, "amendments"))
    except TextError as error:
        raise ValidationError(_("Der Text der Datei lässt sich so nicht übernehmen.")) from error
    account = manuscript_accounts.kept(
        back.account, manuscript, back.pictures, is_proposal=wishes.way == AMENDING
    )
    return base, Ready(back.tree, back.proposals, _file(draft, account))


def _file(draft: ManuscriptDraft, account: KeptAccount) -> File:
    return File(
        draft.file_name, draft.kind, draft.size, draft.hash, manuscript_accounts.written(account)
    )


def settled_like(old: Tree, new: Tree) -> Tree:
    """Keep of the old text what a file cannot say: attributes, relations, numbers it computes.

    A file without its title keeps the one there was, and the outline stays.
    """
    counted = numbers(old)
    states = [
        _settled(state, old.nodes[state.id], shown_number(old[state.id], counted))
        if state.id in old.nodes
        else state
        for state in new
    ]
    return Tree.of(states, root=new.root, outline=old.outline)


def _settled(state: NodeState, was: NodeState, number: str) -> NodeState:
    if not is_level(state.kind) and state.kind != was.kind:
        return state
    if not is_level(state.kind):
        return replace(state, heading=state.heading or was.heading) if was.heading else state
    return replace(
        state,
        attributes=attributes(dict(was.attributes) | dict(state.attributes)),
        relations=was.relations,
        printed_number=was.printed_number
        if state.printed_number in (None, number.rstrip(". "))
        else state.printed_number,
    )


def _fits(operations: Sequence[Operation], tree: Tree) -> bool:
    try:
        return apply(operations, tree) != tree
    except TextError:
        return False


def _tracked(proposal: Proposal, manuscript: Manuscript) -> Tracked:
    """Say in words what the file shows of a change, and what readers remarked there."""
    places = {each.place for each in proposal.marked}
    keys = dict.fromkeys(
        key for line in lines_in(manuscript.blocks) if line.place in places for key in line.comments
    )
    comments = (manuscript.comments[key] for key in keys if key in manuscript.comments)
    return Tracked(
        proposal.operations, author=proposal.author[:200], happened=proposal.happened,
        original="\n".join(marked_words(proposal.marked)),
        reason="\n".join(map(comment_words, comments)),
    )  # fmt: skip


def _new_version(wishes: Wishes, concept: Concept | None) -> NewVersion:
    label = wishes.label
    return NewVersion(
        slug=free_version_address(concept, label) if concept else address_of(label), label=label,
        completeness=wishes.completeness, status=wishes.status, happened=wishes.happened,
        draft=wishes.draft,
    )  # fmt: skip


def _mint() -> NodeId:
    return NodeId(uuid4())


def wishes_from(said: dict[str, Any]) -> Wishes:
    """Read what a job carries."""
    return Wishes(**said)


def open_references(concept: Concept) -> Iterator[tuple[str, str, bool]]:
    """List versions and drafts: key, name, and whether there is a text to amend.

    A concept without a version has one without a key: there this is the first.
    """
    with_text = set(concept.versions.filter(texts__isnull=False).values_list("pk", flat=True))
    if not concept.versions.exists():
        yield FIRST, str(_("noch keine, dies ist die erste")), False
    for version in concept.versions.order_by("-order"):
        yield f"version:{version.pk}", version.label, version.pk in with_text
    for strand in concept.strands.filter(replaced_by__isnull=True).order_by("name"):
        yield f"strand:{strand.pk}", strand.name, True
