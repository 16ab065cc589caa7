"""Texts go into rows and come back as they were, cheaply and on both databases."""

import hashlib

import pytest
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext

from fortschrift.concepts import repository, selectors
from fortschrift.concepts.actions import bring_in_text
from fortschrift.concepts.models import (
    Change,
    Manifest,
    Node,
    NodeState,
    Outline,
    Version,
    VersionStatus,
    VersionText,
)
from fortschrift.core.text import (
    BOLD,
    TREE,
    Retitle,
    Tree,
    footnote,
    inline,
    joined,
    link,
)
from fortschrift.core.text import (
    NodeState as State,
)
from tests.accounts.factories import NOW, operator
from tests.concepts import plays
from tests.concepts.factories import (
    FIELD,
    OUTLINE,
    change,
    concept,
    node_id,
    strand,
    text,
    undo,
    version,
)

pytestmark = pytest.mark.django_db


def rich_tree(of: Version) -> Tree:
    """Build a text with every field a state has, and characters that databases stumble over."""
    note = node_id(of.concept, "note")
    words = joined(
        inline("Größe „<b>“ \t 100 % \u0646\u0635 "),
        inline("wichtig", BOLD),
        inline(" siehe", link("https://example.org/ä?q=%20&x=1'")),
        inline(" dort", footnote(note)),
    )
    paragraph = State(node_id(of.concept, "p"), "paragraph", text=words, children=(note,))
    measure = State(
        node_id(of.concept, "m"), "measure", heading=inline("Maßnahme"), children=(paragraph.id,),
        attributes=(("cost", 400_000_00), ("partners", ("AWO", "DRK")), ("responsible", "Ä\\'")),
        relations=(("supports", node_id(of.concept, "elsewhere")),), printed_number="15b",
        parent_unknown=True,
    )  # fmt: skip
    root = State(node_id(of.concept, ""), "concept", children=(measure.id,))
    states = (root, measure, paragraph, State(note, "note", text=inline("Anmerkung\n𝄞")))
    return Tree.of(states, root=root.id, outline=OUTLINE)


def bring_in(of: Version, tree: Tree) -> VersionText:
    return bring_in_text(of, tree=tree, completeness="complete", actor=operator(), now=NOW)


def test_a_text_comes_back_byte_for_byte() -> None:
    of = version()
    tree = rich_tree(of)

    manifest = Manifest.objects.get(pk=bring_in(of, tree).manifest_id)

    assert repository.load_tree(manifest) == tree
    assert TREE.to_bytes(repository.load_tree(manifest)) == TREE.to_bytes(tree)
    assert repository.canonical_bytes(manifest) == TREE.to_bytes(tree)
    assert manifest.digest == hashlib.sha256(TREE.to_bytes(tree)).hexdigest()


def test_a_version_that_changes_one_node_writes_one_state_and_one_list_of_keys() -> None:
    of = text(None, FIELD, ("wohnen", "field", "Wohnen")).version
    before = NodeState.objects.count(), Outline.objects.count()

    new = text(
        version(of.concept, label="2020", based_on=of), ("bildung", "field", "Bildung"),
        ("wohnen", "field", "Wohnen"),
    )  # fmt: skip

    assert NodeState.objects.count() == before[0] + 1
    assert Outline.objects.count() == before[1]
    assert NodeState.objects.filter(change=new.change).get().heading == "Bildung"


def test_a_version_with_the_text_of_the_one_it_is_based_on_shares_it() -> None:
    old = text()

    new = text(version(old.version.concept, label="2020", based_on=old.version))

    assert new.manifest == old.manifest and new.hash == old.hash
    assert NodeState.objects.count() == 2


def test_a_state_that_comes_back_is_the_old_one() -> None:
    draft = strand()
    field = node_id(draft.concept, "bildung")
    original = list(repository.state_keys(draft))

    change(draft, Retitle.whole(field, plays.OLD_TITLE, inline("Bildung")))
    changed = list(repository.state_keys(draft))
    undo(draft, draft.head)

    assert changed != original
    assert repository.state_keys(draft) == original


def test_any_of_ten_versions_of_a_thousand_nodes_is_read_by_three_queries() -> None:
    of = concept()
    measures = [(f"m{i}", "measure", f"Maßnahme {i}") for i in range(998)]
    last = None
    for year in range(2011, 2021):
        measures[year - 2011] = (f"m{year - 2011}", "measure", f"Geändert {year}")
        last = version(of, label=str(year), based_on=last)
        text(last, ("hf", "field", "Bildung", *measures))

    with CaptureQueriesContext(connection) as captured:
        found = Version.objects.get(concept=of, slug="2015")
        shown = selectors.shown_text(found)

    assert shown is not None and len(shown.tree) == 1000
    assert len(captured) <= 3
    assert NodeState.objects.count() == 1000 + 9


@pytest.mark.parametrize(
    "row",
    [NodeState, Outline, Manifest, Change, VersionText, VersionStatus],
    ids=lambda model: model.__name__,
)
@pytest.mark.parametrize("tamper", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_written(
    row: type[models.Model], tamper: str
) -> None:
    plays.freeze_version()
    plays.record_status()
    count = row._default_manager.count()

    statement = tamper.format(row._meta.db_table)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert count > 0 and row._default_manager.count() == count


def test_a_node_keeps_its_row_and_its_address_through_versions() -> None:
    old = text()
    address = Node.objects.get(pk=node_id(old.version.concept, "bildung")).slug

    text(version(old.version.concept, label="2020"), ("bildung", "field", "Bildung"))

    assert Node.objects.get(pk=node_id(old.version.concept, "bildung")).slug == address
    assert Node.objects.filter(concept=old.version.concept).count() == 2
