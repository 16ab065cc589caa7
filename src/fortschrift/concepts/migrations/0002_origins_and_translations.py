"""Where each character comes from, undo, strands that replace one another, translations.

Rows that are there already are filled in:

- Every character of a node state gets the change that wrote the state as its origin, operation 0.
  Finer than that nobody can say afterwards: what a later change kept of an earlier wording was not
  recorded before this migration.  New changes record each character.
- Every change lists the states it put in place and the outline it brought, found by doing its
  operations once more.
- Every strand begins at the text it grew from: the nearest change before its head that brought a
  text in from outside.

Node states, manifests and changes only grow (``accounts/append_only.py``).  Their guards against
updates are taken off for the filling in; ``post_migrate`` lays them anew, and ``serve`` does not
start without them.
"""

import zlib
from hashlib import sha256
from json import dumps, loads

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from fortschrift.core.text import NODE, OPERATIONS, OUTLINE, TREE, apply, digest, new_states
from fortschrift.core.text.origins.node_origins import NodeOrigins, of_one
from fortschrift.core.text.canonical.schema_origins import ORIGINS
from fortschrift.core.text.origins.spans import Origin

FILLED_IN = ("nodestate", "manifest", "change")
AT_ONCE = 500


def take_guards_off(apps, schema_editor):
    """Let rows be filled in; SQLite has lost these guards already by remaking the tables."""
    for model in FILLED_IN:
        table, name = f"concepts_{model}", f"concepts_{model}_no_update"
        on = f' ON "{table}"' if schema_editor.connection.vendor == "postgresql" else ""
        schema_editor.execute(f'DROP TRIGGER IF EXISTS "{name}"{on}')


def fill_in_origins(apps, schema_editor):
    """Give every character of a state the change that wrote the state."""
    states = apps.get_model("concepts", "NodeState").objects
    for keys in _parts(states.order_by("pk").values_list("pk", flat=True)):
        rows = list(states.filter(pk__in=keys))
        read = NODE.from_stored(row.content for row in rows)
        for row, state in zip(rows, read):
            origins = ORIGINS.to_bytes(of_one(state, Origin(row.change_id, 0)))
            row.origins, row.origins_digest = origins.decode(), digest(origins)
        states.bulk_update(rows, ["origins", "origins_digest"])


def fill_in_operation_nodes(apps, schema_editor):
    """Note which nodes hold characters of which change, as far as it is known."""
    operation_nodes = apps.get_model("concepts", "OperationNode")
    states = apps.get_model("concepts", "NodeState").objects
    nothing = digest(ORIGINS.to_bytes(NodeOrigins()))
    places = states.exclude(origins_digest=nothing).values_list("node_id", "change_id")
    for part in _parts(places.order_by("node_id", "change_id").distinct()):
        operation_nodes.objects.bulk_create(
            operation_nodes(node_id=node, change_id=change, ordinal=0) for node, change in part
        )


def _parts(query):
    found = list(query)
    return (found[start : start + AT_ONCE] for start in range(0, len(found), AT_ONCE))


def fill_in_digests_of_manifests(apps, schema_editor):
    manifests = apps.get_model("concepts", "Manifest").objects
    for key, states in manifests.values_list("pk", "states").iterator():
        manifests.filter(pk=key).update(states_digest=sha256(states.encode()).hexdigest())


def fill_in_changes(apps, schema_editor):
    """Do the operations of every change once more and note what it put in place."""
    for concept in apps.get_model("concepts", "Concept").objects.all():
        _fill_in_changes_of(apps, concept)


def _fill_in_changes_of(apps, concept):
    changes = {row.pk: row for row in apps.get_model("concepts", "Change").objects.filter(concept=concept)}
    keys = {
        (node, hash): key
        for node, hash, key in apps.get_model("concepts", "NodeState")
        .objects.filter(node__concept=concept)
        .values_list("node_id", "digest", "pk")
    }
    outlines = dict(
        apps.get_model("concepts", "Outline").objects.filter(concept=concept).values_list("digest", "pk")
    )
    trees = {}
    for change in _parents_first(changes):
        operations = OPERATIONS.from_bytes(change.operations.encode())
        if change.parent_id is None:
            trees[change.pk] = _kept_text(apps, change)
            continue
        before = trees[change.parent_id]
        after = trees[change.pk] = apply(operations, before)
        put = [keys[state.id, digest(NODE.to_bytes(state))] for state in new_states(before, after)]
        change.placed = dumps(put, separators=(",", ":"))
        if after.outline != before.outline:
            change.outline_id = outlines[digest(OUTLINE.to_bytes(after.outline))]
        change.save(update_fields=["placed", "outline"])


def _parents_first(changes):
    children = {}
    for change in changes.values():
        children.setdefault(change.parent_id, []).append(change)
    pending = children.get(None, [])
    while pending:
        change = pending.pop()
        yield change
        pending += children.get(change.pk, [])


def _kept_text(apps, change):
    texts = apps.get_model("concepts", "VersionText").objects
    manifest = texts.filter(change=change).select_related("manifest").first().manifest
    return TREE.from_bytes(zlib.decompress(manifest.canonical))


def fill_in_beginnings_of_strands(apps, schema_editor):
    brought_in = {"import", "transcription", "erratum"}
    for strand in apps.get_model("concepts", "Strand").objects.select_related("head"):
        change = strand.head
        while change.kind not in brought_in and change.parent is not None:
            change = change.parent
        strand.begun_at = change
        strand.save(update_fields=["begun_at"])
    if schema_editor.connection.vendor == "postgresql":
        # A table with rows whose foreign keys are not checked yet cannot be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def leave(apps, schema_editor):
    """Going back takes the columns away, and there is nothing to empty before."""


def key_to(model, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=model, **more)


class Migration(migrations.Migration):

    dependencies = [
        ("concepts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Node states and manifests are told apart by their origins as well.
        migrations.AddField(
            "nodestate", "origins", models.TextField(default=""), preserve_default=False
        ),
        migrations.AddField(
            "nodestate", "origins_digest", models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "manifest", "states_digest", models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("nodestate", "node_state_once"),
        migrations.RemoveConstraint("manifest", "manifest_once"),
        # A change knows what it put in place, what it takes back, what it was taken over from.
        migrations.AddField("change", "placed", models.TextField(default="[]")),
        migrations.AddField(
            "change", "outline",
            key_to("concepts.outline", blank=True, null=True, related_name="+", db_index=False),
        ),
        migrations.AddField(
            "change", "undoes",
            key_to("concepts.change", blank=True, null=True, related_name="undone_by"),
        ),
        migrations.AddField("change", "credits", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.AlterField(
            "change", "kind",
            models.CharField(
                choices=[
                    ("edit", "Bearbeitung"), ("import", "Übernahme von außen"),
                    ("transcription", "bessere Abschrift"), ("erratum", "Berichtigung"),
                    ("undo", "Rücknahme"), ("taken_over", "Übernahme aus einem anderen Strang"),
                ],
                default="edit", max_length=20, verbose_name="Art",
            ),
        ),
        migrations.CreateModel(
            "ChangeSource",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", key_to("concepts.change", related_name="+", db_index=False)),
                ("source", key_to("concepts.change", related_name="+")),
            ],
            {"verbose_name": "übernommene Änderung"},
        ),
        migrations.AddConstraint(
            "changesource",
            models.UniqueConstraint(fields=("change", "source"), name="change_source_once"),
        ),
        migrations.AddField(
            "change", "sources",
            models.ManyToManyField(
                related_name="taken_over_as", through="concepts.ChangeSource", to="concepts.change"
            ),
        ),
        # Strands know where they began and which one they replace.
        migrations.AddField(
            "strand", "begun_at",
            key_to("concepts.change", null=True, related_name="strands_begun"),
        ),
        migrations.AddField(
            "strand", "replaces",
            models.OneToOneField(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="replaced_by", to="concepts.strand",
            ),
        ),
        # What is there already is filled in.
        migrations.RunPython(take_guards_off, leave),
        migrations.RunPython(fill_in_origins, leave),
        migrations.RunPython(fill_in_digests_of_manifests, leave),
        migrations.RunPython(fill_in_changes, leave),
        migrations.RunPython(fill_in_beginnings_of_strands, leave),
        migrations.AlterField(
            "strand", "begun_at", key_to("concepts.change", related_name="strands_begun")
        ),
        migrations.AddConstraint(
            "nodestate",
            models.UniqueConstraint(fields=("node", "digest", "origins_digest"), name="node_state_once"),
        ),
        migrations.AddConstraint(
            "manifest",
            models.UniqueConstraint(fields=("concept", "digest", "states_digest"), name="manifest_once"),
        ),
        # What is left of an operation.
        migrations.CreateModel(
            "OperationNode",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ordinal", models.PositiveIntegerField()),
                ("change", key_to("concepts.change", related_name="operation_nodes")),
                ("node", key_to("concepts.node", related_name="operations", db_index=False)),
            ],
            {"verbose_name": "Fundstelle einer Änderung"},
        ),
        migrations.AddConstraint(
            "operationnode",
            models.UniqueConstraint(fields=("node", "change", "ordinal"), name="operation_node_once"),
        ),
        migrations.RunPython(fill_in_operation_nodes, leave),
        # Errata offered to drafts, and translations.
        migrations.CreateModel(
            "ErratumReply",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("taken_over", "übernommen"), ("already_there", "steht schon so da"),
                            ("not_wanted", "nicht gewünscht"),
                        ],
                        max_length=20, verbose_name="Antwort",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Bemerkung")),
                ("recorded", models.DateTimeField(verbose_name="erfasst")),
                ("actor", key_to(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("change", key_to("concepts.change", related_name="replies")),
                ("strand", key_to("concepts.strand", related_name="erratum_replies")),
                ("taken_as", key_to("concepts.change", blank=True, null=True, related_name="+")),
            ],
            {"verbose_name": "Antwort auf eine Berichtigung"},
        ),
        migrations.AddConstraint(
            "erratumreply",
            models.CheckConstraint(
                condition=models.Q(("reply", "taken_over"), ("taken_as__isnull", True), _connector="XOR"),
                name="erratum_reply_taken_as",
            ),
        ),
        migrations.CreateModel(
            "Translation",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "field",
                    models.CharField(
                        choices=[("heading", "Überschrift"), ("text", "Text"), ("attribute", "Merkmal")],
                        max_length=20, verbose_name="Feld",
                    ),
                ),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="Merkmal")),
                ("text_hash", models.CharField(max_length=64)),
                (
                    "language",
                    models.CharField(
                        max_length=35, verbose_name="Sprache",
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z]{2,3}(?:-[a-z0-9]{2,8})*\\Z",
                                "Bitte geben Sie die Sprache als Kürzel an, etwa „en“.",
                            )
                        ],
                    ),
                ),
                ("text", models.TextField(verbose_name="Übersetzung")),
                ("recorded", models.DateTimeField(verbose_name="erfasst")),
                ("actor", key_to(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("node", key_to("concepts.node", related_name="translations", db_index=False)),
            ],
            {
                "verbose_name": "Übersetzung",
                "indexes": [
                    models.Index(
                        fields=["node", "language", "field", "key", "text_hash"], name="translation_of"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            "translation",
            models.CheckConstraint(
                condition=models.Q(("field", "attribute"), ("key", ""), _connector="XOR"),
                name="translation_key_of_attribute",
            ),
        ),
    ]  # fmt: skip
