"""A branch in which members are gathered is urged until it is split or put aside; a temporary one until it ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.commands.cast import refused
from tests.commands.formation.adjusting_desk import AdjustingDesk, held_at
from tests.commands.formation.desk import bound
from tests.commands.members.roll import ADMITTED
from tests.web.offices import attach, cover, enter

from shuniu.commands.formation.urging import Waiving, draft_dissolution, draft_split, waive_urging
from shuniu.commands.journal import ChangedMeanwhile
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.organizations.edit import strike_off
from shuniu.commands.organizations.register import ChangedOrganization, update_organizations
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Case, Coverage, Entry, Formation, Naming, Step, Term
from shuniu.policy.formation.pooling import sums_of
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import FollowUpTopic, Verb
from shuniu.policy.words.urging import TemporaryState
from shuniu.queries.elections.listing import terms
from shuniu.queries.facts.urging import gathered_at, sums_at
from shuniu.queries.formation.urging import pooled, temporary, urged_below

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2020, 7, 1), date(2020, 8, 1)
EARLY = date(2018, 1, 1)
JOINT = "中共教育领域联合支部委员会"


def pool(cast: Cast, full: int = 3, *, start: int = 0) -> tuple[int, list[int]]:
    """The branch as one in which members are gathered, of two units of one field that nobody covers."""
    bound(cast, "ah2017", "national")
    Formation.objects.create(
        party_organization_id=cast.branch, mode="pooling", period=DateRange(EARLY, None), recorded=cast.opening
    )
    units = enter(cast, f"阿岚学会{start}", f"白榆学会{start}", start=start, field="教育")
    attach(cast, units, cast.joint)
    rows = [
        NewMember(party_organization=cast.branch, name=f"第{number}名", membership=ADMITTED, unit=units[number % 2])
        for number in range(full)
    ]
    enter_members(cast.act(EARLY), rows)
    return cast.branch, units


def counts(cast: Cast, on: date = TODAY) -> tuple[int, int]:
    found = urged_below(cast.clerk, on)
    return found["pooling"][0], found["temporary"][0]


@pytest.mark.req("D21")
def test_the_sums_of_a_list_are_those_of_the_members(cast: Cast) -> None:
    """Nobody counts whose organization another Party organization covers, or is no longer registered."""
    node, units = pool(cast, full=5)
    others = enter(cast, "青笠学会", "紫藤学会", "墨竹学会", start=5, field="教育", street="砚溪街道")
    cover(cast, others[:1], cast.branch)
    beside = NewPartyOrganization(name="中共紫藤学会支部委员会", kind="party_branch", parent=cast.joint)
    (another,) = establish_party_organizations(cast.act(EARLY), [beside])
    cover(cast, others[1:2], another)
    more = [NewMember(party_organization=node, name=f"再{n}", membership=ADMITTED, unit=unit)
            for n, unit in enumerate(others)]  # fmt: skip
    enter_members(cast.act(EARLY), [*more, NewMember(party_organization=node, name="无", membership=ADMITTED)])
    strike_off(cast.act(TODAY), units[:1])
    for on in (EARLY, TODAY):
        (plain,) = gathered_at([node], on).values()
        told, listed = sums_of(plain), sums_at([node], on, 0)[node]
        assert sorted(told, key=repr) == sorted(listed, key=repr) and told
    assert {one.value: one.full for one in sums_at([node], TODAY, 2)[node]} == {"教育": 4, "砚溪街道": 2}


@pytest.mark.req("D20", "D21")
def test_at_three_full_members_of_one_field_the_committee_is_urged_and_at_two_not(cast: Cast) -> None:
    node, units = pool(cast, full=2)
    assert pooled(cast.clerk, TODAY) == []
    row = NewMember(party_organization=node, name="第三名", membership=ADMITTED, unit=units[0])
    enter_members(cast.act(date(2020, 6, 1)), [row])
    (found,) = pooled(cast.clerk, TODAY)
    assert (found.node, found.group.value, found.group.full, found.group.units) == (node, "教育", 3, len(units))
    assert found.urged and counts(cast) == (1, 0)
    assert pooled(cast.clerk, date(2020, 5, 1)) == []  # dated: before the third came there was nothing to urge
    assert [one.node for one in pooled(cast.secretary, TODAY)] == [node]
    assert pooled(cast.outsider, TODAY) == [] and pooled(cast.branch_secretary, TODAY) == []


@pytest.mark.req("D20", "D21")
def test_from_the_draft_through_the_meeting_to_a_branch_of_their_own(cast: Cast) -> None:
    node, units = pool(cast)
    draft_split(cast.act(), node, "field", "教育")
    desk = AdjustingDesk(cast, AdjustmentTopic.SPLIT)
    part = desk.row.filed["parts"][0]
    assert (desk.row.state, len(part["members"]), part["units"], part["kind"]) == ("draft", 3, units, "joint_branch")
    assert "督促另建联合党支部（《安徽省社会组织党建工作简报" in desk.row.filed["grounds"]
    (found,) = pooled(cast.clerk, TODAY)
    assert found.under_way == desk.row.uuid and counts(cast) == (0, 0)
    filed = {**desk.row.filed, "parts": [{**part, "name": JOINT}]}
    desk.submit(cast.clerk, **filed)
    desk.check()
    desk.review(cast.actor_at(cast.top, cast.clerk.role))
    desk.meet(Verb.SCHEDULE, Verb.APPROVE, by=cast.actor_at(cast.top, cast.clerk.role))
    (made,) = desk.reply(LATER)
    assert [held_at(one)[-1][0] for one in part["members"]] == [made] * 3
    standing = Coverage.objects.filter(retracted__isnull=True, period__contains=LATER, unit__in=units)
    assert set(standing.values_list("party_organization", flat=True)) == {made}
    assert pooled(cast.clerk, LATER) == []


@pytest.mark.req("D21")
def test_who_works_where_another_branch_covers_is_not_counted(cast: Cast) -> None:
    _, units = pool(cast, full=4)
    (other,) = establish_party_organizations(
        cast.act(EARLY), [NewPartyOrganization(name="中共白榆学会支部委员会", kind="party_branch", parent=cast.joint)]
    )
    cover(cast, units[1:], other)
    assert pooled(cast.clerk, TODAY) == []


@pytest.mark.req("D21")
def test_put_aside_with_a_reason_until_its_day_and_only_once(cast: Cast) -> None:
    node, _ = pool(cast)
    row = Waiving(party_organization=node, topic=FollowUpTopic.SPLIT_OFF, part="field:教育", reason="", until=TODAY)
    entries = Entry.objects.count()
    assert {one.code for one in refused(lambda: waive_urging(cast.act(), row))} == {"reason_missing", "until_passed"}
    assert Entry.objects.count() == entries and not Case.objects.exists()
    said: dict[str, Any] = {"party_organization": node, "topic": FollowUpTopic.SPLIT_OFF, "part": "field:教育"}
    row = Waiving(**said, reason="三家正在合并", until=LATER)
    public = waive_urging(cast.act(), row)
    held = Case.objects.get(uuid=public)
    assert (held.state, held.holder, held.filed["until"]) == ("waived", "", "2020-08-01")
    assert Step.objects.filter(case=held).latest("pk").reason == "三家正在合并"
    assert counts(cast) == (0, 0) and pooled(cast.clerk, TODAY)[0].waived is not None
    assert {one.code for one in refused(lambda: waive_urging(cast.act(), row))} == {"not_urged"}
    assert counts(cast, date(2020, 7, 31)) == (0, 0) and counts(cast, LATER) == (1, 0)


@pytest.mark.req("D21")
def test_nobody_drafts_or_puts_aside_out_of_reach_or_what_is_not_urged(cast: Cast) -> None:
    node, _ = pool(cast, full=2)
    outside = cast.act(actor=cast.outsider)
    row = Waiving(party_organization=node, topic=FollowUpTopic.SPLIT_OFF, part="field:教育", reason="因故")
    assert {one.code for one in refused(lambda: draft_split(outside, node, "field", "教育"))} == {"not_in_reach"}
    assert {one.code for one in refused(lambda: waive_urging(outside, row))} == {"not_in_reach"}
    by_branch = cast.act(actor=cast.branch_secretary)
    assert {one.code for one in refused(lambda: waive_urging(by_branch, row))} == {"not_in_reach"}
    assert {one.code for one in refused(lambda: draft_split(cast.act(), node, "field", "教育"))} == {"not_urged"}
    assert {one.code for one in refused(lambda: draft_dissolution(cast.act(), node))} == {"not_urged"}
    assert not Case.objects.exists()


def test_a_second_draft_is_no_second_case(cast: Cast) -> None:
    node, _ = pool(cast)
    draft_split(cast.act(), node, "field", "教育")
    with pytest.raises(ChangedMeanwhile):
        draft_split(cast.act(), node, "field", "教育")
    assert Case.objects.count() == 1


def temporary_branch(cast: Cast, ends_on: date | None, unit: int | None = None, name: str = "某展会") -> int:
    """Set up for a task; where no day is given, none is known."""
    new = NewPartyOrganization(
        name=f"中共{name}临时支部委员会", kind="temporary_branch", parent=cast.joint,
        seats=((unit, "own"),) if unit else (),
    )  # fmt: skip
    (key,) = establish_party_organizations(cast.act(date(2020, 1, 1)), [new])
    if ends_on is not None:
        period = DateRange(date(2020, 1, 1), ends_on)
        Term.objects.create(party_organization_id=key, period=period, recorded=cast.opening)
    return key


def test_a_temporary_branch_is_urged_before_its_end_and_dissolved_only_by_a_case(cast: Cast) -> None:
    key = temporary_branch(cast, date(2020, 7, 20))
    (found,) = temporary(cast.clerk, TODAY)
    assert (found.told.state, counts(cast), counts(cast, date(2020, 6, 19))) == (TemporaryState.NEAR, (0, 1), (0, 0))
    (over,) = temporary(cast.clerk, date(2020, 7, 20))
    assert over.told.state is TemporaryState.OVER
    assert not terms(cast.clerk, date(2020, 7, 20), "").exists()  # it elects nobody
    assert Naming.objects.filter(party_organization=key, period__contains=date(2021, 7, 1)).exists()  # never silently
    draft_dissolution(cast.act(actor=cast.secretary), key)
    desk = AdjustingDesk(cast, AdjustmentTopic.DISSOLVE, node=key)
    assert desk.row.state == "draft" and "第八条 临时党支部" in desk.row.filed["grounds"]
    assert counts(cast) == (0, 0)
    desk.submit(cast.secretary, **desk.row.filed)
    desk.check(cast.actor_at(cast.joint, cast.secretary.role))
    desk.review()
    desk.meet(Verb.SCHEDULE, Verb.APPROVE)
    desk.reply(date(2020, 7, 20))
    assert not Naming.objects.filter(
        party_organization=key, retracted__isnull=True, period__contains=date(2020, 7, 20)
    ).exists()
    assert temporary(cast.clerk, date(2020, 7, 20)) == []


def test_without_a_day_it_is_said_that_none_is_known_and_a_task_that_lasts_is_put_off(cast: Cast) -> None:
    key = temporary_branch(cast, None)
    (found,) = temporary(cast.secretary, TODAY)
    assert (found.told.state, found.told.ends_on) == (TemporaryState.UNKNOWN, None)
    said: dict[str, Any] = {"party_organization": key, "topic": FollowUpTopic.END_TEMPORARY, "reason": "展会延期"}
    by = cast.act(actor=cast.secretary)
    assert {one.code for one in refused(lambda: waive_urging(by, Waiving(**said)))} == {"until_missing"}
    waive_urging(by, Waiving(**said, until=LATER))
    assert counts(cast) == (0, 0) and counts(cast, LATER) == (0, 1)


def test_it_ends_with_the_organization_it_was_set_up_at(cast: Cast) -> None:
    (unit,) = enter(cast, "澄川市某展会")
    attach(cast, [unit], cast.joint)
    temporary_branch(cast, date(2021, 1, 1), unit)
    assert temporary(cast.clerk, TODAY)[0].told.state is TemporaryState.RUNNING
    update_organizations(
        cast.act(date(2020, 6, 1)), [ChangedOrganization(unit=unit, values={"status": "deregistered"})]
    )
    (found,) = temporary(cast.clerk, TODAY)
    assert found.told.state is TemporaryState.BODY_ENDED and "澄川市某展会" in found.told.sentence
    assert counts(cast) == (0, 1)
