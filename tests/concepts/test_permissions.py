"""Who may do what with concepts, in one table; whoever may not leaves no trace."""

from collections.abc import Callable

import pytest

from fortschrift.accounts.models import JournalEntry, RoleAssignment, User
from fortschrift.accounts.results import NotAllowed
from fortschrift.concepts import actions
from fortschrift.core.text import Retitle, inline
from tests.accounts.factories import NOW, outsider, user_with_role
from tests.concepts.factories import FIELD, change, node, strand, text, tree, version
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
    "change_text": EDITING,
    "undo_change": EDITING,
    "take_over_change": EDITING,
    "answer_erratum": EDITING,
    "replay_strand": EDITING,
    "freeze_version": EDITING,
}


class Scene:
    """A draft with something to do in it for every act."""

    def __init__(self) -> None:
        self.strand = strand()
        self.concept = self.strand.concept
        self.town = self.concept.municipality
        self.version = version(self.concept, label="2020")
        self.field = node(self.concept, "bildung")
        self.erratum = text(
            self.strand.begun_at.version_texts.get().version, FIELD,
            ("wohnen", "field", "Wohnen"), kind="erratum",
        ).change  # fmt: skip
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
            "begin_strand": lambda: actions.begin_strand(
                self.concept.versions.order_by("order")[0], name="Zwei", actor=actor, now=NOW
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
        }  # fmt: skip
        call[verb]()


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
