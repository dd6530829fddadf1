from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0042_differences_set_aside'),
    ]

    operations = [
        migrations.AddField(
            model_name='resolution',
            name='clauses',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='step',
            name='clauses',
            field=models.JSONField(default=list),
        ),
    ]
