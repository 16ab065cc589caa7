"""The smallest valid sources and claims, made through the acts that people use."""

from itertools import count

from fortschrift.accounts.models import Municipality
from fortschrift.sources import actions
from fortschrift.sources.models import Claim, Source
from tests.accounts.factories import NOW, municipality, operator

_number = count(1)


def source(town: Municipality | None = None, *, slug: str = "", title: str = "") -> Source:
    number = next(_number)
    return actions.name_source(
        town or municipality(), slug=slug or f"quelle-{number}", title=title or f"Quelle {number}",
        kind=Source.Kind.NEWS, actor=operator(), now=NOW,
    )  # fmt: skip


def claim(of: Source | None = None, *, what: str = "Datum", as_printed: str = "") -> Claim:
    return actions.note_claim(
        of or source(), what=what, as_printed=as_printed, actor=operator(), now=NOW
    )
