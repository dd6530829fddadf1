"""Elections for screens: whose term ends when, one election with its candidates and votes, whom one may name."""
