"""The open work of whoever stands under another superior from a day put down ahead passes on that day, not before."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.cast import Cast

from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.journal import Act, open_act
from shuniu.commands.party.move import Move as Moving
from shuniu.commands.party.move import move_party_organizations
from shuniu.commands.party.moved_work import hand_on_moved_work
from shuniu.models import Case, Entry, Step
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.ending import settled_by

pytestmark = pytest.mark.django_db


def opened(act: Act, kind: CaseKind, **about: Any) -> Case:
    with open_act(act, "test.given") as line:
        return begin(line.act, PROCEDURES[kind], Beginning(public=uuid4(), **about), {})


@pytest.mark.req("L21")
def test_a_move_put_down_ahead_takes_the_work_along_on_its_day(cast: Cast) -> None:
    case = opened(
        cast.act(), CaseKind.ELECTION, party_organization=cast.branch, committee=cast.joint, origin=cast.branch
    )
    Case.objects.filter(pk=case.pk).update(state="checking", holder="reviewer", at=cast.joint)
    elsewhere = opened(cast.act(), CaseKind.FOLLOW_UP, party_organization=cast.other, origin=cast.joint)
    ahead = date(2020, 9, 1)
    move_party_organizations(cast.act(ahead), [Moving(party_organization=cast.branch, parent=cast.other)])
    assert hand_on_moved_work(cast.act(date(2020, 8, 31), actor=cast.system)) == 0
    case.refresh_from_db()
    assert case.at_id == cast.joint
    late = date(2020, 9, 3)
    assert hand_on_moved_work(cast.act(late, actor=cast.system)) == 1
    case.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (case.at_id, case.committee_id, elsewhere.at_id) == (cast.other, cast.other, cast.joint)
    step = Step.objects.filter(case=case).latest("pk")
    assert step.verb == "pass_on" and "自2020-09-01起隶属于“中共澄川市教育领域联合委员会”" in step.reason
    line = Entry.objects.latest("pk")
    assert (line.act, line.node_id, line.on) == ("party_organization.hand_on", cast.other, ahead)
    assert [row["uuid"] for row in settled_by(cast.clerk, line.pk, late)[0]] == [case.uuid]
    assert hand_on_moved_work(cast.act(late, actor=cast.system)) == 0 and Entry.objects.latest("pk") == line


def test_what_does_not_go_along_is_not_found_every_hour(cast: Cast) -> None:
    """Who decides on an adjustment was settled when it was sent."""
    about = {"party_organization": cast.branch, "committee": cast.joint, "origin": cast.branch}
    case = opened(cast.act(), CaseKind.ADJUSTMENT, **about)
    move_party_organizations(cast.act(date(2020, 9, 1)), [Moving(party_organization=cast.branch, parent=cast.other)])
    lines = Entry.objects.count()
    assert hand_on_moved_work(cast.act(date(2020, 9, 3), actor=cast.system)) == 0 and Entry.objects.count() == lines
    case.refresh_from_db()
    assert case.committee_id == cast.joint


@pytest.mark.req("L21")
def test_what_is_begun_after_the_move_stays_where_it_was_begun(cast: Cast) -> None:
    move_party_organizations(cast.act(date(2020, 9, 1)), [Moving(party_organization=cast.branch, parent=cast.other)])
    after = cast.act(date(2020, 9, 2))
    begun = opened(after, CaseKind.FOLLOW_UP, party_organization=cast.branch, origin=cast.joint)
    assert hand_on_moved_work(cast.act(date(2020, 9, 3), actor=cast.system)) == 0
    begun.refresh_from_db()
    assert begun.at_id == cast.joint


@pytest.mark.req("L21")
def test_a_move_of_today_leaves_nothing_for_later(cast: Cast) -> None:
    case = opened(cast.act(), CaseKind.FOLLOW_UP, party_organization=cast.branch, origin=cast.joint)
    for parent in (cast.other, cast.joint):
        move_party_organizations(cast.act(), [Moving(party_organization=cast.branch, parent=parent)])
    assert hand_on_moved_work(cast.act(date(2020, 9, 3), actor=cast.system)) == 0
    case.refresh_from_db()
    assert case.at_id == cast.joint
