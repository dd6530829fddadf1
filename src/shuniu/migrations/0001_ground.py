"""What the tables stand on: extensions, the schema of wrapped keys, the pairs of a name."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension
from django.db import migrations

PAIRS = """
CREATE FUNCTION shuniu_pairs(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT array_agg(substr(name, place, 2))
  FROM generate_series(1, greatest(length(name) - 1, 1)) AS place
$$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        migrations.RunSQL("CREATE SCHEMA keys", "DROP SCHEMA keys"),
        migrations.RunSQL(PAIRS, "DROP FUNCTION shuniu_pairs(text)"),
    ]
