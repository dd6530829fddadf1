from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0037_documents_keep_what_they_say'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='due_planned',
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
