from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0040_plans_say_who_could_be_sent'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='begun_from',
            field=models.CharField(blank=True, db_default='', default='', max_length=12),
        ),
    ]
