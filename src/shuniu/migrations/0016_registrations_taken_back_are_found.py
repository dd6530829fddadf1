from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0015_the_roll_has_an_order'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('retracted__isnull', False)), fields=['unit'], name='registrations_taken_back'),
        ),
    ]
