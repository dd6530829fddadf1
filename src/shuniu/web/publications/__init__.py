"""Published figures: the list, one publication, the forms."""
