"""Playing readings, mandates, decisions, hand-overs and reviews."""

from typing import Any

from fortschrift.deliberation.actions import (
    Answer,
    Point,
    decide,
    give_mandate,
    put_question,
    refer,
)
from fortschrift.demo.playing import council
from fortschrift.demo.playing.stage import Stage, play
from fortschrift.demo.schema import process as shape
from fortschrift.participation.actions import name_topics, open_reading, switch_responses
from fortschrift.review.actions import begin_review, plan_review, record_outcome


@play.register
def play_reading(item: shape.Reading, stage: Stage) -> None:
    without = ("concept", "takes", "topics")
    reading = stage.act(open_reading, stage.row(item.concept), item, without=without)
    if ("tree of version", str(item.version)) in stage.rows:
        stage.rows["tree of reading", item.key] = stage.rows["tree of version", str(item.version)]
    if item.takes:
        on = {name: name in item.takes for name in ("support", "comments", "questions")}
        switch_responses(reading, actor=stage.actors.officer, now=stage.now, **on)
    if item.topics:
        with stage.at(item):
            name_topics(
                reading, actor=stage.actors.officer, now=stage.now,
                topics={
                    topic.title: [stage.row(node) for node in topic.nodes]
                    for topic in item.topics
                },
            )  # fmt: skip


@play.register
def play_mandate(item: shape.Mandate, stage: Stage) -> None:
    stage.act(give_mandate, stage.row(item.concept), item, without=("concept",))


@play.register
def play_decision(item: shape.Decision, stage: Stage) -> None:
    """Put the questions, record the vote, then what was decided: the order acts ask for."""
    concept = stage.row(item.concept)
    answers = [
        _put(question, order, concept, stage)
        for order, question in enumerate(item.questions, start=1)
    ]
    points = [
        Point(
            verb=point.verb,
            text=point.text,
            text_is_restated=point.text_is_restated,
            version=stage.row(point.version),
            mandate=stage.row(point.mandate),
        )
        for point in item.points
    ]
    stage.act(
        decide,
        concept,
        item,
        without=("concept", "vote", "questions", "points"),
        vote_event=_vote(item, stage),
        answers=answers,
        points=points,
    )


def _put(item: shape.Question, order: int, concept: Any, stage: Stage) -> Answer:
    question = stage.act(put_question, concept, item, without=("result", "reason"), order=order)
    return Answer(question, item.result, item.reason)


def _vote(item: shape.Decision, stage: Stage) -> Any:
    """Record the vote of a decision; body, meeting and matter are the decision's."""
    if item.vote is None:
        return None
    return council.record(
        item.vote,
        stage.row(item.organization),
        stage,
        meeting=stage.row(item.meeting),
        subject=item.vote.subject or item.title,
    )


@play.register
def play_referral(item: shape.Referral, stage: Stage) -> None:
    stage.act(refer, stage.row(item.concept), item, without=("concept",))


@play.register
def play_review_plan(item: shape.ReviewPlan, stage: Stage) -> None:
    stage.act(plan_review, stage.row(item.concept), item, without=("concept",))


@play.register
def play_review(item: shape.Review, stage: Stage) -> None:
    """Begin a review and record its outcomes in the order they stand."""
    review = stage.act(begin_review, stage.row(item.concept), item, without=("concept", "outcomes"))
    for outcome in item.outcomes:
        stage.act(record_outcome, review, outcome)
