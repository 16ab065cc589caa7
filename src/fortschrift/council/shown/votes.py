"""A vote as pages show it: the word as it fell, numbers as far as recorded, gaps with reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate
from fortschrift.council.findings import Finding, for_reader, of_vote, unchecked
from fortschrift.council.models import Count, Exclusion, Meeting, Quorum, Vote, VoteEvent
from fortschrift.council.models.votes import Option
from fortschrift.council.permissions import Readable
from fortschrift.sources.models import Visibility
from fortschrift.sources.shown import marks
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import (
    Column,
    Gap,
    SourceMark,
    Table,
    Tone,
    VoteCount,
    VoteGroup,
    VoteResult,
)
from fortschrift.web.source_numbers import SourceNumbers

Outcome, Manner = VoteEvent.Outcome, VoteEvent.Manner
TONES: dict[str, Tone] = {
    Outcome.CARRIED: "success",
    Outcome.REJECTED: "danger",
    Outcome.REJECTED_TIE: "danger",
    Outcome.UNKNOWN: "open",
}
#: Options that a result always speaks of once one of them is counted; the others when recorded.
ALWAYS = (Option.YES, Option.NO, Option.ABSTAIN)
IN_RESULT = (*ALWAYS, Option.ABSENT, Option.INVALID)


@dataclass(frozen=True, slots=True)
class VoteShown:
    """A vote with its result, what is noted beside it, and who voted how if that is public.

    ``checked`` are hints that somebody looked into, for those who keep the record.
    """

    event: VoteEvent
    result: VoteResult
    details: str
    by_name: Table | None
    findings: Sequence[Finding]
    checked: Sequence[str] = ()
    excluded: Sequence[str] = ()
    corrected: str = ""
    source_text: str = ""


def vote_shown(event: VoteEvent, numbers: SourceNumbers, readable: Readable) -> VoteShown:
    """Show a vote that was fetched by ``selectors.with_numbers``."""
    return VoteShown(
        event=event,
        result=vote_result(event, marks=marks(numbers, event.claims.all())),
        details=_details(event, readable),
        by_name=_by_name(event, readable),
        findings=for_reader(unchecked(of_vote(event), event), readable),
        checked=_checked(event, readable),
        excluded=_excluded(event, readable),
        corrected=_corrected(event),
        source_text=event.source_text if Visibility.INTERNAL in readable else "",
    )


def _excluded(event: VoteEvent, readable: Readable) -> list[str]:
    """Say who was kept from the vote; a name that is not public is left out."""
    return [
        " – ".join(
            part
            for part in (
                _excluded_name(each, readable),
                str(each.get_took_part_display()) if each.took_part else "",
                content(each.note) if Visibility.INTERNAL in readable else "",
            )
            if part
        )
        for each in event.exclusions.all()
    ]


def _excluded_name(exclusion: Exclusion, readable: Readable) -> str:
    person = exclusion.person
    if person is None:
        return content(exclusion.label)
    return content(person.name) if person.visibility in readable else _("ein Mitglied")


def _corrected(event: VoteEvent) -> str:
    """Say that this vote stands in place of another one, and what was wrong with that."""
    correction = getattr(event, "replaces", None)
    if correction is None:
        return ""
    return told(
        _("Berichtigt am %(day)s: %(wrong)s"),
        day=date_words(PartialDate.of(localtime(correction.corrected).date())),
        wrong=content(correction.wrong),
    )


def _checked(event: VoteEvent, readable: Readable) -> list[str]:
    """Say who looked into a hint, when, and what was found; for the staff alone."""
    if Visibility.INTERNAL not in readable:
        return []
    return [
        told(
            _("Hinweis geprüft am %(day)s von %(who)s: %(remark)s"),
            day=date_words(PartialDate.of(localtime(checked.checked).date())),
            who=content(str(checked.checked_by or _("niemand"))),
            remark=content(checked.remark),
        )
        for checked in event.checked_findings.all()
    ]


def vote_result(event: VoteEvent, *, marks: Sequence[SourceMark] = ()) -> VoteResult:
    """Build the value of the component ``vote_result``; no number is computed."""
    counts = list(event.counts.all())
    totals = {count.option: count for count in counts if _is_total(count)}
    known = any(count.value is not None for count in totals.values())
    return VoteResult(
        word=_word(event),
        tone=TONES[event.outcome],
        manner=_manner(event),
        verbatim="" if _repeats_the_manner(event) else event.verbatim,
        counts=_counts(event, totals) if known else (),
        gap=None if known else _no_numbers(event, next(iter(totals.values()), None)),
        groups=_groups(event, (count for count in counts if not _is_total(count))),
        marks=marks,
    )


def _is_total(count: Count) -> bool:
    return count.group_id is None and not count.group_label


def _word(event: VoteEvent) -> str:
    if event.outcome == Outcome.UNKNOWN:
        return _("Ergebnis nicht bekannt")
    return str(event.get_outcome_display())


def _manner(event: VoteEvent) -> str:
    if event.manner in (Manner.UNKNOWN, Manner.AS_PRINTED):
        return ""
    return str(event.get_manner_display())


def _repeats_the_manner(event: VoteEvent) -> bool:
    return event.verbatim.casefold() == _manner(event).casefold()


def _counts(event: VoteEvent, totals: dict[str, Count]) -> list[VoteCount]:
    """List yes, no and abstentions always, so that a number missing among them is seen."""
    return [
        VoteCount(
            option.value,  # type: ignore[arg-type]
            count.value if count else None,
            _gap(event, count) if count is None or count.value is None else None,
        )
        for option in IN_RESULT
        if (count := totals.get(option)) or option in ALWAYS
    ]


def _gap(event: VoteEvent, count: Count | None) -> Gap:
    reason = (count.reason if count else "") or event.counts_reason
    closed = event.meeting is not None and event.meeting.minutes == Meeting.Minutes.NOT_PUBLIC
    return Gap("not_public" if closed else "unknown", content(reason))


def _no_numbers(event: VoteEvent, count: Count | None) -> Gap:
    found = _gap(event, count)
    return found if found.reason else Gap(found.kind, _("Stimmenzahlen sind nicht festgehalten."))


def _groups(event: VoteEvent, counts: Iterable[Count]) -> list[VoteGroup]:
    by_group: dict[str, list[VoteCount]] = {}
    for count in counts:
        if count.option in IN_RESULT:
            gap = _gap(event, count) if count.value is None else None
            by_group.setdefault(_group_name(count), []).append(
                VoteCount(count.option, count.value, gap)  # type: ignore[arg-type]
            )
    return [VoteGroup(name, given) for name, given in by_group.items()]


def _group_name(count: Count) -> str:
    name = count.group.name if count.group else count.group_label
    return f"{name} ({count.note})" if count.note else name


def _details(event: VoteEvent, readable: Readable) -> str:
    """Put form, presence, quorum and conflicts of interest into one quiet line."""
    details = []
    if event.form != VoteEvent.Form.UNKNOWN:
        details.append(_("Form: %(form)s") % {"form": event.get_form_display()})
    if event.present is not None:
        details.append(_("Anwesend: %(number)s") % {"number": event.present})
    if event.quorum != Quorum.NOT_SAID:
        details.append(str(event.get_quorum_display()))
        if event.quorum_note and Visibility.INTERNAL in readable:
            details.append(content(event.quorum_note))
    if event.objected is not None:
        details.append(
            _("Dem Umlauf wurde widersprochen")
            if event.objected
            else _("Dem Umlauf hat niemand widersprochen")
        )
    for count in event.counts.all():
        if count.option == Option.EXCLUDED and _is_total(count):
            number = _gap(event, count).word if count.value is None else count.value
            details.append(f"{Option.EXCLUDED.label}: {number}")
    return " · ".join(details)


def _by_name(event: VoteEvent, readable: Readable) -> Table | None:
    votes = list(event.votes.all())
    if not votes:
        return None
    return Table(
        _("Namentliche Abstimmung"),
        [Column(_("Wer")), Column(_("Gruppe")), Column(_("Stimme"))],
        [[_voter(vote, readable), _group(vote), str(vote.get_option_display())] for vote in votes],
        caption_hidden=True,
    )


def _voter(vote: Vote, readable: Readable) -> str | Gap:
    if vote.voter.visibility in readable:
        return content(vote.voter.name)
    return Gap("not_public", _("Name"))


def _group(vote: Vote) -> str:
    return content(vote.group.name) if vote.group else "–"
