"""Meetings of committees with what they resolve, and the register of outgoing documents."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0022_party_affairs_workers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('mark', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('kind', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=200)),
                ('addressee', models.CharField(blank=True, default='', max_length=200)),
                ('issued_on', models.DateField()),
                ('on_paper', models.BooleanField(default=False)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='shuniu.case')),
                ('party_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.CreateModel(
            name='DocumentWithdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='shuniu.document')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('held_on', models.DateField()),
                ('title', models.CharField(blank=True, default='', max_length=80)),
                ('place', models.CharField(blank=True, default='', max_length=80)),
                ('state', models.CharField(default='planned', max_length=12)),
                ('proposed', models.PositiveSmallIntegerField(null=True)),
                ('due', models.PositiveSmallIntegerField(null=True)),
                ('present', models.PositiveSmallIntegerField(null=True)),
                ('due_reason', models.CharField(blank=True, default='', max_length=200)),
                ('version', models.PositiveIntegerField(default=1)),
                ('attended', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
                ('party_organization', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.partyorganization')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.AddField(
            model_name='document',
            name='meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='shuniu.meeting'),
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agendas', to='shuniu.case')),
                ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='shuniu.meeting')),
            ],
        ),
        migrations.CreateModel(
            name='Resolution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=20)),
                ('yes', models.PositiveSmallIntegerField()),
                ('no', models.PositiveSmallIntegerField()),
                ('abstain', models.PositiveSmallIntegerField()),
                ('recused', models.PositiveSmallIntegerField(default=0)),
                ('reason', models.CharField(blank=True, default='', max_length=500)),
                ('next_steps', models.CharField(blank=True, default='', max_length=500)),
                ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='resolution', to='shuniu.agendaitem')),
                ('recorded', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.entry')),
            ],
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['party_organization', '-held_on'], name='meetings_of_a_committee'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['party_organization', '-issued_on', '-id'], name='documents_of_an_office'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('party_organization', 'mark', 'year', 'number'), name='a_number_is_given_to_one_document'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('meeting', 'case'), name='a_case_stands_once_on_an_agenda'),
        ),
    ]
