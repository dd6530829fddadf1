"""With a real browser: a Party organization is renamed, raised, developed, merged, dissolved and attached elsewhere.

Each is reported by whoever reports it, looked through by the joint committee, decided and replied to by the committee;
the meeting between is held by command. After each the ledger says of yesterday what it said before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from psycopg.types.range import DateRange
from tests.cast import BEGINNING, Cast
from tests.commands.formation.adjusting_desk import AdjustingDesk, covered, held_at, members_at
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium

from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.moving import Move, record_step
from shuniu.commands.journal import act_of, open_act
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Case, Coverage, LocalFigure, Membership, Naming, PartyOrganization, Placement, Standing
from shuniu.models.facts import Fact
from shuniu.policy.procedures import PROCEDURES
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseKind, Verb

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]
YESTERDAY = timedelta(days=1)
NAMED: dict[type[Fact], tuple[str, ...]] = {
    Naming: ("party_organization", "name", "kind"),
    Placement: ("party_organization", "parent"),
    Membership: ("person", "party_organization", "state"),
    Coverage: ("party_organization", "unit", "role"),
}
COUNTED = ("unit", "node", "status", "org_covered", "separate", "full_members")


def told_of(on: date) -> list[set[tuple[Any, ...]]]:
    """What the ledger says of a day, and how each organization counts on it."""
    facts = [
        set(model._default_manager.filter(retracted__isnull=True, period__contains=on).values_list(*names))
        for model, names in NAMED.items()
    ]
    counted = Standing.objects.filter(valid_from__lte=on).exclude(valid_to__lte=on)
    return [*facts, set(counted.values_list(*COUNTED))]


@dataclass
class Offices:
    """Who reports, who looks through, who decides: each in a browser of their own."""

    cast: Cast
    reporter: Any
    joint: Any
    clerk: Any

    def adjust(self, topic: Topic, node: int, fill: Callable[[Any], None], picture: str = "") -> str:
        """From the report to the reply; returns the address of the case, open before the clerk."""
        yesterday = localdate() - YESTERDAY
        before, page = told_of(yesterday), self.reporter
        page.goto(f"/party/of/{PartyOrganization.objects.get(pk=node).code}/?tab=acts")
        page.get_by_role("link", name=f"报批{topic.label}", exact=True).last.click()
        fill(page)
        page.get_by_label("调整的理由").fill("成员单位变动，便于开展活动")
        if picture:
            looked_at(page, f"{picture}-filled")
        page.get_by_role("button", name="提交").click()
        page.get_by_text("已提交，等待材料审查。").wait_for()
        address = str(page.url.split("?")[0])
        self._passed(self.joint, address, "材料审查通过，转入初审。")
        self._passed(self.clerk, address, "初审通过，待上会研究。")
        AdjustingDesk(self.cast, topic, node).meet(Verb.SCHEDULE, Verb.APPROVE)
        self.clerk.goto(address)
        if picture:
            looked_at(self.clerk, f"{picture}-case")
        self.clerk.get_by_role("link", name="批复").click()
        self.clerk.get_by_role("button", name="批复并发文").click()
        self.clerk.get_by_text("已批复，登记已按批复变更。").wait_for()
        assert told_of(yesterday) == before
        return address

    def _passed(self, page: Any, address: str, said: str) -> None:
        page.goto(address)
        page.get_by_role("button", name="通过").click()
        page.get_by_text(said).wait_for()


@pytest.fixture
def ready(cast: Cast) -> Cast:
    """The committee has its mark, and has taken over how joint Party organizations develop."""
    days = DateRange(BEGINNING, None)
    for key, value in (("documents.mark", ["澄社党"]), ("formation.transitions", {"adopts": "xy"})):
        LocalFigure.objects.create(
            party_organization_id=cast.top, key=key, value=value, decision="会议纪要", period=days,
            recorded=cast.opening,
        )  # fmt: skip
    return cast


def part(page: Any, number: int, name: str, kind: str, units: list[int], members: list[str]) -> None:
    page.get_by_label(f"第 {number} 个：全称").fill(name)
    page.get_by_label(f"第 {number} 个：种类").select_option(kind)
    for unit in units:
        page.locator(f"[name=unit_{unit}]").select_option(str(number))
    for one in members:
        page.locator(f"[name=member_{one.replace('-', '')}]").select_option(str(number))


def node_called(name: str) -> int:
    return Naming.objects.get(name=name, retracted__isnull=True, period__endswith=None).party_organization_id


def now_under(node: int) -> int | None:
    return Placement.objects.get(
        party_organization=node, retracted__isnull=True, period__contains=localdate()
    ).parent_id


@pytest.mark.req("L21", "D01")
def test_a_branch_gets_another_name_and_is_raised_with_its_members(ready: Cast, sign_in: SignIn) -> None:
    units = covered(ready, ready.branch, "澄川市阿岚学会", "澄川市白榆学会")
    members = members_at(ready, ready.branch, 6)
    offices = Offices(ready, *(sign_in(who) for who in (ready.branch_secretary, ready.secretary, ready.clerk)))
    offices.adjust(
        Topic.RENAME, ready.branch, lambda page: page.get_by_label("新的全称").fill("中共澄川市科技学会支部委员会")
    )
    assert node_called("中共澄川市科技学会支部委员会") == ready.branch

    def raised(page: Any) -> None:
        page.get_by_label("新的种类").select_option("general_branch")
        page.get_by_label("新的全称").fill("中共澄川市科技学会总支部委员会")
        page.get_by_label("超出一般规定的理由").fill("党员将陆续转入，经上级同意")
        part(page, 1, "中共阿岚学会支部委员会", "party_branch", units[:1], members[:3])
        part(page, 2, "中共白榆学会支部委员会", "party_branch", units[1:], members[3:])

    offices.adjust(Topic.RANK, ready.branch, raised)
    first = node_called("中共阿岚学会支部委员会")
    assert now_under(first) == ready.branch
    assert [held_at(one)[-1][:2] for one in members[:3]] == [(first, localdate())] * 3
    offices.reporter.goto("/cases/")
    assert offices.reporter.get_by_role("cell", name="首次选举").count() == 2
    looked_at(offices.reporter, "rank-left-to-do")


@pytest.mark.req("D23", "D24")
def test_a_large_joint_branch_becomes_a_small_one_and_a_separate_one(ready: Cast, sign_in: SignIn) -> None:
    units = covered(ready, ready.branch, "澄川市阿岚学会", "澄川市白榆学会", "澄川市苍梧学会")
    members = members_at(ready, ready.branch, 9)
    offices = Offices(ready, *(sign_in(who) for who in (ready.branch_secretary, ready.secretary, ready.clerk)))

    def developed(way: str, name: str, which: int) -> Callable[[Any], None]:
        def fill(page: Any) -> None:
            page.get_by_label("怎样转变").select_option(way)
            part(page, 1, name, "party_branch", [units[which]], members[which * 3 : which * 3 + 3])

        return fill

    offices.adjust(Topic.EVOLVE, ready.branch, developed("large_to_small_joint", "中共苍梧学会支部委员会", 2))
    offices.adjust(Topic.EVOLVE, ready.branch, developed("joint_to_separate", "中共白榆学会支部委员会", 1))
    now = Standing.objects.filter(unit__in=units, valid_to=None)
    assert list(now.values_list("org_covered", "separate").distinct()) == [(True, True)]
    offices.clerk.goto("/figures/reports/?node=top&report=joint")
    rows = [row.locator("td, th").all_inner_texts() for row in offices.clerk.locator("tbody tr").all()[:2]]
    # Joint ones, and those that stand alone: today, and at the end of last month as it was.
    assert [(row[1], row[6]) for row in rows] == [("0", "3"), ("1", "0")]
    looked_at(offices.clerk, "evolve-report")


@pytest.mark.req("L21")
def test_branches_are_merged_dissolved_and_attached_elsewhere_with_what_is_open(ready: Cast, sign_in: SignIn) -> None:
    """An election is open at each that ends: it is told before, lapses with the reply, and stands with the other."""
    rows = [
        NewPartyOrganization(name=name, kind="joint_branch", parent=ready.joint)
        for name in ("中共澄川市第一联合支部委员会", "中共澄川市第二联合支部委员会")
    ]
    one, two = establish_party_organizations(ready.act(BEGINNING), rows)
    covered(ready, ready.branch, "澄川市阿岚学会")
    (member,) = members_at(ready, ready.branch, 1)
    elections = [_election(ready, node) for node in (ready.branch, one)]
    reporter = ready.actor_at(ready.joint, ready.secretary.role)
    offices = Offices(ready, *(sign_in(who) for who in (reporter, ready.secretary, ready.clerk)))
    code = PartyOrganization.objects.get(pk=one).code

    def merged(page: Any) -> None:
        page.get_by_role("heading", name="未办结的事项 1 项").wait_for()
        page.get_by_label("并入的党组织").fill(code)

    offices.adjust(Topic.MERGE, ready.branch, merged, "merge")
    assert held_at(member)[-1][0] == one
    offices.clerk.goto(f"/party/of/{code}/?tab=cases")
    offices.clerk.get_by_role("heading", name="从已撤并的党组织承接的").wait_for()
    looked_at(offices.clerk, "merge-taken-on")
    receiver = PartyOrganization.objects.get(pk=two).code
    offices.adjust(Topic.DISSOLVE, one, lambda page: page.get_by_label("党员转入的党组织").fill(receiver), "dissolve")
    assert held_at(member)[-1][0] == two
    assert set(Case.objects.filter(pk__in=elections).values_list("state", "holder")) == {("lapsed", "")}
    # Into whose reach the joint committee does not see, the committee reports it.
    offices.reporter = sign_in(ready.actor_at(ready.top, ready.clerk.role))
    offices.adjust(Topic.REATTACH, two, lambda page: page.get_by_label("新的上级党组织").fill("other"))
    assert now_under(two) == ready.other
    offices.clerk.goto(reverse("election", args=[Case.objects.get(pk=elections[1]).uuid]))
    offices.clerk.get_by_text("本事项随之终止").wait_for()
    looked_at(offices.clerk, "dissolve-lapsed")


def _election(cast: Cast, node: int) -> int:
    """Asked for, and before the joint committee."""
    with open_act(act_of(cast.clerk, localdate()), "test.given") as line:
        about = Beginning(public=uuid4(), party_organization=node, committee=cast.joint, origin=node)
        row = begin(line.act, PROCEDURES[CaseKind.ELECTION], about, {})
        record_step(line.act, row, Move(verb=Verb.SUBMIT, filed={}))
    Case.objects.filter(pk=row.pk).update(state="requested", holder="reviewer", at=cast.joint)
    return row.pk
