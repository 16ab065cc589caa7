"""What was read from an excerpt as the page shows it: marks in the text, sentences of doubt."""

from collections.abc import Iterator, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.core.rules.tally import Oddity, OddityCode
from fortschrift.council.excerpts import Contradiction, Excerpt
from fortschrift.council.findings import sentence_of
from fortschrift.council.models import AgendaItem
from fortschrift.council.models.votes import Option


def marked(excerpt: Excerpt) -> SafeString:
    """Show the pasted text with what was read from it marked at its place."""
    pieces = format_html_join("", "{}", ((piece,) for piece in _pieces(excerpt)))
    label = _("Eingefügter Text; was gelesen wurde, ist hervorgehoben")
    return format_html(
        '<div class="fs-excerpt" tabindex="0" role="group" aria-label="{}">{}</div>', label, pieces
    )


def _pieces(excerpt: Excerpt) -> Iterator[str | SafeString]:
    at = 0
    for start, end in _stretches(excerpt):
        yield excerpt.text[at:start]
        yield format_html("<mark>{}</mark>", excerpt.text[start:end])
        at = end
    yield excerpt.text[at:]


def _stretches(excerpt: Excerpt) -> Iterator[tuple[int, int]]:
    """Put stretches that overlap together, in order."""
    begun: tuple[int, int] | None = None
    for start, end in sorted((each.start, each.end) for each in excerpt.values()):
        if begun is None or start > begun[1]:
            if begun is not None:
                yield begun
            begun = (start, end)
        else:
            begun = (begun[0], max(begun[1], end))
    if begun is not None:
        yield begun


def doubts(found: Sequence[Contradiction], item: int) -> list[str]:
    """Say what of an item does not fit."""
    return [_doubt(each) for each in found if each.item == item]


def _doubt(contradiction: Contradiction) -> str:
    if contradiction.code == "two_results":
        words = dict(AgendaItem.Result.choices)
        return _("Im Text steht auch ein anderes Ergebnis: „%(other)s“.") % {
            "other": words.get(str(contradiction.found), contradiction.found)
        }
    if contradiction.code == "two_numbers":
        return _("Dieselbe Zahl steht zweimal im Text: %(one)s und %(other)s.") % {
            "one": contradiction.against, "other": contradiction.found,
        }  # fmt: skip
    found, against = int(str(contradiction.found)), int(str(contradiction.against))
    return sentence_of(Oddity(OddityCode(contradiction.code), found, against, Option.YES))
