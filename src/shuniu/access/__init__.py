"""The guard: what an actor may reach, asked for a row or for a whole table."""

from shuniu.access.actor import SHANGHAI, Actor
from shuniu.access.guard import below, granted, may, reach, visible

__all__ = ["SHANGHAI", "Actor", "below", "granted", "may", "reach", "visible"]
