"""The demonstration has returns of Party building: the annual table is filled from them, and differences are seen."""

from __future__ import annotations

import pytest
from tests.ground.demonstration import LOADED_AT, TODAY

from shuniu.access import Actor
from shuniu.commands.journal import act_of
from shuniu.commands.party.reported import planned_formations
from shuniu.jobs.demonstration.beijing import beijing
from shuniu.models import PartyOrganization, ReportedState
from shuniu.policy.figures.annual import Base
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.queries.accounts import account_named, actor_for
from shuniu.statistics.reports.annual import TOTAL, annual_table
from shuniu.statistics.reports.differences import Wanted, difference_counts, difference_lines

pytestmark = pytest.mark.usefixtures("loaded")


def clerk() -> Actor:
    return actor_for(account_named("beijing"), None, LOADED_AT)


def home() -> int:
    return PartyOrganization.objects.get(code="beijing").pk


def test_every_planned_report_is_entered_and_a_later_one_follows_the_earlier() -> None:
    earlier, latest = beijing(TODAY).reported
    held = ReportedState.objects.filter(retracted__isnull=True)
    assert set(held.filter(period__contains=latest.on, source=latest.source).values_list("period__startswith")) == {
        (latest.on,)
    }
    assert held.filter(period__startswith=latest.on).count() == len(latest.rows) > 2_500
    assert held.filter(period__contains=earlier.on).count() == len(earlier.rows)


def test_the_annual_table_is_filled_from_what_was_reported() -> None:
    table = annual_table(clerk(), home(), TODAY, Base.REPORTED)
    assert table.differing == ()
    told = {key: cells[TOTAL] for key, cells in table.cells.items()}
    assert told["units"] > 2_500
    assert min(told[key] for key in ("general_branch", "branch", "joint", "joint_bodies", "few", "none")) > 0
    assert min(told[key] for key in ("eligible", "instructed", "staff", "members")) > 0


def test_most_reports_agree_with_the_register_and_every_kind_of_difference_is_seen() -> None:
    counts = difference_counts(clerk(), home(), TODAY)
    assert {kind for kind, number in counts.open.items() if number == 0} == set()
    assert sum(counts.open.values()) < 800
    assert counts.open[DifferenceKind.NOT_COVERED] > 5


def test_a_formation_that_is_reported_can_be_accepted() -> None:
    lines = difference_lines(clerk(), home(), TODAY, Wanted(kind=DifferenceKind.NOT_COVERED), None, 3)
    planned = planned_formations(act_of(clerk(), TODAY), [one.uuid for one in lines])
    assert len(planned) == 3
    assert [one.objections for one in planned] == [(), (), ()]
