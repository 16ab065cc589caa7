"""One play of each act that ties text to vote."""

from collections.abc import Callable
from typing import Any

from fortschrift.concepts.selectors import open_conflicts
from fortschrift.council.actions import Counted
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import (
    Advised,
    Answered,
    Ballot,
    Occasion,
    Point,
    Ruling,
    Station,
)
from fortschrift.deliberation.models import Consideration
from fortschrift.deliberation.selectors import results_on
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen, replacing, striking
from tests.concepts.factories import node, text, version
from tests.council.factories import body, council, item, meeting, paper, round_table, station, vote
from tests.deliberation.factories import (
    adoption,
    before_a_body,
    consideration,
    cosigned_by,
    decided,
    decision,
    mandate,
    proposed,
    question,
    referral,
)
from tests.participation.factories import reading, text_of
from tests.sources.factories import claim, source


def give_mandate() -> None:
    of = version().concept
    mandate(
        of, organization=council(of.municipality), as_printed="angestoßen",
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def put_question() -> None:
    of = version()
    sitting = item(meeting(council(of.municipality)))
    question(of.concept, version=of, agenda_item=sitting, claims=[claim(source(of.municipality))])
    question(of.concept, reading=reading(of.concept, version=of), subject="proposals")


def decide() -> None:
    of = version()
    rat = council(of.municipality)
    adoption(
        of, by=rat, vote_event=vote(rat, meeting=meeting(rat)),
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def refer() -> None:
    of = version()
    table, rat = round_table(of.municipality), council(of.municipality)
    referral(
        of.concept, version=of, handed_over_by=table,
        decision=decision(of.concept, organization=table),
        consultations=[station(paper(of.municipality), rat)],
        claims=[claim(source(of.municipality))],
    )  # fmt: skip


def open_consideration() -> None:
    consideration()


def lay_late_proposals() -> None:
    table = consideration()
    proposed(table.reading, striking(text_of(table.reading), "liste"))
    actions.lay_late_proposals(table, **acting())


def recommend() -> None:
    table, (every, free) = before_a_body("all", "free")
    advised = [
        Advised(amendment=every, advice="adopt", is_undisputed=True),
        Advised(amendment=free, advice="reject", reason="Zu teuer."),
    ]
    actions.recommend(table, advised=advised, **acting())


def group_proposals() -> Consideration:
    table, (every, free) = before_a_body("all", "free")
    actions.group_proposals(table, leader=every, amendments=[free], **acting())
    return table


def ungroup_proposals() -> None:
    table = group_proposals()
    led = table.groupings.get().amendment
    actions.ungroup_proposals(table, amendments=[led], **acting())


def decide_proposals() -> None:
    table, (every, some, free) = before_a_body("all", "some", "free")
    ballot = Ballot(outcome="carried", manner="majority", counts=[Counted("yes", 7)])
    occasion = Occasion(meeting=meeting(table.organization), ballot=ballot)
    decided(
        table, (every, "adopted"), (some, "rejected"), (free, "adopted"), occasion=occasion,
        claims=[claim(source(table.municipality))],
    )  # fmt: skip


def merge_decided() -> None:
    table, (every, free) = before_a_body("all", "free")
    decided(table, (every, "adopted"), (free, "rejected"), is_merged=False)
    actions.merge_decided(table, **acting())


def work_out() -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, "adopted_in_substance"))
    other = replacing(table.strand, "kurse", "neu zugewanderte", "sämtliche")
    actions.work_out(results_on(table).get(), operations=[other], consent="given", **acting())


def decide_overlap() -> None:
    table, (every, some) = before_a_body("all", "some")
    decided(table, (every, "adopted"), (some, "adopted"))
    joint = replacing(table.strand, "kurse", "neu zugewanderte", "ganz viele")
    occasion = Occasion(ballot=Ballot(outcome="carried", manner="unanimous"))
    actions.decide_overlap(
        table, open_conflicts(table.strand).get(), kind="joint", operations=[joint],
        occasion=occasion, **acting(),
    )  # fmt: skip


def correct_decision() -> None:
    table, (every, free) = before_a_body("all", "free")
    wrong = decided(table, (every, "adopted"), (free, "rejected"))
    right = [Ruling(amendment=every, result="rejected"), Ruling(amendment=free, result="adopted")]
    actions.correct_decision(wrong, rulings=right, correction="Verwechselt.", **acting())


def hand_over() -> None:
    of = text(version()).version
    actions.hand_over(
        of, title="Beschluss über das Konzept", draft_resolution="Der Rat beschließt.",
        stations=[
            Station(organization=body(of.municipality), role="prepares"),
            Station(organization=council(of.municipality), role="decides"),
        ],
        **acting(),
    )  # fmt: skip


def decide_version() -> None:
    table, (every,) = before_a_body("all")
    decided(table, (every, "adopted"))
    of = table.reading.version
    assert of is not None
    actions.decide_version(
        of, organization=council(of.municipality), result="adopted_amended", strand=table.strand,
        label="Beschlossene Fassung", points=[Point("adopts", "Beschlossen.", version=of)],
        occasion=Occasion(ballot=Ballot(outcome="carried", manner="majority")), **acting(),
    )  # fmt: skip


def answer_submissions() -> None:
    table, (every, free) = before_a_body("all", "free")
    sent = [each.submissions.get() for each in (every, free)]
    answered = [Answered(submission=each, words="Danke, das nehmen wir mit.") for each in sent]
    actions.answer_submissions(table, answered=answered, **acting())


def ask_for_cosignature() -> None:
    text = frozen()
    cosigned_by(text.version, node(text.version.concept, "bildung"))


def renew_cosignature_links() -> None:
    made = cosigned_by().request
    actions.renew_cosignature_links(made.version, requests=[made], **acting())


def withdraw_cosignature_requests() -> None:
    made = cosigned_by().request
    actions.withdraw_cosignature_requests(made.version, requests=[made], **acting())


def remind_of_cosignature() -> None:
    made = cosigned_by().request
    actions.remind_of_cosignature(made.version, requests=[made], **acting())


def open_cosignature_request() -> None:
    made = cosigned_by()
    actions.open_cosignature_request(made.request, key=made.key, actor=None, now=NOW)


def cosign() -> None:
    actions.cosign(cosigned_by().request, answer="signed", by_link=True, actor=None, now=NOW)


def acting() -> dict[str, Any]:
    return {"actor": operator(), "now": NOW}


PLAYS: dict[str, Callable[[], object]] = {
    "give_mandate": give_mandate,
    "put_question": put_question,
    "decide": decide,
    "refer": refer,
    "open_consideration": open_consideration,
    "lay_late_proposals": lay_late_proposals,
    "recommend": recommend,
    "group_proposals": group_proposals,
    "ungroup_proposals": ungroup_proposals,
    "decide_proposals": decide_proposals,
    "merge_decided": merge_decided,
    "work_out": work_out,
    "decide_overlap": decide_overlap,
    "correct_decision": correct_decision,
    "hand_over": hand_over,
    "decide_version": decide_version,
    "answer_submissions": answer_submissions,
    "ask_for_cosignature": ask_for_cosignature,
    "renew_cosignature_links": renew_cosignature_links,
    "withdraw_cosignature_requests": withdraw_cosignature_requests,
    "remind_of_cosignature": remind_of_cosignature,
    "open_cosignature_request": open_cosignature_request,
    "cosign": cosign,
}
