"""One play of each act on concepts."""

from collections.abc import Callable

from fortschrift.concepts import actions
from fortschrift.concepts.models import (
    Change,
    Concept,
    ConceptRelation,
    ErratumReply,
    Lineage,
    Strand,
    VersionStatus,
)
from fortschrift.core.text import Insert, NodeState, Place, Retitle, SetAttribute, Split, inline
from fortschrift.sources.actions import record_event
from fortschrift.sources.uploads import StoredPicture
from tests.accounts.factories import NOW, municipality, operator
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    concept,
    node,
    node_id,
    strand,
    text,
    tree,
    undo,
    version,
)
from tests.concepts.plays_amendments import PLAYS as AMENDMENT_PLAYS
from tests.concepts.plays_bringing_in import PLAYS as FILE_PLAYS
from tests.sources.factories import claim, source

OLD_TITLE = inline(FIELD[2])


def open_concept() -> None:
    one = claim()
    actions.open_concept(
        one.municipality, slug="integration", name="Vielfalt leben", kind="Integrationskonzept",
        claims=[one], actor=operator(), now=NOW,
    )  # fmt: skip


def name_concept() -> None:
    of = concept()
    one = claim(source(of.municipality))
    actions.name_concept(of, name="Vielfalt Leben", claims=[one], actor=operator(), now=NOW)


def relate_concept() -> None:
    of = concept()
    actions.relate_concept(
        of, kind=ConceptRelation.Kind.PART_OF, other_title="Strategie 2021",
        claims=[claim(source(of.municipality))], actor=operator(), now=NOW,
    )  # fmt: skip


def record_phase() -> None:
    actions.record_phase(
        concept(), phase=Concept.Phase.REVIEWING, note="seit 2019", actor=operator(), now=NOW
    )


def name_target_group() -> None:
    of = text().version
    actions.name_target_group(
        of.municipality, name="Familien", nodes=[node(of.concept, "bildung")], versions=[of],
        actor=operator(), now=NOW,
    )  # fmt: skip


def begin_draft() -> None:
    actions.begin_draft(concept(), name="Neu", outline=OUTLINE, actor=operator(), now=NOW)


def begin_concept() -> None:
    actions.begin_concept(
        municipality(), slug="klima", name="Klima", kind="Klimaschutzkonzept", outline=OUTLINE,
        draft="Erster Entwurf", actor=operator(), now=NOW,
    )  # fmt: skip


def bring_in_version() -> None:
    of = concept()
    version(of, claims=[claim(source(of.municipality))])


def state_fact() -> None:
    of = version()
    actions.state_fact(
        of, label="Seiten", value="60", claims=[claim(source(of.municipality))],
        actor=operator(), now=NOW,
    )  # fmt: skip


def bring_in_text() -> None:
    of = version()
    text(of, claims=[claim(source(of.municipality))])
    actions.bring_in_text(
        of, tree=tree(of.concept, ("bildung", "field", "Bildung")), completeness="complete",
        actor=operator(), now=NOW,
    )  # fmt: skip


def record_status() -> None:
    of = version()
    actions.record_status(
        of, status=VersionStatus.Status.ADOPTED, happened="2011-06",
        claims=[claim(source(of.municipality))], actor=operator(), now=NOW,
    )  # fmt: skip


def branch_strand() -> None:
    actions.branch_strand(strand(), name="Gegenentwurf", actor=operator(), now=NOW)


def _two_goals() -> Strand:
    parts = ("bildung", "field", "Bildung",
             ("eins", "goal", "Sprache", ("p", "paragraph", "Alle."), ("q", "paragraph", "Früh.")),
             ("zwei", "goal", "Schule", ("r", "paragraph", "Gut.")))  # fmt: skip
    return strand(text(None, parts).version)


def part_element() -> None:
    draft = _two_goals()
    actions.part_element(
        draft, element=node_id(draft.concept, "eins"), start=node_id(draft.concept, "q"),
        heading=inline("Früh beginnen"), base=draft.head_id, actor=operator(), now=NOW,
    )  # fmt: skip


def unite_elements() -> None:
    draft = _two_goals()
    actions.unite_elements(
        draft, element=node_id(draft.concept, "eins"), base=draft.head_id, actor=operator(),
        now=NOW,
    )  # fmt: skip


def insert_picture() -> None:
    draft = strand()
    actions.insert_picture(
        draft, element=node_id(draft.concept, "bildung"), after=None, base=draft.head_id,
        picture=StoredPicture("original/a.jpg", "preview/a.jpg", 4, 3), credit="Stadt",
        alternative_text="Kinder malen", licence="CC BY 4.0", actor=operator(), now=NOW,
    )  # fmt: skip


def freeze_as_version() -> None:
    draft = strand()
    change(draft, Retitle.whole(node_id(draft.concept, "bildung"), OLD_TITLE, inline("Bildung")))
    actions.freeze_as_version(
        draft, label="2027", status="draft", base=draft.head_id, happened="2027-05",
        actor=operator(), now=NOW,
    )  # fmt: skip


def change_text() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    goal = NodeState(node_id(draft.concept, "neu"), "goal", heading=inline("Neues Ziel"))
    change(draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")), Insert(Place(field), (goal,)))


def freeze_version() -> None:
    draft = strand()
    change(draft, Retitle.whole(node_id(draft.concept, "bildung"), OLD_TITLE, inline("Bildung")))
    actions.freeze_version(
        draft, version=version(draft.concept, label="2020"), actor=operator(), now=NOW
    )


def undo_change() -> None:
    draft = strand(text(None, (*FIELD, ("p", "paragraph", "Wir lernen Deutsch."))).version)
    p = node_id(draft.concept, "p")
    undo(draft, change(draft, Split(p, 1, (), node_id(draft.concept, "zwei"))))


def _draft_and_erratum() -> tuple[Strand, Change]:
    draft = strand()
    right = ("bildung", "field", "Bildung")
    corrected = text(draft.begun_at.version_texts.get().version, right, kind="erratum")
    return draft, corrected.change


def take_over_change() -> None:
    draft, erratum = _draft_and_erratum()
    actions.take_over_change(draft, change=erratum, base=draft.head_id, actor=operator(), now=NOW)


def answer_erratum() -> None:
    draft, erratum = _draft_and_erratum()
    actions.answer_erratum(
        draft, change=erratum, reply=ErratumReply.Reply.NOT_WANTED, actor=operator(), now=NOW
    )


def replay_strand() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    wrong = change(draft, Retitle.whole(field, OLD_TITLE, inline("Bildung")))
    change(draft, SetAttribute(field, "cost", None, 400_000))
    actions.replay_strand(draft, without=[wrong], name="Berichtigt", actor=operator(), now=NOW)


def translate() -> None:
    of = text().version
    actions.translate(
        node(of.concept, "bildung"), words=FIELD[2], field="heading", language="en",
        text="Education", actor=operator(), now=NOW,
    )  # fmt: skip


def record_lineage() -> None:
    of = text().version
    actions.record_lineage(
        of.concept, kind=Lineage.Kind.ENDED, from_node=node(of.concept, "bildung"),
        from_version=of, claims=[claim(source(of.municipality))], actor=operator(), now=NOW,
    )  # fmt: skip


def connect_events() -> None:
    of = concept()
    event = record_event(
        of.municipality, slug="bericht", kind="report", title="Bericht", actor=operator(), now=NOW
    )
    actions.connect_events(of, events=[event], actor=operator(), now=NOW)


PLAYS: dict[str, Callable[[], object]] = {
    "open_concept": open_concept,
    "connect_events": connect_events,
    "name_concept": name_concept,
    "relate_concept": relate_concept,
    "record_phase": record_phase,
    "name_target_group": name_target_group,
    "bring_in_version": bring_in_version,
    "state_fact": state_fact,
    "bring_in_text": bring_in_text,
    "record_status": record_status,
    "begin_concept": begin_concept,
    "begin_draft": begin_draft,
    "branch_strand": branch_strand,
    "part_element": part_element,
    "unite_elements": unite_elements,
    "insert_picture": insert_picture,
    "freeze_as_version": freeze_as_version,
    "begin_strand": strand,
    "change_text": change_text,
    "freeze_version": freeze_version,
    "undo_change": undo_change,
    "take_over_change": take_over_change,
    "answer_erratum": answer_erratum,
    "replay_strand": replay_strand,
    "translate": translate,
    "record_lineage": record_lineage,
    **AMENDMENT_PLAYS,
    **FILE_PLAYS,
}
