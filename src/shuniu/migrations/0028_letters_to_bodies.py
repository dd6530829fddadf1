"""To which Party organization a letter goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0027_planning_runs'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='addressed_to',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
    ]
