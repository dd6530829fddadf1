"""Pages of figures: the board of a node, the rows behind a number, reports."""
