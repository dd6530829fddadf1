"""Places: lay in the shipped tables of divisions."""

from shuniu.commands.places.divisions import lay_in_divisions

__all__ = ["lay_in_divisions"]
