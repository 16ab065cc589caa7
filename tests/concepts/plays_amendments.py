"""One play of each act on amendments."""

from collections.abc import Callable

from fortschrift.concepts import actions
from fortschrift.concepts.models import Wording
from fortschrift.concepts.selectors import notes_to_check
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import (
    adding,
    adopt,
    amending,
    amendment,
    draft,
    frozen,
    in_parts,
    merge,
    replacing,
)
from tests.concepts.factories import change, strand
from tests.sources.factories import claim, source


def record_amendment() -> None:
    of = draft()
    base, mine = of.head_id, replacing(of, "kurse", "berät", "informiert")
    change(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    one = in_parts(
        of, ("a)", mine), ("b)", replacing(of, "raeume", "12", "14")), base=base,
        claims=[claim(source(of.municipality))],
    )  # fmt: skip
    amendment(of, replacing(of, "raeume", "12", "20"), alternatives=[one])
    amendment(of, replacing(of, "raeume", "12", "30"), replaces=[one], consent="given")


def amend_amendment() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften werden gefördert."))
    claims = [claim(source(of.municipality))]
    other = amending(one, of, "neu", "werden", "sind")
    amending(one, of, "neu", "gefördert", "unterstützt", alternatives=[other], claims=claims)


def reword_amendment() -> None:
    of = draft()
    one = amendment(of, adding(of, "kurse", "neu", "Patenschaften werden gefördert."))
    amending(one, of, "neu", "gefördert", "unterstützt")
    actions.reword_amendment(
        one, kind=Wording.Kind.AMENDED, consent="given", strand=of, actor=operator(), now=NOW,
        operations=[adding(of, "raeume", "neu", "Viele Patenschaften werden gefördert.")],
    )  # fmt: skip


def lay_amendments() -> None:
    of = frozen()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    evening = strand(of.version, name="Sitzung")
    change(evening, replacing(evening, "kurse", "Die", "Unsere"))
    actions.lay_amendments(evening, amendments=[one], actor=operator(), now=NOW)


def set_aside_amendment() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    amending(one, of, "kurse", "berät", "informiert")
    actions.set_aside_amendment(one, strand=of, reason="zurückgezogen", actor=operator(), now=NOW)


def declare_alternatives() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "raeume", "12", "14"))
    actions.declare_alternatives(one, others=[other], actor=operator(), now=NOW)


def adopt_amendment() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "viele Sprachkurse"))
    amending(one, of, "kurse", "Sprachkurse", "gute Sprachkurse")
    amendment(of, replacing(of, "kurse", "berät", "informiert"))
    amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    amendment(of, replacing(of, "raeume", "12", "14"), alternatives=[one])
    adopt(one, of)
    parted = in_parts(
        of, ("a)", replacing(of, "raeume", "12", "13")),
        ("b)", replacing(of, "kurse", "Stadt", "Verwaltung")),
    )  # fmt: skip
    adopt(parted, of, part="a)")
    into = amending(parted, of, "kurse", "Verwaltung", "Stadtverwaltung")
    adopt(into, of)


def merge_amendments() -> None:
    of = draft()
    given = [
        amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse")),
        amendment(of, replacing(of, "kurse", "Kurse", "Angebote")),
        amendment(of, adding(of, "kurse", "eins", "Eins.")),
        amendment(of, adding(of, "kurse", "zwei", "Zwei.")),
    ]
    merge(of, *given)


def take_up_amendment() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    given = {"strand": of, "actor": operator(), "now": NOW}
    actions.set_aside_amendment(one, reason="Abgelehnt", **given)
    actions.take_up_amendment(one, reason="Falsch gezählt", **given)


def resolve_conflict() -> None:
    of = draft()
    one = amendment(of, replacing(of, "kurse", "Kurse", "Sprachkurse"))
    other = amendment(of, replacing(of, "kurse", "Kurse", "Angebote"))
    conflict = merge(of, one, other).conflicts.get()
    actions.resolve_conflict(conflict, kind="chosen", amendment=one, actor=operator(), now=NOW)


def check_merge_note() -> None:
    of = draft()
    given = [amendment(of, adding(of, "kurse", key, f"{key}.")) for key in ("eins", "zwei")]
    merge(of, *given)
    actions.check_merge_note(notes_to_check(of).get(), actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "record_amendment": record_amendment,
    "amend_amendment": amend_amendment,
    "reword_amendment": reword_amendment,
    "lay_amendments": lay_amendments,
    "set_aside_amendment": set_aside_amendment,
    "take_up_amendment": take_up_amendment,
    "declare_alternatives": declare_alternatives,
    "adopt_amendment": adopt_amendment,
    "merge_amendments": merge_amendments,
    "resolve_conflict": resolve_conflict,
    "check_merge_note": check_merge_note,
}
