"""One play of each act that ties text to vote."""

from collections.abc import Callable

from tests.concepts.factories import version
from tests.council.factories import council, item, meeting, paper, round_table, station, vote
from tests.deliberation.factories import adoption, decision, mandate, question, referral
from tests.participation.factories import reading
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


PLAYS: dict[str, Callable[[], object]] = {
    "give_mandate": give_mandate,
    "put_question": put_question,
    "decide": decide,
    "refer": refer,
}
