"""Who may do what with concepts, in one table; whoever may not leaves no trace."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from fortschrift.accounts.models import JournalEntry, RoleAssignment, User
from fortschrift.accounts.results import NotAllowed
from fortschrift.concepts import actions
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.core.text import NodeId, NodeState, Retitle, Tree, inline
from fortschrift.sources.uploads import StoredPicture
from tests.accounts.factories import NOW, outsider, user_with_role
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    node,
    node_id,
    strand,
    text,
    tree,
    version,
)
from tests.concepts.plays import OLD_TITLE, PLAYS
from tests.concepts.plays_amendments import PLAYS as AMENDMENT_PLAYS

pytestmark = pytest.mark.django_db

Role = RoleAssignment.Role
KEEPING = {Role.OFFICER, Role.ADMINISTRATOR}
EDITING = {Role.OFFICER}
RECORDING = {Role.OFFICER, Role.ADMINISTRATOR, Role.CLERK}

MAY = {
    "open_concept": KEEPING,
    "name_concept": KEEPING,
    "connect_events": KEEPING,
    "relate_concept": KEEPING,
    "record_phase": KEEPING,
    "name_target_group": KEEPING,
    "bring_in_version": KEEPING,
    "state_fact": KEEPING,
    "bring_in_text": KEEPING,
    "record_lineage": KEEPING,
    "record_status": RECORDING,
    "translate": KEEPING,
    "begin_strand": EDITING,
    "branch_strand": EDITING,
    "part_element": EDITING,
    "unite_elements": EDITING,
    "insert_picture": EDITING,
    "freeze_as_version": EDITING,
    "begin_draft": EDITING,
    "begin_concept": EDITING,
    "change_text": EDITING,
    "undo_change": EDITING,
    "take_over_change": EDITING,
    "answer_erratum": EDITING,
    "replay_strand": EDITING,
    "freeze_version": EDITING,
    "bring_in_concept": EDITING,
    "bring_in_file": EDITING,
    "bring_in_amendments": EDITING,
}


class Scene:
    """A draft with something to do in it for every act."""

    def __init__(self) -> None:
        goals = (
            ("eins", "goal", "Sprache", ("p", "paragraph", "Alle."), ("q", "paragraph", "Früh.")),
            ("zwei", "goal", "Schule"),
        )
        self.strand = strand(text(None, (*FIELD, *goals)).version)
        self.concept = self.strand.concept
        self.town = self.concept.municipality
        self.version = version(self.concept, label="2020")
        self.field = node(self.concept, "bildung")
        self.erratum = text(
            self.strand.begun_at.version_texts.get().version, (*FIELD, *goals),
            ("wohnen", "field", "Wohnen"), kind="erratum",
        ).change  # fmt: skip
        self.file = actions.File("konzept.docx", "word", 1, "0" * 64, "{}")
        self.change = change(self.strand, Retitle.whole(self.field.pk, OLD_TITLE, inline("Lernen")))

    def act(self, verb: str, actor: User | None) -> None:
        call: dict[str, Callable[[], object]] = {
            "open_concept": lambda: actions.open_concept(
                self.town, slug="neu", name="Neu", kind="Konzept", actor=actor, now=NOW
            ),
            "name_concept": lambda: actions.name_concept(
                self.concept, name="Anders", actor=actor, now=NOW
            ),
            "connect_events": lambda: actions.connect_events(
                self.concept, events=[], actor=actor, now=NOW
            ),
            "relate_concept": lambda: actions.relate_concept(
                self.concept, kind="part_of", other_title="Strategie", actor=actor, now=NOW
            ),
            "record_phase": lambda: actions.record_phase(
                self.concept, phase="ended", actor=actor, now=NOW
            ),
            "name_target_group": lambda: actions.name_target_group(
                self.town, name="Familien", actor=actor, now=NOW
            ),
            "bring_in_version": lambda: actions.bring_in_version(
                self.concept, slug="2021", label="2021", actor=actor, now=NOW
            ),
            "state_fact": lambda: actions.state_fact(
                self.version, label="Seiten", value="60", actor=actor, now=NOW
            ),
            "bring_in_text": lambda: actions.bring_in_text(
                self.version, tree=tree(self.concept, FIELD), completeness="complete",
                actor=actor, now=NOW,
            ),
            "record_lineage": lambda: actions.record_lineage(
                self.concept, kind="unknown", from_version=self.version, actor=actor, now=NOW
            ),
            "record_status": lambda: actions.record_status(
                self.version, status="draft", actor=actor, now=NOW
            ),
            "begin_draft": lambda: actions.begin_draft(
                self.concept, name="Leer", outline=OUTLINE, actor=actor, now=NOW
            ),
            "begin_concept": lambda: actions.begin_concept(
                self.town, slug="neu", name="Neu", kind="Konzept", outline=OUTLINE,
                draft="Entwurf", actor=actor, now=NOW,
            ),
            "begin_strand": lambda: actions.begin_strand(
                self.concept.versions.order_by("order")[0], name="Zwei", actor=actor, now=NOW
            ),
            "branch_strand": lambda: actions.branch_strand(
                self.strand, name="Zwei", actor=actor, now=NOW
            ),
            "part_element": lambda: actions.part_element(
                self.strand, element=node_id(self.concept, "eins"), base=self.strand.head_id,
                start=node_id(self.concept, "q"), heading=inline("Früh"), actor=actor, now=NOW,
            ),
            "unite_elements": lambda: actions.unite_elements(
                self.strand, element=node_id(self.concept, "eins"), base=self.strand.head_id,
                actor=actor, now=NOW,
            ),
            "insert_picture": lambda: actions.insert_picture(
                self.strand, element=node_id(self.concept, "eins"), after=None, credit="Stadt",
                picture=StoredPicture("original/a.jpg", "preview/a.jpg", 4, 3), licence="frei",
                alternative_text="Kinder", base=self.strand.head_id, actor=actor, now=NOW,
            ),
            "freeze_as_version": lambda: actions.freeze_as_version(
                self.strand, label="2027", status="draft", base=self.strand.head_id, actor=actor,
                now=NOW,
            ),
            "change_text": lambda: actions.change_text(
                self.strand, base=self.strand.head_id, actor=actor, now=NOW,
                operations=[
                    Retitle.whole(self.field.pk, inline("Lernen"), inline("Bildung"))
                ],
            ),
            "undo_change": lambda: actions.undo_change(
                self.strand, change=self.change, base=self.strand.head_id, actor=actor, now=NOW
            ),
            "take_over_change": lambda: actions.take_over_change(
                self.strand, change=self.erratum, base=self.strand.head_id, actor=actor, now=NOW
            ),
            "answer_erratum": lambda: actions.answer_erratum(
                self.strand, change=self.erratum, reply="not_wanted", actor=actor, now=NOW
            ),
            "replay_strand": lambda: actions.replay_strand(
                self.strand, without=[self.change], name="Neu", actor=actor, now=NOW
            ),
            "translate": lambda: actions.translate(
                self.field, words=FIELD[2], field="heading", language="en", text="Education",
                actor=actor, now=NOW,
            ),
            "freeze_version": lambda: actions.freeze_version(
                self.strand, version=self.version, actor=actor, now=NOW
            ),
            "bring_in_concept": lambda: actions.bring_in_concept(
                self.town, slug="neu", name="Neu", kind="Konzept", file=self.file,
                version=actions.NewVersion("2024", "2024"), tree=self.other_tree(), actor=actor,
                now=NOW,
            ),
            "bring_in_file": lambda: actions.bring_in_file(
                self.concept, version=actions.NewVersion("2024", "2024"), file=self.file,
                tree=tree(self.concept, FIELD), after=self.version, actor=actor, now=NOW,
            ),
            "bring_in_amendments": lambda: actions.bring_in_amendments(
                self.strand, base=self.strand.head, file=self.file, actor=actor, now=NOW,
                operations=[
                    Retitle.whole(self.field.pk, inline("Lernen"), inline("Bildung"))
                ],
            ),
        }  # fmt: skip
        call[verb]()

    def other_tree(self) -> Tree:
        """Build a text of a concept that is not there yet."""
        root = NodeId(uuid4())
        return Tree.of([NodeState(root, "concept", heading=inline("Neu"))], root=root)


def test_the_table_names_every_act() -> None:
    assert MAY.keys() == PLAYS.keys() - AMENDMENT_PLAYS.keys()  # those have a table of their own


@pytest.mark.parametrize("verb", MAY)
def test_only_the_roles_in_the_table_may(verb: str) -> None:
    scene = Scene()
    for role in set(Role.values) - MAY[verb]:
        actor = user_with_role(scene.town, role)
        before = JournalEntry.objects.count()
        with pytest.raises(NotAllowed):
            scene.act(verb, actor)
        assert JournalEntry.objects.count() == before
    for stranger in (None, outsider()):
        with pytest.raises(NotAllowed):
            scene.act(verb, stranger)


@pytest.mark.parametrize(("verb", "role"), [(v, r) for v, roles in MAY.items() for r in roles])
def test_the_roles_in_the_table_may_indeed(verb: str, role: str) -> None:
    scene = Scene()
    actor = user_with_role(scene.town, role)

    scene.act(verb, actor)

    newest = JournalEntry.objects.order_by("pk").last()
    assert newest is not None and (newest.verb, newest.actor) == (verb, actor)


@pytest.mark.parametrize("role", Role.values)
def test_whoever_has_a_role_here_sees_drafts(role: str) -> None:
    of = strand()

    assert may_see_drafts(user_with_role(of.municipality, role), of.municipality)


def test_nobody_else_sees_drafts() -> None:
    of = strand()

    assert not may_see_drafts(outsider(), of.municipality)
    assert not may_see_drafts(None, of.municipality)
