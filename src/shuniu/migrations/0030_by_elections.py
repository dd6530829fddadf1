"""What of a committee is elected anew within its term."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0029_consents_of_named_units'),
    ]

    operations = [
        migrations.AddField(
            model_name='electioncase',
            name='secretary',
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='electioncase',
            name='in_committee',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
