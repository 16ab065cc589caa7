"""Amendments with their wordings, which of them holds where, merges and conflicts."""

import django.db.models.deletion
import fortschrift.sources.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concepts', '0002_origins_and_translations'),
        ('sources', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AmendmentPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('label', models.CharField(max_length=80, verbose_name='Teil')),
                ('ordinals', models.TextField()),
            ],
            options={
                'verbose_name': 'Teil eines Vorschlags',
            },
        ),
        migrations.CreateModel(
            name='Amendment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField(verbose_name='Nr.')),
                ('label', models.CharField(blank=True, max_length=120, verbose_name='Bezeichnung')),
                ('author', models.CharField(blank=True, max_length=200, verbose_name='verfasst von')),
                ('happened', fortschrift.sources.fields.PartialDateField(verbose_name='wann')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amended_by', to='concepts.amendment')),
                ('claims', models.ManyToManyField(blank=True, related_name='+', to='sources.claim')),
                ('concept', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amendments', to='concepts.concept')),
            ],
            options={
                'verbose_name': 'Vorschlag zum Text',
            },
        ),
        migrations.CreateModel(
            name='AmendmentAlternative',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alternatives_after', to='concepts.amendment')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alternatives_before', to='concepts.amendment')),
            ],
            options={
                'verbose_name': 'Alternative zu einem Vorschlag',
            },
        ),
        migrations.CreateModel(
            name='AmendmentReplacement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replacements', to='concepts.amendment')),
                ('replaced', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='concepts.amendment')),
            ],
            options={
                'verbose_name': 'Ersetzung eines Vorschlags',
            },
        ),
        migrations.CreateModel(
            name='AmendmentTouch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='concepts.amendment')),
                ('node', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='touches', to='concepts.node')),
            ],
            options={
                'verbose_name': 'berührtes Element',
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts_on_it', to='concepts.change')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='concepts.change')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='concepts.strand')),
            ],
            options={
                'verbose_name': 'Überschneidung',
            },
        ),
        migrations.CreateModel(
            name='Clash',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('words', 'dieselben Wörter'), ('order', 'dieselbe Lücke in einem Satz'), ('deleted', 'hier gestrichen, dort geändert'), ('value', 'dieselbe Angabe'), ('structure', 'derselbe Aufbau'), ('cycle', 'stünde unter sich selbst'), ('kind', 'an dieser Stelle nicht möglich'), ('alternative', 'als Alternativen erklärt'), ('amended', 'der geänderte Vorschlag ist nicht mehr offen')], max_length=20, verbose_name='Art')),
                ('field', models.CharField(blank=True, max_length=200)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='clashes', to='concepts.node')),
                ('conflict', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='clashes', to='concepts.conflict')),
            ],
            options={
                'verbose_name': 'Stelle einer Überschneidung',
            },
        ),
        migrations.CreateModel(
            name='ConflictResolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('joint', 'gemeinsamer Wortlaut'), ('chosen', 'für einen Vorschlag entschieden'), ('kept', 'bisheriger Wortlaut bleibt'), ('editorial', 'redaktionell durch die Verwaltung')], max_length=20, verbose_name='Art')),
                ('reason', models.TextField(blank=True, verbose_name='Grund')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('amendment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolves', to='concepts.amendment')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='concepts.change')),
                ('conflict', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='concepts.conflict')),
            ],
            options={
                'verbose_name': 'Lösung einer Überschneidung',
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('reason', models.TextField(blank=True, verbose_name='Grund')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges_on_it', to='concepts.change')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='concepts.change')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merges', to='concepts.strand')),
            ],
            options={
                'verbose_name': 'Einarbeitung',
            },
        ),
        migrations.AddField(
            model_name='conflict',
            name='merge',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='concepts.merge'),
        ),
        migrations.CreateModel(
            name='MergeNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('order', 'Reihenfolge bestätigen'), ('sentence', 'Satz noch einmal lesen'), ('lapsed', 'ändert einen Vorschlag, der nicht dabei war')], max_length=20, verbose_name='Art')),
                ('field', models.CharField(blank=True, max_length=200)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('after', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.node')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merge_notes', to='concepts.change')),
                ('merge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='concepts.merge')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.node')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merge_notes', to='concepts.strand')),
            ],
            options={
                'verbose_name': 'Prüfstelle',
            },
        ),
        migrations.CreateModel(
            name='MergeNoteCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remark', models.TextField(blank=True, verbose_name='Bemerkung')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('note', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='concepts.mergenote')),
            ],
            options={
                'verbose_name': 'Bestätigung einer Prüfstelle',
            },
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('kind', models.CharField(choices=[('submitted', 'eingereicht'), ('translated', 'übersetzt'), ('carried', 'fortgeschrieben'), ('amended', 'geändert'), ('joint', 'gemeinsam'), ('worked_out', 'dem Sinn nach ausgearbeitet')], max_length=20, verbose_name='Art')),
                ('operations', models.TextField(blank=True)),
                ('original', models.TextField(blank=True, verbose_name='wie eingereicht')),
                ('language', models.CharField(default='de', max_length=35, verbose_name='Sprache')),
                ('consent', models.CharField(blank=True, choices=[('given', 'zugestimmt'), ('not_asked', 'nicht gefragt'), ('not_needed', 'nicht nötig'), ('unknown', 'nicht bekannt')], max_length=20, verbose_name='Zustimmung')),
                ('reason', models.TextField(blank=True, verbose_name='Begründung')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('amendment', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='concepts.amendment')),
                ('base', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='concepts.change')),
                ('base_wording', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wordings_on_it', to='concepts.wording')),
                ('previous', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next', to='concepts.wording')),
            ],
            options={
                'verbose_name': 'Wortlaut eines Vorschlags',
            },
        ),
        migrations.CreateModel(
            name='MergeNoteMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField()),
                ('note', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='concepts.mergenote')),
                ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.amendmentpart')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merge_notes', to='concepts.wording')),
            ],
            options={
                'verbose_name': 'Vorschlag an einer Prüfstelle',
            },
        ),
        migrations.CreateModel(
            name='CurrentWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('open', 'offen'), ('adopted', 'übernommen'), ('unfit', 'Textstelle hat sich geändert'), ('lapsed', 'entfällt'), ('set_aside', 'nicht weiter verfolgt')], default='open', max_length=20, verbose_name='Stand')),
                ('misfit', models.CharField(blank=True, choices=[('words', 'dieselben Wörter'), ('order', 'dieselbe Lücke in einem Satz'), ('deleted', 'hier gestrichen, dort geändert'), ('value', 'dieselbe Angabe'), ('structure', 'derselbe Aufbau'), ('cycle', 'stünde unter sich selbst'), ('kind', 'an dieser Stelle nicht möglich'), ('alternative', 'als Alternativen erklärt'), ('amended', 'der geänderte Vorschlag ist nicht mehr offen')], max_length=20, verbose_name='warum')),
                ('field', models.CharField(blank=True, max_length=200)),
                ('start', models.PositiveIntegerField(blank=True, null=True)),
                ('end', models.PositiveIntegerField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, verbose_name='Grund')),
                ('amendment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='current_wordings', to='concepts.amendment')),
                ('cause', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.amendment')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.change')),
                ('node', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.node')),
                ('strand', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='current_wordings', to='concepts.strand')),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.wording')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='current_on', to='concepts.wording')),
            ],
            options={
                'verbose_name': 'geltender Wortlaut',
            },
        ),
        migrations.CreateModel(
            name='ConflictMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('clash', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='concepts.clash')),
                ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='concepts.amendmentpart')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflict_members', to='concepts.wording')),
            ],
            options={
                'verbose_name': 'Vorschlag in einer Überschneidung',
            },
        ),
        migrations.AddField(
            model_name='amendmentpart',
            name='wording',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='concepts.wording'),
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded', models.DateTimeField(verbose_name='erfasst')),
                ('change', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='concepts.change')),
                ('strand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='concepts.strand')),
                ('part', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='concepts.amendmentpart')),
                ('into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions_into_it', to='concepts.wording')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='concepts.wording')),
            ],
            options={
                'verbose_name': 'Übernahme eines Vorschlags',
            },
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.UniqueConstraint(fields=('concept', 'number'), name='amendment_number_once'),
        ),
        migrations.AddConstraint(
            model_name='amendment',
            constraint=models.CheckConstraint(condition=models.Q(('amends', models.F('id')), _negated=True), name='amendment_amends_another'),
        ),
        migrations.AddConstraint(
            model_name='amendmentalternative',
            constraint=models.UniqueConstraint(fields=('first', 'second'), name='alternative_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentalternative',
            constraint=models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='alternative_in_one_spelling'),
        ),
        migrations.AddConstraint(
            model_name='amendmentreplacement',
            constraint=models.UniqueConstraint(fields=('amendment', 'replaced'), name='replacement_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentreplacement',
            constraint=models.CheckConstraint(condition=models.Q(('amendment', models.F('replaced')), _negated=True), name='replacement_of_another'),
        ),
        migrations.AddConstraint(
            model_name='amendmenttouch',
            constraint=models.UniqueConstraint(fields=('node', 'amendment'), name='touch_once'),
        ),
        migrations.AddConstraint(
            model_name='clash',
            constraint=models.UniqueConstraint(fields=('conflict', 'order'), name='clash_order_once'),
        ),
        migrations.AddConstraint(
            model_name='clash',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__gte', models.F('start')), ('node__isnull', False), ('start__isnull', False)), _connector='OR'), name='clash_range'),
        ),
        migrations.AddConstraint(
            model_name='conflictresolution',
            constraint=models.UniqueConstraint(fields=('conflict',), name='conflict_resolved_once'),
        ),
        migrations.AddConstraint(
            model_name='conflictresolution',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amendment__isnull', True), ('change__isnull', True), ('kind', 'kept')), models.Q(models.Q(('kind', 'kept'), _negated=True), ('amendment__isnull', False), ('change__isnull', False)), _connector='OR'), name='resolution_by_text_or_kept'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('merge__isnull', True), ('change__isnull', True), _connector='XOR'), name='conflict_in_merge_or_with_change'),
        ),
        migrations.AddConstraint(
            model_name='mergenote',
            constraint=models.CheckConstraint(condition=models.Q(('change__isnull', False), ('merge__isnull', False), _connector='OR'), name='merge_note_has_an_origin'),
        ),
        migrations.AddConstraint(
            model_name='mergenotecheck',
            constraint=models.UniqueConstraint(fields=('note',), name='merge_note_checked_once'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.UniqueConstraint(fields=('amendment', 'order'), name='wording_order_once'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(('base__isnull', True), ('base_wording__isnull', True), _connector='XOR'), name='wording_one_base'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['submitted', 'joint']), ('order', 1), ('previous__isnull', True)), models.Q(('order__gt', 1), ('previous__isnull', False), models.Q(('kind', 'submitted'), _negated=True)), _connector='OR'), name='wording_submitted_once'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('operations', ''), _negated=True), models.Q(('original', ''), _negated=True), _connector='OR'), name='wording_says_something'),
        ),
        migrations.AddConstraint(
            model_name='wording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('consent', ''), ('kind__in', ['submitted', 'carried'])), models.Q(('kind__in', ['translated', 'amended', 'joint', 'worked_out']), models.Q(('consent', ''), _negated=True)), _connector='OR'), name='wording_consent_to_rewording'),
        ),
        migrations.AddConstraint(
            model_name='mergenotemember',
            constraint=models.UniqueConstraint(fields=('note', 'order'), name='merge_note_order_once'),
        ),
        migrations.AddConstraint(
            model_name='currentwording',
            constraint=models.UniqueConstraint(fields=('strand', 'amendment'), name='current_wording_once'),
        ),
        migrations.AddConstraint(
            model_name='currentwording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cause__isnull', True), ('change__isnull', True), ('misfit', ''), ('state', 'open')), models.Q(('change__isnull', False), ('state__in', ['open', 'unfit']), models.Q(('misfit', ''), _negated=True)), models.Q(('cause__isnull', False), ('state', 'unfit'), models.Q(('misfit', ''), _negated=True)), models.Q(('misfit', ''), ('state', 'adopted'), models.Q(('change__isnull', True), ('into__isnull', True), _connector='XOR')), models.Q(('misfit', ''), ('state', 'lapsed'), models.Q(('change__isnull', False), ('cause__isnull', False), _connector='OR')), models.Q(('change__isnull', True), ('misfit', ''), ('state', 'set_aside'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='current_wording_says_why'),
        ),
        migrations.AddConstraint(
            model_name='currentwording',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'adopted'), ('into__isnull', True), _connector='OR'), name='current_wording_into_if_adopted'),
        ),
        migrations.AddConstraint(
            model_name='currentwording',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__gte', models.F('start')), ('node__isnull', False), ('start__isnull', False)), _connector='OR'), name='current_wording_range'),
        ),
        migrations.AddConstraint(
            model_name='amendmentpart',
            constraint=models.UniqueConstraint(fields=('wording', 'order'), name='part_order_once'),
        ),
        migrations.AddConstraint(
            model_name='amendmentpart',
            constraint=models.UniqueConstraint(fields=('wording', 'label'), name='part_label_once'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('change__isnull', True), ('into__isnull', True), _connector='XOR'), name='adoption_one_place'),
        ),
    ]
