"""Anhui 2017: 34 applicants before three meetings, 21 branches covering 26 of them, the other 8 told why and what next.

21 ↔ 26 and 34 − 26 = 8 are the source's and the inference of fixture 3; which of them joined is made up here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from tests.cast import BEGINNING, Cast
from tests.commands.formation.desk import Desk, another_clerk, desk
from tests.web.offices import attach, enter

from shuniu.access import Actor, cases_on_the_list
from shuniu.commands.cases.meetings import (
    Attended,
    CaseNamed,
    DecidedCase,
    PlannedMeeting,
    close_meeting,
    decide_cases,
    hold_meeting,
    plan_meeting,
    schedule_cases,
)
from shuniu.commands.cases.turning_down import Answer
from shuniu.commands.formation.replying import answer_formation
from shuniu.commands.packs.bind import Binding, bind_packs
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.models import Case, Coverage, Document, Formation, Meeting, Step, Term
from shuniu.policy.cases.issuing import MARK
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseState, Verb

pytestmark = pytest.mark.django_db
# Day of the meeting, branches alone and together (how many each gathers), refused, put off.
MEETINGS = (
    (date(2017, 8, 25), 6, (2,), 2, 1),
    (date(2017, 11, 3), 6, (2, 3), 2, 1),
    (date(2017, 12, 21), 5, (2,), 1, 1),
)
CLAUSES = ("ah2017#D15", "national#党章30")
WHY, NEXT = "正式党员长期不在本地", "先由指导员联系，转入组织关系后再报"


def said_of(day: date, verb: Verb) -> Reasons:
    if verb is Verb.APPROVE:
        return Reasons()
    due_on = day + timedelta(days=60) if verb is Verb.DEFER else None
    return Reasons(reason=WHY, clauses=CLAUSES, next_steps=NEXT, due_on=due_on)


@dataclass
class Batch:
    cast: Cast
    deputy: Actor
    second: Actor
    number: int = 0

    def applicants(self, day: date, size: int) -> Desk:
        """One that stands alone applies by itself; for several the joint committee does."""
        names = [f"省第{self.number + index:02d}协会" for index in range(size)]
        if size == 1:
            one = desk(self.cast, names[0], start=self.number * 3, on=BEGINNING)
        else:
            units = enter(self.cast, *names, start=self.number * 3, on=BEGINNING, street="砚溪街道")
            attach(self.cast, units, self.cast.joint, on=BEGINNING)
            one = Desk(self.cast, units[0], self.cast.secretary, names[0], others=tuple(units[1:]))
        self.number += size
        one.day = day
        return one

    def ready(self, day: date, size: int) -> Desk:
        one = self.applicants(day.replace(day=1), size)
        one.submit()
        one.check(self.deputy)
        one.review(self.second)
        return one

    def answer(self, one: Desk, day: date) -> None:
        """Under the next number of the register, after the replies of the day."""
        one.day = day
        answer_formation(one.act(self.second), Answer(case=one.row.uuid, version=one.row.version))

    def meet(self, day: date, decided: list[tuple[Desk, Verb]]) -> None:
        act = self.cast.act(actor=self.second)
        meeting = plan_meeting(act, PlannedMeeting(party_organization=self.cast.top, held_on=day))
        named = [CaseNamed(case=one.row.uuid, version=one.row.version) for one, _ in decided]
        schedule_cases(act, meeting, named)
        hold_meeting(act, meeting, Meeting.objects.get(uuid=meeting).version, Attended(due=7, present=6))
        rows = [
            DecidedCase(
                case=one.row.uuid,
                version=one.row.version,
                outcome=verb,
                yes=6 if verb is Verb.APPROVE else 0,
                no=0 if verb is Verb.APPROVE else 6,
                said=said_of(day, verb),
            )
            for one, verb in decided
        ]
        decide_cases(act, meeting, rows)
        close_meeting(act, meeting, Meeting.objects.get(uuid=meeting).version)


@pytest.fixture
def batch(cast: Cast) -> Batch:
    act = cast.act(BEGINNING)
    bind_packs(act, [Binding(party_organization=cast.top, chain=("ah2017", "national"))])
    decided = {MARK: ["皖社党"], "formation.headcount_base": "full_time_staff"}
    decide_figures(
        act,
        [
            DecidedFigure(party_organization=cast.top, key=key, value=value, decision="综合党委会议")
            for key, value in decided.items()
        ],
    )
    return Batch(cast, cast.actor_at(cast.joint, Role.JOINT_COMMITTEE_CLERK), another_clerk(cast))


@pytest.mark.req("D10", "D11", "D12", "D14", "P11")
def test_34_applicants_become_21_branches_that_cover_26_and_8_are_told_why(batch: Batch) -> None:
    for day, alone, together, refused, deferred in MEETINGS:
        approved = [batch.ready(day, size) for size in (*(1 for _ in range(alone)), *together)]
        turned_down = [(batch.ready(day, 1), verb) for verb in [Verb.REFUSE] * refused + [Verb.DEFER] * deferred]
        batch.meet(day, [*((one, Verb.APPROVE) for one in approved), *turned_down])
        for one in approved:
            one.day = day
            one.reply(day, number="", by=batch.second)
        for one, _ in turned_down:
            batch.answer(one, day)
    _counted(batch)
    _told(batch)


def _counted(batch: Batch) -> None:
    cases = Case.objects.filter(kind="formation")
    named = {unit for one in cases for unit in [one.unit_id, *one.units.values_list("unit", flat=True)]}
    assert (len(named), batch.number) == (34, 34)
    assert Formation.objects.count() == cases.filter(state=CaseState.DONE).count() == 21
    assert Coverage.objects.values("unit").distinct().count() == Coverage.objects.count() == 26
    assert not Term.objects.exists()
    assert Case.objects.filter(topic="first_election").count() == 21
    days = {row.established_on for row in Formation.objects.all()}
    assert days == {day for day, *_ in MEETINGS}
    papers = Document.objects.filter(mark="皖社党", year=2017)
    assert sorted(row.number for row in papers) == list(range(1, 30))
    agreed = {f"皖社党〔2017〕{row.number}号" for row in papers if row.title.startswith("关于同意成立")}
    assert {row.document_number for row in Formation.objects.all()} == agreed and len(agreed) == 21


def _told(batch: Batch) -> None:
    """Each of the eight with its reason and what comes next, in the hands of somebody."""
    turned_down = Case.objects.filter(kind="formation").exclude(state=CaseState.DONE)
    assert sorted(turned_down.values_list("state", flat=True)) == ["deferred"] * 3 + ["refused"] * 5
    for one in turned_down:
        said = Step.objects.filter(case=one).exclude(reason="").latest("pk")
        assert (said.verb, said.reason, tuple(said.clauses), said.next_steps) == ("answer", WHY, CLAUSES, NEXT)
        verdict = "暂缓" if one.state == "deferred" else "不同意"
        assert Document.objects.get(case=one).title == f"关于{verdict}成立{one.filed['name']}的批复"
        if one.state == "deferred":
            clerk = batch.cast.actor_at(None, Role.ORGANIZATION_CLERK, one.unit_id)
            assert one in cases_on_the_list(clerk)
    tasks = Case.objects.filter(kind="follow_up", topic="next_steps")
    assert tasks.count() == 8 and {task.filed["text"] for task in tasks} == {NEXT}
    assert {tuple(task.filed["clause"]) for task in tasks} == {CLAUSES}
    put_off = Case.objects.filter(state="deferred")
    assert {(one.unit_id, one.due_on) for one in tasks.filter(due_on__isnull=False)} == {
        (one.unit_id, one.due_on) for one in put_off
    }
    # Each with the organization itself, and with no office.
    assert not cases_on_the_list(batch.cast.secretary).filter(topic="next_steps").exists()
    for task in tasks:
        own = batch.cast.actor_at(None, Role.ORGANIZATION_CLERK, task.unit_id)
        assert task in cases_on_the_list(own)
