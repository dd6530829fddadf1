"""Is what is remembered of a question always what Django would have asked anew, and is a wrong use of it caught?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import CharField, DateField, ExpressionWrapper, F, QuerySet, Value
from tests.cast import Cast
from tests.web.offices import attach, enter

from shuniu.access import Actor, visible
from shuniu.models import Registration, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.queries import shapes
from shuniu.queries.organizations.choosing import InUse, in_use
from shuniu.queries.organizations.listing import (
    FIELDS,
    Filters,
    organization_page,
    organizations,
    with_standing,
)
from shuniu.queries.paging import Window, page_of
from shuniu.queries.party.choosing import committees_and_in_use, committees_to_name, committees_to_read
from shuniu.queries.shapes import Rows, ask

pytestmark = pytest.mark.django_db
ON = date(2020, 1, 1)
KEYS = ["sort_key", "unit_id"]


@pytest.fixture(autouse=True)
def as_in_an_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered yet, and nothing is made twice."""
    monkeypatch.setattr(shapes, "COMPARED", False)
    monkeypatch.setattr(shapes, "_made", {})


@pytest.fixture
def units(cast: Cast) -> list[int]:
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(7)), field="餐饮")
    attach(cast, found[:3], cast.joint)
    attach(cast, found[3:4], cast.other)
    return found


def everybody(cast: Cast, units: list[int]) -> list[Actor]:
    others = [cast.actor_at(cast.other, role) for role in (Role.JOINT_COMMITTEE_CLERK, Role.SYSTEM_ADMINISTRATOR)]
    own = [cast.actor_at(None, Role.ORGANIZATION_CLERK, unit) for unit in units[:2]]
    known = [cast.clerk, cast.secretary, cast.branch_secretary, cast.outsider, *others, *own]
    return [*known, *(replace(one, wide=True, most=True) for one in known if one.node is not None)]


def test_two_questions_asked_at_once_are_answered_as_one_by_one(cast: Cast, units: list[int]) -> None:
    told = 0
    for actor in [*everybody(cast, units), cast.secretary]:
        alone = committees_to_read(actor, actor.today, ""), in_use(actor, actor.today)
        together = committees_and_in_use(actor, actor.today, "")
        told += bool(alone[0] and alone[1].units)
        assert together[0] == alone[0] and named(together[1]) == named(alone[1])
    assert told > 2


def named(found: InUse) -> Any:
    return replace(found, units=sorted(found.units or ""))


def test_everybody_is_answered_as_by_django_whoever_asked_before(cast: Cast, units: list[int]) -> None:
    windows = [Window(size=2), Window(size=2, down=True), Window(size=2, after=("zz", 1)), Window(size=50)]
    seen = set()
    for _ in range(2):  # the second time nothing is made any more
        for actor in everybody(cast, units):
            for on in (ON, ON - timedelta(days=900)):
                for filters in (Filters(), Filters(exact={"field": "餐饮"}), Filters(node="joint", state="unattached")):
                    for window in windows:
                        plain = page_of(organizations(actor, on, filters), KEYS, window, ["unit_id", "name"])
                        page = organization_page(actor, on, filters, window)
                        assert [row["unit_id"] for row in page.rows] == [row["unit_id"] for row in plain.rows]
                        assert organization_page(actor, on, filters, window, in_use(actor, on)) == page
                        assert page.count == plain.count
                        assert (page.after, page.before) == (plain.after, plain.before)
                        seen.add((page.count, len(page.rows)))
    assert len(seen) > 3


def test_beside_its_registration_a_row_tells_what_is_told_of_the_unit_alone(cast: Cast, units: list[int]) -> None:
    answering = set()
    for actor in everybody(cast, units):
        for on in (ON, ON - timedelta(days=900)):
            page = organization_page(actor, on, Filters(), Window())
            alone = [{name: row[name] for name in FIELDS} for row in page.rows]
            with_standing(alone, on)
            assert [{name: row[name] for name in one} for row, one in zip(page.rows, alone, strict=True)] == alone
            answering |= {row["responsible"] for row in alone}
    assert len(answering) > 2


def test_the_second_question_is_only_asked(cast: Cast, units: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(actor: Actor) -> Any:
        page = organization_page(actor, ON, Filters(), Window())
        return page.count, in_use(actor, ON).fields, [one.key for one in committees_to_name(actor, ON)]

    first = asked(cast.secretary)
    monkeypatch.setattr(QuerySet, "filter", None)
    assert first == (3, ["餐饮"], [cast.joint])
    assert asked(cast.secretary) == first
    assert asked(replace(cast.secretary, node=cast.other)) == (1, ["餐饮"], [cast.other])


def _by_the_day(actor: Actor, on: date) -> QuerySet[Any]:
    mine = visible(Unit.objects.all(), actor, Action.READ_UNIT)
    return mine if on < ON else mine.filter(code="")


def _nothing_long_ago(actor: Actor, on: date) -> QuerySet[Any]:
    return visible(Unit.objects.all(), actor, Action.READ_UNIT) if on >= ON else Unit.objects.none()


def _a_month_later(actor: Actor, on: date) -> QuerySet[Any]:
    return Registration.objects.filter(certificate_to__lt=on + timedelta(days=30))


def _said_about(actor: Actor, on: date) -> QuerySet[Any]:
    return Registration.objects.filter(name__contains=f"{actor.node}")


def _with_days(actor: Actor, on: date) -> QuerySet[Any]:
    return Registration.objects.annotate(
        asked=ExpressionWrapper(Value(on), output_field=DateField()), told=Value("x", output_field=CharField())
    ).order_by("unit_id")


def _keys(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by("pk").values_list("pk", flat=False)


def _told(rows: QuerySet[Any], *given: Any) -> QuerySet[Any]:
    return rows.values_list("asked", "told", *given)


def test_a_decision_by_a_value_is_caught_where_statements_are_compared(
    cast: Cast, units: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "COMPARED", True)
    with pytest.raises(AssertionError, match="decides by a value: _by_the_day"):
        ask(Rows(_by_the_day, cast.clerk, ON), _keys)


def test_a_value_that_is_changed_on_the_way_is_asked_anew(cast: Cast, units: list[int]) -> None:
    for build in (_a_month_later, _said_about):
        for on in (ON, ON + timedelta(days=1)):
            rows = Rows(build, cast.clerk, on)
            assert ask(rows, _keys) == list(_keys(rows.query()))
    assert list(shapes._made.values()) == [None, None]


def test_where_nothing_would_be_asked_of_a_stand_in_it_is_asked_anew(cast: Cast, units: list[int]) -> None:
    assert len(ask(Rows(_nothing_long_ago, cast.clerk, ON), _keys)) == 7
    assert ask(Rows(_nothing_long_ago, cast.clerk, ON - timedelta(days=1)), _keys) == []


def test_constants_stay_and_values_are_put_in(cast: Cast, units: list[int]) -> None:
    for on in (ON, ON + timedelta(days=1)):
        assert ask(Rows(_with_days, cast.clerk, on), _told, (F("unit_id").name,))[0] == (on, "x", units[0])


def test_no_more_is_kept_than_is_asked_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST", 3)
    for field in ("a", "b", "c", "d", "e"):
        organization_page(cast.clerk, ON, Filters(exact={"field": field}), Window())
        assert len(shapes._made) <= 3
