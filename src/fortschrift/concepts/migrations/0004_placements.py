"""What people did with amendments on strands; a conflict may be resolved anew after an undo."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concepts', '0003_amendments'),
    ]

    operations = [
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'offen'), ('adopted', 'übernommen'), ('unfit', 'Textstelle hat sich geändert'), ('lapsed', 'entfällt'), ('set_aside', 'nicht weiter verfolgt')], max_length=20, verbose_name='Stand')),
                ('reason', models.TextField(blank=True, verbose_name='Grund')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
            ],
            options={
                'verbose_name': 'Vorlage eines Vorschlags',
            },
        ),
        migrations.RemoveConstraint(
            model_name='conflictresolution',
            name='conflict_resolved_once',
        ),
        migrations.AlterField(
            model_name='conflictresolution',
            name='conflict',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='concepts.conflict'),
        ),
        migrations.AddField(
            model_name='placement',
            name='amendment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='concepts.amendment'),
        ),
        migrations.AddField(
            model_name='placement',
            name='at',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.change'),
        ),
        migrations.AddField(
            model_name='placement',
            name='into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.wording'),
        ),
        migrations.AddField(
            model_name='placement',
            name='strand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='concepts.strand'),
        ),
        migrations.AddField(
            model_name='placement',
            name='wording',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.wording'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'adopted'), ('into__isnull', True), _connector='XOR'), name='placement_into_if_adopted'),
        ),
    ]
