"""The guard: what an actor may reach, asked for a row or for a whole table."""
