"""Why an amendment did not fit the text that a strand said again has placed it on.

Rows that are there already get what the pointer of the amendment says; where that one says nothing
any more, that the structure is another one.  Placements only grow (``accounts/append_only.py``):
their guard against updates is taken off for the filling in; ``post_migrate`` lays it anew.
"""

from django.db import migrations, models


def take_guard_off(apps, schema_editor):
    """Let rows be filled in; SQLite has lost the guard already by remaking the table."""
    on = ' ON "concepts_placement"' if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f'DROP TRIGGER IF EXISTS "concepts_placement_no_update"{on}')


def fill_in_misfits(apps, schema_editor):
    pointers = apps.get_model("concepts", "CurrentWording").objects
    for placed in apps.get_model("concepts", "Placement").objects.filter(state="unfit"):
        pointer = pointers.filter(strand=placed.strand_id, amendment=placed.amendment_id).first()
        placed.misfit = (pointer.misfit if pointer else "") or "structure"
        placed.save(update_fields=["misfit"])


def leave(apps, schema_editor):
    """Nothing to take back: the column goes."""


class Migration(migrations.Migration):

    dependencies = [
        ('concepts', '0004_placements'),
    ]

    operations = [
        migrations.AddField(
            model_name='placement',
            name='misfit',
            field=models.CharField(blank=True, choices=[('words', 'dieselben Wörter'), ('order', 'dieselbe Lücke in einem Satz'), ('deleted', 'hier gestrichen, dort geändert'), ('value', 'dieselbe Angabe'), ('structure', 'derselbe Aufbau'), ('cycle', 'stünde unter sich selbst'), ('kind', 'an dieser Stelle nicht möglich'), ('alternative', 'als Alternativen erklärt'), ('amended', 'der geänderte Vorschlag ist nicht mehr offen')], max_length=20, verbose_name='warum'),
        ),
        migrations.RunPython(take_guard_off, leave),
        migrations.RunPython(fill_in_misfits, leave),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'unfit'), ('misfit', ''), _connector='XOR'), name='placement_unfit_says_why'),
        ),
    ]
