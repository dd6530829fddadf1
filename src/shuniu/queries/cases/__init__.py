"""Cases for screens: those on one's list, one with its steps, what became of the others."""
