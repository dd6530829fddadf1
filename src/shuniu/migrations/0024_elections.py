"""Elections: what was approved, who stands, the numbers of each vote."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0023_meetings_and_documents'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(max_length=40)),
                ('written_in', models.BooleanField(db_default=False, default=False)),
                ('outcome', models.CharField(blank=True, db_default='', default='', max_length=12)),
                ('division', models.CharField(blank=True, db_default='', default='', max_length=40)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='shuniu.case')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.person')),
            ],
        ),
        migrations.CreateModel(
            name='ElectionCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.CharField(max_length=20)),
                ('seats', models.PositiveSmallIntegerField()),
                ('deputies', models.PositiveSmallIntegerField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='election', to='shuniu.case')),
                ('party_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
            ],
        ),
        migrations.CreateModel(
            name='ElectionRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('post', models.CharField(max_length=40)),
                ('held_on', models.DateField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('voters', models.PositiveIntegerField()),
                ('on_roll', models.PositiveIntegerField(null=True)),
                ('note', models.CharField(blank=True, db_default='', default='', max_length=300)),
                ('excluded', models.JSONField(default=dict)),
                ('agreed', models.BooleanField(default=False)),
                ('present', models.PositiveIntegerField()),
                ('issued', models.PositiveIntegerField()),
                ('returned', models.PositiveIntegerField()),
                ('valid', models.PositiveIntegerField()),
                ('consent', models.PositiveIntegerField(null=True)),
                ('withdrawn', models.BooleanField(db_default=False, default=False)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='shuniu.case')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Votes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('yes', models.PositiveIntegerField()),
                ('no', models.PositiveIntegerField()),
                ('abstain', models.PositiveIntegerField()),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='shuniu.candidate')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='shuniu.electionround')),
            ],
        ),
        migrations.AddConstraint(
            model_name='candidate',
            constraint=models.UniqueConstraint(fields=('case', 'post', 'person'), name='a_member_stands_for_a_post_once'),
        ),
        migrations.AddConstraint(
            model_name='electionround',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='votes_are_numbered_within_a_case'),
        ),
        migrations.AddConstraint(
            model_name='votes',
            constraint=models.UniqueConstraint(fields=('round', 'candidate'), name='a_candidate_is_counted_once'),
        ),
    ]
