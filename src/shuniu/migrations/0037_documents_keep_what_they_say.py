from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0036_term_regular_until'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='as_letter',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='document',
            name='copies',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='document',
            name='text',
            field=models.TextField(blank=True, db_default='', default=''),
        ),
    ]
