"""Derived tables: the dated closure of the tree and the stretches of units, rebuilt from facts."""
