"""Files on their way in: kept while somebody looks at them, then taken in or given up.

Scratch, so no acts; nothing of it is left afterwards.  What nobody has come back to is thrown away
when its time is over (`tasks.manuscripts.forget_old_manuscripts`), or when the next file is begun.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django_tasks.base import Task

from fortschrift.accounts import jobs
from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.concepts import repository
from fortschrift.concepts.actions.texts import latest_text
from fortschrift.concepts.manuscript_accounts import KeptAccount
from fortschrift.concepts.manuscript_accounts import kept as kept_account
from fortschrift.concepts.manuscript_returning import home_of, read_back
from fortschrift.concepts.manuscripts import corrections, kept
from fortschrift.concepts.manuscripts.corrections import Corrections
from fortschrift.concepts.manuscripts.from_tables import (
    FromTables,
    becomes_elements,
    from_tables,
)
from fortschrift.concepts.manuscripts.kinds import kind_of
from fortschrift.concepts.manuscripts.manuscript import Manuscript
from fortschrift.concepts.manuscripts.outlook import (
    LineOutlook,
    summary_of,
    summary_to,
    summary_with,
)
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.concepts.manuscripts.understanding import Understanding, before, understood
from fortschrift.concepts.models import Concept, FileKind, ManuscriptDraft
from fortschrift.core.text import NodeId, Tree

#: How long an upload is kept that nobody takes in.
KEPT_FOR = timedelta(days=14)
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it came: its name, and its bytes."""

    name: str
    data: bytes
    pasted: bool = False


def begin(
    municipality: Municipality,
    incoming: Incoming,
    reading: Task[..., None],
    *,
    title: str,
    concept: Concept | None,
    user: User,
    now: datetime,
) -> ManuscriptDraft:
    """Put a file aside and have it read in the background."""
    clean_up(now)
    with transaction.atomic():
        job = jobs.start(municipality, reading, title=title, actor=user)
        return ManuscriptDraft.objects.create(
            job=job, municipality=municipality, concept=concept, begun_by=user,
            file_name=incoming.name[-_LONGEST_NAME:], size=len(incoming.data),
            kind=FileKind.PASTED if incoming.pasted else kind_of(incoming.data),
            hash=sha256(incoming.data).hexdigest(), data=incoming.data,
        )  # fmt: skip


def keep_read(draft: ManuscriptDraft, manuscript: Manuscript) -> None:
    """Keep what a file says instead of its bytes; a table of ours is still asked at the desk."""
    is_our_table = draft.kind == FileKind.SHEET and manuscript.hash
    draft.data = draft.data if is_our_table else b""
    draft.manuscript = kept.to_bytes(manuscript)
    draft.summary = _summary_of(draft, manuscript)
    draft.save(update_fields=["data", "manuscript", "summary"])


def look_again(draft: ManuscriptDraft) -> None:
    """Count again what a file comes to: the draft that it stems from was written on."""
    draft.summary = _summary_of(draft, manuscript_of(draft))
    draft.save(update_fields=["summary"])


def read_like_any_other(draft: ManuscriptDraft) -> None:
    """Forget that a table is one of ours."""
    keep_read(draft, replace(manuscript_of(draft), hash=""))


def manuscript_of(draft: ManuscriptDraft) -> Manuscript:
    """Read what a file says."""
    return kept.from_bytes(bytes(draft.manuscript))


def correct(draft: ManuscriptDraft, wanted: Corrections) -> None:
    """Keep what somebody corrected, and what the file comes to with it."""
    draft.corrections = corrections.written(wanted)
    draft.summary = _summary(understanding_of(draft))
    draft.save(update_fields=["corrections", "summary"])


def corrections_of(draft: ManuscriptDraft) -> Corrections:
    """Give what was corrected so far."""
    return corrections.read(draft.corrections)


def understanding_of(draft: ManuscriptDraft) -> Understanding:
    """Read how a file is understood now, corrections included."""
    known = known_text(draft.concept) if draft.concept else None
    outline = known.outline if known else None
    return understood(manuscript_of(draft), outline, corrections_of(draft), known=known)


def known_text(concept: Concept) -> Tree | None:
    """Give the latest text of a concept, or that of its draft; None where it has none."""
    for version in concept.versions.order_by("-order"):
        text = latest_text(version)
        if text is not None:
            return repository.load(text.manifest).tree
    strand = concept.strands.select_related("outline").order_by("pk").last()
    return repository.load(strand).tree if strand else None


def give_up(draft: ManuscriptDraft) -> None:
    """Throw an upload away."""
    draft.delete()


def give_up_several(drafts: QuerySet[ManuscriptDraft]) -> int:
    """Throw uploads away; give their number."""
    return drafts.delete()[0]


def kept_until(draft: ManuscriptDraft) -> datetime:
    """Say when an upload is thrown away that nobody takes in."""
    return draft.begun + KEPT_FOR


def clean_up(now: datetime) -> int:
    """Throw away uploads that nobody came back to; give their number."""
    deleted, _ = ManuscriptDraft.objects.filter(begun__lte=now - KEPT_FOR).delete()
    return deleted


def left_over_of(draft: ManuscriptDraft) -> tuple[KeptAccount, Sequence[Marked]]:
    """Count what becomes of every word, and list the tracked changes, which are amendments."""
    manuscript = manuscript_of(draft)
    home = home_of(draft, manuscript)
    if home is None:
        found = understanding_of(draft)
        return _account_of(found), found.marked
    _base, back = read_back(home, manuscript)
    return kept_account(back.account, manuscript, back.pictures), back.marked


def tables_of(found: Understanding, lines: Iterable[LineOutlook]) -> FromTables | None:
    """Say what the tables among some lines become; None where all of them stay tables."""
    return tables_at(found, [e.position for e in lines if e.table and becomes_elements(e.choice)])


def tables_at(found: Understanding, positions: Sequence[int]) -> FromTables | None:
    """Say what the tables at some positions become."""
    return from_tables(found, positions, _mint) if positions else None


def _account_of(found: Understanding) -> KeptAccount:
    text = found.resolved(before)
    made = found.placed(text, _mint)
    account = found.account(text, made, before, amending=True)
    return kept_account(account, found.manuscript, found.pictures)


def begin_taking(
    draft: ManuscriptDraft, taking: Task[..., None], wishes: Any, *, title: str, user: User
) -> Job:
    """Have a file taken in by the background, as somebody wishes (a dataclass of words)."""
    with transaction.atomic():
        job = jobs.start(
            draft.municipality, taking, title=title, actor=user, draft=str(draft.pk),
            wishes=asdict(wishes),
        )  # fmt: skip
        draft.taking = job
        draft.save(update_fields=["taking"])
    return job


def _summary_of(draft: ManuscriptDraft, manuscript: Manuscript) -> str:
    home = home_of(draft, manuscript)
    if home is None:
        return _summary(understanding_of(draft))
    _base, back = read_back(home, manuscript)
    return summary_to(
        summary_with(
            back.tree, back.account, back.marked, comments=len(manuscript.comments),
            pictures=len(back.pictures), is_ours=True,
        )
    )  # fmt: skip


def _summary(found: Understanding) -> str:
    text = found.resolved(before)
    made = found.placed(text, _mint)
    return summary_to(summary_of(found, made, found.account(text, made, before, amending=True)))


def _mint() -> NodeId:
    return NodeId(uuid4())
