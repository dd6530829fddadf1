"""事项: the list of what is under way, and the screen that every kind of case shares."""
