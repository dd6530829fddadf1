"""The writer: the only room that changes rows."""
