"""One act is one transaction, one line, one answer per key."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from tests.cast import Cast

from shuniu.commands.journal import Act, Change, KeyReused, change_from, open_act
from shuniu.models import Entry, Grade, Receipt, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(cast: Cast) -> int:
    made = Unit.objects.create(kind="social_organization", registered_at_id=cast.top, recorded=cast.opening)
    return made.pk


def grade(act: Act, unit: int, value: str) -> str:
    """A small command that answers under its key."""
    with open_act(act, "unit.grade", request=[unit, value]) as opened:
        if opened.repeated:
            return f"again {opened.answer['grade']}"
        change_from(opened.act, Grade, ["unit"], [Change((unit,), {"grade": value})])
        opened.answer["grade"] = value
        return value


def counted() -> tuple[int, int, int]:
    return Entry.objects.count(), Receipt.objects.count(), Grade.objects.count()


def since(before: tuple[int, int, int]) -> tuple[int, ...]:
    return tuple(now - then for now, then in zip(counted(), before, strict=True))


def test_acts_write_one_line_with_actor_office_node_and_day(cast: Cast, unit: int) -> None:
    before = counted()
    act = cast.act(cast.opening.on, actor=cast.secretary)
    grade(act, unit, "3A")
    assert since(before) == (1, 0, 1)
    line = Entry.objects.latest("id")
    assert (line.act, line.actor_id, line.assignment_id, line.node_id, line.on, line.at) == (
        "unit.grade",
        cast.secretary.account,
        cast.secretary.assignment,
        cast.joint,
        cast.opening.on,
        act.at,
    )
    assert Grade.objects.get(unit=unit).recorded == line


def test_acts_inside_an_act_join_its_line_and_leave_no_receipt_of_their_own(cast: Cast, unit: int) -> None:
    before = counted()
    with open_act(cast.act(key="outer"), "test.outer") as outer:
        grade(outer.act, unit, "3A")
        with open_act(outer.act, "test.inner") as inner:
            assert inner.act.line == outer.act.line
            assert not inner.repeated
    assert since(before) == (1, 1, 1)
    assert Entry.objects.latest("id").act == "test.outer"


def test_acts_that_fail_leave_nothing(cast: Cast, unit: int) -> None:
    before = counted()
    for fails in (True, False):
        with pytest.raises(ZeroDivisionError), open_act(cast.act(key="k"), "test.outer") as outer:
            grade(outer.act, unit, "3A")
            if fails:
                raise ZeroDivisionError
            with open_act(outer.act, "test.inner"):
                raise ZeroDivisionError
    assert since(before) == (0, 0, 0)
    assert grade(cast.act(key="k"), unit, "4A") == "4A"  # the key is still free


def test_acts_same_key_and_request_get_the_same_answer_and_change_nothing(cast: Cast, unit: int) -> None:
    assert grade(cast.act(key="k1"), unit, "3A") == "3A"
    before = counted()
    assert grade(cast.act(key="k1"), unit, "3A") == "again 3A"
    assert since(before) == (0, 0, 0)


@pytest.mark.parametrize("value", ["5A", ""])
def test_acts_same_key_with_another_request_is_refused(cast: Cast, unit: int, value: str) -> None:
    grade(cast.act(key="k1"), unit, "3A")
    before = counted()
    with pytest.raises(KeyReused), transaction.atomic():
        grade(cast.act(key="k1"), unit, value)
    with pytest.raises(KeyReused), open_act(cast.act(key="k1"), "unit.other", request=[unit, "3A"]):
        pass
    assert since(before) == (0, 0, 0)


def test_acts_keys_belong_to_their_account(cast: Cast, unit: int) -> None:
    assert grade(cast.act(key="k1"), unit, "3A") == "3A"
    assert grade(cast.act(key="k1", actor=cast.secretary), unit, "4A") == "4A"
    assert set(Receipt.objects.values_list("actor", "key")) == {
        (cast.clerk.account, "k1"),
        (cast.secretary.account, "k1"),
    }


def test_acts_without_a_key_happen_each_time(cast: Cast, unit: int) -> None:
    before = counted()
    grade(cast.act(), unit, "3A")
    grade(cast.act(), unit, "3A")
    assert since(before) == (2, 0, 1)  # two lines; the second found nothing to write


def test_acts_a_line_is_asked_for_only_while_open(cast: Cast) -> None:
    with pytest.raises(AssertionError):
        _ = cast.act().line


def test_acts_undone_twice_is_impossible(cast: Cast) -> None:
    first: Any
    with open_act(cast.act(), "test.first") as opened:
        first = opened.act.line
    with open_act(cast.act(), "test.undo", undoes=first):
        pass
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic(), open_act(cast.act(), "test.undo", undoes=first):
        pass
