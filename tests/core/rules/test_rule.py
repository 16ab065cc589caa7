"""What holds is put together from four layers; a narrower one sets what is left to it."""

from datetime import date
from typing import Any

import pytest

from fortschrift.core.partial_date import UNKNOWN, PartialDate
from fortschrift.core.rules.parameters import RuleFault
from fortschrift.core.rules.rule import Layer, Mark, Rule, Setting, check_settings, resolve

DAYS = "notice.days"


def setting(value: Any = 7, layer: Layer = Layer.LAND, **fields: Any) -> Setting:
    given = {"parameter": DAYS, "source": "§ 59 NKomVG", **fields}
    return Setting(value=value, layer=layer, **given)


def left_to(*layers: Layer) -> frozenset[Layer]:
    return frozenset(layers)


def held(*settings: Setting, **asked: Any) -> object:
    return resolve(settings, **asked).value(DAYS)


def test_the_law_holds_where_nothing_narrower_is_set() -> None:
    rule = resolve([setting(7)])

    found = rule.setting(DAYS)
    assert found is not None and (found.value, found.source) == (7, "§ 59 NKomVG")
    assert found.mark is Mark.DRAFT


def test_what_nobody_said_is_not_known() -> None:
    assert resolve([]).value(DAYS) is None
    assert Rule().setting(DAYS) is None


def test_standing_orders_set_what_the_law_leaves_to_them() -> None:
    law = setting(7, leaves_to=left_to(Layer.STANDING_ORDERS))
    local = setting(10, Layer.STANDING_ORDERS)

    assert held(law, local) == held(local, law) == 10
    assert resolve([law, local]).refused == ()


def test_standing_orders_cannot_set_what_the_law_keeps() -> None:
    law, local = setting(7), setting(10, Layer.STANDING_ORDERS)

    rule = resolve([law, local])

    assert rule.value(DAYS) == 7
    assert rule.refused == (local,)


def test_the_law_may_leave_a_matter_without_saying_anything_itself() -> None:
    law = setting(None, leaves_to=left_to(Layer.STANDING_ORDERS))
    local = setting(10, Layer.STANDING_ORDERS)
    ruling = setting(3, Layer.RULING)

    assert held(law) is None
    assert held(law, local) == 10
    assert held(law, ruling) is None  # left to the standing orders, not to the meeting


def test_what_the_law_is_not_known_to_say_keeps_nobody_from_setting_it() -> None:
    unknown, local = setting(None), setting(10, Layer.STANDING_ORDERS)

    assert held(unknown, local) == 10
    assert held(local) == 10


def test_every_wider_layer_must_leave_room() -> None:
    law = setting(7, leaves_to=left_to(Layer.CHARTER, Layer.RULING))
    closed = setting(8, Layer.CHARTER)
    opened = setting(8, Layer.CHARTER, leaves_to=left_to(Layer.STANDING_ORDERS, Layer.RULING))
    local = setting(10, Layer.STANDING_ORDERS)
    ruling = setting(3, Layer.RULING)

    assert held(law, closed, ruling) == 8
    assert held(law, opened, ruling) == 3
    assert held(law, opened, local) == 8  # the charter alone cannot pass on what the law keeps


def test_a_narrower_layer_that_says_nothing_changes_nothing() -> None:
    law = setting(7, leaves_to=left_to(Layer.STANDING_ORDERS, Layer.RULING))
    silent = setting(None, Layer.STANDING_ORDERS)

    assert held(law, silent) == 7
    assert held(law, silent, setting(3, Layer.RULING)) == 3


@pytest.mark.parametrize(("when", "value"), [
    ("2022-03-22", 7), ("2022-03-23", 10), ("2022-03-24", 10), ("2024", 10), ("2021", 7),
    ("2022-03", None), ("", None),
])  # fmt: skip
def test_the_setting_of_the_day_holds_and_a_vague_day_says_nothing(
    when: str, value: object
) -> None:
    before = setting(7, valid_to=date(2022, 3, 22))
    after = setting(10, valid_from=date(2022, 3, 23))

    assert held(before, after, when=PartialDate.parse(when)) == value
    assert held(after, before, when=PartialDate.parse(when)) == value


@pytest.mark.parametrize(("when", "holds"), [
    ("2022-03-22", False), ("2022-03-23", True), ("2023-03-23", True), ("2023-03-24", False),
    ("2022", True), ("2024", False), ("", True),
])  # fmt: skip
def test_both_ends_of_a_period_belong_to_it(when: str, holds: bool) -> None:
    period = setting(valid_from=date(2022, 3, 23), valid_to=date(2023, 3, 23))

    assert period.may_hold(PartialDate.parse(when)) is holds


def test_a_vague_day_matters_only_where_the_settings_differ() -> None:
    before = setting(7, valid_to=date(2022, 3, 22), source="alt")
    after = setting(7, valid_from=date(2022, 3, 23), source="neu")

    rule = resolve([before, after], when=UNKNOWN)

    found = rule.setting(DAYS)
    assert found is not None and (found.value, found.source) == (7, "neu")


def test_a_setting_for_a_kind_of_body_holds_there_only_and_goes_before_one_for_all() -> None:
    general = setting(7)
    certain = setting(3, bodies=frozenset({"main_committee"}))

    assert held(general, certain, body="main_committee") == 3
    assert held(general, certain, body="council") == 7
    assert held(certain, body="council") is None


def test_settings_of_several_parameters_and_layers_do_not_mix() -> None:
    rule = resolve([
        setting(7, leaves_to=left_to(Layer.STANDING_ORDERS)),
        setting(True, parameter="secret.forbidden"),
        setting(10, Layer.STANDING_ORDERS),
        setting(False, Layer.STANDING_ORDERS, parameter="secret.forbidden"),
    ])  # fmt: skip

    assert (rule.value(DAYS), rule.value("secret.forbidden")) == (10, True)
    assert [(each.parameter, each.value) for each in rule.refused] == [("secret.forbidden", False)]


@pytest.mark.parametrize(("fields", "code"), [
    ({"parameter": "notice.colour"}, "unknown_parameter"),
    ({"source": ""}, "source"),
    ({"valid_from": date(2022, 1, 2), "valid_to": date(2022, 1, 1)}, "reversed"),
])  # fmt: skip
def test_a_setting_that_cannot_be_meant_is_refused(fields: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleFault) as refused:
        setting(**fields)

    assert refused.value.code == code
    assert refused.value.parameter == fields.get("parameter", DAYS)
    days = tuple(fields[name] for name in ("valid_from", "valid_to") if name in fields)
    assert refused.value.given == (days or "")


def test_a_setting_may_hold_for_one_day() -> None:
    day = date(2022, 1, 1)

    assert setting(valid_from=day, valid_to=day).may_hold(PartialDate.of(day))


def test_a_value_of_no_parameter_cannot_be_asked_for() -> None:
    with pytest.raises(RuleFault) as refused:
        Rule().value("majority.colour")

    assert (refused.value.parameter, refused.value.code) == ("majority.colour", "unknown_parameter")


FIRST, LAST = date(2022, 1, 1), date(2022, 12, 31)


@pytest.mark.parametrize(("one", "other", "twice"), [
    ({}, {}, True),
    ({"valid_to": LAST}, {"valid_from": LAST}, True),
    ({"valid_to": LAST}, {"valid_from": date(2023, 1, 1)}, False),
    ({"valid_from": date(2023, 1, 1)}, {"valid_to": LAST}, False),
    ({"valid_from": FIRST}, {"valid_from": LAST}, True),
    ({"bodies": frozenset({"council"})}, {"bodies": frozenset({"committee"})}, False),
    ({"bodies": frozenset({"council"})}, {"bodies": frozenset({"council", "board"})}, True),
    ({"bodies": frozenset({"council"})}, {}, True),
    ({}, {"bodies": frozenset({"council"})}, True),
    ({"layer": Layer.CHARTER}, {}, False),
    ({"parameter": "secret.forbidden"}, {}, False),
])  # fmt: skip
def test_one_layer_says_one_thing_at_a_time(
    one: dict[str, Any], other: dict[str, Any], twice: bool
) -> None:
    settings = [setting(**one), setting(8, **other)]

    assert settings[0].overlaps(settings[1]) is settings[1].overlaps(settings[0]) is twice
    if not twice:
        check_settings(settings)
        return
    with pytest.raises(RuleFault) as refused:
        check_settings([setting(parameter="majority.basis", value="yes_no"), *settings])
    fault = refused.value
    assert (fault.parameter, fault.code, fault.given) == (DAYS, "twice", "§ 59 NKomVG")
