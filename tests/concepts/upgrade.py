"""Brings a database of before migration 0002 up to date and tells what stands there then.

It goes forward over all migrations at once, as a town does, and then one act of today is done to
what was there: an amendment is recorded and adopted.

A program of its own, ``python -m tests.concepts.upgrade``, because a migration of guarded tables
wants a database and a connection to itself.  ``FORTSCHRIFT_DATA`` or ``DATABASE_URL`` name the
empty database.
"""

import json
import sys
import zlib
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid5

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from fortschrift.core.text import (
    NODE,
    OPERATIONS,
    OUTLINE,
    TREE,
    ChangeOutline,
    Level,
    NodeId,
    NodeState,
    Operation,
    Outline,
    Retitle,
    Tree,
    apply,
    inline,
    plain,
)

NAMES = UUID(int=17)
OLD, NEW = (
    Outline((Level("field", "Feld", "Felder"),)),
    Outline((Level("field", "Säule", "Säulen"),)),
)
ROOT, FIELD = (NodeId(uuid5(NAMES, key)) for key in ("root", "field"))
START, *LATER = (uuid5(NAMES, f"change {number}") for number in range(4))
TREE_BEFORE = Tree.of(
    [
        NodeState(ROOT, "concept", inline("Konzept"), children=(FIELD,)),
        NodeState(FIELD, "field", inline("Bildung")),
    ],
    root=ROOT,
    outline=OLD,
)
STEPS: list[tuple[Operation, ...]] = [
    (Retitle.whole(FIELD, inline("Bildung"), inline("Lernen")),),
    (ChangeOutline(OLD, NEW),),
    (Retitle.whole(FIELD, inline("Lernen"), inline("Bildung")),),
]


def main() -> None:
    django.setup()
    call_command("migrate", "concepts", "0001", verbosity=0)
    if connection.vendor == "sqlite":
        _drop_guards_of_today()
    _fill(_apps("0001_initial"))
    call_command("migrate", verbosity=0)
    found = _found()
    json.dump({**found, "amended": _amended()}, sys.stdout)


def _apps(migration: str) -> Any:
    return MigrationExecutor(connection).loader.project_state(("concepts", migration)).apps


def _drop_guards_of_today() -> None:
    """Against replacing rows they ask for columns that the old tables do not have."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE '%\\_no\\_replace' ESCAPE '\\'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')


def _fill(old: Any) -> None:
    """Write a text and a draft with three changes as the acts did then; the last is an undo."""
    rows = {name: old.get_model("concepts", name).objects for name in (
        "Concept", "Node", "Outline", "Change", "NodeState", "Manifest", "Version", "VersionText",
        "Strand",
    )}  # fmt: skip
    town = old.get_model("accounts", "Municipality").objects.create(
        slug="stadt", name="Stadt", kind="town", state="Niedersachsen"
    )
    concept = rows["Concept"].create(municipality=town, slug="konzept", name="Konzept", kind="K")
    for slug, node in (("konzept", ROOT), ("bildung", FIELD)):
        rows["Node"].create(pk=node, concept=concept, municipality=town, slug=slug)
    outlines = [_outline(rows, concept, outline) for outline in (OLD, NEW)]
    tree, keys, parent = TREE_BEFORE, {}, None
    for number, (change, operations) in enumerate(zip([START, *LATER], [(), *STEPS], strict=True)):
        tree = apply(operations, tree)
        parent = rows["Change"].create(
            pk=change, concept=concept, parent=parent, kind="edit" if number else "import",
            operations=OPERATIONS.to_bytes(operations).decode(), recorded=datetime.now(UTC),
        )  # fmt: skip
        _states(rows, tree, parent, keys)
        if not number:
            _freeze(rows, parent, outlines[0], keys)
    rows["Strand"].create(
        concept=concept, name="Entwurf", head=parent, outline=outlines[1],
        states=_listed(tree, keys),
    )  # fmt: skip


def _outline(rows: Any, concept: Any, outline: Outline) -> Any:
    content = OUTLINE.to_bytes(outline)
    return rows["Outline"].create(
        concept=concept, digest=_digest(content), content=content.decode()
    )


def _states(rows: Any, tree: Tree, change: Any, keys: dict[Any, int]) -> None:
    for state in tree:
        content = NODE.to_bytes(state)
        if (state.id, _digest(content)) not in keys:
            keys[state.id, _digest(content)] = rows["NodeState"].create(
                node_id=state.id, change=change, kind=state.kind, digest=_digest(content),
                content=content.decode(), heading=state.title,
            ).pk  # fmt: skip


def _freeze(rows: Any, change: Any, outline: Any, keys: Any) -> None:
    concept, canonical = change.concept, TREE.to_bytes(TREE_BEFORE)
    manifest = rows["Manifest"].create(
        concept=concept, outline=outline, digest=_digest(canonical),
        states=_listed(TREE_BEFORE, keys), canonical=zlib.compress(canonical),
    )  # fmt: skip
    version = rows["Version"].create(concept=concept, slug="2011", label="2011", order=1)
    rows["VersionText"].create(
        version=version, order=1, change=change, manifest=manifest, hash=manifest.digest,
        completeness="complete", recorded=datetime.now(UTC),
    )  # fmt: skip


def _listed(tree: Tree, keys: Any) -> str:
    found = [keys[state.id, _digest(NODE.to_bytes(state))] for state in tree]
    return json.dumps(found, separators=(",", ":"))


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _found() -> dict[str, Any]:
    """Read the rows with the models of today."""
    rows = {name: apps.get_model("concepts", name).objects for name in (
        "NodeState", "OperationNode", "Change", "Strand", "Manifest", "Amendment",
    )}  # fmt: skip
    states = list(rows["NodeState"].order_by("pk"))
    headings = {row.pk: row.heading for row in states}
    changes = rows["Change"].in_bulk([START, *LATER])
    return {
        "origins": [[row.heading, row.origins, row.origins_digest] for row in states],
        "writers": {row.heading: str(row.change_id) for row in states},
        "places": [
            [str(row.node_id), str(row.change_id), row.ordinal]
            for row in rows["OperationNode"].order_by("pk")
        ],
        "placed": [
            [headings[key] for key in json.loads(changes[each].placed)] for each in (START, *LATER)
        ],
        "outlines": [changes[each].outline_id is not None for each in (START, *LATER)],
        "begun_at": [str(row.begun_at_id) for row in rows["Strand"].all()],
        "manifests": [[row.states, row.states_digest] for row in rows["Manifest"].all()],
        "guards": sorted(_guards()),
        "amendments": rows["Amendment"].count(),
    }


def _amended() -> dict[str, Any]:
    """Adopt an amendment to the draft as it stands there, and read what is in it then."""
    from fortschrift.concepts import repository, selectors
    from tests.concepts.amendments import adopt, amendment, credited

    strand = apps.get_model("concepts", "Strand").objects.get()
    one = amendment(strand, Retitle.whole(FIELD, inline("Bildung"), inline("Frühe Bildung")))
    change = adopt(one, strand)
    strand.refresh_from_db()
    origins = repository.origins_of(strand)[FIELD].heading
    return {
        "heading": plain(repository.load(strand).tree[FIELD].heading),
        "origins": [[length, str(origin.change)] for length, origin in origins],
        "change": str(change.pk),
        "is_credited": credited(change) == [[str(one)]],
        "adopted": [each.amendment.number for each in selectors.amendments_on(strand, "adopted")],
    }


def _guards() -> set[str]:
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


if __name__ == "__main__":
    main()
