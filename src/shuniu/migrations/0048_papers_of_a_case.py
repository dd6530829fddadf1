from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0047_acts_by_moment'),
    ]

    operations = [
        migrations.RenameModel(old_name='ElectionPaper', new_name='CasePaper'),
    ]
