"""换届: whose term ends, and one election from the request to the archive."""
