"""The act of putting a picture into a draft: recorded with its rights, a passage of the text."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import advance, hold
from fortschrift.concepts.models import Change, Strand
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.core.text import Insert, NodeId, NodeState, Place, inline
from fortschrift.sources.actions import record_media
from fortschrift.sources.uploads import StoredPicture


@action(_("{actor} hat in „{strand}“ bei „{element}“ ein Bild eingefügt: {alternative_text}"))
def insert_picture(
    entry: Entry,
    strand: Strand,
    *,
    element: NodeId,
    after: NodeId | None,
    picture: StoredPicture,
    alternative_text: str,
    credit: str,
    licence: str,
    base: UUID,
    actor: User | None,
    now: datetime,
    caption: str = "",
    is_symbolic: bool = False,
    reason: str = "",
) -> Change:
    """Put a stored picture behind a passage of an element, or first in it where ``after`` is None.

    What it shows and its caption are words of the text, so that they are compared and frozen like
    any others.  Raises StaleHead, and ValidationError where the place is gone.
    """
    require(may_edit_text(actor, strand.municipality))
    hold(strand, base=base)
    before = repository.load(strand)
    if element not in before.tree or after not in (None, *before.tree[element].children):
        raise ValidationError({"after": _("Diese Stelle gibt es im Entwurf nicht mehr.")})
    media = record_media(
        strand.municipality, alternative_text=alternative_text, credit=credit, licence=licence,
        caption=caption, is_symbolic=is_symbolic, file=picture.name, preview=picture.preview,
        width=picture.width, height=picture.height, actor=actor, now=now,
    )  # fmt: skip
    state = NodeState(
        NodeId(uuid4()), "image", inline(caption), inline(alternative_text),
        attributes=(("media", str(media.pk)),),
    )  # fmt: skip
    insert = Insert(Place(element, after), (state,))
    change = advance(entry, strand, (insert,), before=before, now=now, actor=actor, reason=reason)
    title = before.tree[element].title
    entry.tell(strand=strand, element=title, alternative_text=alternative_text)
    return change
