import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0041_cases_say_from_what_they_were_begun'),
    ]

    operations = [
        migrations.CreateModel(
            name='DifferenceAside',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('precision', models.CharField(db_default='day', default='day', max_length=8)),
                ('kind', models.CharField(max_length=20)),
                ('reported', models.CharField(blank=True, default='', max_length=200)),
                ('held', models.CharField(blank=True, default='', max_length=200)),
                ('reason', models.CharField(max_length=200)),
                ('until', models.DateField()),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('retracted', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.unit')),
            ],
            options={
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('retracted__isnull', True)), expressions=[('unit', '='), ('kind', '='), ('period', '&&')], name='a_difference_is_set_aside_once')],
            },
        ),
    ]
