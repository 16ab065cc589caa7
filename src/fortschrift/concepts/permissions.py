"""Questions about rights on concepts, their versions and their text."""

from fortschrift.accounts.models import Municipality, RoleAssignment, User
from fortschrift.accounts.permissions import holds_role, may_see_internal
from fortschrift.accounts.results import Result

Role = RoleAssignment.Role


def may_keep_concepts(actor: User | None, municipality: Municipality) -> Result:
    """Officer and administration keep the record: concepts, versions, texts brought in, descent."""
    return holds_role(actor, municipality, Role.OFFICER, Role.ADMINISTRATOR)


def may_edit_text(actor: User | None, municipality: Municipality) -> Result:
    """Only the officer's desk writes drafts and freezes them."""
    return holds_role(actor, municipality, Role.OFFICER)


def may_record_status(actor: User | None, municipality: Municipality) -> Result:
    """Officer, committee office and administration record what became of a version."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK, Role.ADMINISTRATOR)


def may_translate(actor: User | None, municipality: Municipality) -> Result:
    """Officer and administration keep translations; they decide nothing about the text."""
    return holds_role(actor, municipality, Role.OFFICER, Role.ADMINISTRATOR)


def may_record_amendments(actor: User | None, municipality: Municipality) -> Result:
    """Officer and committee office take in amendments and what becomes of their wording."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_adopt_amendments(actor: User | None, municipality: Municipality) -> Result:
    """Officer and committee office put decided amendments into the text."""
    return holds_role(actor, municipality, Role.OFFICER, Role.CLERK)


def may_bring_in_files(actor: User | None, municipality: Municipality) -> Result:
    """Only the officer's desk turns a file into a text, and what is tracked in it into amendments.

    Whoever does must have every right of the acts that it takes: versions, texts, amendments.
    """
    return holds_role(actor, municipality, Role.OFFICER)


def may_see_drafts(actor: User | None, municipality: Municipality) -> Result:
    """Drafts and what is proposed to them are internal until a version says them."""
    return may_see_internal(actor, municipality)
