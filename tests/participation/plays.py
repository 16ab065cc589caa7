"""One play of each act on readings."""

from collections.abc import Callable

from fortschrift.participation import actions
from fortschrift.participation.actions import Sender
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen
from tests.concepts.factories import node, version
from tests.council.factories import body, meeting, round_table
from tests.participation.factories import (
    adopted,
    answerable,
    comment,
    endorsed,
    invited,
    reading,
    submission,
    wanted,
    wanted_besides,
    wish,
)
from tests.participation.factories import (
    open_reading as opened,
)
from tests.sources.factories import claim, source


def open_reading() -> None:
    of = version()
    table = round_table(of.municipality)
    reading(
        of.concept, version=of, organization=table, meeting=meeting(table), opens="2017-03-30",
        asked_for="Änderungen und Ergänzungen", claims=[claim(source(of.municipality))],
    )  # fmt: skip


def close_reading() -> None:
    actions.close_reading(
        reading(opens="2017-03-30"), closes="2017-05-15", actor=operator(), now=NOW
    )


def name_topics() -> None:
    made = opened()
    nodes = [node(made.concept, key) for key in ("bildung", "wohnen")]
    for topics in ({"Schule": nodes[:1]}, {"Schule": nodes[:1], "Wohnung": nodes}):
        actions.name_topics(made, topics=topics, actor=operator(), now=NOW)


def submit_proposal() -> None:
    made = opened()
    submission(
        made, node=node(made.concept, "kurse"), wanted=[wanted(made), wanted_besides(made)],
        sender=Sender(
            shown_as="organization", organization=body(made.municipality),
            email="kontakt@example.org",
        ),
        actor=operator(), channel="paper", happened="2026-11-20",
    )  # fmt: skip


def submit_wish() -> None:
    wish(is_released=False)


def take_over_wish() -> None:
    text = frozen()
    made = opened(text)
    left = wish(adopted(text), wanted=[wanted(made)], kind="change")
    actions.take_over_wish(left, made, actor=operator(), now=NOW)


def switch_responses() -> None:
    actions.switch_responses(
        opened(), support=True, comments=False, questions=True, actor=operator(), now=NOW
    )


def support_submission() -> None:
    actions.support_submission(answerable(), visitor="ein Browser", actor=None, now=NOW)


def end_support() -> None:
    made = answerable()
    actions.support_submission(made, visitor="ein Browser", actor=None, now=NOW)
    actions.end_support(made, visitor="ein Browser", actor=None, now=NOW)


def comment_on() -> None:
    comment()


def release_comment() -> None:
    actions.release_comment(comment(), actor=operator(), now=NOW)


def withhold_comment() -> None:
    actions.withhold_comment(comment(), actor=operator(), now=NOW)


def answer_question() -> None:
    actions.answer_question(comment(), words="Nichts.", actor=operator(), now=NOW)


def release_submission() -> None:
    actions.release_submission(submission(), actor=operator(), now=NOW)


def withhold_submission() -> None:
    actions.withhold_submission(
        submission(), reason="Nennt eine Person mit Namen.", actor=operator(), now=NOW
    )


def withdraw_submission() -> None:
    made = submission()
    actions.withdraw_submission(made, code=made.code, actor=None, now=NOW)


def erase_sender() -> None:
    made = submission(
        sender=Sender(shown_as="pseudonym", shown_name="eine Mutter", email="ich@example.org")
    )
    actions.erase_sender(made, code=made.code, actor=None, now=NOW)


def invite() -> None:
    invited()


def renew_invitations() -> None:
    made = invited().invitation
    actions.renew_invitations(made.reading, invitations=[made], actor=operator(), now=NOW)


def withdraw_invitations() -> None:
    made = invited().invitation
    actions.withdraw_invitations(made.reading, invitations=[made], actor=operator(), now=NOW)


def note_reminder() -> None:
    made = invited().invitation
    actions.note_reminder(made.reading, invitations=[made], actor=operator(), now=NOW)


def open_invitation() -> None:
    made = invited()
    actions.open_invitation(made.invitation, key=made.key, actor=None, now=NOW)


def wish_nothing() -> None:
    actions.wish_nothing(invited().invitation, actor=None, now=NOW)


def endorse() -> None:
    endorsed()


def confirm_endorsement() -> None:
    made = invited()
    held = endorsed(made.invitation, actor=operator(), invitation=None)
    actions.confirm_endorsement(
        held, is_shown=True, invitation=made.invitation, actor=None, now=NOW
    )


def withdraw_endorsement() -> None:
    actions.withdraw_endorsement(endorsed(), actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "open_reading": open_reading,
    "close_reading": close_reading,
    "name_topics": name_topics,
    "submit_proposal": submit_proposal,
    "submit_wish": submit_wish,
    "take_over_wish": take_over_wish,
    "switch_responses": switch_responses,
    "support_submission": support_submission,
    "end_support": end_support,
    "comment_on": comment_on,
    "release_comment": release_comment,
    "withhold_comment": withhold_comment,
    "answer_question": answer_question,
    "release_submission": release_submission,
    "withhold_submission": withhold_submission,
    "withdraw_submission": withdraw_submission,
    "erase_sender": erase_sender,
    "invite": invite,
    "renew_invitations": renew_invitations,
    "withdraw_invitations": withdraw_invitations,
    "note_reminder": note_reminder,
    "open_invitation": open_invitation,
    "wish_nothing": wish_nothing,
    "endorse": endorse,
    "confirm_endorsement": confirm_endorsement,
    "withdraw_endorsement": withdraw_endorsement,
}
