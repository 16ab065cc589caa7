"""Draw the counts of a vote as a bar.

Widths are percentages of the drawing, so that the numbers in it keep their size on a phone.
"""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.web.shapes import VoteCount

# A number is written into its part of the bar only where it has room.
ROOM_FOR_NUMBER = 9.0


def count_words(key: str, value: int) -> str:
    """Say a count with its word: "17 Ja-Stimmen", "1 Enthaltung"."""
    words = {
        "yes": ngettext("%(n)d Ja-Stimme", "%(n)d Ja-Stimmen", value),
        "no": ngettext("%(n)d Nein-Stimme", "%(n)d Nein-Stimmen", value),
        "abstain": ngettext("%(n)d Enthaltung", "%(n)d Enthaltungen", value),
        "absent": ngettext("%(n)d nicht anwesend", "%(n)d nicht anwesend", value),
        "invalid": ngettext("%(n)d ungültige Stimme", "%(n)d ungültige Stimmen", value),
    }
    return words[key] % {"n": value}


def count_label(key: str) -> str:
    """Name a count whose value is not there: "Ja", "Enthaltungen"."""
    labels = {
        "yes": _("Ja"),
        "no": _("Nein"),
        "abstain": _("Enthaltungen"),
        "absent": _("nicht anwesend"),
        "invalid": _("ungültig"),
    }
    return labels[key]


def vote_bar(counts: Sequence[VoteCount]) -> SafeString | None:
    """Draw yes, no and abstentions; None unless all recorded counts of these are known numbers.

    A bar of partial counts would look like a whole: nothing is drawn that was not recorded.
    """
    cast = [count for count in counts if count.key in ("yes", "no", "abstain")]
    known = [(count.key, count.value) for count in cast if count.value is not None]
    total = sum(value for _, value in known)
    if len(known) < len(cast) or total == 0 or {key for key, _ in known} < {"yes", "no"}:
        return None
    spoken = ", ".join(count_words(key, value) for key, value in known)
    return format_html(
        '<svg class="fs-vote-bar" role="img" aria-label="{}">{}</svg>',
        spoken,
        format_html_join("", "{}", ((part,) for part in _parts(known, total))),
    )


def _parts(known: Sequence[tuple[str, int]], total: int) -> list[SafeString]:
    parts, start = [], 0.0
    for key, value in known:
        width = 100 * value / total
        if value:
            parts.append(_part(key, value, start, width))
        start += width
    return parts


def _part(key: str, value: int, start: float, width: float) -> SafeString:
    # format() and not the localised template output: SVG wants a point in numbers.
    rect = format_html(
        '<rect class="fs-vote-bar__{}" x="{}%" width="{}%" height="100%"/>',
        key,
        format(start, ".3f"),
        format(width, ".3f"),
    )
    if width < ROOM_FOR_NUMBER:
        return rect
    return rect + format_html(
        '<text x="{}%" y="50%" dy=".35em" text-anchor="middle">{}</text>',
        format(start + width / 2, ".3f"),
        value,
    )
