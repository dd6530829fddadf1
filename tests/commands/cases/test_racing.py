"""Sixteen at once: one decision on a case, no number lost and none given twice. Each on a connection of its own."""

from __future__ import annotations

import pytest
from django.db import transaction
from tests.cast import Cast
from tests.commands.cases.meeting import Table, table
from tests.commands.cases.test_documents import issued, marked
from tests.commands.racers import Failed, Racers
from tests.ground.sizes import sample

from shuniu.commands.cases.reconsidering import reconsider_case
from shuniu.models import Case, Document, Resolution, Step
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import Verb

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 16
RACES = sample(2, full=1000)


@pytest.mark.req("D10")
def test_sixteen_clerks_at_once_give_one_decision(cast: Cast, at_once: Racers, short: None) -> None:
    one = table(cast, 1)
    clerks = [cast.actor_at(cast.top, Role.COMMITTEE_CLERK) for _ in range(THREADS)]
    outcomes = [Verb.APPROVE, Verb.REFUSE, Verb.DEFER]
    for race in range(1, RACES + 1):
        case = _on_the_agenda(one)
        rows = [one.decided(case, outcomes[number % 3]) for number in range(THREADS)]
        works = [
            lambda clerk=clerk, row=row: one.decide(row, by=clerk) for clerk, row in zip(clerks, rows, strict=True)
        ]
        assert at_once(*works).count(True) == 1
        (resolution,) = Resolution.objects.filter(item__case=case)
        step = Step.objects.filter(case=case).latest("pk")
        assert (step.verb, step.recorded_id) == (resolution.outcome, resolution.recorded_id)
        assert Resolution.objects.count() == race
        Case.objects.filter(pk=case.pk).update(holder="")  # done with: the organization may file again


def test_two_who_ask_for_another_meeting_at_once_do_so_once(cast: Cast, at_once: Racers, short: None) -> None:
    one = table(cast, 1)
    case = _on_the_agenda(one)
    one.decide(one.decided(case))
    case.refresh_from_db()
    again = [lambda: reconsider_case(cast.act(), case.uuid, case.version, "名称有误") for _ in range(4)]
    assert at_once(*again).count(True) == 1
    assert Step.objects.filter(case=case, verb="reconsider").count() == 1


def test_two_who_decide_on_different_cases_of_one_meeting_both_do(cast: Cast, at_once: Racers, short: None) -> None:
    one = table(cast, 2)
    cases = [one.file(0), one.file(1)]
    one.plan()
    one.schedule(*cases)
    one.hold()
    rows = [one.decided(case) for case in cases]
    assert at_once(*(lambda row=row: one.decide(row) for row in rows)) == [True, True]


def test_a_decision_and_a_close_at_once_leave_nothing_open(cast: Cast, at_once: Racers, short: None) -> None:
    one = table(cast, 1)
    case = _on_the_agenda(one)
    row = one.decided(case)
    decided, _ = at_once(lambda: one.decide(row), one.close)
    assert decided
    if one.row().state == "held":
        one.close()
    assert Resolution.objects.count() == 1


@pytest.mark.req("P11")
def test_sixteen_at_once_take_sixteen_numbers_and_who_fails_leaves_no_gap(cast: Cast, at_once: Racers) -> None:
    marked(cast, "澄社党")

    def issue_and_fail() -> None:
        with transaction.atomic():
            issued(cast)
            raise Failed

    for _ in range(RACES):
        before = Document.objects.count()
        works = [issue_and_fail if number % 4 == 3 else lambda: issued(cast) for number in range(THREADS)]
        assert at_once(*works).count(True) == 12
        numbers = Document.objects.filter(number__gt=before).order_by("number").values_list("number", flat=True)
        assert list(numbers) == list(range(before + 1, before + 12 + 1))


def _on_the_agenda(one: Table) -> Case:
    case = one.file()
    one.plan()
    one.schedule(case)
    one.hold()
    return case
