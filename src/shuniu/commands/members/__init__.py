"""The roll of members: enter, change, move, let leave; ask another office about somebody it holds."""
