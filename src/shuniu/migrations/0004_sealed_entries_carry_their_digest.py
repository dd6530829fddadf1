from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shuniu", "0003_home")]
    operations = [
        migrations.AddField(
            model_name="sealedentry",
            name="digest",
            field=models.BinaryField(default=b""),
            preserve_default=False,
        ),
    ]
