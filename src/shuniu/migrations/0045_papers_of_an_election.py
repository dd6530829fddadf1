import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0044_minutes_say_who_led_and_counted'),
    ]

    operations = [
        migrations.CreateModel(
            name='ElectionPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(max_length=20)),
                ('place', models.CharField(max_length=60)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='shuniu.case')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case', 'paper'), name='a_paper_lies_in_one_place')],
            },
        ),
    ]
