"""An address for each strand, and scratch for what is typed at the desk and not saved yet.

Strands that are there already get their address from their name.
"""

import re
import unicodedata

import django.db.models.deletion
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import migrations, models


def address_of(name):
    """Spell a name as `actions.naming` did when this was written."""
    spelt = name.casefold().translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:70].strip("-") or "entwurf"


def give_addresses(apps, schema_editor):
    taken = set()
    for strand in apps.get_model("concepts", "Strand").objects.order_by("pk"):
        address, number = address_of(strand.name), 2
        strand.slug = address
        while (strand.concept_id, strand.slug) in taken:
            strand.slug, number = f"{address}-{number}", number + 1
        taken.add((strand.concept_id, strand.slug))
        strand.save(update_fields=["slug"])


def leave(apps, schema_editor):
    """Nothing to take back: the column goes."""


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('concepts', '0006_manuscripts'),
    ]

    operations = [
        migrations.AddField(
            model_name='strand',
            name='slug',
            field=models.CharField(default='', max_length=80, validators=[RegexValidator('\\A[a-z0-9]+(?:-[a-z0-9]+)*\\Z', 'Nur Kleinbuchstaben, Ziffern und einzelne Bindestriche.')]),
            preserve_default=False,
        ),
        migrations.RunPython(give_addresses, leave),
        migrations.AddConstraint(
            model_name='strand',
            constraint=models.UniqueConstraint(fields=('concept', 'slug'), name='strand_slug_once'),
        ),
        migrations.CreateModel(
            name='Scratch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fields', models.TextField()),
                ('kept', models.DateTimeField(auto_now=True, verbose_name='zuletzt gemerkt')),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.change')),
                ('node', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scratches', to='concepts.node')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scratches', to='concepts.strand')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scratches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'noch nicht Gespeichertes',
                'constraints': [models.UniqueConstraint(fields=('strand', 'node', 'user'), name='scratch_once')],
            },
        ),
    ]
