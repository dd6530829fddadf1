"""The home committee of the demonstration: a world like the report of 2020, with its past and what came later."""

from shuniu.jobs.demonstration.beijing.world import beijing

__all__ = ["beijing"]
