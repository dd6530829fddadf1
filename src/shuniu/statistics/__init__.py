"""The counter: figures as of a day, and the checker of what is derived."""
