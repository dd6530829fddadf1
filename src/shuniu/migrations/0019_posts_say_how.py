"""A post says how it was come by, in which document that stands, and whether it is held full-time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shuniu", "0018_cases")]

    operations = [
        migrations.AddField("post", "how", models.CharField(blank=True, db_default="", default="", max_length=12)),
        migrations.AddField(
            "post", "document_number", models.CharField(blank=True, db_default="", default="", max_length=60)
        ),
        migrations.AddField("post", "full_time", models.BooleanField(null=True)),
    ]
