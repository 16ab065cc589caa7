"""Looking into the newest journal entry of a municipality."""

import json

from fortschrift.accounts.journal import sentence_of
from fortschrift.accounts.models import JournalEntry, Municipality
from fortschrift.accounts.selectors import journal_of


def newest(town: Municipality) -> JournalEntry:
    entry = journal_of(town).first()
    assert entry is not None
    return entry


def subjects(town: Municipality) -> set[str]:
    return set(json.loads(newest(town).subjects))


def sentence(town: Municipality) -> str:
    return sentence_of(newest(town))


def finding_codes(town: Municipality) -> list[str]:
    """Return the codes that the newest entry keeps in its words."""
    words = json.loads(newest(town).payload.content)
    return str(words["findings"]).split()
