"""Pages of Party-building instructors: the pools, who has been sent where, and what is done about it."""
