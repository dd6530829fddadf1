import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0039_case_due_planned'),
    ]

    operations = [
        migrations.AddField(
            model_name='formationplan',
            name='instructor',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='shuniu.instructor'),
        ),
    ]
