"""The words for what a review found: kinds, combinations, stages, the summing up in one line."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts.models import VersionStatus
from fortschrift.review.models import ReviewOutcome
from fortschrift.review.outcomes import Result, Reviewed
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Tone

Kind = ReviewOutcome.Kind
Status = VersionStatus.Status
_TONES: Mapping[str, Tone] = {
    Kind.CONFIRMED: "success",
    Kind.ADDED: "info",
    Kind.DONE: "success",
    Kind.PERMANENT: "success",
    Kind.DROPPED: "danger",
    Kind.PARKED: "warning",
    Kind.UNKNOWN: "open",
}
_ICONS: Mapping[str, str] = {
    Kind.CONFIRMED: "check",
    Kind.RENAMED: "edit",
    Kind.EXTENDED: "plus",
    Kind.AMENDED: "edit",
    Kind.ADDED: "plus",
}


def kind_word(kind: str, *, alone: bool = True) -> str:
    """Say a kind; what was confirmed and also renamed is not "unverändert" any more."""
    if kind == Kind.CONFIRMED and not alone:
        return _("bestätigt")
    return str(Kind(kind).label)


def kind_badge(kind: str, *, alone: bool = True) -> Badge:
    return Badge(kind_word(kind, alone=alone), _TONES.get(kind, "neutral"), _ICONS.get(kind, ""))


def combination_word(kinds: Collection[str]) -> str:
    """Say which kinds hold together: "bestätigt, umbenannt und erweitert"."""
    words = [kind_word(kind, alone=len(kinds) == 1) for kind in kinds]
    if len(words) == 1:
        return words[0]
    return _("%(first)s und %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def stage_words(reviewed: Reviewed, statuses: Collection[str]) -> str:
    """Say how far an outcome has come; ``statuses`` are those of the version after the review.

    A proposal is never taken for decided because the version was: who decided what is told only
    where it is recorded.
    """
    if reviewed.is_decided:
        return _decided_words(reviewed.current[0])
    if {Status.ADOPTED, Status.VALID} & set(statuses):
        return _("vorgeschlagen, Entscheidung dazu nicht erfasst")
    if Status.UNKNOWN_WHETHER_ADOPTED in statuses:
        return _("vorgeschlagen, Entscheidung nicht bekannt")
    return _("vorgeschlagen, noch nicht entschieden")


def _decided_words(row: ReviewOutcome) -> str:
    body = row.organization or (row.decision.organization if row.decision else None)
    known = [str(body) if body else "", date_words(row.date, unknown="")]
    by = ", ".join(filter(None, known))
    return _("beschlossen (%(by)s)") % {"by": by} if by else _("beschlossen")


def summary(result: Result) -> str:
    """Sum a review up: how many elements, by kind; the kinds overlap and may add up to more."""
    parts = [
        _("%(number)d %(kind)s")
        % {"number": count.elements, "kind": kind_word(count.kind, alone=False)}
        for count in result.by_kind
        if count.elements
    ]
    words = parts_words(result.elements)
    return f"{words}: {', '.join(parts)}." if parts else ""


def several_words(result: Result) -> str:
    """Explain why the kinds add up to more than the elements; empty when they do not."""
    number = len(result.with_several)
    if not number:
        return ""
    return ngettext(
        "Für %(n)d davon gilt mehr als ein Ergebnis.",
        "Für %(n)d davon gilt mehr als ein Ergebnis.",
        number,
    ) % {"n": number}


def parts_words(reviewed: Sequence[Reviewed]) -> str:
    """Count elements by the name of their level, or as elements where they are of several."""
    number = len(reviewed)
    titles = {(t.level, t.levels) if (t := each.newest) else ("", "") for each in reviewed}
    level, levels = titles.pop() if len(titles) == 1 else ("", "")
    if level:
        return f"{number} {level if number == 1 else levels}"
    return ngettext("%(n)d Element", "%(n)d Elemente", number) % {"n": number}
