"""Values of rules are read strictly; what is no value is refused with parameter and reason."""

import pytest

from fortschrift.core.rules.parameters import PARAMETERS, RuleFault, Value, read_value
from fortschrift.core.rules.shares import Share


@pytest.mark.parametrize(("parameter", "given", "value"), [
    ("majority.basis", "yes_no", "yes_no"),
    ("majority.threshold", "gt_1_2", Share(1, 2, more=True)),
    ("majority.threshold", "ge_2_3", Share(2, 3)),
    ("second_meeting.need", "any", 1),
    ("second_meeting.need", 3, 3),
    ("second_meeting.need", "ge_1_5", Share(1, 5)),
    ("secret.forbidden", True, True),
    ("notice.days", 0, 0),
    ("video.excludes", ["secret_vote", "classified"], ("secret_vote", "classified")),
    ("video.excludes", ["secret_vote", "secret_election", "classified"],
     ("secret_vote", "secret_election", "classified")),
])  # fmt: skip
def test_a_value_is_read_as_data_files_write_it(
    parameter: str, given: object, value: Value
) -> None:
    assert read_value(parameter, given) == value


@pytest.mark.parametrize(("parameter", "given"), [
    ("majority.basis", "ja_nein"),
    ("majority.basis", None),
    ("majority.basis", []),
    ("majority.threshold", "1/2"),
    ("majority.threshold", "gt_2_1"),
    ("majority.threshold", "ge_0_3"),
    ("majority.threshold", "gt_1_1"),
    ("majority.threshold", "gt_1_2 "),
    ("majority.threshold", "gt_1_20000"),
    ("second_meeting.need", "every"),
    ("second_meeting.need", -1),
    ("second_meeting.need", True),
    ("secret.forbidden", "yes"),
    ("secret.forbidden", 1),
    ("notice.days", -1),
    ("notice.days", "7"),
    ("notice.days", True),
    ("video.excludes", "secret_vote"),
    ("video.excludes", ["secret_vote", "secret_vote"]),
    ("video.excludes", ["karaoke"]),
])  # fmt: skip
def test_what_is_no_value_is_refused_and_named(parameter: str, given: object) -> None:
    with pytest.raises(RuleFault) as refused:
        read_value(parameter, given)

    fault = refused.value
    assert (fault.parameter, fault.code, fault.given) == (parameter, "value", given)
    assert parameter in str(fault) and "value" in str(fault)


def test_a_parameter_that_nobody_knows_is_refused() -> None:
    with pytest.raises(RuleFault) as refused:
        read_value("majority.colour", "blue")

    assert (refused.value.parameter, refused.value.code) == ("majority.colour", "unknown_parameter")
    assert refused.value.given == ""


@pytest.mark.parametrize("text", ["gt_1_2", "ge_1_2", "ge_2_3", "ge_1_1", "gt_99_100"])
def test_a_share_is_written_as_it_is_read(text: str) -> None:
    assert str(Share.parse(text)) == text


def test_more_than_half_and_at_least_half_part_at_the_half() -> None:
    more, least = Share.parse("gt_1_2"), Share.parse("ge_1_2")

    assert [more.reached_by(n, 40) for n in (19, 20, 21)] == [False, False, True]
    assert [least.reached_by(n, 40) for n in (19, 20, 21)] == [False, True, True]
    assert (more.is_half, least.is_half, Share(2, 4).is_half) == (True, True, True)
    assert not Share(1, 3).is_half


def test_two_thirds_are_reckoned_without_rounding() -> None:
    share = Share(2, 3)

    assert [share.reached_by(n, 41) for n in (27, 28)] == [False, True]


def test_nobody_is_never_enough() -> None:
    assert not Share(1, 2).reached_by(0, 0)
    assert Share(1, 2).reached_by(1, 1)


def test_every_parameter_has_a_kind_that_refuses_what_is_no_value() -> None:
    for parameter in PARAMETERS:
        with pytest.raises(RuleFault):
            read_value(parameter, object())
