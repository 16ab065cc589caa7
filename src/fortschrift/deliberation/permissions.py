"""Questions about rights on mandates, questions, decisions and hand-overs, and on co-signing."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role, may_see_internal
from fortschrift.accounts.results import Allowed, Denied, Result
from fortschrift.deliberation.models import CosignatureRequest, CosignatureStatus
from fortschrift.participation.permissions import may_answer_by_link

Role = RoleAssignment.Role


def may_record_decisions(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept and the committee office record what bodies ordered and decided.

    They only record: the body itself has decided.
    """
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_advise(actor: User | None, municipality: Municipality) -> Result:
    """The officer of the concept prepares the vote: advice, and what goes together."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_correct_decisions(actor: User | None, municipality: Municipality) -> Result:
    """Only the officer, since the text is said again without what was not decided."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_answer(actor: User | None, municipality: Municipality) -> Result:
    """The office that releases what comes in answers those who sent it."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_ask_for_cosignature(actor: User | None, municipality: Municipality) -> Result:
    """The officer and the committee office ask departments, remind them, and see the board."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_cosign(
    actor: User | None, request: CosignatureRequest, day: date, *, by_link: bool = False
) -> Result:
    """Whoever opened the link may, or whose account has the contact's address; the office for it.

    By account and by the office also after the link has ended, until the request is taken back.
    """
    if by_link:
        return may_answer_by_link(request, day)
    seen = may_see_internal(actor, request.municipality)
    if actor is None or not seen:
        return seen
    if CosignatureStatus.Status.WITHDRAWN in {each.status for each in request.statuses.all()}:
        return Denied(_("Um diese Mitzeichnung wird nicht mehr gebeten."))
    if request.contact.email.lower() == actor.email:
        return Allowed()
    return may_ask_for_cosignature(actor, request.municipality)
