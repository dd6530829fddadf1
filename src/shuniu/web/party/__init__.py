"""Pages of Party organizations: tree, list, card, and the acts on them."""
