"""An office's own Word templates."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("shuniu", "0024_elections"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("content", models.BinaryField(null=True)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
                ("party_organization", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shuniu.partyorganization")),
                ("recorded", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="shuniu.entry")),
            ],
            options={
                "indexes": [models.Index(fields=["party_organization", "kind", "-id"], name="templates_of_an_office")],
            },
        ),
    ]
