"""The second count finds what the derived tables got wrong, and is silent when they are right."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import BEGINNING, Cast
from tests.statistics.ground import DAY, Ground

from shuniu.models import Lineage, Naming, Placement, Standing
from shuniu.statistics.check import check, part_differences, parts

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(ground_of_facts: Ground) -> Ground:
    """One unit for each way in which a unit is counted."""
    put, cast = ground_of_facts, ground_of_facts.cast
    hub = put.unit("甲联合会", full_time_staff=2)
    put.hub(hub, "district", "set_up", "work_committee", "joint_party_organization", "committee_office")
    put.hub_element(hub, "regular_meeting", date(2018, 5, 1))
    contacted = put.unit("乙学会", at=cast.joint, start=date(2017, 3, 1), end=DAY)
    put.guide(contacted, hub=hub, kind="contact")
    put.guide(contacted, node=cast.other)
    shared = put.unit("丙中心", at=cast.joint)
    put.cover(shared, cast.branch, start=date(2018, 1, 1))
    put.cover(contacted, cast.branch, start=date(2019, 1, 1), end=date(2019, 6, 1))
    put.heads(shared, 3, 4, date(2018, 2, 1))
    put.heads(shared, 2, 2, date(2019, 2, 1))
    for start in (None, date(2018, 5, 1), date(2019, 3, 1)):
        put.works(shared, start, date(2020, 2, 1))
    put.post("Z01", put.unit("丁会", status="abnormal"), date(2017, 6, 1), date(2018, 6, 1))
    put.unit("戊会", status="deregistered")
    put.settle()
    return put


def test_it_is_silent_over_tables_that_are_right(settled: Ground) -> None:
    assert list(check()) == []
    assert Standing.objects.filter(unit=settled.units[0]).exists()
    work = Standing.objects.filter(unit=settled.units[1]).order_by("valid_from")
    assert list(work.values_list("valid_from", "work_covered"))[:2] == [
        (date(2017, 3, 1), False),
        (date(2018, 5, 1), True),
    ]
    due = Standing.objects.filter(unit=settled.units[2], base="roll").order_by("valid_from")
    assert (due[0].valid_from, due[0].roll_full_members, due[0].full_members) == (date(2019, 3, 1), 3, 2)
    assert due.last().valid_to == date(2020, 2, 1)
    alone = Standing.objects.filter(unit=settled.units[2], separate=True).values_list("valid_from", "valid_to")
    assert (date(2019, 6, 1), None) in set(alone) or any(start == date(2019, 6, 1) for start, _ in alone)


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ({"org_covered": True}, "党组织覆盖应为False，派生表为True"),
        ({"members": 9}, "党员应为None，派生表为9"),
        ({"attached": True}, "有无归口应为False"),
        ({"staff": 3}, "从业人员应为2，派生表为3"),
        ({"roll_full_members": 1}, "名册正式党员应为0，派生表为1"),
        ({"valid_from": date(2016, 12, 2)}, "在2016-12-01应计入"),
    ],
)
def test_a_wrong_stretch_is_named_with_its_day(settled: Ground, planted: dict[str, object], said: str) -> None:
    first = Standing.objects.filter(unit=settled.units[0]).order_by("valid_from").values_list("pk", flat=True)[0]
    Standing.objects.filter(pk=first).update(**planted)
    found = list(check())
    assert len(found) == 1
    assert said in found[0]


def test_a_stretch_too_many_and_one_too_few_are_found(settled: Ground) -> None:
    Standing.objects.filter(unit=settled.units[2]).delete()
    left = Standing.objects.filter(unit=settled.units[0]).values()[0]
    Standing.objects.create(**{**left, "id": None, "unit_id": settled.units[4]})
    found = "".join(check())
    assert found.count("派生表相反") == 2


def test_a_wrong_line_of_the_tree_is_named(cast: Cast) -> None:
    assert list(check()) == []
    Lineage.objects.filter(ancestor=cast.top, descendant=cast.branch).update(valid_to=DAY)
    (found,) = check()
    assert "branch" in found
    assert DAY.isoformat() in found


def test_facts_that_contradict_each_other_are_named(cast: Cast, ground_of_facts: Ground) -> None:
    from shuniu.models import Registration

    put = ground_of_facts
    unit = put.unit("甲学会", end=DAY)
    put.settle()
    row = Registration.objects.values().get(unit=unit)
    Registration.objects.create(**{**row, "id": None, "period": (date(2020, 6, 1), None)})
    assert any("两条有效的登记事项" in one for one in check())
    Registration.objects.filter(unit=unit).update(retracted=cast.opening)
    Standing.objects.filter(unit=unit).delete()
    assert list(check()) == []
    Naming.objects.filter(party_organization=cast.joint).update(retracted=cast.opening)
    assert any("“branch”自2016-12-01起隶属于“joint”" in one for one in check())
    assert Placement.objects.filter(period__startswith=BEGINNING).count() == 5


def test_checked_in_parts_the_same_is_found(settled: Ground) -> None:
    for number in (0, 2):
        Standing.objects.filter(unit=settled.units[number]).update(members=77)
    Lineage.objects.filter(ancestor=settled.cast.top, descendant=settled.cast.branch).update(valid_to=DAY)
    whole = list(check())
    cut = parts(size=2)
    assert [part.what for part in cut].count("units") == (len(settled.units) + 1) // 2
    found = [one for part in cut for one in part_differences(part)]
    assert len(whole) > 2
    assert sorted(found) == sorted(whole)
