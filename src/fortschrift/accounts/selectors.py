"""Reads on accounts: municipalities, imports, the journal."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from fortschrift.accounts.journal import INSTALLATION, chain_key
from fortschrift.accounts.models import (
    ImportRun,
    Job,
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


def chain_keys_of(slug: str) -> tuple[str, ...]:
    """Name the chains in which everything is written that a municipality's pages can show."""
    towns = Municipality.objects.filter(slug=slug)
    return (*map(chain_key, towns.only("pk")), INSTALLATION)


def journal_heads(chains: Sequence[str]) -> list[str]:
    """Return the heads of these chains, each with its key: one query, which every 304 pays.

    In SQL, because here putting the query together would take five times as long as asking it.
    """
    marks = ", ".join(["%s"] * len(chains))
    table = connection.ops.quote_name(JournalChain._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT key, head FROM {table} WHERE key IN ({marks})", list(chains))
        return sorted(f"{key}:{head}" for key, head in cursor.fetchall())


def journal_of(municipality: Municipality | None) -> QuerySet[JournalEntry]:
    """Return the entries of one chain, newest first, with actor and payload."""
    return (
        JournalEntry.objects.filter(chain__key=chain_key(municipality))
        .select_related("chain", "actor", "payload")
        .order_by("-sequence")
    )


def journal_head(municipality: Municipality | None) -> JournalChain | None:
    return JournalChain.objects.filter(key=chain_key(municipality)).first()


def workplaces_of(user: User) -> list[tuple[Municipality, list[RoleAssignment]]]:
    """Return the municipalities in which the user has roles; an operator has them all."""
    by_town: dict[Municipality, list[RoleAssignment]] = {}
    if user.is_operator:
        by_town = {town: [] for town in municipalities()}
    for role in user.roles.select_related("municipality").order_by("municipality__name", "role"):
        by_town.setdefault(role.municipality, []).append(role)
    return list(by_town.items())


def recent_jobs(user: User, *, limit: int = 5) -> list[Job]:
    """Return the latest work the user has set going."""
    return list(user.jobs.select_related("municipality")[:limit])


def roles_in(municipality: Municipality) -> QuerySet[RoleAssignment]:
    """Return who has which role in a municipality."""
    return (
        RoleAssignment.objects.filter(municipality=municipality)
        .select_related("user", "municipality")
        .order_by("role", "user__name", "pk")
    )
