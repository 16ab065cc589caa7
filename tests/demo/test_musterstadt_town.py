"""The fictional town's bodies and history: references lead somewhere and the counts add up."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import fortschrift

TOWN = Path(fortschrift.__file__).parent / "demo" / "musterstadt" / "stadt.yaml"
COUNTS = ("yes", "no", "abstain")

Facts = dict[str, Any]


@pytest.fixture(scope="module")
def town() -> Facts:
    facts: Facts = yaml.safe_load(TOWN.read_text(encoding="utf-8"))
    return facts


def test_every_reference_leads_to_an_entry(town: Facts) -> None:
    known = {*town["bodies"], *town["municipalities"], *town["sources"]}
    for part in town.values():
        entries = part if isinstance(part, list) else []
        known |= {entry["id"] for entry in entries}
        known |= {version["id"] for entry in entries for version in entry.get("versions", [])}
    named = {
        value
        for part in ("events", "papers", "readings", "votes", "memberships", "people", "groups")
        for entry in town[part]
        for value in entry.values()
        if isinstance(value, str) and value.startswith("mu-")
    }

    assert named - known == set()


def test_meetings_fall_on_tuesday_to_thursday_in_the_order_told(town: Facts) -> None:
    days = [
        date.fromisoformat(event["date"]) for event in town["events"] if event["precision"] == "day"
    ]

    assert days == sorted(days)
    assert {day.isoweekday() for day in days} <= {2, 3, 4}


def test_seats_of_the_groups_are_the_seats_of_the_council(town: Facts) -> None:
    in_committee = sum(group.get("seats_in", {}).get("mu-asi", 0) for group in town["groups"])

    assert sum(group["seats"] for group in town["groups"]) == town["bodies"]["mu-rat"]["seats"]
    assert in_committee == town["bodies"]["mu-asi"]["seats"]


def test_counts_add_up_in_total_and_by_group(town: Facts) -> None:
    seats = {group["id"]: group["seats"] for group in town["groups"]}
    for vote in town["votes"]:
        assert sum(vote[count] for count in COUNTS) == vote["present"], vote["id"]
        for line in vote.get("by_group", []):
            assert sum(line[count] for count in COUNTS) == line["present"] <= seats[line["group"]]
        for count in COUNTS if "by_group" in vote else ():
            assert sum(line[count] for line in vote["by_group"]) == vote[count], vote["id"]


def test_the_round_table_vote_by_member_gives_its_counts(town: Facts) -> None:
    (vote,) = (vote for vote in town["votes"] if "by_member" in vote)
    cast = Counter(line["vote"] for line in vote["by_member"])
    voting = [member["id"] for member in town["memberships"] if member["voting"]]

    assert [line["member"] for line in vote["by_member"]] == voting
    assert [cast[count] for count in COUNTS] == [vote[count] for count in COUNTS]
