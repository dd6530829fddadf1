"""组建: pages of whoever applies and of the offices that look through it and answer."""
