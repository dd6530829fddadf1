from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0038_documents_are_received'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='due_planned',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
