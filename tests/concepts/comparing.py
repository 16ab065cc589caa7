"""Two versions of a concept with changes and their reasons between them, for pages that compare."""

from typing import Any

from fortschrift.concepts import actions
from fortschrift.concepts.models import Concept, Strand, Version
from fortschrift.core.text import (
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Repeal,
    Retitle,
    Splice,
    Substitute,
    inline,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import amendment, merge, replacing
from tests.concepts.factories import change, node_id, strand, text, version

PARTS = (
    ("bildung", "field", "Bildung",
        ("p1", "paragraph", "Alle Kinder lernen früh Deutsch."),
        ("p2", "paragraph", "Räume stehen bereit."),
        ("sprache", "goal", "Sprache", ("p3", "paragraph", "Kurse gibt es in jedem Stadtteil.")),
        ("eltern", "goal", "Eltern", ("p4", "paragraph", "Eltern werden eingeladen."))),
    ("wohnen", "field", "Wohnen", ("p5", "paragraph", "Alle wohnen gut.")),
)  # fmt: skip


def draft_with_reasons() -> Strand:
    """Write a draft on: words changed, a title, something new, moved and dropped, each with why."""
    draft = strand(text(version(label="2020"), *PARTS).version)
    of = draft.concept
    _done(draft, replacing(draft, "p1", "früh", "von Anfang an"), "Klarer gesagt.", "Schulamt")
    _done(draft, Retitle.whole(node_id(of, "sprache"), inline("Sprache"), inline("Deutsch")),
          "Es geht um Deutsch.")  # fmt: skip
    _done(draft, _measure(of), "Wunsch der Eltern.")
    _done(draft, Move(node_id(of, "eltern"), Place(node_id(of, "wohnen"), node_id(of, "p5"))),
          "Gehört zum Wohnen.")  # fmt: skip
    _done(draft, Repeal(node_id(of, "p2")), "Erledigt.")
    return draft


def _measure(of: Concept) -> Insert:
    states = (
        NodeState(node_id(of, "m"), "measure", heading=inline("Elterncafé"),
                  children=(node_id(of, "m1"),)),
        NodeState(node_id(of, "m1"), "paragraph", text=inline("Einmal im Monat.")),
    )  # fmt: skip
    return Insert(Place(node_id(of, "eltern"), node_id(of, "p4")), states)


def _done(draft: Strand, operation: Operation, reason: str, author: str = "Stabsstelle") -> None:
    change(draft, operation, reason=reason, author=author, happened="2024-05-07")
    draft.refresh_from_db()


def frozen_with_reasons() -> Version:
    """Freeze that draft, with a merged proposal in it, as the version of 2024."""
    draft = draft_with_reasons()
    proposal = amendment(
        draft, replacing(draft, "p5", "gut", "gut und sicher"), label="Vorschlag 7",
        author="Mieterverein",
    )  # fmt: skip
    merge(draft, proposal, reason="Zugestimmt.", happened="2024-06")
    return freeze(draft, label="2024")


def freeze(draft: Strand, *, label: str, **fields: Any) -> Version:
    draft.refresh_from_db()
    new = version(draft.concept, label=label, based_on=draft.concept.versions.order_by("order")[0])
    actions.freeze_version(draft, version=new, actor=operator(), now=NOW, **fields)
    return new


def long_pair(passages: int, changed: int) -> tuple[Version, Version]:
    """Make two versions of many passages, of which some changed, one change each."""
    fields = [
        (f"f{n}", "field", f"Feld {n}", (f"t{n}", "paragraph", f"Text {n} hier."))
        for n in range(passages // 2)
    ]
    old = text(version(label="2020"), *fields).version
    draft = strand(old)
    for n in range(changed):
        of = f"t{n}"
        state = node_id(draft.concept, of)
        start = len(f"Text {n} ")
        operation = Substitute(state, (Splice(start, inline("hier"), inline("dort")),))
        change(draft, operation, reason=f"Grund {n}")
        draft.refresh_from_db()
    return old, freeze(draft, label="2024")
