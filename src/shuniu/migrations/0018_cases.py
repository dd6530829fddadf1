"""The header of 信息填报 becomes the header of every procedure; what was filed stays as it is."""

import django.db.models.deletion
from django.db import migrations, models


def applicants(apps, schema_editor):
    rows = apps.get_model("shuniu", "Case").objects.using(schema_editor.connection.alias)
    rows.filter(holder="organization").update(holder="applicant")


class Migration(migrations.Migration):
    dependencies = [("shuniu", "0017_rolls_tell_who_is_due")]

    operations = [
        migrations.RemoveConstraint(model_name="submission", name="a_unit_has_one_open_submission"),
        migrations.RemoveIndex(model_name="submission", name="submissions_of_a_holder"),
        migrations.RenameModel(old_name="Submission", new_name="Case"),
        migrations.RenameField(model_name="step", old_name="submission", new_name="case"),
        migrations.CreateModel(
            name='CaseUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.CharField(max_length=40)),
                ('year', models.PositiveSmallIntegerField()),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='case',
            name='at',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
        migrations.AddField(
            model_name='case',
            name='committee',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
        migrations.AddField(
            model_name='case',
            name='due_provisional',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='case',
            name='number',
            field=models.CharField(blank=True, db_default='', default='', max_length=40),
        ),
        migrations.AddField(
            model_name='case',
            name='origin',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
        migrations.AddField(
            model_name='case',
            name='party_organization',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
        migrations.AddField(
            model_name="case",
            name="topic",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.AddField(
            model_name='step',
            name='next_steps',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='step',
            name='reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='step',
            name='verb',
            field=models.CharField(blank=True, db_default='', default='', max_length=20),
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(max_length=20),
        ),
        migrations.AlterField(
            model_name='case',
            name='unit',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='shuniu.unit'),
        ),
        migrations.AlterField(
            model_name='step',
            name='state',
            field=models.CharField(max_length=20),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['holder', 'unit'], name='cases_of_a_holder'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('holder', ''), _negated=True), fields=['at'], name='open_cases_at'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['committee', 'kind', 'state'], name='cases_of_a_committee'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('holder', ''), _negated=True), ('unit__isnull', False)), fields=('kind', 'topic', 'unit'), name='a_unit_has_one_open_case_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('holder', ''), _negated=True), ('unit__isnull', True)), fields=('kind', 'topic', 'party_organization'), name='a_party_organization_has_one_open_case_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('unit__isnull', False), ('party_organization__isnull', False), _connector='OR'), name='a_case_is_about_somebody'),
        ),
        migrations.AddField(
            model_name='caseunit',
            name='case',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='units', to='shuniu.case'),
        ),
        migrations.AddField(
            model_name='caseunit',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.unit'),
        ),
        migrations.AddField(
            model_name='series',
            name='party_organization',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization'),
        ),
        migrations.AddConstraint(
            model_name='caseunit',
            constraint=models.UniqueConstraint(fields=('case', 'unit'), name='a_case_names_a_unit_once'),
        ),
        migrations.AddConstraint(
            model_name='series',
            constraint=models.UniqueConstraint(fields=('party_organization', 'mark', 'year'), name='one_series_a_year'),
        ),
    
        migrations.RunPython(applicants, migrations.RunPython.noop),
    ]
