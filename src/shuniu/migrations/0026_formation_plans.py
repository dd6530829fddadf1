"""How organizations without a Party organization are to be covered (组建方案)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0025_document_templates'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormationPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('precision', models.CharField(db_default='day', default='day', max_length=8)),
                ('way', models.CharField(max_length=20)),
                ('planned_on', models.DateField()),
                ('reason', models.CharField(max_length=200)),
                ('note', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('party_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('retracted', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.unit')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('retracted__isnull', True)), fields=['planned_on'], name='formation_plans_by_day')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('retracted__isnull', True)), expressions=[('unit', '='), ('period', '&&')], name='a_unit_has_one_formation_plan')],
            },
        ),
    ]
