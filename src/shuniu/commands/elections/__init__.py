"""换届: asked for, candidates put forward, votes entered, the result reported and approved; a term postponed."""
