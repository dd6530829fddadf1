"""Which administrative divisions are and were there? The tables beside this file."""

from shuniu.policy.places.divisions import Division, divisions, townships

__all__ = ["Division", "divisions", "townships"]
