"""What was saved to a draft since a form was written, by others or by oneself elsewhere."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from fortschrift.accounts.models import User
from fortschrift.concepts import repository, selectors
from fortschrift.concepts.ancestry import since
from fortschrift.concepts.models import Change
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.room import Room
from fortschrift.concepts.views.told import ToldChange, told_changes, who

#: So many changes are told in a sentence, the others counted.
TOLD = 3


def saved_since(room: Room, base: UUID) -> list[Change] | None:
    """List what was saved since; None for a change that this draft does not go back to."""
    line = repository.ancestry_of(room.strand.concept_id).line(room.strand.head_id)
    if base not in line:
        return None
    return selectors.changes_with_operations(since(line, base))


def by_others(changes: Sequence[Change], user: User) -> list[Change]:
    """Leave out what somebody entered in their own name."""
    return [each for each in changes if each.author or each.actor_id != user.pk]


def names_of(changes: Sequence[Change], user: User) -> str:
    """Name who else wrote; "" where it was only oneself."""
    others = by_others(changes, user)
    return ", ".join(dict.fromkeys(who(each) or str(_("jemand anderem")) for each in others))


def first_base(request: HttpRequest, base: Change) -> str:
    """Give the change that was written on at first, however often the text has moved on since."""
    return request.POST.get("since") or str(base.pk)


def told_since(room: Room, text: DraftText, first: str) -> list[tuple[Change, ToldChange]]:
    """Tell what was saved since the change that was written on at first, newest first."""
    try:
        changes = saved_since(room, UUID(first)) or []
    except ValueError:
        return []
    if not changes:
        return []
    told = told_changes(room, changes, text, selectors.history_of_strand(room.strand))
    return list(zip(changes, told, strict=True))


def came_between(request: HttpRequest, room: Room, text: DraftText) -> str:
    """Say what was saved between the first writing and the text that is written on now."""
    told = told_since(room, text, request.POST.get("since", ""))
    if not told:
        return ""
    others = {each.pk for each in by_others([change for change, _told in told], room.user)}
    said = [_said(line, change.pk not in others) for change, line in told]
    if len(said) > TOLD:
        said = [*said[:TOLD], _("und %(n)d weitere") % {"n": len(said) - TOLD}]
    return _("Zuvor war dazugekommen: %(what)s.") % {"what": "; ".join(said)}


def _said(change: ToldChange, is_mine: bool) -> str:
    what = ", ".join([*change.lines, *(["…"] if change.more else [])])
    return f"{what} ({_('von Ihnen selbst') if is_mine else change.who or _('jemand anderem')})"
