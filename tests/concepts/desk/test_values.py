"""Attributes as people write them."""

import pytest

from fortschrift.concepts.desk.values import Unreadable, read, shown
from fortschrift.core.text import AttributeType, AttributeValue, ValueType


def kind(type: ValueType) -> AttributeType:
    return AttributeType(
        "a", "A", type, ("hoch", "niedrig") if type in ("choice", "choices") else ()
    )


@pytest.mark.parametrize(
    ("type", "written", "value"),
    [
        ("money", "12.000", 1_200_000), ("money", "1.250,50 €", 125_050), ("money", "7 Euro", 700),
        ("money", "12 000,-", 1_200_000), ("date", "2027", "2027"), ("date", "3.2027", "2027-03"),
        ("date", "15.3.2027", "2027-03-15"), ("date", "2027-03", "2027-03"),
        ("date", "März 2027", "2027-03"), ("date", "5. mai 2027", "2027-05-05"),
        ("number", "3", 3), ("number", "0,50", "0.5"), ("number", "1.500", 1500),
        ("list", "AWO\n\n DRK \nAWO", ("AWO", "DRK")), ("flag", "ja", True),
        ("flag", "nein", False),
        ("choice", "hoch", "hoch"), ("choices", "\nhoch\nniedrig", ("hoch", "niedrig")),
        ("text", " VHS ", "VHS"), ("long_text", "a\r\nb", "a\nb"),
        ("money", "  ", None),
    ],
)  # fmt: skip
def test_values_are_read_as_people_write_them(
    type: ValueType, written: str, value: AttributeValue | None
) -> None:
    assert read(written, kind(type)) == value
    assert read(shown(value, kind(type)), kind(type)) == value


@pytest.mark.parametrize(
    ("type", "written"),
    [("money", "viel"), ("money", "12,5"), ("money", "1.25"), ("date", "bald"),
     ("date", "31.2.2027"), ("date", "13.2027"), ("date", "Ostern 2027"),
     ("number", "drei"), ("choice", "mittel"),
     ("choices", "hoch\nmittel"), ("flag", "vielleicht")],
)  # fmt: skip
def test_what_is_no_value_is_refused(type: ValueType, written: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(written, kind(type))

    assert refused.value.args == (type,)
