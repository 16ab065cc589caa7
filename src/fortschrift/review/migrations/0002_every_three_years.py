"""A rhythm of three years, as Frankfurt's; an interim report is a plan of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("review", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="reviewplan",
            name="rhythm",
            field=models.CharField(
                choices=[
                    ("yearly", "jährlich"),
                    ("every_two_years", "alle zwei Jahre"),
                    ("every_three_years", "alle drei Jahre"),
                    ("every_five_years", "alle fünf Jahre"),
                    ("as_needed", "bei Bedarf"),
                    ("unknown", "nicht bekannt"),
                ],
                max_length=20,
                verbose_name="Turnus",
            ),
        ),
    ]
