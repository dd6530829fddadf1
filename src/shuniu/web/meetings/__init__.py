"""党委会: the list with what came of each meeting, one meeting, and what is done at it."""
