"""Page through long lists with one query a page and at most one row more than is shown.

No total is counted: on a list of a hundred thousand journal entries the count costs more than the
page, and nobody needs it. The state stands in the address (`?seite=3`), beside filters and order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

T = TypeVar("T")
PARAMETER = "seite"
PER_PAGE = 25
# Deeper pages are only asked for by robots; OFFSET would make the database read all before.
LAST_PAGE = 2000


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page and whether there are pages beside it."""

    rows: Sequence[T]
    number: int
    has_next: bool

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_previous(self) -> bool:
        """Whether a page comes before this one."""
        return self.number > 1

    @property
    def previous_number(self) -> int | None:
        """Number of the page before; None for the first, which has the plain address."""
        return self.number - 1 if self.number > 2 else None

    @property
    def next_number(self) -> int:
        """Number of the page after this one."""
        return self.number + 1

    @property
    def is_only(self) -> bool:
        """Whether everything stands on this page, so that no page links are needed."""
        return self.number == 1 and not self.has_next


def paginate(
    request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], *, per_page: int = PER_PAGE
) -> Page[Any]:
    """Cut the page named in the address out of ordered rows; one query.

    Raises Http404 for a page number that is no number, out of bounds, or behind the last row.
    """
    number = _number(request.GET.get(PARAMETER, "1"))
    if isinstance(rows, QuerySet) and not rows.ordered:
        raise ValueError("paginate needs ordered rows: pages of unordered rows overlap")
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    if not found and number > 1:
        raise Http404(_("Diese Liste ist kürzer."))
    return Page(found[:per_page], number, has_next=len(found) > per_page)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= LAST_PAGE):
        raise Http404(_("Diese Seite der Liste gibt es nicht."))
    return int(text)
