from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0014_saved_views'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='particulars',
            index=models.Index(condition=models.Q(('retracted__isnull', True)), fields=['sort_key', 'person'], name='particulars_by_name'),
        ),
    ]
