"""What is handed in stays as it came; who sees it, and under which name, is decided beforehand."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.journal import chain_key, sentence_of
from fortschrift.accounts.models import JournalChain, JournalPayload, RoleAssignment
from fortschrift.accounts.selectors import journal_of
from fortschrift.accounts.verification import faults
from fortschrift.concepts.actions import record_status
from fortschrift.concepts.models import Amendment
from fortschrift.participation import actions
from fortschrift.participation.actions import Sender, Wanted
from fortschrift.participation.models import Submission, SubmissionSender
from fortschrift.participation.selectors import BOXES, inbox
from tests.accounts.factories import NOW, officer, operator, outsider, user_with_role
from tests.concepts.amendments import frozen, replacing
from tests.concepts.factories import node, version
from tests.council.factories import body
from tests.participation.factories import (
    RESIDENT,
    open_reading,
    reading,
    submission,
    wanted,
    wanted_besides,
)

pytestmark = pytest.mark.django_db
AFTER = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)
BEFORE = datetime(2026, 10, 31, 9, 0, tzinfo=UTC)


@pytest.mark.row("S2.23")
def test_a_proposal_keeps_its_words_its_reason_and_its_way() -> None:
    made = open_reading()

    handed_in = submission(
        made, wanted=[wanted(made, reason="Alle Kinder lernen Deutsch.")],
        node=node(made.concept, "kurse"), channel="paper", happened="2026-11-20", actor=operator(),
    )  # fmt: skip

    kept = Submission.objects.get()
    amendment = kept.amendments.get()
    wording = amendment.wordings.get()
    assert kept == handed_in
    assert (kept.kind, kept.channel, str(kept.happened)) == ("change", "paper", "2026-11-20")
    assert (kept.version, kept.node) == (made.version, node(made.concept, "kurse"))
    assert (wording.kind, wording.reason) == ("submitted", "Alle Kinder lernen Deutsch.")
    assert amendment.author == "eine Nachbarin"


def test_one_file_may_bring_several_proposals() -> None:
    made = open_reading()

    handed_in = submission(made, wanted=[wanted(made), wanted_besides(made)], channel="word_file")

    assert [each.number for each in handed_in.amendments.order_by("number")] == [1, 2]


def test_own_words_are_a_proposal_in_the_language_they_came_in() -> None:
    handed_in = submission(
        kind="own_words", wanted=[Wanted(original="نريد دروسا في المساء", language="ar")]
    )

    wording = handed_in.amendments.get().wordings.get()
    assert (wording.original, wording.language, wording.operations) == (
        "نريد دروسا في المساء", "ar", "",
    )  # fmt: skip


def test_what_comes_without_an_account_waits_until_it_is_released() -> None:
    handed_in = submission()
    assert list(Submission.objects.public()) == []
    assert list(Submission.objects.standing("waiting")) == [handed_in]

    actions.release_submission(handed_in, actor=officer(handed_in.municipality), now=NOW)

    assert list(Submission.objects.public()) == [handed_in]
    assert list(Submission.objects.standing("waiting")) == []


def test_what_the_office_enters_for_somebody_is_shown_at_once() -> None:
    made = open_reading()

    handed_in = submission(made, actor=officer(made.municipality), channel="telephone")

    assert list(Submission.objects.public()) == [handed_in]


def test_what_is_held_back_is_shown_no_more_and_says_why() -> None:
    made = open_reading()
    handed_in = submission(made, actor=operator())

    status = actions.withhold_submission(
        handed_in, reason=" Nennt eine Person. ", actor=officer(made.municipality), now=NOW
    )

    assert status.reason == "Nennt eine Person."
    assert list(Submission.objects.public()) == []
    assert Submission.objects.count() == 1


def test_who_withdraws_by_the_short_code_leaves_a_trace() -> None:
    handed_in = submission(actor=None)
    actions.release_submission(handed_in, actor=operator(), now=NOW)

    actions.withdraw_submission(handed_in, code=handed_in.code, actor=None, now=NOW)

    assert [each.status for each in handed_in.statuses.order_by("pk")] == ["released", "withdrawn"]
    assert list(Submission.objects.public()) == [handed_in]


@pytest.mark.parametrize("code", ["", "AAA-AAA-AAA"])
def test_nobody_withdraws_what_another_sent(code: str) -> None:
    handed_in = submission(code="K7F-3MQ-8RT")

    with pytest.raises(PermissionDenied):
        actions.withdraw_submission(handed_in, code=code, actor=outsider(), now=NOW)


def test_what_is_known_of_the_sender_is_neither_in_the_journal_nor_in_the_proposal() -> None:
    made = open_reading()

    submission(made, sender=Sender(
        shown_as="pseudonym", shown_name="eine Mutter", name="Sera Beispiel",
        email="sera@example.org", telephone="0000 1234",
    ))  # fmt: skip

    words = "".join(JournalPayload.objects.values_list("content", flat=True))
    said = f"{words}{Amendment.objects.get().author}{Submission.objects.get().shown_name}"
    assert "eine Mutter" in said
    assert not any(each in said for each in ("Sera", "sera@example.org", "0000"))


def test_who_sent_it_is_erased_by_the_short_code_and_the_proposal_stays() -> None:
    made = submission(sender=Sender(shown_as="pseudonym", shown_name="eine Mutter", email="a@b.de"))

    actions.erase_sender(made, code=made.code, actor=None, now=NOW)

    assert not SubmissionSender.objects.exists()
    assert Submission.objects.get() == made
    assert faults(JournalChain.objects.get(key=chain_key(made.municipality))) == []
    with pytest.raises(ValidationError, match="nicht bekannt"):
        actions.erase_sender(made, code=made.code, actor=None, now=NOW)


def test_nobody_erases_what_another_left() -> None:
    made = submission(sender=Sender(shown_as="pseudonym", shown_name="eine Mutter", email="a@b.de"))

    with pytest.raises(PermissionDenied):
        actions.erase_sender(made, code="", actor=outsider(), now=NOW)


@pytest.mark.parametrize(
    ("steps", "box"),
    [
        ([], "waiting"),
        (["released"], "released"),
        (["withheld"], "withheld"),
        (["withdrawn"], "withdrawn"),
        (["released", "withheld"], "withheld"),
        (["released", "withdrawn"], "withdrawn"),
        (["withdrawn", "withheld"], "withheld"),
    ],
)
def test_a_submission_stands_in_exactly_one_box(steps: list[str], box: str) -> None:
    made = submission()
    acts = {
        "released": lambda: actions.release_submission(made, actor=operator(), now=NOW),
        "withheld": lambda: actions.withhold_submission(
            made, reason="Grund", actor=operator(), now=NOW
        ),
        "withdrawn": lambda: actions.withdraw_submission(made, actor=operator(), now=NOW),
    }
    for step in steps:
        acts[step]()

    assert made.reading is not None
    assert [
        each for each in BOXES if list(inbox(Submission.objects.filter(reading=made.reading), each))
    ] == [box]


def test_the_journal_says_what_came_in_and_how() -> None:
    made = open_reading()
    submission(made, code="K7F-3MQ-8RT")

    entry = journal_of(made.municipality).first()
    assert entry is not None
    assert sentence_of(entry) == (
        "Zu „Beteiligung der Öffentlichkeit“ ist eingegangen: K7F-3MQ-8RT "
        "(Änderung, auf dieser Seite)."
    )


def test_codes_have_no_sign_that_is_taken_for_another() -> None:
    made = open_reading()
    codes = [submission(made).code for _ in range(20)]

    assert len(set(codes)) == 20
    assert not set("".join(codes)) & set("IO01")


CALLED: dict[str, tuple[dict[str, Any], datetime, str]] = {
    "everybody, in time": ({}, NOW, ""),
    "everybody, too early": ({}, BEFORE, "Vorschläge sind möglich ab 1. November 2026."),
    "everybody, too late": ({}, AFTER, "Diese Durchsicht endete am 15. Dezember 2026."),
    "everybody, no end known": (
        {"closes": ""}, NOW, "Diese Durchsicht nimmt keine Vorschläge entgegen.",
    ),
    "a body": ({"organization": ...}, NOW, "Bitte melden Sie sich an."),
    "internal": ({"visibility": "internal"}, NOW, "Bitte melden Sie sich an."),
}  # fmt: skip


@pytest.mark.parametrize("case", CALLED)
def test_who_has_no_account_may_propose_where_everybody_is_called_and_in_time(case: str) -> None:
    fields, now, refused = CALLED[case]
    text = frozen()
    if fields.get("organization") is ...:
        fields = {"organization": body(text.municipality)}
    made = open_reading(text, **fields)
    given = {"wanted": [wanted(made)], "kind": "change", "sender": RESIDENT}

    if refused:
        with pytest.raises(PermissionDenied, match=refused):
            actions.submit_proposal(made, actor=None, now=now, **given)
    else:
        actions.submit_proposal(made, actor=None, now=now, **given)
    assert Submission.objects.count() == (0 if refused else 1)


@pytest.mark.parametrize(
    ("role", "may"),
    [("officer", True), ("clerk", True), ("reader", False), ("administrator", False)],
)
def test_the_office_enters_late_paper_and_nobody_else_does(role: str, may: bool) -> None:
    made = open_reading()
    given = {"wanted": [wanted(made)], "kind": "change", "sender": RESIDENT}
    actor = user_with_role(made.municipality, role)

    if may:
        actions.submit_proposal(made, actor=actor, now=AFTER, channel="paper", **given)
    else:
        with pytest.raises(PermissionDenied):
            actions.submit_proposal(made, actor=actor, now=AFTER, channel="paper", **given)


BAD: dict[str, dict[str, Any]] = {
    "wanted": {"wanted": []},
    "original": {"wanted": [Wanted(original="  ")]},
    "shown_name": {"sender": Sender(shown_as="pseudonym", shown_name=" ")},
    "shown_as": {"sender": Sender()},
    "organization": {"sender": Sender(shown_as="organization")},
    "kind": {"kind": "etwas"},
    "happened": {"happened": "2026-02-30"},
}


@pytest.mark.parametrize("field", BAD)
def test_what_cannot_be_meant_is_refused_with_its_field_and_nothing_is_written(field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        submission(open_reading(), **BAD[field])

    assert field in refused.value.error_dict
    assert Submission.objects.count() == Amendment.objects.count() == 0


def test_a_passage_of_another_concept_is_refused() -> None:
    strange = node(frozen().version.concept, "kurse")

    with pytest.raises(ValidationError, match="anderen Konzept"):
        submission(node=strange)


def test_words_that_do_not_stand_there_are_refused_with_the_place() -> None:
    made, other = open_reading(), frozen()

    with pytest.raises(ValidationError):
        submission(made, wanted=[Wanted(operations=[replacing(other, "kurse", "Die", "Eine")])])


def test_to_a_reading_without_a_version_nothing_can_be_proposed() -> None:
    made = reading(opens="2026-11-01", closes="2026-12-15")

    with pytest.raises(ValidationError, match="keine Fassung"):
        actions.submit_proposal(
            made, wanted=[Wanted(original="Mehr Kurse")], kind="own_words", sender=RESIDENT,
            actor=operator(), now=NOW,
        )  # fmt: skip


def test_between_readings_wishes_wait_in_the_store_of_an_adopted_version() -> None:
    text = frozen()
    record_status(text.version, status="adopted", actor=operator(), now=NOW)

    wish = actions.submit_wish(
        text.version, wanted=[Wanted(original="Mehr Abendkurse")], kind="own_words",
        sender=RESIDENT, actor=None, now=NOW,
    )  # fmt: skip

    assert wish.reading is None
    assert wish.version == text.version
    assert list(Submission.objects.standing("waiting")) == [wish]


def test_a_version_nobody_adopted_has_no_store_of_wishes() -> None:
    with pytest.raises(ValidationError, match="Themenspeicher"):
        actions.submit_wish(
            version(), wanted=[Wanted(original="Mehr")], kind="own_words", sender=RESIDENT,
            actor=None, now=NOW,
        )  # fmt: skip


def test_a_list_of_submissions_asks_the_same_few_queries_however_long_it_is() -> None:
    made = open_reading()
    for _ in range(3):
        submission(made, actor=operator())
    with CaptureQueriesContext(connection) as few:
        list(Submission.objects.public().with_content())
    for _ in range(6):
        submission(made, actor=operator())

    with CaptureQueriesContext(connection) as many:
        list(Submission.objects.public().with_content())

    assert len(few) == len(many) == 3


def test_topics_stand_in_place_of_those_named_before() -> None:
    made = open_reading()
    school, home = node(made.concept, "bildung"), node(made.concept, "wohnen")
    actions.name_topics(made, topics={"Schule": [school]}, actor=operator(), now=NOW)

    actions.name_topics(
        made, topics={"Wohnung": [home], "Alles": [school, home]}, actor=operator(), now=NOW
    )

    topics = made.topics.order_by("order")
    assert [(each.title, each.nodes.count()) for each in topics] == [("Wohnung", 1), ("Alles", 2)]


def test_only_the_office_names_topics() -> None:
    made = open_reading()
    reader = user_with_role(made.municipality, RoleAssignment.Role.READER)

    with pytest.raises(PermissionDenied):
        actions.name_topics(
            made, topics={"Schule": [node(made.concept, "bildung")]}, actor=reader, now=NOW
        )
