"""班子: appointed by the committee, renewed as a whole, and handed over when the secretary changes."""
