"""事项: begun, filled in, moved from one state to the next, each by the table of its procedure."""
