"""Who may do what with amendments, in one table; whoever may not leaves no trace."""

from collections.abc import Callable

import pytest

from fortschrift.accounts.models import JournalEntry, RoleAssignment, User
from fortschrift.accounts.results import NotAllowed
from fortschrift.concepts import actions
from fortschrift.concepts.selectors import notes_to_check
from tests.accounts.factories import NOW, operator, outsider, user_with_role
from tests.concepts.amendments import adding, amendment, draft, merge, replacing
from tests.concepts.factories import strand
from tests.concepts.plays_amendments import PLAYS

pytestmark = pytest.mark.django_db

Role = RoleAssignment.Role
RECORDING = {Role.OFFICER, Role.CLERK}
ADOPTING = {Role.OFFICER, Role.CLERK}
EDITING = {Role.OFFICER}

MAY = {
    "record_amendment": RECORDING,
    "amend_amendment": RECORDING,
    "reword_amendment": RECORDING,
    "lay_amendments": RECORDING,
    "set_aside_amendment": RECORDING,
    "take_up_amendment": RECORDING,
    "declare_alternatives": RECORDING,
    "adopt_amendment": ADOPTING,
    "merge_amendments": ADOPTING,
    "resolve_conflict": ADOPTING,
    "resolve_conflict editorial": EDITING,
    "check_merge_note": ADOPTING,
}


class Scene:
    """A strand with a conflict, a place to look at, and amendments to do something with."""

    def __init__(self) -> None:
        self.strand = draft()
        self.town = self.strand.municipality
        self.one, self.other = (
            amendment(self.strand, replacing(self.strand, "kurse", "Kurse", new))
            for new in ("Sprachkurse", "Angebote")
        )
        blocks = [
            amendment(self.strand, adding(self.strand, "raeume", key, f"{key}."))
            for key in ("eins", "zwei")
        ]
        self.conflict = merge(self.strand, self.one, self.other, *blocks).conflicts.get()
        self.strand.refresh_from_db()
        self.free = amendment(self.strand, replacing(self.strand, "raeume", "12", "14"))
        self.joint = amendment(
            self.strand, replacing(self.strand, "kurse", "Kurse", "Sprachangebote"),
            replaces=[self.one, self.other], consent="not_asked",
        )  # fmt: skip
        self.words = replacing(self.strand, "kurse", "berät", "informiert")
        of = self.strand.concept.versions.get()
        self.gone = amendment(self.strand, replacing(self.strand, "raeume", "bereit", "offen"))
        actions.set_aside_amendment(
            self.gone, strand=self.strand, reason="abgelehnt", actor=operator(), now=NOW
        )
        self.evening = strand(of, name="Sitzung")
        self.laid = amendment(of.texts.get(), self.words)

    def act(self, verb: str, actor: User | None) -> None:
        who = {"actor": actor, "now": NOW}
        call: dict[str, Callable[[], object]] = {
            "record_amendment": lambda: actions.record_amendment(
                self.strand, operations=[self.words], **who
            ),
            "amend_amendment": lambda: actions.amend_amendment(
                self.free, strand=self.strand, operations=[self.words], **who
            ),
            "reword_amendment": lambda: actions.reword_amendment(
                self.free, kind="amended", consent="given", operations=[self.words],
                strand=self.strand, **who,
            ),
            "lay_amendments": lambda: actions.lay_amendments(
                self.evening, amendments=[self.laid], **who
            ),
            "set_aside_amendment": lambda: actions.set_aside_amendment(
                self.free, strand=self.strand, reason="zurückgezogen", **who
            ),
            "take_up_amendment": lambda: actions.take_up_amendment(
                self.gone, strand=self.strand, reason="verzählt", **who
            ),
            "declare_alternatives": lambda: actions.declare_alternatives(
                self.free, others=[self.one], **who
            ),
            "adopt_amendment": lambda: actions.adopt_amendment(
                self.free, strand=self.strand, **who
            ),
            "merge_amendments": lambda: actions.merge_amendments(
                self.strand, amendments=[self.free], **who
            ),
            "resolve_conflict": lambda: actions.resolve_conflict(
                self.conflict, kind="chosen", amendment=self.one, **who
            ),
            "resolve_conflict editorial": lambda: actions.resolve_conflict(
                self.conflict, kind="editorial", amendment=self.joint, **who
            ),
            "check_merge_note": lambda: actions.check_merge_note(
                notes_to_check(self.strand).get(), **who
            ),
        }  # fmt: skip
        call[verb]()


def test_the_table_names_every_act() -> None:
    assert {verb.split()[0] for verb in MAY} == PLAYS.keys()


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
    assert newest is not None and (newest.verb, newest.actor) == (verb.split(maxsplit=1)[0], actor)
