"""Acts on which texts apply at a node, what the office decides itself, and what it has set out to reach."""
