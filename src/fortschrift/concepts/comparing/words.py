"""The words of a comparison: kinds of changes, what became of elements, why."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fortschrift.concepts.comparing import became, choice
from fortschrift.concepts.models import Change
from fortschrift.concepts.selectors.comparisons import Reason
from fortschrift.core.text.synopsis import Row
from fortschrift.web.content import content, interface_lang, joined, told
from fortschrift.web.dates import date_words
from fortschrift.web.icons import icon
from fortschrift.web.shapes import Badge, Tone

KINDS: Mapping[choice.Kind, tuple[str | Promise, Tone, str]] = {
    "changed": (gettext_lazy("geändert"), "info", "edit"),
    "new": (gettext_lazy("neu"), "success", "plus"),
    "gone": (gettext_lazy("gestrichen"), "danger", "minus"),
    "moved": (gettext_lazy("verschoben"), "warning", "arrow"),
    "formatted": (gettext_lazy("nur anders formatiert"), "neutral", "mark"),
    "number": (gettext_lazy("andere Nummer"), "neutral", "list"),
    "unknown": (gettext_lazy("nicht bekannt"), "open", "question"),
}
"""What happened to a passage; each with a word, an icon and a colour."""

BECAME: Mapping[became.Became, tuple[str | Promise, Tone, str]] = {
    "unchanged": (gettext_lazy("unverändert"), "neutral", "check"),
    "renamed": (gettext_lazy("umbenannt"), "info", "edit"),
    "extended": (gettext_lazy("erweitert"), "info", "plus"),
    "amended": (gettext_lazy("angepasst"), "info", "edit"),
    "moved": (gettext_lazy("verschoben"), "warning", "arrow"),
    "joined": (gettext_lazy("zusammengeführt"), "warning", "arrow"),
    "split": (gettext_lazy("geteilt"), "warning", "arrow"),
    "added": (gettext_lazy("neu"), "success", "plus"),
    "dropped": (gettext_lazy("entfällt"), "danger", "minus"),
    "handed_on": (gettext_lazy("an anderes Konzept abgegeben"), "neutral", "external"),
    "unknown": (gettext_lazy("nicht bekannt"), "open", "question"),
}
"""What became of an element.

"Unverändert" and not "unverändert bestätigt": that somebody confirmed it is a decision, which two
texts do not show; a review that did so says it in its own words beside this.
"""

_BESIDES: Mapping[became.Besides, str | Promise] = {
    "renamed": gettext_lazy("auch umbenannt"),
    "moved": gettext_lazy("auch verschoben"),
    "renumbered": gettext_lazy("andere Nummer"),
    "formatted": gettext_lazy("nur anders formatiert"),
    "wording_unknown": gettext_lazy("Wortlaut nicht bekannt"),
}


def kind_badge(kind: choice.Kind) -> Badge:
    word, tone, drawing = KINDS[kind]
    return Badge(str(word), tone, drawing)


def became_badge(kind: became.Became) -> Badge:
    word, tone, drawing = BECAME[kind]
    return Badge(str(word), tone, drawing)


def besides(line: became.Line) -> str:
    """Say what else is to be known of an element, in one line."""
    if line.kind == "unknown" and "wording_unknown" in line.besides:
        return _("Überschrift unverändert, Wortlaut nicht bekannt")
    return ", ".join(str(_BESIDES[each]) for each in _BESIDES if each in line.besides)


def badges(kinds: Iterable[choice.Kind]) -> SafeString:
    """Write the kinds of a change, in the order of their list."""
    found = set(kinds)
    return format_html_join(
        " ", "{}", ((_badge(kind_badge(kind)),) for kind in choice.KINDS if kind in found)
    )


def unknown_sentence(row: Row) -> str:
    """Say why nobody can know what became of a passage."""
    if row.new is None:
        return _("Steht nur im alten Text. Der neue ist nicht vollständig.")
    if row.old is None:
        return _("Steht nur im neuen Text. Der alte ist nicht vollständig.")
    return _("Der Wortlaut ist nur auf einer Seite bekannt.")


def reasons(listed: Sequence[Reason]) -> SafeString:
    """Write why a passage changed: the reason, who wrote it, when, whose proposal it was.

    What several changes say alike stands there once.
    """
    written = dict.fromkeys(_reason(each) for each in listed)
    return format_html_join("", "{}", ((each,) for each in written))


def credited(reason: Reason) -> str:
    """Name the proposals that a change comes from, with their authors as printed."""
    return joined(", ", [
        joined(", ", [content(str(each)), content(each.author)]) for each in reason.amendments
    ])  # fmt: skip


def who_and_when(change: Change) -> str:
    """Name the author as printed and when it happened, as far as either is known."""
    when = date_words(change.happened, unknown="")
    return joined(", ", [content(change.author), when])


def _reason(reason: Reason) -> SafeString:
    """Write what is known; that no reason was given is said where the change itself stands."""
    from_proposal = ""
    if reason.amendments:
        from_proposal = format_html(
            '<span class="fs-why__credit">{} {}</span>',
            icon("chat", size="small"),
            told(_("eingearbeitet: %(proposals)s"), proposals=credited(reason)),
        )
    known = [
        _span("fs-why__reason", content(reason.change.reason)),
        _span("fs-why__who", who_and_when(reason.change)), from_proposal,
    ]  # fmt: skip
    said = format_html_join(" ", "{}", ((each,) for each in known if each))
    return _span("fs-why", said)


def _span(css_class: str, words: str) -> SafeString:
    return format_html('<span class="{}">{}</span>', css_class, words) if words else SafeString("")


def skipped(count: int) -> SafeString:
    """Say how many passages were left out between two changes."""
    if not count:
        return SafeString("")
    words = ngettext(
        "%(n)d Textstelle ohne Änderung", "%(n)d Textstellen ohne Änderung", count
    ) % {"n": count}  # fmt: skip
    return format_html('<p class="fs-left-out"{}>{}</p>', interface_lang(), words)


def _badge(badge: Badge) -> SafeString:
    return format_html(
        '<span class="fs-badge fs-badge--{}">{} {}</span>',
        badge.tone, icon(badge.icon, size="small"), badge.label,
    )  # fmt: skip
