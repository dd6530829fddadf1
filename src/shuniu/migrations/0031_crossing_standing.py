"""What is counted of 交叉任职, by Party organization and stretch of days."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shuniu", "0001_squashed_0030_by_elections"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrossingStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("leaders", models.PositiveIntegerField()),
                ("managers", models.PositiveIntegerField(null=True)),
                ("in_both", models.PositiveIntegerField(null=True)),
                (
                    "party_organization",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="shuniu.partyorganization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("party_organization", "valid_from"), name="a_stretch_of_crossing_begins_once"
                    )
                ],
            },
        ),
    ]
