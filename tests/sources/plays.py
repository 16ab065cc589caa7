"""One play of each act on sources."""

from collections.abc import Callable

from fortschrift.sources import actions
from fortschrift.sources.models import Event
from tests.accounts.factories import NOW, municipality, operator
from tests.sources.factories import claim, source


def note_contradiction() -> None:
    of = source()
    actions.note_contradiction(
        of.municipality, about="Tag der Sitzung", claims=[claim(of), claim(of)],
        actor=operator(), now=NOW,
    )  # fmt: skip


def record_event() -> None:
    one = claim()
    town = one.municipality
    picture = actions.record_media(
        town, alternative_text="Leute vor dem Rathaus", credit="Stadt", licence="frei",
        claims=[one], actor=operator(), now=NOW,
    )  # fmt: skip
    actions.record_event(
        town, slug="presse", kind=Event.Kind.PRESS_RELEASE, title="Pressemitteilung",
        date="2017-09-15", claims=[one], media=[picture], actor=operator(), now=NOW,
    )  # fmt: skip


def record_figure() -> None:
    one = claim()
    actions.record_figure(
        one.municipality, what="Nationen", value=151, date="2019", claims=[one],
        actor=operator(), now=NOW,
    )  # fmt: skip


def open_contact_point() -> None:
    actions.open_contact_point(municipality(), name="Integration", actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "name_source": source,
    "note_claim": claim,
    "note_contradiction": note_contradiction,
    "record_event": record_event,
    "record_media": record_event,
    "record_figure": record_figure,
    "open_contact_point": open_contact_point,
}
