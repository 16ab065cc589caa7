"""A version on its way: handed over station by station, decided on as it is or with a change."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.council.models import Consultation, Paper
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Point
from fortschrift.deliberation.models import Decision, QuestionResult, Referral
from tests.accounts.factories import NOW, officer, operator, outsider
from tests.concepts.amendments import words
from tests.concepts.factories import text, version
from tests.council.factories import body, council, meeting
from tests.deliberation.factories import before_a_body, decided

pytestmark = pytest.mark.django_db
Result, Status = QuestionResult.Result, VersionStatus.Status
VOTE = {"manner": "majority", "meeting": "", "date": "", "verbatim": "", "yes": "28", "no": "7",
        "abstain": "3", "excluded": "1"}  # fmt: skip


def address(of: Version, page: str) -> str:
    return f"{version_url(of, of.concept)}{page}/"


def points(**given: str) -> dict[str, str]:
    empty = {f"{name}_{at}": "" for at in range(5) for name in ("verb", "text")}
    return {**empty, **given}


def stands(of: Version) -> list[str]:
    return list(of.statuses.order_by("pk").values_list("status", flat=True))


def test_a_version_is_handed_over_with_its_paper_station_by_station(client: Client) -> None:
    of = text(version()).version
    first, last = body(of.municipality), council(of.municipality)
    client.force_login(officer(of.municipality))
    assert address(of, "uebergabe") in client.get(version_url(of, of.concept)).content.decode()
    empty = {f"{name}_{at}": "" for at in range(5) for name in ("body", "role")}
    given = {
        "title": "Beschluss über das Konzept", "reference": "2026/117", "draft_resolution": "",
        "handed_over_by": "", "decision": "", "date": "10.8.2026", **empty,
        "body_0": first.slug, "role_0": "prepares", "body_1": last.slug, "role_1": "decides",
    }  # fmt: skip
    assert client.post(address(of, "uebergabe"), given).status_code == 302
    referral = Referral.objects.get()
    turns = Consultation.objects.order_by("order").values_list("organization", "role")
    assert list(turns) == [(first.pk, "prepares"), (last.pk, "decides")]
    assert set(referral.consultations.all()) == set(Consultation.objects.all())
    assert Paper.objects.get().reference == "2026/117"
    assert stands(of)[-1] == Status.PROPOSED
    answer = client.post(address(of, "uebergabe"), {**given, **empty})
    assert answer.status_code == 422
    assert "mindestens ein Gremium" in answer.content.decode()


def test_what_has_no_text_cannot_be_handed_over() -> None:
    with pytest.raises(ValidationError, match="kein Text"):
        actions.hand_over(version(), title="X", stations=[], actor=operator(), now=NOW)


def test_a_council_adopts_the_version_as_it_is_with_its_points(client: Client) -> None:
    of = text(version()).version
    rat = council(of.municipality)
    sitting = meeting(rat, date="2026-09-13")
    client.force_login(officer(of.municipality))
    given = {
        **VOTE, **points(verb_0="adopts", text_0="Das Konzept wird beschlossen.",
                         verb_1="instructs", text_1="Die Verwaltung berichtet jährlich."),
        "organization": rat.slug, "result": "adopted", "strand": "", "label": "", "reason": "",
        "meeting": str(sitting.pk),
    }  # fmt: skip
    hash_before = of.texts.get().hash
    assert client.post(address(of, "beschluss"), given).status_code == 302
    made = Decision.objects.get()
    assert [(p.verb, p.version) for p in made.operative_points.order_by("number")] == [
        ("adopts", of), ("instructs", None),
    ]  # fmt: skip
    assert made.vote_event is not None
    assert made.vote_event.counts.count() == 4
    assert stands(of)[-1] == Status.ADOPTED
    assert of.texts.get().hash == hash_before
    other = {**given, "meeting": str(meeting(body(of.municipality)).pk)}
    answer = client.post(address(of, "beschluss"), other)
    assert answer.status_code == 422
    assert "eines anderen Gremiums" in answer.content.decode()


def test_adopted_with_a_change_in_session_is_a_new_version_with_the_changed_text() -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, Result.ADOPTED))
    of = table.reading.version
    assert of is not None
    who = {"actor": operator(), "now": NOW}
    rat = council(of.municipality)
    actions.decide_version(
        of, organization=rat, result=Result.ADOPTED_AMENDED, strand=table.strand,
        label="Beschlossen", points=[Point("adopts", "Beschlossen.", version=of)], **who,
    )  # fmt: skip
    new = Version.objects.get(label="Beschlossen")
    assert "alle" in words(new.texts.get(), "kurse")
    assert stands(new)[-1] == Status.ADOPTED
    assert Status.ADOPTED not in stands(of)
    with pytest.raises(ValidationError, match="braucht den Entwurf"):
        actions.decide_version(
            of, organization=rat, result=Result.ADOPTED_AMENDED, points=[], **who
        )


def test_it_is_for_those_who_record_decisions_alone(client: Client) -> None:
    of = text(version()).version
    for page in ("uebergabe", "beschluss"):
        assert client.get(address(of, page)).status_code == 302
    client.force_login(outsider())
    for page in ("uebergabe", "beschluss"):
        assert client.get(address(of, page)).status_code == 403
    assert "uebergabe" not in client.get(version_url(of, of.concept)).content.decode()
