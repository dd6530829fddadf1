"""The open work of a duplicate goes on about the body that is kept, and whoever named the duplicate names that one."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk
from tests.commands.formation.desk import desk
from tests.web.offices import attach, enter, public, sit_down

from shuniu.commands.organizations.edit import restore, strike_off
from shuniu.commands.organizations.identity import Same, foresee, resolve_duplicates
from shuniu.models import Case, CaseUnit, Step
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db


def told(case: Case) -> tuple[str, str]:
    step = Step.objects.filter(case=case).latest("pk")
    return step.verb, step.reason


@pytest.mark.req("A10")
def test_what_is_open_about_the_duplicate_goes_on_about_the_kept_one(cast: Cast) -> None:
    one = desk(cast, "澄川市甲 学会")
    one.submit()
    case = one.row
    (kept,) = enter(cast, "澄川市甲学会", start=7)
    attach(cast, [kept], cast.joint)
    row = Same(duplicate=one.unit, kept=kept)
    (moving,) = [one for one in foresee(cast.act(), row).moving if one.heading == "未办结的事项"]
    assert (moving.moved, moving.left) == (1, 0)
    resolve_duplicates(cast.act(), [row])
    case.refresh_from_db()
    assert (case.unit_id, case.state, case.holder) == (kept, "checking", "reviewer")
    verb, why = told(case)
    assert verb == "pass_on" and why.startswith("“澄川市甲 学会”与“澄川市甲学会”是同一家，登记归并，转到保留的登记名下")
    listed = sit_down(cast.secretary).get(f"/organizations/{public(kept)}/?tab=cases").content.decode()
    assert f"/cases/formations/{case.uuid}/" in listed


@pytest.mark.req("A10")
def test_where_the_kept_one_has_its_own_that_of_the_duplicate_lapses(cast: Cast) -> None:
    one, other = desk(cast, "澄川市甲 学会"), desk(cast, "澄川市甲学会", start=7)
    one.submit()
    one.check()
    one.review()
    one.meet(Verb.SCHEDULE)
    other.keep()
    mine, kept = one.row, other.row
    resolve_duplicates(cast.act(), [Same(duplicate=one.unit, kept=other.unit)])
    mine.refresh_from_db()
    kept.refresh_from_db()
    assert (mine.unit_id, mine.state, mine.holder, mine.due_on) == (other.unit, "lapsed", "", None)
    assert told(mine)[0] == "lapse" and "已有同一种事项" in told(mine)[1]
    assert (kept.unit_id, kept.state) == (other.unit, "draft")


@pytest.mark.req("A10")
def test_who_names_the_duplicate_names_the_kept_one_once(cast: Cast) -> None:
    duplicate, kept = enter(cast, "澄川市乙 学会", "澄川市乙学会", start=11)
    attach(cast, [duplicate, kept], cast.joint)
    one = desk(cast)
    one.others = (duplicate, kept)
    one.keep()
    taking = AdjustingDesk(cast, AdjustmentTopic.TAKE_IN)
    taking.keep(by=cast.secretary, units=[duplicate])
    before = taking.row.version
    resolve_duplicates(cast.act(), [Same(duplicate=duplicate, kept=kept)])
    assert one.row.filed["units"] == taking.row.filed["units"] == [kept] and taking.row.version == before + 1
    assert [row.unit_id for row in CaseUnit.objects.filter(case=one.row)] == [kept]


@pytest.mark.req("A10")
def test_what_is_about_the_duplicate_does_not_name_the_kept_one_besides(cast: Cast) -> None:
    one = desk(cast, "澄川市丙 学会")
    kept, third = enter(cast, "澄川市丙学会", "澄川市丁学会", start=21)
    attach(cast, [kept, third], cast.joint)
    one.others = (kept, third)
    one.keep()
    case = one.row
    assert CaseUnit.objects.filter(case=case).count() == 2
    resolve_duplicates(cast.act(), [Same(duplicate=one.unit, kept=kept)])
    case.refresh_from_db()
    assert (case.unit_id, case.filed["units"]) == (kept, [third])
    assert [row.unit_id for row in CaseUnit.objects.filter(case=case)] == [third]


@pytest.mark.req("A10", "D14")
def test_restored_an_organization_begins_anew_with_what_it_had_filled_in(cast: Cast) -> None:
    """What lapsed is not opened again: its page leads there, and the new application holds what it said."""
    one = desk(cast)
    one.submit(grounds="会员单位多次提出")
    lapsed = one.row
    strike_off(cast.act(), [one.unit])
    restore(cast.act(), [one.unit])
    lapsed.refresh_from_db()
    assert lapsed.state == "lapsed"
    client, address = sit_down(cast.secretary), f"/cases/formations/for/{public(one.unit)}/"
    page = client.get(address).content.decode()
    assert "以前的申请 2020-07-01 自动终止，里面填写的已经带入" in page and "会员单位多次提出" in page
    assert f"/cases/formations/{lapsed.uuid}/" in page and 'name="version" value="0"' in page
    one.keep(by=cast.secretary)
    assert "自动终止" not in client.get(address).content.decode()
