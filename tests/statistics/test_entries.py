"""录入进度: how far the organizations of a node are with what they file about themselves."""

from __future__ import annotations

from datetime import date

import pytest
from tests.cast import Cast
from tests.commands.submissions.desk import Desk, desk
from tests.web.offices import attach, enter

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.policy.words.submissions import EntryState
from shuniu.statistics import NoFigures, NotYours, Table, figure_for
from shuniu.statistics.reports import EntryProgress, entry_progress, entry_rows

DAY, BEFORE = date(2020, 7, 1), date(2020, 6, 30)
E = EntryState


@pytest.fixture
def desks(cast: Cast) -> list[Desk]:
    """One in each state in which something is filed; two more organizations, one without an account at the top."""
    names = ("澄川市阿岚学会", "澄川市白榆学会", "澄川市岑笙学会", "澄川市丁香学会", "澄川市杜若学会")
    found = [desk(cast, name, start=number * 3) for number, name in enumerate(names)]
    found[4] = desk(cast, "澄川市佩兰学会", start=40, at=cast.other)
    enter(cast, "澄川市菖蒲学会", start=50)
    found[0].keep(members=1)
    found[1].submit(members=2)
    found[2].submit(members=3)
    found[2].send_back(members="请核对")
    found[3].submit(members=4)
    found[3].accept()
    return found


def number(cast: Cast, measure: str) -> int | None:
    found = figure_for(cast.clerk, measure, cast.top, DAY)
    assert isinstance(found, Table) and not isinstance(found, NoFigures)
    return found.numerator


@pytest.mark.req("P01")
def test_every_organization_is_counted_once_in_the_state_it_is_in(cast: Cast, desks: list[Desk]) -> None:
    found = entry_progress(cast.clerk, cast.top, DAY)
    wanted = {E.NO_ACCOUNT: 1, E.NOT_BEGUN: 2, E.DRAFT: 1, E.WAITING: 1, E.RETURNED: 1, E.ACCEPTED: 1}
    assert found.total.counts == wanted
    assert found.total.organizations == number(cast, "social_organizations") == 7
    assert [(one.code, one.organizations) for one in found.lines] == [("", 1), ("other", 1), ("joint", 5)]
    assert sum(one.organizations for one in found.lines) == found.total.organizations


@pytest.mark.req("P01")
@pytest.mark.parametrize("state", list(EntryState))
def test_every_number_opens_its_rows(cast: Cast, desks: list[Desk], state: EntryState) -> None:
    rows = entry_rows(cast.clerk, cast.top, DAY, {"state": state.value}, None, 50)
    assert len(rows) == entry_progress(cast.clerk, cast.top, DAY).total.counts[state]
    assert {row.state for row in rows} == {state}
    if state is E.ACCEPTED:
        assert [(row.name, row.accepted_on) for row in rows] == [("澄川市丁香学会", DAY)]
    if state is E.NO_ACCOUNT:
        assert rows == entry_rows(cast.clerk, cast.top, DAY, {"own": "1"}, None, 50)


@pytest.mark.req("P01")
def test_a_past_day_is_told_as_it_was(cast: Cast, desks: list[Desk]) -> None:
    found = entry_progress(cast.clerk, cast.top, BEFORE)
    assert found.total.counts[E.NOT_BEGUN] == 6 and found.total.organizations == 7


def test_what_is_begun_again_after_it_was_accepted_is_under_way_again(cast: Cast, desks: list[Desk]) -> None:
    desks[3].keep(members=5)
    found = entry_progress(cast.clerk, cast.top, DAY)
    assert (found.total.counts[E.DRAFT], found.total.counts[E.ACCEPTED], found.accepted) == (2, 0, 1)
    (row,) = [row for row in entry_rows(cast.clerk, cast.top, DAY, {"state": "draft"}, None, 9) if "丁香" in row.name]
    assert (row.state, row.accepted_on) == (E.DRAFT, DAY)


@pytest.mark.req("P01", "P04")
def test_whoever_was_accepted_is_among_those_whose_members_are_known(cast: Cast, desks: list[Desk]) -> None:
    """The two numbers differ by what ledgers and surveys brought, and the report says by how much."""
    count = CountOfMembers(unit=desks[4].unit, as_of=BEFORE, source="调查表", members=5)
    report_head_counts(cast.act(), [count])
    found = entry_progress(cast.clerk, cast.top, DAY)
    assert (found.known, found.accepted) == (number(cast, "members_known"), 1) == (2, 1)


def test_pages_of_rows_follow_one_another(cast: Cast, desks: list[Desk]) -> None:
    every = entry_rows(cast.clerk, cast.top, DAY, {}, None, 50)
    first = entry_rows(cast.clerk, cast.top, DAY, {}, None, 3)
    rest = entry_rows(cast.clerk, cast.top, DAY, {}, first[-1].key, 50)
    assert [*first, *rest] == every and len(every) == 7


def test_another_tree_is_nobodys_business(cast: Cast, desks: list[Desk]) -> None:
    assert isinstance(entry_progress(cast.branch_secretary, cast.branch, DAY), EntryProgress)
    for node in (cast.stranger, cast.top):
        with pytest.raises(NotYours):
            entry_progress(cast.secretary, node, DAY)
    attach(cast, [desks[0].unit], cast.other, DAY)
    assert entry_progress(cast.secretary, cast.joint, DAY).total.organizations == 4
