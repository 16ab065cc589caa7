"""The journal: every act of an ``actions`` module becomes one entry in a chain of hashes.

``@action`` opens the transaction and the entry; rows are written through the entry, which
therefore knows its subjects; an action inside another hands its subjects up.  The chain can be
checked by anyone who has noted an entry count and a head hash (``verification.py``).
"""

import hashlib
import inspect
import json
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.field_checks import check_arguments, check_rows
from fortschrift.accounts.models import (
    JournalChain,
    JournalEntry,
    JournalPayload,
    Municipality,
    User,
)

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

INSTALLATION = "installation"
#: Above this number of rows of one table an entry keeps first, last and count instead of every key.
KEYS_KEPT = 50
#: Of these every key is kept: ``verification`` must know which words were erased on purpose.
PAYLOADS = JournalPayload._meta.label_lower

_open_entry: ContextVar["Entry | None"] = ContextVar("open_entry", default=None)


@dataclass(frozen=True, slots=True)
class Act:
    """A registered verb: the function and the sentence its entries render to."""

    verb: str
    sentence: str | Promise
    function: Callable[..., Any]


ACTS: dict[str, Act] = {}


class CrossMunicipality(RuntimeError):
    """An act tried to write into two municipalities at once."""


@dataclass
class Entry:
    """What one act writes; rows go through it, so that subjects and rows cannot differ."""

    verb: str
    actor: User | None
    municipality: Municipality | None
    subjects: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def create(self, model: type[M], **fields: Any) -> M:
        """Validate and insert one row; raises ValidationError that names the field."""
        row = model(**fields)
        check_rows([row])
        _check_key(row, fields)
        # Foreign keys are left to the database: checking them here would cost a query each.
        row.clean_fields(exclude=[f.name for f in row._meta.fields if f.is_relation])
        row.clean()
        row.save(force_insert=True)
        self._name(row)
        return row

    def create_many(self, model: type[M], rows: Sequence[M]) -> list[M]:
        """Insert many rows; what their fields may hold is checked, all else by the caller."""
        check_rows(rows)
        created = model._default_manager.bulk_create(rows)
        for row in created:
            self._name(row)
        return created

    def save(self, row: models.Model, **changes: Any) -> None:
        """Change the named fields of an existing row."""
        for name, value in changes.items():
            setattr(row, name, value)
        check_rows([row], names=changes)
        row.save(update_fields=list(changes))
        self._name(row)

    def remove(self, row: models.Model) -> None:
        self._name(row)
        row.delete()

    def link(self, related: Any, rows: Iterable[models.Model]) -> None:
        """Add rows of the same municipality to a many-to-many relation; name the linking table."""
        rows = list(rows)
        if rows:
            _check_town(related, rows)
            related.add(*rows)
            keys = self.subjects.setdefault(related.through._meta.label_lower, [])
            keys.extend(f"{related.instance.pk}-{row.pk}" for row in rows)

    def unlink(self, related: Any) -> None:
        """Empty a many-to-many relation; name the linking table."""
        keys = self.subjects.setdefault(related.through._meta.label_lower, [])
        keys.extend(f"{related.instance.pk}-{row.pk}" for row in related.all())
        related.clear()

    def tell(self, **words: object) -> None:
        """Keep words for the sentence; they can be erased without breaking the chain."""
        self.words.update({name: str(word) for name, word in words.items()})

    def _name(self, row: models.Model) -> None:
        keys = self.subjects.setdefault(row._meta.label_lower, [])
        if str(row.pk) not in keys[-1:]:
            keys.append(str(row.pk))


def action(
    sentence: str | Promise,
) -> Callable[[Callable[Concatenate[Entry, P], R]], Callable[P, R]]:
    """Turn a function into an act: one transaction, one journal entry.

    The function takes the entry first, then its own arguments, among them the keyword ``actor``
    (User or None).  Its first own argument is the municipality or a row that has one.
    """

    def decorate(function: Callable[Concatenate[Entry, P], R]) -> Callable[P, R]:
        verb = function.__name__
        parameters = inspect.signature(function).parameters
        names = list(parameters)[1:]
        if "actor" not in parameters:
            raise TypeError(f"{verb} does not say who acts")

        @wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            entry = Entry(verb, _actor(kwargs), _municipality_of(args))
            outer = _open_entry.get()
            token = _open_entry.set(entry)
            try:
                # The record is German, whatever language the acting person reads.
                with translation.override(settings.LANGUAGE_CODE):
                    check_arguments({**dict(zip(names, args, strict=False)), **kwargs})
                    with transaction.atomic():
                        result = function(entry, *args, **kwargs)
                        _write(entry) if outer is None else _hand_up(entry, outer)
            finally:
                _open_entry.reset(token)
            return result

        ACTS[verb] = Act(verb, sentence, act)
        return act

    return decorate


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the text that is hashed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chain_key(municipality: Municipality | None) -> str:
    return INSTALLATION if municipality is None else municipality.pk.hex


def entry_hash(entry: JournalEntry, key: str) -> str:
    """Hash everything the entry says together with the hash before it."""
    return sha256(
        canonical(
            [
                key,
                entry.sequence,
                entry.recorded.astimezone(UTC).isoformat(timespec="microseconds"),
                str(entry.actor_id or ""),
                entry.verb,
                entry.subjects,
                entry.payload_hash,
                entry.previous_hash,
            ]
        )
    )


def sentence_of(entry: JournalEntry) -> str:
    """Render an entry as a sentence, from the entry and its payload alone."""
    payload = getattr(entry, "payload", None)
    words: Mapping[str, str] = json.loads(payload.content) if payload else {}
    act = ACTS.get(entry.verb)
    template = str(act.sentence) if act else entry.verb
    return template.format_map(_Erased(words))


class _Erased(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "[…]"


def _actor(kwargs: Mapping[str, Any]) -> User | None:
    actor = kwargs.get("actor")
    if actor is not None and not isinstance(actor, User):
        raise TypeError("actor must be a User or None")
    return actor


def _municipality_of(args: tuple[Any, ...]) -> Municipality | None:
    found = getattr(args[0], "municipality", None) if args else None
    return found if isinstance(found, Municipality) else None


def _check_key(row: models.Model, given: Mapping[str, object]) -> None:
    """Refuse a key from outside that another row has already."""
    if given.get("id") and row._meta.model._base_manager.filter(pk=row.pk).exists():
        raise ValidationError({"id": _("Diese Kennung ist schon vergeben.")})


def _check_town(related: Any, rows: Iterable[models.Model]) -> None:
    town = getattr(related.instance, "municipality", None)
    for row in rows:
        other = getattr(row, "municipality", None)
        if isinstance(town, Municipality) and isinstance(other, Municipality) and town != other:
            raise ValidationError(
                {
                    related.prefetch_cache_name: _("„%(row)s“ gehört zu einer anderen Kommune.")
                    % {"row": row}
                }
            )


def _hand_up(entry: Entry, outer: Entry) -> None:
    both_known = None not in (entry.municipality, outer.municipality)
    if both_known and entry.municipality != outer.municipality:
        raise CrossMunicipality(f"{outer.verb} calls {entry.verb} in another municipality")
    for table, keys in entry.subjects.items():
        outer.subjects.setdefault(table, []).extend(keys)


def _write(entry: Entry) -> None:
    content = canonical({"actor": str(entry.actor or ""), **entry.words})
    salt = secrets.token_hex(16)
    chain = _locked_chain(chain_key(entry.municipality))
    row = JournalEntry(
        chain=chain,
        sequence=chain.sequence + 1,
        recorded=database_now(),
        actor=entry.actor,
        verb=entry.verb,
        subjects=canonical(_shortened(entry.subjects)),
        payload_hash=sha256(salt + content),
        previous_hash=chain.head,
    )
    row.hash = entry_hash(row, chain.key)
    row.save(force_insert=True)
    JournalPayload(entry=row, salt=salt, content=content).save(force_insert=True)
    chain.sequence, chain.head = row.sequence, row.hash
    chain.save(update_fields=["sequence", "head"])


def _locked_chain(key: str) -> JournalChain:
    JournalChain.objects.get_or_create(key=key)
    return JournalChain.objects.select_for_update().get(key=key)


def _shortened(subjects: Mapping[str, list[str]]) -> dict[str, object]:
    return {
        table: keys
        if len(keys) <= KEYS_KEPT or table == PAYLOADS
        else {"first": keys[0], "last": keys[-1], "count": len(keys)}
        for table, keys in subjects.items()
    }


def database_now() -> datetime:
    """Read the database's clock; a caller's ``now`` never dates the journal."""
    query = (
        "SELECT clock_timestamp()"
        if connection.vendor == "postgresql"
        else "SELECT strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now')"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        (value,) = cursor.fetchone()
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)
