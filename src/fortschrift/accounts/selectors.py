"""Reads on accounts: municipalities, imports, the journal."""

from django.db.models import QuerySet

from fortschrift.accounts.journal import chain_key
from fortschrift.accounts.models import (
    ImportRun,
    JournalChain,
    JournalEntry,
    Municipality,
    RoleAssignment,
    User,
)


def municipalities() -> QuerySet[Municipality]:
    return Municipality.objects.order_by("is_fictional", "name")


def imported_digest(bundle: str) -> str | None:
    """Return the SHA-256 of a bundle as it was brought in, or None when it never was."""
    return ImportRun.objects.filter(bundle=bundle).values_list("digest", flat=True).first()


def journal_of(municipality: Municipality | None) -> QuerySet[JournalEntry]:
    """Return the entries of one chain, newest first, with actor and payload."""
    return (
        JournalEntry.objects.filter(chain__key=chain_key(municipality))
        .select_related("chain", "actor", "payload")
        .order_by("-sequence")
    )


def journal_head(municipality: Municipality | None) -> JournalChain | None:
    return JournalChain.objects.filter(key=chain_key(municipality)).first()


def roles_of(user: User) -> QuerySet[RoleAssignment]:
    return user.roles.select_related("municipality").order_by("municipality__name", "role")
