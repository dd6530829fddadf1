"""What organizations named in an application of another one say to it (参加联合组建)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0028_letters_to_bodies'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseunit',
            name='answer',
            field=models.CharField(blank=True, db_default='', default='', max_length=10),
        ),
        migrations.AddField(
            model_name='caseunit',
            name='answered',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry'),
        ),
        migrations.AddField(
            model_name='caseunit',
            name='on_behalf',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
