"""Browsers of people without an account: known again in one reading, and nowhere else.

Only the browser's session knows the word; in rows stands its hash together with the reading, so
that nobody can tell from two readings that it was the same browser.
"""

import hashlib
import secrets

from django.http import HttpRequest

from fortschrift.participation.models import Reading

_KEY = "participation-visitor"


def visitor_of(request: HttpRequest, reading: Reading) -> str:
    """Return by what a browser is known in a reading, "" for one that is not yet."""
    word = request.session.get(_KEY) if request.COOKIES else None
    return _hash(word, reading) if word else ""


def begin_visit(request: HttpRequest, reading: Reading) -> str:
    """Make a browser known, because it leaves something that it should find again."""
    word = request.session.setdefault(_KEY, secrets.token_urlsafe())
    return _hash(word, reading)


def _hash(word: str, reading: Reading) -> str:
    return hashlib.sha256(f"{word} {reading.pk}".encode()).hexdigest()
