"""The guard: what an actor may reach, asked for a row or for a whole table."""

from shuniu.access.actor import SHANGHAI, Actor
from shuniu.access.cases import cases_on_the_list, lapsed_here, other_cases_on_the_list, submissions_on_the_list
from shuniu.access.guard import granted, may, reach, visible
from shuniu.access.pools import instructors_within
from shuniu.access.tree import above, below, left_below, whole_tree

__all__ = [
    "SHANGHAI",
    "Actor",
    "above",
    "below",
    "cases_on_the_list",
    "granted",
    "lapsed_here",
    "instructors_within",
    "left_below",
    "may",
    "other_cases_on_the_list",
    "reach",
    "submissions_on_the_list",
    "visible",
    "whole_tree",
]
