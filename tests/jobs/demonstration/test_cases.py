"""Whoever opens the demonstration sees every procedure alive: cases in their states, meetings, numbers, elections."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from tests.ground.demonstration import LOADED_AT, TODAY

from shuniu.access import Actor, cases_on_the_list
from shuniu.models import (
    Case,
    Document,
    DocumentWithdrawal,
    ElectionRound,
    Formation,
    FormationPlan,
    Meeting,
    PartyOrganization,
    PlanningRun,
    Post,
    Remark,
    Resolution,
    Step,
)
from shuniu.policy.cases.issuing import number_of
from shuniu.policy.procedures import procedure_of
from shuniu.queries.accounts import account_named, actor_for
from shuniu.queries.elections.listing import BEYOND, NEAR, OVER, UNDER_WAY, reminded, terms
from shuniu.queries.formation.urging import pooled, urged_below
from shuniu.statistics.answers import Table
from shuniu.statistics.asking import figure_for

pytestmark = pytest.mark.usefixtures("loaded")


def actor(name: str = "beijing") -> Actor:
    return actor_for(account_named(name), None, LOADED_AT)


def states(kind: str) -> Counter[str]:
    return Counter(Case.objects.filter(kind=kind).values_list("state", flat=True))


def test_an_application_stands_in_every_state() -> None:
    assert states("formation") == {
        "draft": 1, "checking": 3, "returned": 1, "reviewing": 1, "to_meet": 1, "on_agenda": 2,
        "to_reply": 1, "to_answer": 1, "deferred": 1, "refused": 1, "done": 2,
    }  # fmt: skip
    assert Remark.objects.filter(step__case__kind="formation").count() == 2
    refused = Step.objects.filter(case__kind="formation", verb="refuse")
    assert all(one.reason and one.clauses and one.next_steps for one in refused)
    assert states("follow_up")["to_do"] >= 3
    assert set(Case.objects.filter(kind="follow_up").values_list("topic", flat=True)) >= {"next_steps", "urge"}


def test_every_open_case_lies_with_somebody_who_can_sign_in() -> None:
    seen = {pk for name in ("beijing", "lianhe") for pk in cases_on_the_list(actor(name)).values_list("pk", flat=True)}
    for name in ("zhibu", "shetuan"):
        assert cases_on_the_list(actor(name)).exists()
    reviewed = Case.objects.filter(holder__in=("reviewer", "committee"))
    assert set(reviewed.values_list("pk", flat=True)) <= seen


def test_a_case_never_stands_where_its_table_does_not_lead() -> None:
    for kind, state in Case.objects.values_list("kind", "state"):
        procedure = procedure_of(kind)
        known = {one.becomes.value for one in procedure.transitions} | {procedure.first.value}
        assert state in known


def test_two_meetings_decided_by_numbers_and_a_third_is_planned() -> None:
    assert sorted(Meeting.objects.values_list("state", flat=True)) == ["closed", "held", "planned"]
    decided = Resolution.objects.filter(item__meeting__state="closed")
    assert Counter(decided.values_list("outcome", flat=True)) == {"approve": 3, "refuse": 1, "defer": 1}
    for one in decided.select_related("item__meeting"):
        assert one.yes + one.no + one.abstain <= (one.item.meeting.present or 0)


def test_what_went_out_bears_numbers_without_a_gap() -> None:
    for mark in ("社综党复", "社综党", "教培一联"):
        for year in set(Document.objects.filter(mark=mark).values_list("year", flat=True)):
            rows = Document.objects.filter(mark=mark, year=year)
            assert sorted(rows.values_list("number", flat=True)) == list(range(1, rows.count() + 1))
    replied = Document.objects.filter(kind="official_reply").first()
    assert replied is not None
    number = number_of(replied.mark, replied.year, replied.number)
    assert Formation.objects.filter(document_number=number, retracted__isnull=True).count() == 1
    assert DocumentWithdrawal.objects.count() == 1


def test_an_election_is_over_others_are_under_way_late_or_postponed() -> None:
    assert states("election") == {"nominating": 1, "requested": 1, "nominated": 1, "done": 1}
    assert states("postponement") == {"done": 1}
    (election,) = Case.objects.filter(kind="election", state="done")
    assert ElectionRound.objects.filter(case=election).exists()
    body = election.party_organization_id
    assert Post.objects.filter(party_organization=body, how="elected", retracted__isnull=True).exists()
    assert states("handover") == {"taking": 1}
    clerk = actor()
    assert terms(clerk, TODAY, BEYOND).exists() and terms(clerk, TODAY, OVER).exists()
    assert terms(clerk, TODAY, NEAR).exists() and terms(clerk, TODAY, UNDER_WAY).count() == 3
    assert sum(count for count, _ in reminded(actor("lianhe"), TODAY).values()) >= 3


def test_a_leadership_is_appointed_and_an_adjustment_asked_for() -> None:
    (appointed,) = Case.objects.filter(kind="appointment")
    rows = Post.objects.filter(party_organization=appointed.party_organization, retracted__isnull=True)
    assert appointed.state == "done"
    assert Counter(rows.filter(period__contains=TODAY).values_list("post", flat=True))["secretary"] == 1
    assert states("adjustment") == {"checking": 1}


def test_plans_one_late_and_what_the_planner_proposes() -> None:
    plans = FormationPlan.objects.filter(retracted__isnull=True, period__contains=TODAY)
    assert plans.filter(planned_on__lt=TODAY).exists() and plans.filter(planned_on__gt=TODAY).exists()
    (run,) = PlanningRun.objects.all()
    assert run.state == "done"


@pytest.mark.parametrize(
    ("on", "branches"), [(date(2018, 7, 1), 135), (date(2020, 7, 1), 791), (date(2020, 12, 31), 796)]
)
def test_figures_of_those_days_are_what_they_were(on: date, branches: int) -> None:
    """All of it happens in the last months: what was covered then is not touched."""
    top = PartyOrganization.objects.get(code="beijing").pk
    begun = Case.objects.exclude(kind="information").order_by("law_day").values_list("law_day", flat=True)[0]
    assert begun > on
    found = figure_for(actor(), "party_branches", top, on)
    assert isinstance(found, Table)
    assert found.numerator == branches


@pytest.mark.req("D20", "D21", "D22")
def test_the_province_gathers_members_and_is_urged_to_set_up_another_branch() -> None:
    clerk = actor("anhui")
    urged, aside = pooled(clerk, TODAY)
    assert urged.urged and (urged.group.label, urged.group.full, urged.group.probationary) == ("地域", 3, 1)
    assert urged.group.value == "合肥市蜀山区" and str(urged.group.clause) == "ah2017#D21"
    assert aside.waived is not None and aside.waived.until is not None and aside.waived.until > TODAY
    assert aside.group.full == 3 and "合并" in aside.waived.reason
    assert urged_below(clerk, TODAY)["pooling"] == (1, None, False)


@pytest.mark.req("Q01")
def test_leaders_in_the_management_are_to_be_seen() -> None:
    top = PartyOrganization.objects.get(code="beijing").pk
    for key in ("cross_appointed_organizations", "leaders_in_management", "managers_in_leadership"):
        found = figure_for(actor(), key, top, TODAY)
        assert isinstance(found, Table) and 0 < found.numerator < (found.denominator or 0)
