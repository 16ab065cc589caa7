"""What is typed and not saved is kept by window, so that two windows never write over each other."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('concepts', '0007_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='scratch',
            name='scratch_once',
        ),
        migrations.AddField(
            model_name='scratch',
            name='window',
            field=models.CharField(blank=True, default='', max_length=32),
        ),
        migrations.AddConstraint(
            model_name='scratch',
            constraint=models.UniqueConstraint(fields=('strand', 'node', 'user', 'window'), name='scratch_once_in_window'),
        ),
    ]
