"""班子: what its posts ask for, appointment by the committee, and what goes along when a secretary changes."""
