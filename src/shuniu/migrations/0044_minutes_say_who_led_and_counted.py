from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0043_clauses_of_a_refusal'),
    ]

    operations = [
        migrations.AddField('meeting', 'chaired_by', models.CharField(blank=True, db_default='', default='', max_length=40)),
        migrations.AddField('meeting', 'on_leave', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('meeting', 'excused', models.JSONField(default=list)),
        migrations.AddField('meeting', 'sat_in', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('meeting', 'observers', models.JSONField(default=list)),
        migrations.AddField('electionround', 'chaired_by', models.CharField(blank=True, db_default='', default='', max_length=20)),
        migrations.AddField('electionround', 'on_leave', models.PositiveIntegerField(null=True)),
        migrations.AddField('electionround', 'sat_in', models.PositiveIntegerField(null=True)),
        migrations.AddField('electionround', 'scrutineers', models.JSONField(default=list)),
        migrations.AddField('electionround', 'tellers', models.JSONField(default=list)),
    ]
