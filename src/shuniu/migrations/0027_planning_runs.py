"""What the planner proposed for a node, and what became of it (组建规划)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0026_formation_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanningRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('on', models.DateField()),
                ('state', models.CharField(max_length=12)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('solved', models.BooleanField(default=False)),
                ('summary', models.JSONField(default=dict)),
                ('party_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.CreateModel(
            name='FormationProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('position', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('units', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('affiliated', models.BooleanField(default=False)),
                ('members', models.PositiveIntegerField(default=0)),
                ('distance', models.PositiveIntegerField(default=0)),
                ('farthest', models.PositiveSmallIntegerField(default=0)),
                ('priority', models.BooleanField(default=False)),
                ('outcome', models.CharField(default='open', max_length=12)),
                ('reason', models.CharField(blank=True, db_default='', default='', max_length=200)),
                ('branch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.case')),
                ('decided', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('run', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='shuniu.planningrun')),
            ],
        ),
        migrations.AddIndex(
            model_name='planningrun',
            index=models.Index(fields=['party_organization', '-id'], name='planning_runs_of_a_node'),
        ),
        migrations.AddConstraint(
            model_name='formationproposal',
            constraint=models.UniqueConstraint(fields=('run', 'position'), name='a_run_proposes_in_order'),
        ),
    ]
