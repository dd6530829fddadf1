from django.db import migrations, models

# What was postponed before keeps the end that the register had before the first approval.
KNOWN = """
UPDATE shuniu_term AS held SET regular_until = (
    SELECT upper(earlier.period) FROM shuniu_term AS earlier
    JOIN shuniu_entry AS entry ON entry.id = earlier.recorded_id
    WHERE earlier.party_organization_id = held.party_organization_id AND lower(earlier.period) = lower(held.period)
        AND earlier.id < held.id AND entry.act <> 'postponement.approve'
    ORDER BY earlier.id DESC LIMIT 1
)
FROM shuniu_entry AS approved
WHERE approved.id = held.recorded_id AND approved.act = 'postponement.approve'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('shuniu', '0035_put_off_until'),
    ]

    operations = [
        migrations.AddField(
            model_name='term',
            name='regular_until',
            field=models.DateField(null=True),
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
