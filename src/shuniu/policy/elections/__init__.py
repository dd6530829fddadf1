"""换届选举: when a term is over, who may stand, what the minutes must say, who is elected."""
