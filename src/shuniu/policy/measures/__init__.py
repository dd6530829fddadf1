"""Which measures are there? The counter, the checker, the console and the pages all read this one list."""

from collections.abc import Mapping

from shuniu.policy.measures.conditions import CONDITIONS, Condition
from shuniu.policy.measures.coverage import COVERAGE
from shuniu.policy.measures.crossing import CROSSING
from shuniu.policy.measures.measure import ALL_DIMENSIONS, OF_BODIES, Dimension, Measure, Subject
from shuniu.policy.measures.register import REGISTER
from shuniu.policy.measures.reported import REPORTED
from shuniu.policy.measures.roll import ROLL

MEASURES: Mapping[str, Measure] = {one.key: one for one in (*REGISTER, *COVERAGE, *ROLL, *CROSSING, *REPORTED)}


class UnknownMeasure(LookupError):
    """Nobody defined a measure of this key."""


def measure(key: str) -> Measure:
    try:
        return MEASURES[key]
    except KeyError:
        known = "、".join(sorted(MEASURES))
        raise UnknownMeasure(f"没有“{key}”这个统计指标，可用的有：{known}") from None


__all__ = [
    "ALL_DIMENSIONS",
    "CONDITIONS",
    "MEASURES",
    "OF_BODIES",
    "Condition",
    "Dimension",
    "Measure",
    "Subject",
    "UnknownMeasure",
    "measure",
]
