"""Figures of a day as they were known at an earlier moment, counted afresh from the facts of that time."""
