"""Joint Party organizations over the months (D23), and renewals beside terms (F03): numbers to be counted by hand."""

from __future__ import annotations

from datetime import date

import pytest
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, node
from tests.statistics.ground import DAY, Ground

from shuniu.commands.figures.recount import recount
from shuniu.models import Renewal, Term
from shuniu.statistics import NotYours
from shuniu.statistics.reports import joint_over_time, renewals_apart

pytestmark = pytest.mark.django_db


def branch(put: Ground, code: str) -> int:
    made = node(put.cast.opening, code, f"{code}联合支部", "joint_branch", put.cast.joint)
    recount(None, nodes=[made])
    return made


@pytest.mark.req("D23")
def test_large_ones_become_small_and_small_ones_separate(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    units = [put.unit(f"第{index}会", at=cast.joint) for index in range(9)]
    large, small = branch(put, "large"), branch(put, "small")
    # Until 2020-03 the large one covers six; then two of them go to the small one, and one stands alone.
    for unit in units[:3]:
        put.cover(unit, large)
    for unit in units[3:6]:
        put.cover(unit, large, None, date(2020, 3, 1))
    for unit in units[3:5]:
        put.cover(unit, small, date(2020, 3, 1))
    put.cover(units[5], cast.branch, date(2020, 3, 1))
    for unit in range(3):
        put.works(units[unit], held=(date(2020, 3, 1), None), party_organization_id=large)
    put.settle()
    found = joint_over_time(cast.clerk, cast.top, DAY)
    before, now = next(one for one in found.points if one.day == date(2020, 2, 29)), found.points[-1]
    assert (found.units_max, found.threshold, found.committee) == (5, 3, 7)
    assert (before.joint, before.organizations, before.small, before.large, before.separate) == (1, 6, 0, 1, 0)
    assert (now.day, now.joint, now.organizations, now.mean) == (DAY, 2, 5, 2.5)
    assert (now.small, now.large, now.separate) == (2, 0, 1)
    assert (now.below, now.between, now.above, now.unknown) == (0, 1, 0, 1)
    assert (before.below, before.unknown) == (0, 1)
    assert len(found.points) == 13
    with pytest.raises(NotYours):
        joint_over_time(cast.secretary, cast.other, DAY)


@pytest.mark.req("F03")
def test_days_that_differ_are_listed_and_what_is_not_known_is_counted(ground_of_facts: Ground) -> None:
    put, cast = ground_of_facts, ground_of_facts.cast
    other = branch(put, "other-branch")
    same, apart, open_, silent = (put.unit(name, at=cast.joint) for name in ("甲会", "乙会", "丙会", "丁会"))
    for unit in (same, apart, silent):
        put.cover(unit, cast.branch)
    put.cover(open_, other)
    Term.objects.create(
        party_organization_id=cast.branch, period=DateRange(BEGINNING, date(2021, 6, 1)), recorded=cast.opening
    )
    for unit, day in ((same, date(2021, 6, 1)), (apart, date(2021, 9, 1)), (open_, date(2021, 6, 1))):
        put.fact(Renewal, None, None, unit_id=unit, due_on=day, source="章程")
    put.settle()
    found = renewals_apart(cast.clerk, cast.top, DAY)
    assert [(one.name, one.finding.days, one.code) for one in found.lines] == [("乙会", 92, "branch")]
    assert (found.together, found.unit_unknown, found.term_unknown, found.asked) == (1, 1, 1, True)
    assert renewals_apart(cast.secretary, cast.joint, DAY).lines == found.lines
