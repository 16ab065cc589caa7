"""Parts of pages kept for good: the HTML of a frozen text, of a comparison of two."""

import json
import zlib
from collections.abc import Callable, Mapping

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from fortschrift.web.keeping.places import kept_bytes, memory, remember_bytes
from fortschrift.web.keeping.stamp import key_of

Fragments = Mapping[str, SafeString]


def kept_fragments(*made_of: str, make: Callable[[], Fragments]) -> Fragments:
    """Give pieces of HTML as they were once made; make and keep them if nobody has yet.

    ``made_of`` names everything that ``make`` looks at, beginning with a word for what it is:
    ``kept_fragments("comparison", old.states_digest, new.states_digest, town.slug, make=...)``.
    Name what cannot change under its name: digests and immutable keys, never the key of a row that
    is written again.  The language, the program and where it is mounted are named here.  ``make``
    must not look at the request, the clock or the person.  Pieces come back by the names ``make``
    gave them.
    """
    if settings.KEPT_FOLDER is None:
        return make()
    key = key_of("fragments", get_language() or "", get_script_prefix(), *made_of)
    found = memory("fragments").get(key) or _read(key)
    if found is None:
        found = make()
        remember_bytes(key, zlib.compress(json.dumps(found).encode(), 1))
    memory("fragments").keep(key, found, sum(map(len, found.values())))
    return found


def _read(key: str) -> Fragments | None:
    data = kept_bytes(key)
    if data is None:
        return None
    # Safe because only pieces that were marked safe are written, under a key nobody else can fill.
    pieces = json.loads(zlib.decompress(data))
    return {name: mark_safe(piece) for name, piece in pieces.items()}
