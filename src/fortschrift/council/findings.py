"""Findings (Hinweise): what in the recorded meetings, stations and votes does not fit together.

They are computed when they are read and never stop anybody from recording; acts note their codes
in the journal.  Findings about law are for the staff alone: nobody is to be pilloried by a
machine that cannot know why a town did what it did.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.db.models import Model
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from fortschrift.core.partial_date import PartialDate
from fortschrift.core.rules.outcome import ComputedOutcome, Verdict
from fortschrift.core.rules.tally import Oddity, OddityCode, Outcome, Tally, oddities
from fortschrift.core.rules.weekdays import SUNDAY, differs_from_print
from fortschrift.council.models import Consultation, Count, Meeting, Organization, VoteEvent
from fortschrift.council.permissions import Readable
from fortschrift.council.rules import computed, tally_of
from fortschrift.council.rules.words import reason_words
from fortschrift.sources.models import Visibility
from fortschrift.web.dates import date_words

Severity = Literal["info", "warning"]
Classification = Organization.Classification

#: What the rules of a body say better than a comparison of yes and no.
SAID_BY_RULES = frozenset(
    {OddityCode.CARRIED_WITHOUT_MAJORITY, OddityCode.REJECTED_DESPITE_MAJORITY}
)
#: Which answer of the rules stands against which recorded outcome.
DIFFERS = {
    Outcome.CARRIED: Verdict.NOT_ADOPTED,
    Outcome.REJECTED: Verdict.ADOPTED,
    Outcome.REJECTED_TIE: Verdict.ADOPTED,
}

#: Lands whose law lets the main committee prepare what the council decides, with the place.
PREPARED_BY_MAIN_COMMITTEE = {"Niedersachsen": "§ 76 Abs. 1 NKomVG"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: ``sentence`` is ready to be shown, ``subject`` the row it is about.

    ``severity`` is the tone of the hint; ``audience`` says who may see it.
    """

    code: str
    sentence: str
    subject: Model
    severity: Severity = "info"
    audience: str = Visibility.PUBLIC


def codes(findings: Iterable[Finding]) -> str:
    """Join the codes of findings for the journal."""
    return " ".join(finding.code for finding in findings)


def for_reader(findings: Iterable[Finding], readable: Readable) -> list[Finding]:
    """Keep the findings that a reader may see."""
    return [finding for finding in findings if finding.audience in readable]


def of_meeting(meeting: Meeting) -> list[Finding]:
    """Look at the dates of a meeting; its organization must be loaded."""
    return [
        *_on_a_sunday(meeting, meeting.date, _("Festgehalten ist %(date)s, ein Sonntag.")),
        *_on_a_sunday(meeting, meeting.planned_date, _("Geplant war %(date)s, ein Sonntag.")),
        *_other_weekday(meeting, meeting.when, meeting.date_note),
        *_before_foundation(meeting, meeting.organization, meeting.when),
    ]


def of_stations(stations: Sequence[Consultation]) -> list[Finding]:
    """Look at all stations of one paper, in their order.

    They must come with ``organization__municipality`` and ``meeting``.
    """
    return [
        *(finding for station in stations for finding in _of_station(station)),
        *_out_of_order(stations),
        *_without_preparation(stations),
    ]


def of_vote(event: VoteEvent) -> list[Finding]:
    """Look at the numbers of a vote, at its day and at its rules; counts may be prefetched."""
    counts = list(event.counts.all())
    found = oddities(tally_of(event, counts), event.manner, event.outcome, groups=_by_group(counts))
    by_rule = computed(event)
    if by_rule is not None:
        found = tuple(oddity for oddity in found if oddity.code not in SAID_BY_RULES)
    when = event.meeting.when if event.meeting else PartialDate()
    return [
        *(Finding(o.code.value, sentence_of(o), event, "warning") for o in found),
        *_before_foundation(event, event.organization, when),
        *_differs_from_rules(event, by_rule),
    ]


def unchecked(findings: Iterable[Finding], event: VoteEvent) -> list[Finding]:
    """Leave out hints on a vote that somebody has marked as checked."""
    silent = {checked.code for checked in event.checked_findings.all()}
    return [finding for finding in findings if finding.code not in silent]


def _differs_from_rules(event: VoteEvent, by_rule: ComputedOutcome | None) -> Iterator[Finding]:
    """Hold the recorded outcome against the computed one; a quiet hint for the staff.

    A vote whose outcome is open under its rules is never odd, and neither is one not known.
    """
    if by_rule is None or DIFFERS.get(Outcome(event.outcome)) is not by_rule.verdict:
        return
    sentence = _DIFFERENCES[by_rule.verdict]() % {"recorded": event.get_outcome_display()}
    reasons = " ".join(reason_words(reason) for reason in by_rule.reasons)
    yield Finding(
        "outcome_differs", f"{sentence} {reasons}", event, "info", audience=Visibility.INTERNAL
    )


def _by_group(counts: Iterable[Count]) -> list[Tally]:
    groups: dict[object, dict[str, int | None]] = {}
    for count in counts:
        if count.group_id is not None or count.group_label:
            groups.setdefault(count.group_id or count.group_label, {})[count.option] = count.value
    return [Tally(**values) for values in groups.values()]


def sentence_of(oddity: Oddity) -> str:
    """Say an oddity of a vote in the reader's language."""
    return _SENTENCES[oddity.code]() % {"found": oddity.found, "against": oddity.against}


_DIFFERENCES = {
    Verdict.ADOPTED: lambda: _(
        "Festgehalten ist „%(recorded)s“; nach den hinterlegten Regeln wäre es angenommen."
    ),
    Verdict.NOT_ADOPTED: lambda: _(
        "Festgehalten ist „%(recorded)s“; nach den hinterlegten Regeln wäre es nicht angenommen."
    ),
}
#: Functions, because gettext must run when the sentence is read.
_SENTENCES = {
    OddityCode.UNANIMOUS_WITH_OPPOSITION: lambda: _(
        "Als einstimmig oder ohne Gegenstimme vermerkt; angegeben sind aber %(found)s Stimmen "
        "gegen das Ergebnis."
    ),
    OddityCode.CARRIED_WITHOUT_MAJORITY: lambda: _(
        "Als angenommen vermerkt; angegeben sind aber nur %(found)s Ja-Stimmen bei %(against)s "
        "Nein-Stimmen."
    ),
    OddityCode.REJECTED_DESPITE_MAJORITY: lambda: _(
        "Als abgelehnt vermerkt; angegeben sind aber %(found)s Ja-Stimmen bei %(against)s "
        "Nein-Stimmen."
    ),
    OddityCode.TIE_WITH_DIFFERENCE: lambda: _(
        "Als Stimmengleichheit vermerkt; angegeben sind aber %(found)s Ja-Stimmen und %(against)s "
        "Nein-Stimmen."
    ),
    OddityCode.MORE_THAN_PRESENT: lambda: _(
        "Angegeben sind %(found)s Stimmen bei %(against)s Anwesenden."
    ),
    OddityCode.MORE_THAN_MEMBERS: lambda: _(
        "Angegeben sind %(found)s Stimmen; das Gremium hat %(against)s stimmberechtigte Mitglieder."
    ),
    OddityCode.GROUPS_DIFFER: lambda: _(
        "Die Zahlen der Gruppen ergeben zusammen %(found)s, angegeben sind insgesamt %(against)s."
    ),
}


def _on_a_sunday(subject: Model, when: PartialDate, sentence: str) -> Iterator[Finding]:
    if when.day and when.day.weekday() == SUNDAY:
        yield Finding("on_a_sunday", sentence % {"date": date_words(when)}, subject)


def _other_weekday(subject: Model, when: PartialDate, text: str) -> Iterator[Finding]:
    printed = differs_from_print(when.day, text) if when.day else None
    if when.day and printed is not None:
        sentence = _("Gedruckt ist „%(printed)s“; der %(date)s ist ein %(actual)s.") % {
            "printed": WEEKDAYS[printed],
            "date": date_words(when),
            "actual": WEEKDAYS[when.day.weekday()],
        }
        yield Finding("other_weekday", sentence, subject)


def _before_foundation(
    subject: Model, organization: Organization, when: PartialDate
) -> Iterator[Finding]:
    if when.surely_before(organization.founded):
        sentence = _("%(date)s liegt vor der Gründung von „%(organization)s“ (%(founded)s).") % {
            "date": date_words(when),
            "organization": organization,
            "founded": date_words(organization.founded),
        }
        yield Finding("before_foundation", sentence, subject)


def _of_station(station: Consultation) -> Iterator[Finding]:
    planned = station.planned_date
    yield from _on_a_sunday(station, planned, _("Geplant war %(date)s, ein Sonntag."))
    yield from _other_weekday(station, planned, station.planned_as_printed)
    yield from _before_foundation(station, station.organization, station.when)


def _out_of_order(stations: Sequence[Consultation]) -> Iterator[Finding]:
    for before, after in pairwise(stations):
        if after.when.surely_before(before.when):
            sentence = _("Die Station „%(after)s“ steht nach „%(before)s“, lag aber früher.") % {
                "after": after.organization,
                "before": before.organization,
            }
            yield Finding("out_of_order", sentence, after)


def _without_preparation(stations: Sequence[Consultation]) -> Iterator[Finding]:
    """Miss the main committee before the council decides; a hint for the staff, not a verdict."""
    prepared = False
    for station in stations:
        kind = station.organization.classification
        prepared = prepared or kind == Classification.MAIN_COMMITTEE
        law = PREPARED_BY_MAIN_COMMITTEE.get(station.organization.municipality.state)
        if law and not prepared and kind == Classification.COUNCIL and station.authoritative:
            sentence = _(
                "Es ist keine Vorbereitung durch den Verwaltungsausschuss festgehalten (%(law)s)."
            ) % {"law": law}
            yield Finding(
                "not_prepared", sentence, station, "warning", audience=Visibility.INTERNAL
            )
