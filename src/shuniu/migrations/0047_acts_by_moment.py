import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0046_registrations_by_plain_name'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['at'], name='acts_by_moment'),
        ),
    ]
