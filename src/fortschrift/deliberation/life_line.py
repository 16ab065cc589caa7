"""Mandates, decisions, hand-overs and stations in a concept's life line.

A decision that gave a mandate or handed a version over is no second station: its vote and result
stand with what it brought about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from fortschrift.concepts.life_line import version_title
from fortschrift.concepts.models import Concept, VersionStatus
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.addresses import meeting_url, organization_url
from fortschrift.council.life_line import of_consultations
from fortschrift.council.models import Meeting, Organization
from fortschrift.deliberation import odd_order
from fortschrift.deliberation.models import Decision, Mandate, OperativePoint, Referral
from fortschrift.deliberation.stations import places
from fortschrift.deliberation.wording import decision_badge, decision_word, vote_words
from fortschrift.participation.occasions import occasions_of
from fortschrift.sources.life_line import LifeLineEntry, occasion_key
from fortschrift.sources.models import Claim
from fortschrift.web.content import content, joined, told

#: On the same day: what was ordered, what was decided, what was handed on.
MANDATE_RANK, DECISION_RANK, REFERRAL_RANK = 20, 60, 70
_STATUS_BY_VERB = {
    OperativePoint.Verb.ADOPTS.value: VersionStatus.Status.ADOPTED,
    OperativePoint.Verb.REJECTS.value: VersionStatus.Status.REJECTED,
}


def life_line_entries(concept: Concept) -> list[LifeLineEntry]:
    """Return the public stations of a concept that mandates, decisions and hand-overs make.

    Constant number of queries, whatever their number.
    """
    mandates = list(
        Mandate.objects.filter(concept=concept).public().with_content().order_by("date", "pk")
    )
    decisions = list(Decision.objects.filter(concept=concept).public().with_content().in_order())
    referrals = list(
        Referral.objects.filter(concept=concept).public().with_content().order_by("date", "pk")
    )
    by_mandate = _by_mandate(decisions, mandates)
    by_referral = _by_referral(decisions, referrals)
    retold = {row.pk for row in (*by_mandate.values(), *by_referral.values())}
    remarks = _remarks(concept, mandates)
    return [
        *(_mandate(row, by_mandate.get(row.pk), remarks.get(row.pk, "")) for row in mandates),
        *(_decision(row) for row in decisions if row.pk not in retold),
        *(_referral(row, by_referral.get(row.pk)) for row in referrals),
        *_stations(referrals),
    ]


def _by_mandate(
    decisions: Iterable[Decision], mandates: Iterable[Mandate]
) -> dict[object, Decision]:
    """Find the decisions that did nothing but give a mandate, by the key of the mandate."""
    shown = {mandate.pk for mandate in mandates}
    found: dict[object, Decision] = {}
    for decision in decisions:
        about = {result.question.mandate_id for result in decision.results.all()}
        about |= {point.mandate_id for point in decision.operative_points.all()}
        if len(about) == 1 and about <= shown:
            found[about.pop()] = decision
    return found


def _by_referral(
    decisions: Iterable[Decision], referrals: Iterable[Referral]
) -> dict[object, Decision]:
    # The referral's own decision may be hidden; only the public ones are told.
    public = {decision.pk: decision for decision in decisions}
    return {
        referral.pk: public[referral.decision_id]
        for referral in referrals
        if referral.decision_id in public
    }


def _remarks(concept: Concept, mandates: Iterable[Mandate]) -> dict[object, str]:
    first_draft = odd_order.first_draft_of(concept)
    return {
        mandate.pk: odd_order.sentence_of(mandate, first_draft)
        for mandate in mandates
        if odd_order.is_after_draft(mandate, first_draft)
    }


def _mandate(mandate: Mandate, decision: Decision | None, remark: str) -> LifeLineEntry:
    meeting = mandate.meeting or (decision.meeting if decision else None)
    addressee = (
        told(_("An: %(body)s"), body=content(str(mandate.addressee))) if mandate.addressee else ""
    )
    printed = told(_("In der Quelle: „%(words)s“"), words=content(mandate.as_printed))
    return LifeLineEntry(
        kind="mandate",
        title=_("Auftrag: %(kind)s") % {"kind": mandate.get_kind_display()},
        date=mandate.date,
        date_note=content(mandate.date_note),
        url=_meeting_address(meeting),
        body=_name(mandate.organization, mandate.date),
        body_url=_address(mandate.organization),
        detail=_joined(
            content(mandate.text),
            addressee,
            printed if mandate.as_printed else "",
            _voted(decision),
        ),
        badge=decision_badge(decision) if decision else None,
        gap="" if mandate.organization else content(mandate.organization_reason),
        remark=remark,
        claims=_claims(mandate.claims.all(), decision),
        occasions=occasions_of(meeting),
        subject=str(mandate.get_kind_display()),
        rank=MANDATE_RANK,
    )


def _decision(decision: Decision) -> LifeLineEntry:
    return LifeLineEntry(
        kind="decision",
        title=told(
            "%(word)s: %(title)s", word=decision_word(decision), title=content(decision.title)
        ),
        date=decision.date,
        date_note=content(decision.date_note),
        url=_meeting_address(decision.meeting),
        body=_name(decision.organization, decision.date),
        body_url=_address(decision.organization),
        detail=_joined(_voted(decision), content(decision.note)),
        badge=decision_badge(decision),
        claims=_claims(decision.claims.all(), decision),
        occasions=[*occasions_of(decision.meeting), *_statuses_set(decision)],
        subject=content(decision.title),
        versions=_versions(decision),
        rank=DECISION_RANK,
    )


def _referral(referral: Referral, decision: Decision | None) -> LifeLineEntry:
    printed = told(_("In der Quelle: „%(words)s“"), words=content(referral.as_printed))
    meeting = decision.meeting if decision else None
    return LifeLineEntry(
        kind="referral",
        title=_("Übergabe in die Beratungsfolge"),
        date=referral.date,
        date_note=content(referral.date_note),
        url=_meeting_address(meeting),
        body=_name(referral.handed_over_by, referral.date),
        body_url=_address(referral.handed_over_by),
        detail=_joined(
            _voted(decision),
            version_title(referral.version) if referral.version else "",
            printed if referral.as_printed else "",
        ),
        badge=decision_badge(decision) if decision else None,
        gap=content(referral.stations_reason),
        claims=_claims(referral.claims.all(), decision),
        occasions=[*occasions_of(meeting), *_proposal(referral)],
        versions=[referral.version_id] if referral.version_id else [],
        rank=REFERRAL_RANK,
    )


def _stations(referrals: Iterable[Referral]) -> list[LifeLineEntry]:
    """Tell each station once, though a later hand-over may name it again."""
    found: dict[object, LifeLineEntry] = {}
    for referral in referrals:
        stations = list(referral.consultations.all())
        entries = of_consultations(stations)
        for station, entry, place in zip(
            stations, entries, places(referral, stations), strict=True
        ):
            about = [referral.version_id] if referral.version_id else []
            found.setdefault(station.pk, replace(entry, place=place, versions=about))
    return list(found.values())


def _voted(decision: Decision | None) -> str:
    return vote_words(decision) if decision else ""


def _versions(decision: Decision) -> list[UUID]:
    """Return the keys of the versions that were put to the vote or that a point speaks of."""
    keys = [result.question.version_id for result in decision.results.all()]
    keys += [point.version_id for point in decision.operative_points.all()]
    return [key for key in dict.fromkeys(keys) if key]


def _statuses_set(decision: Decision) -> list[str]:
    """Name the statuses of versions that this decision brought about."""
    return [
        occasion_key("version", point.version_id, _STATUS_BY_VERB[point.verb])
        for point in decision.operative_points.all()
        if point.version_id and point.verb in _STATUS_BY_VERB
    ]


def _proposal(referral: Referral) -> list[str]:
    if referral.version_id is None:
        return []
    return [occasion_key("version", referral.version_id, VersionStatus.Status.PROPOSED)]


def _claims(claims: Iterable[Claim], decision: Decision | None) -> Sequence[Claim]:
    """Join the claims of a station with those of the vote and decision it tells."""
    found = list(claims)
    if decision is not None:
        found += decision.claims.all()
        found += decision.vote_event.claims.all() if decision.vote_event else []
    return tuple(dict.fromkeys(found))


def _name(body: Organization | None, when: PartialDate) -> str:
    return content(body.name_at(when)) if body else ""


def _address(body: Organization | None) -> str:
    return organization_url(body) if body else ""


def _meeting_address(meeting: Meeting | None) -> str:
    return meeting_url(meeting) if meeting and occasions_of(meeting) else ""


def _joined(*parts: str) -> str:
    return joined(" · ", parts)
