"""常用视图: kept, listed, renamed and dropped by the account they belong to."""
