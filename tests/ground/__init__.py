"""What the tests stand on: a real PostgreSQL, migrated once and cloned for each worker."""
