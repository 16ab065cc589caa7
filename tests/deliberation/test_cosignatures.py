"""Departments co-sign before adoption what binds them: internally, and never as a refusal."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.utils import IntegrityError
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fortschrift.accounts.models import JournalPayload, RoleAssignment
from fortschrift.accounts.selectors import journal_of
from fortschrift.concepts.actions import bring_in_text, record_status
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Version
from fortschrift.concepts.selectors import ShownText, shown_text
from fortschrift.core.text import Tree
from fortschrift.council.actions import end_contact
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Cosigner
from fortschrift.deliberation.addresses import cosignature_url
from fortschrift.deliberation.findings import of_concept
from fortschrift.deliberation.models import CosignatureAnswer, CosignatureRequest
from fortschrift.deliberation.permissions import may_ask_for_cosignature, may_cosign
from fortschrift.deliberation.selectors import named_in
from fortschrift.deliberation.workplace import tasks
from fortschrift.participation.addresses import code_url
from fortschrift.sources.models import Visibility
from tests.accounts.factories import NOW, officer, operator, outsider, user_with_role
from tests.concepts.amendments import frozen
from tests.concepts.factories import node, node_id, slugs, text, tree, version
from tests.council.factories import body, contact
from tests.deliberation.factories import adoption, cosigned_by, referral

pytestmark = pytest.mark.django_db
Role = RoleAssignment.Role
TODAY = NOW.date()
LATE = datetime(2027, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def answered(of: CosignatureRequest, answer: str, words: str = "", **fields: Any) -> Any:
    given = {"by_link": True, "actor": None, "now": NOW, **fields}
    return actions.cosign(of, answer=answer, words=words, **given)


def asking(of: Version, *who: Cosigner, **fields: Any) -> Any:
    given = {"deadline": date(2026, 12, 1), "actor": operator(), "now": NOW, **fields}
    return actions.ask_for_cosignature(of, cosigners=who, **given)


def come_in(client: Client, made: actions.AskedFor) -> str:
    of = made.request.version
    answer = client.post(cosignature_url(of, "come_in", key=made.key))
    assert answer["Location"] == cosignature_url(of, "answer")
    return str(answer["Location"])


def seen(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_last_answer_counts_and_those_before_stay() -> None:
    made = cosigned_by().request

    answered(made, "refused", "Dafür fehlt eine Stelle.")
    answered(made, "signed_with_note", "Ab 2028.")

    assert [each.answer for each in made.answers.order_by("pk")] == ["refused", "signed_with_note"]
    assert made.answer is not None and made.answer.words == "Ab 2028."


@pytest.mark.parametrize("answer", ["refused", "signed_with_note"])
def test_an_answer_that_says_nothing_without_words_wants_them(answer: str) -> None:
    made = cosigned_by().request

    with pytest.raises(ValidationError, match="was zu beachten ist"):
        answered(made, answer, "  ")
    with pytest.raises(IntegrityError):
        CosignatureAnswer.objects.create(request=made, answer=answer, way="link", recorded=NOW)


def test_an_answer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValidationError):
        answered(cosigned_by().request, "vielleicht")


def test_only_the_hash_of_a_key_is_kept() -> None:
    made = cosigned_by()

    assert made.key not in "".join(JournalPayload.objects.values_list("content", flat=True))
    assert made.key not in str(CosignatureRequest.objects.values().get())
    assert made.key not in repr(made)


def test_who_cannot_be_meant_is_refused() -> None:
    of = frozen().version
    one, gone = (contact(body(of.municipality)) for _ in range(2))
    end_contact(gone, until="2026-11-01", actor=operator(), now=NOW)
    asking(of, Cosigner(one))
    elsewhere = node(frozen().version.concept, "bildung")
    free = Cosigner(contact(body(of.municipality)))

    for who, fields, said in (
        ([], {}, "wer mitzeichnen soll"),
        ([Cosigner(one)], {}, "schon um Mitzeichnung gebeten"),
        ([Cosigner(gone)], {}, "gilt nicht mehr"),
        ([Cosigner(contact())], {}, "anderen Kommune"),
        ([free], {"deadline": date(2026, 11, 1)}, "schon vorbei"),
        ([Cosigner(free.contact, [elsewhere])], {}, "anderen Konzept"),
    ):
        with pytest.raises(ValidationError, match=said):
            asking(of, *who, **fields)
    with pytest.raises(ValidationError, match="kein Text"):
        asking(version(of.concept, label="ohne"), free)


def test_an_element_that_is_not_in_the_version_is_refused() -> None:
    old = frozen().version
    new = text(version(old.concept, label="2026"), ("wohnen", "field", "Wohnen")).version
    free = contact(body(old.municipality))

    with pytest.raises(ValidationError, match="nicht in dieser Fassung"):
        asking(new, Cosigner(free, [node(old.concept, "bildung")]))


def test_a_new_link_keeps_what_was_asked_and_answered_and_closes_the_old_one() -> None:
    text = frozen()
    old = cosigned_by(text.version, node(text.version.concept, "bildung"))
    answered(old.request, "signed")

    (new,) = actions.renew_cosignature_links(
        text.version, requests=[old.request], actor=operator(), now=NOW
    )

    assert new.request.answer is not None
    assert new.request.first.elements.count() == 1
    with pytest.raises(PermissionDenied, match="gilt nicht mehr"):
        answered(old.request, "signed")
    answered(new.request, "not_concerned")
    assert old.request.answer is not None and old.request.answer.answer == "not_concerned"


def test_whoever_is_asked_again_after_a_withdrawal_has_not_answered_yet() -> None:
    made = cosigned_by().request
    answered(made, "signed")
    actions.withdraw_cosignature_requests(made.version, requests=[made], actor=operator(), now=NOW)

    again = cosigned_by(made.version, contact=made.contact).request

    assert again.answer is None


PERMISSIONS = {
    Role.ADMINISTRATOR: False,
    Role.OFFICER: True,
    Role.CLERK: True,
    Role.READER: False,
}


@pytest.mark.parametrize("role", PERMISSIONS)
def test_who_may_ask_and_who_may_answer_for_others(role: str) -> None:
    made = cosigned_by().request
    user = user_with_role(made.municipality, role)

    assert bool(may_ask_for_cosignature(user, made.municipality)) is PERMISSIONS[Role(role)]
    assert bool(may_cosign(user, made, TODAY)) is PERMISSIONS[Role(role)]


def test_whose_account_has_the_address_of_the_contact_may_answer() -> None:
    town = frozen().version
    reader = user_with_role(town.municipality, Role.READER)
    made = cosigned_by(town, contact=contact(body(town.municipality), email=reader.email.upper()))

    given = answered(made.request, "signed", by_link=False, actor=reader)

    assert (given.way, given.user) == ("account", reader)
    office = answered(made.request, "signed", by_link=False, actor=officer(town.municipality))
    assert office.way == "office"


def test_nobody_else_may_and_an_address_alone_is_no_right_in_the_town() -> None:
    stranger = outsider()
    of = frozen().version
    made = cosigned_by(of, contact=contact(body(of.municipality), email=stranger.email)).request

    for user in (None, stranger):
        assert not may_cosign(user, made, TODAY)
        assert not may_ask_for_cosignature(user, made.municipality)


def test_a_link_answers_until_a_month_after_the_deadline() -> None:
    with pytest.raises(PermissionDenied, match="gilt nicht mehr"):
        answered(cosigned_by().request, "signed", now=LATE)


@pytest.mark.parametrize("act", [
    "ask_for_cosignature", "renew_cosignature_links", "withdraw_cosignature_requests",
    "remind_of_cosignature",
])  # fmt: skip
def test_every_act_of_the_office_asks(act: str) -> None:
    made = cosigned_by().request
    reader = user_with_role(made.municipality, Role.READER)
    given: dict[str, Any] = {"requests": [made]}
    if act == "ask_for_cosignature":
        given = {"cosigners": [], "deadline": date(2026, 12, 1)}

    with pytest.raises(PermissionDenied):
        getattr(actions, act)(made.version, actor=reader, now=NOW, **given)


def naming(of: Version, **attributes: Any) -> ShownText:
    """Bring in a text whose one measure says this of itself."""
    parts = (("kurse", "measure", "Kurse"),)
    whole = tree(of.concept, *parts)
    said = tuple(sorted(attributes.items()))
    states = [replace(each, attributes=said) if each.kind == "measure" else each for each in whole]
    bring_in_text(
        of, tree=Tree.of(states, root=whole.root, outline=whole.outline), actor=operator(), now=NOW,
        completeness="complete", slugs=slugs(of.concept, parts),
    )  # fmt: skip
    found = shown_text(of)
    assert found is not None
    return found


@pytest.mark.parametrize("attributes", [
    {"responsible": "amt 5"}, {"partners": ("AWO", "Amt 5 (Soziales)")}, {"kosten": "trägt Amt 5"},
])  # fmt: skip
def test_a_body_is_found_where_any_attribute_names_it_and_not_inside_other_words(
    attributes: dict[str, Any],
) -> None:
    of = version()
    amt, other = body(of.municipality, name="Amt 5"), body(of.municipality, name="Amt 50")
    none = body(of.municipality, name="mt 5")

    named = named_in(naming(of, **attributes), [amt, other, none])

    assert named == {amt.pk: [node_id(of.concept, "kurse")], other.pk: [], none.pk: []}


def test_a_department_is_asked_for_the_elements_that_name_it_and_sees_what_they_say(
    client: Client,
) -> None:
    of = version()
    amt = contact(body(of.municipality, name="Amt 5"))
    naming(of, responsible="Amt 5")
    client.force_login(officer(of.municipality))

    words = client.post(cosignature_url(of), {
        "do": "ask", "contacts": [str(amt.pk)], "scope": "named", "deadline": "2026-12-01",
    }).content.decode()  # fmt: skip

    made = CosignatureRequest.objects.get()
    assert "Amt 5" in words
    assert [each.node.slug for each in made.elements.all()] == [node(of.concept, "kurse").slug]
    shown = seen(client, f"{cosignature_url(of, 'answer')}?fuer={made.pk}")
    assert "<dt>Zuständig</dt><dd>Amt 5</dd>" in shown


def test_opening_a_link_acts_on_nothing(client: Client) -> None:
    made = cosigned_by()

    words = seen(client, cosignature_url(made.request.version, "come_in", key=made.key))

    assert str(made.request.contact.organization) in words
    assert made.request.statuses.count() == 0
    assert seen(client, cosignature_url(made.request.version, "answer"), 404)


def test_a_department_reads_what_binds_it_and_answers_without_an_account(client: Client) -> None:
    text = frozen()
    made = cosigned_by(text.version, node(text.version.concept, "bildung"))
    url = come_in(client, made)
    words = seen(client, url)
    assert "Bitte prüfen Sie die Kosten." in words and "Bildung" in words
    assert made.key not in words

    refused = client.post(url, {"answer": "refused", "words": ""})
    assert refused.status_code == 422 and "was zu beachten ist" in refused.content.decode()
    client.post(url, {"answer": "refused", "words": "Dafür fehlt eine Stelle."})

    assert made.request.answer is not None and made.request.answer.way == "link"
    assert "Dafür fehlt eine Stelle." in seen(client, url)
    assert Client().get(url).status_code == 404


def test_the_short_code_of_a_letter_leads_to_co_signing(client: Client) -> None:
    made = cosigned_by()

    found = client.get(code_url(made.request.municipality), {"code": made.key.lower()})

    assert found["Location"].endswith(f"/mitzeichnung/als/{made.key.lower()}/")


def test_the_office_asks_by_page_for_what_names_the_department(client: Client) -> None:
    of = frozen().version
    one = contact(body(of.municipality))
    client.force_login(officer(of.municipality))
    board = cosignature_url(of)
    given = {"do": "ask", "contacts": [str(one.pk)], "scope": "chosen", "numbers": "99",
             "deadline": "2026-12-01", "note": "Kosten"}  # fmt: skip

    wrong = client.post(board, given)
    assert wrong.status_code == 422 and "gibt es in der Fassung nicht: 99" in wrong.content.decode()
    assert "Kosten</textarea>" in wrong.content.decode()
    words = client.post(board, {**given, "numbers": "1"}).content.decode()

    key = words.split('<strong class="fs-code">')[1].split("</strong>")[0]
    assert CosignatureRequest.objects.get().elements.count() == 1
    assert key not in seen(client, board)
    assert client.post(cosignature_url(of, "come_in", key=key)).status_code == 302


def test_the_board_shows_who_answered_and_acts_on_those_chosen(client: Client) -> None:
    of = frozen().version
    one, other = cosigned_by(of), cosigned_by(of)
    answered(one.request, "signed_with_note", "Ab 2028.")
    client.force_login(officer(of.municipality))

    words = seen(client, cosignature_url(of))
    assert "2 gebeten, 1 geantwortet" in words and "Ab 2028." in words
    for do in ("remind", "remind", "renew", "unsinn"):
        client.post(cosignature_url(of), {"do": do, "who": [str(other.request.pk), "g" * 36]})

    marks = [each.status for each in other.request.statuses.order_by("pk")]
    assert marks == ["reminded", "reminded", "withdrawn"]
    assert one.request.statuses.count() == 0


def test_the_office_enters_what_came_on_paper(client: Client) -> None:
    made = cosigned_by().request
    client.force_login(officer(made.municipality))
    url = f"{cosignature_url(made.version, 'answer')}?fuer={made.pk}"

    client.post(url, {"answer": "signed", "words": ""})

    assert made.answer is not None and made.answer.way == "office"
    reader = user_with_role(made.municipality, Role.READER)
    client.force_login(reader)
    assert client.get(url).status_code == 403


def test_nothing_of_it_is_public(client: Client) -> None:
    made = cosigned_by()
    answered(made.request, "refused", "Dafür fehlt eine Stelle.")
    of = made.request.version
    record_status(of, status="adopted", actor=operator(), now=NOW)

    assert client.get(cosignature_url(of)).status_code == 302
    public = seen(client, version_url(of, of.concept))
    assert "Mitzeichnung" not in public and str(made.request.contact.organization) not in public
    client.force_login(user_with_role(of.municipality, Role.READER))
    assert client.get(cosignature_url(of)).status_code == 403
    assert "Mitzeichnung" not in seen(client, version_url(of, of.concept))
    client.force_login(officer(of.municipality))
    assert "Noch nicht mitgezeichnet" in seen(client, version_url(of, of.concept))


@pytest.mark.parametrize(("answer", "missing"), [
    (None, True), ("refused", True), ("signed", False), ("signed_with_note", False),
    ("not_concerned", False),
])  # fmt: skip
def test_a_version_that_goes_on_without_is_a_quiet_hint(answer: str | None, missing: bool) -> None:
    made = cosigned_by().request
    if answer:
        answered(made, answer, "Grund")

    adoption(made.version)

    found = [
        each for each in of_concept(made.version.concept)
        if each.code == "gone_on_without_cosignature"
    ]  # fmt: skip
    assert bool(found) is missing
    assert all(each.audience == Visibility.INTERNAL for each in found)
    assert all(str(made) in each.sentence for each in found)


def test_a_hand_over_without_is_noted_in_the_journal_and_not_refused() -> None:
    made = cosigned_by().request

    referral(made.version.concept, version=made.version)

    entry = next(iter(journal_of(made.municipality)))
    assert entry.verb == "refer" and "gone_on_without_cosignature" in entry.payload.content


def test_a_version_that_still_waits_is_no_hint() -> None:
    made = cosigned_by().request

    assert of_concept(made.version.concept) == []


def test_the_workplace_offers_what_is_to_co_sign_and_whom_to_remind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of = frozen().version
    reader = user_with_role(of.municipality, Role.READER)
    made = cosigned_by(of, contact=contact(body(of.municipality), email=reader.email)).request
    (own,) = tasks(reader, of.municipality)
    assert (own.url, own.due) == (cosignature_url(of, "answer"), made.deadline)
    assert list(tasks(officer(of.municipality), of.municipality)) == []

    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    (late,) = tasks(officer(of.municipality), of.municipality)
    assert late.title == "An 1 Mitzeichnung erinnern"
    answered(made, "signed", by_link=False, actor=reader, now=LATE)
    assert list(tasks(reader, of.municipality)) == []


def test_the_board_asks_the_same_queries_for_many(client: Client) -> None:
    of = frozen().version
    client.force_login(officer(of.municipality))

    def ask_one() -> None:
        answered(cosigned_by(of).request, "signed")

    ask_one()
    client.get(cosignature_url(of))
    with CaptureQueriesContext(connection) as few:
        client.get(cosignature_url(of))
    for _ in range(5):
        ask_one()
    with CaptureQueriesContext(connection) as many:
        client.get(cosignature_url(of))

    assert len(few) == len(many)
