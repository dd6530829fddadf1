"""Pages of the roll of members: who is held where, what becomes of it, and what offices ask each other."""
