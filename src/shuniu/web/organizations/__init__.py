"""Pages of social organizations: list, card, and the acts of the register."""
