"""Checks a journal: every hash, the order, the head, and what somebody noted earlier."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fortschrift.accounts.journal import PAYLOADS, entry_hash, sha256
from fortschrift.accounts.models import JournalChain, JournalEntry

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which entry; codes: gap, broken_link, changed, changed_payload,

    erased (payload gone without an act that says so), cut_off, head, not_as_noted.
    """

    chain: str
    sequence: int
    code: str


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry count and a hash as printed on an adoption document."""

    sequence: int
    hash: str


#: Called with (entries checked, entries in all) every so many entries.
Report = Callable[[int, int], None]
REPORT_EVERY = 200


def faults(
    chain: JournalChain, noted: Noted | None = None, *, report: Report = lambda done, total: None
) -> list[Fault]:
    """Walk one chain from its first entry; an empty list means that nothing was changed."""
    found = list(_walk(chain, report))
    if noted is not None:
        found += _compare(chain, noted)
    return found


def _walk(chain: JournalChain, report: Report) -> Iterator[Fault]:
    previous, sequence, erased = START, 0, _announced_erasures(chain)
    for entry in chain.entries.select_related("payload").order_by("sequence").iterator(500):
        if entry.sequence != sequence + 1:
            yield Fault(chain.key, sequence + 1, "gap")
        if entry.previous_hash != previous:
            yield Fault(chain.key, entry.sequence, "broken_link")
        yield from _check(entry, chain.key, erased)
        previous, sequence = entry.hash, entry.sequence
        if sequence % REPORT_EVERY == 0:
            report(sequence, chain.sequence)
    if sequence < chain.sequence:
        yield Fault(chain.key, sequence + 1, "cut_off")
    elif (sequence, previous) != (chain.sequence, chain.head):
        yield Fault(chain.key, sequence, "head")


def _check(entry: JournalEntry, key: str, erased: set[str]) -> Iterator[Fault]:
    if entry.hash != entry_hash(entry, key):
        yield Fault(key, entry.sequence, "changed")
    payload = getattr(entry, "payload", None)
    if payload is None:
        if str(entry.pk) not in erased:
            yield Fault(key, entry.sequence, "erased")
    elif sha256(payload.salt + payload.content) != entry.payload_hash:
        yield Fault(key, entry.sequence, "changed_payload")


def _announced_erasures(chain: JournalChain) -> set[str]:
    """Find the entries whose words some act says it has erased: only erasing names a payload."""
    named = chain.entries.filter(subjects__contains=f'"{PAYLOADS}"')
    rows = named.values_list("subjects", flat=True)
    return {key for row in rows for key in json.loads(row)[PAYLOADS]}


def _compare(chain: JournalChain, noted: Noted) -> list[Fault]:
    entry = chain.entries.filter(sequence=noted.sequence).first()
    if entry is None:
        return [Fault(chain.key, noted.sequence, "cut_off")]
    if not entry.hash.startswith(noted.hash):
        return [Fault(chain.key, noted.sequence, "not_as_noted")]
    return []
