"""Members of the Party as an office sees them: the roll, one card, requests between offices."""
