"""Reading Party organizations for screens: the tree, lists and cards, for an actor and a day."""
