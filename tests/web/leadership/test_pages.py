"""班子 and 工作交接 in the browser's words: what is shown, what is done, and that another day is read-only."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.commands.formation.test_ways import bound
from tests.commands.members.roll import row
from tests.web.offices import attach, enter, pressed_twice, sent, sit_down

from shuniu.commands.members.enter import enter_members
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Assignment, Case, LocalFigure, PartyAffairsWorker, Person, Post, Unit
from shuniu.policy.words.accounts import Role

pytestmark = pytest.mark.django_db
TODAY = datetime.now(ZoneInfo("Asia/Shanghai")).date()
JOINED = date(2018, 1, 1)
PAPER = {"way": "new", "how": "elected", "document_number": "〔2020〕1号"}


class Branch:
    """A branch with two members, its secretary's account, and the clerk of the committee above."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        rows = [
            row(cast.branch, "甲党员", post="secretary", position="会长"),
            row(cast.branch, "乙党员", position="秘书长"),
        ]
        self.people = [key for key in enter_members(cast.act(JOINED), rows).persons if key is not None]
        self.clerk, self.old = sit_down(cast.clerk), sit_down(cast.branch_secretary)

    def public(self, place: int) -> str:
        return str(Person.objects.get(pk=self.people[place]).uuid)

    def page(self, client: Client | None = None, **query: str) -> str:
        return (client or self.clerk).get(reverse("leadership", args=["branch"]), query).content.decode()

    def follow(self) -> Case:
        address = reverse("leadership_set", args=["branch"])
        answer = sent(self.clerk, address, person=self.public(1), post="secretary", **PAPER)
        assert answer.status_code == 302, answer.content.decode()
        return Case.objects.get(kind="handover")


@pytest.fixture
def office(cast: Cast) -> Branch:
    return Branch(cast)


@pytest.mark.req("J01", "J02")
def test_the_board_tells_who_leads_and_from_where_a_secretary_may_come(office: Branch) -> None:
    shown = office.page()
    assert "甲党员" in shown and "书记" in shown and "未载明" in shown
    assert "党员社会组织负责人" in shown and "原文未明示" in shown and "不分先后" in shown
    assert "先考虑党员社会组织负责人、管理层党员" in shown


def test_another_secretary_follows_and_the_past_is_read_on_its_day(office: Branch) -> None:
    case = office.follow()
    now, before = office.page(), office.page(on="2019-06-01")
    assert "选举产生" in now and "〔2020〕1号" in now and "正在办理" in now
    assert reverse("handover", args=[case.uuid]) in now
    assert "选举产生" not in before and "补登任职" not in before
    posts = Post.objects.filter(retracted__isnull=True, period__contains=TODAY).values_list("person", "post")
    assert list(posts) == [(office.people[1], "secretary")]


def test_a_refusal_is_told_beside_the_form(office: Branch) -> None:
    address = reverse("leadership_set", args=["branch"])
    answer = sent(office.clerk, address, person=office.public(1), post="secretary", since="2016-12-05", **PAPER)
    assert answer.status_code == 422 and "不在党员名册中" in answer.content.decode()
    assert Post.objects.count() == 1


def test_a_post_ends_and_a_worker_is_put_down(office: Branch) -> None:
    ended = sent(office.clerk, reverse("leadership_end", args=["branch"]), person=office.public(0), way="end")
    assert ended.status_code == 302
    assert not Post.objects.filter(retracted__isnull=True, period__contains=TODAY).exists()
    worker = sent(office.clerk, reverse("leadership_worker", args=["branch"]), person=office.public(1), full_time="yes")
    assert worker.status_code == 302
    assert PartyAffairsWorker.objects.get().full_time
    shown = office.page()
    assert "专职" in shown and "当日没有书记" in shown
    sent(office.clerk, reverse("leadership_worker", args=["branch"]), person=office.public(1), way="end")
    assert not PartyAffairsWorker.objects.filter(retracted__isnull=True, period__contains=TODAY).exists()


def test_members_of_other_rolls_are_found_by_name(office: Branch) -> None:
    address = reverse("leadership_set", args=["joint"])
    assert "甲党员" not in office.clerk.get(address).content.decode()
    assert "甲党员（中共澄川市澄笙学会支部委员会）" in office.clerk.get(address, {"q": "甲党"}).content.decode()
    stranger = sit_down(office.cast.outsider)
    assert stranger.get(address).status_code == 404


@pytest.mark.req("B12")
def test_it_is_handed_over_returned_and_taken_over(office: Branch) -> None:
    case = office.follow()
    page, hand = reverse("handover", args=[case.uuid]), reverse("handover_hand", args=[case.uuid])
    above = sit_down(office.cast.secretary)
    # The old one is signed out, and the level above has it until somebody signs in for the branch.
    assert office.old.get(page).status_code in (302, 403)
    assert "原书记在本党组织的岗位授权自这一天起结束" in above.get(page).content.decode()
    some = {name: "handed" for name in ("venue", "staff", "resources")}
    refused = sent(above, hand, **some)
    assert refused.status_code == 422 and "请逐项说明：印章和档案材料" in refused.content.decode()
    pressed_twice(above, hand, **some, materials="handed", materials_note="印章一枚")
    assert "已移交：印章一枚" in above.get(page).content.decode()
    take = reverse("handover_take", args=[case.uuid])
    new = sit_down(office.cast.actor_at(office.cast.branch, Role.BRANCH_SECRETARY))
    back = reverse("handover_return", args=[case.uuid])
    returned = sent_back(new, page, back, remark_venue="钥匙没有移交")
    assert returned.status_code == 302
    assert "退回意见：钥匙没有移交" in new.get(page).content.decode()
    assert "活动场所退回意见：钥匙没有移交" in new.get(hand).content.decode()
    assert sent(new, hand, venue_note="钥匙两把").status_code == 302
    assert sent(new, take, venue="on", staff="on", resources="on", materials="on").status_code == 302
    case.refresh_from_db()
    held = Assignment.objects.filter(
        account=office.cast.branch_secretary.account, retracted__isnull=True, period__contains=TODAY
    )
    assert case.state == "done" and not held.exists()


@pytest.mark.req("B12")
def test_what_is_not_taken_over_says_why_and_is_late_for_the_level_above(office: Branch) -> None:
    case = office.follow()
    new = sit_down(office.cast.actor_at(office.cast.branch, Role.BRANCH_SECRETARY))
    page = reverse("handover", args=[case.uuid])
    assert "原文未明示，还没有定计划日" in new.get(page).content.decode()
    plan = reverse("case_plan", args=[case.uuid])
    early = sent(new, plan, due_on="2019-01-01")
    assert early.status_code == 422 and "计划日不早于今天" in early.content.decode()
    assert sent(new, plan, due_on=f"{TODAY.year + 1}-03-02").status_code == 302
    assert f"{TODAY.year + 1}-03-02（计划日）" in new.get(page).content.decode()
    late = reverse("cases") + "?which=late"
    assert page not in office.clerk.get(late).content.decode()
    left = sent(new, reverse("handover_untaken", args=[case.uuid]), reason="钥匙不在，正在查找")
    assert left.status_code == 302 and "钥匙不在" in office.clerk.get(page).content.decode()
    shown = office.clerk.get(late).content.decode()
    assert page in shown and "未接收" in shown
    assert "别处超期未办的事项：1 件" in office.clerk.get(reverse("home")).content.decode()
    end = reverse("handover_end", args=[case.uuid])
    assert new.get(end).status_code == 403
    assert "钥匙不在，正在查找" in office.clerk.get(end).content.decode()
    assert sent(office.clerk, end, reason="另配钥匙").status_code == 302
    case.refresh_from_db()
    assert (case.state, case.holder) == ("waived", "")


def sent_back(client: Client, page: str, address: str, **remarks: str) -> object:
    shown = client.get(page).content.decode()
    version = shown.partition('name="version" value="')[2].partition('"')[0]
    key = shown.partition('name="key" value="')[2].partition('"')[0]
    return client.post(address, {"version": version, "key": key, **remarks})


def test_it_is_begun_by_hand_where_the_roll_was_changed(office: Branch) -> None:
    answer = sent(office.clerk, reverse("handover_begin", args=["branch"]))
    # What is to be done next stands on the page it leads to.
    assert answer["Location"] == reverse("handover", args=[Case.objects.get(kind="handover").uuid])
    again = sent(office.clerk, reverse("handover_begin", args=["branch"]))
    assert again.status_code == 422 and "还有一项工作交接" in again.content.decode()


@pytest.mark.parametrize("members", [1, 3, 12])
def test_the_board_costs_the_same_for_few_and_many(cast: Cast, members: int) -> None:

    enter_members(
        cast.act(JOINED), [row(cast.branch, f"{place}党员", post="committee_member") for place in range(members)]
    )
    client = sit_down(cast.clerk)
    address = reverse("leadership", args=["branch"])
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(address)
    assert len(asked) == 26


@pytest.mark.req("J08", "J09")
def test_the_plan_for_secretaries_stands_with_what_the_office_decided_and_what_is_open(cast: Cast) -> None:
    client, page = sit_down(cast.clerk), reverse("leadership", args=["top"])
    assert "书记队伍长远规划" not in client.get(page).content.decode()
    bound(cast, "ah2017", "national")
    for key, value in (("secretary.plan_using", "任满一届的优先推荐为委员"), ("secretary.plan_until", TODAY.year)):
        LocalFigure.objects.create(
            party_organization_id=cast.top, key=key, value=value, decision="会议纪要3号", period=DateRange(JOINED),
            recorded=cast.opening,
        )  # fmt: skip
    shown = client.get(page).content.decode()
    for words in (
        "书记队伍长远规划",
        "任满一届的优先推荐为委员",
        "会议纪要3号",
        "原文未明示，还没有决定",
        "今年到期",
    ):
        assert words in shown
    assert f"{reverse('text_value', args=['secretary.plan_training'])}?node=top" in shown
    assert f"{reverse('affairs_workers')}?node=top" in shown
    # Of committees alone.
    assert "书记队伍长远规划" not in client.get(reverse("leadership", args=["branch"])).content.decode()


_DAYS = (date(TODAY.year, 12, 31) - TODAY).days
_LEFT = f"还有 {_DAYS} 天" if _DAYS else "今天到期"


@pytest.mark.req("J08")
@pytest.mark.parametrize(
    ("year", "said"),
    [
        pytest.param(TODAY.year - 1, "已超期", id="ah2017#J08 last year"),
        pytest.param(TODAY.year, _LEFT, id="ah2017#J08 this year"),
        pytest.param(TODAY.year + 1, "", id="ah2017#J08 next year"),
    ],
)
def test_the_plan_for_secretaries_is_due_on_the_first_page_of_whoever_decided_it(
    cast: Cast, year: int, said: str
) -> None:
    bound(cast, "ah2017", "national")
    clerk, below, words = sit_down(cast.clerk), sit_down(cast.secretary), "书记队伍长远规划到期"
    assert words not in clerk.get("/").content.decode()
    LocalFigure.objects.create(
        party_organization_id=cast.top, key="secretary.plan_until", value=year, decision="会议纪要3号",
        period=DateRange(JOINED), recorded=cast.opening,
    )  # fmt: skip
    shown = clerk.get("/").content.decode()
    assert (words in shown) is bool(said)
    if said:
        duty = shown.partition(words)[0].rpartition("<a")[2] + shown.partition(words)[2].partition("</li>")[0]
        assert reverse("leadership", args=["top"]) in duty
        assert said in duty and f"{year}-12-31" in duty
    # What stands below takes the plan over and has nothing to see to.
    assert words not in below.get("/").content.decode()


def test_the_card_of_an_organization_says_how_many_lead_and_manage(cast: Cast) -> None:
    units = enter(cast, "澄川市阿岚学会", start=0)
    attach(cast, units, cast.joint)
    cover_units(cast.act(), [Covering(party_organization=cast.branch, unit=units[0])])
    rows = [
        row(cast.branch, "甲党员", post="secretary", position="会长", unit=units[0]),
        row(cast.branch, "乙党员", position="秘书长", unit=units[0]),
    ]
    enter_members(cast.act(JOINED), rows)
    card = reverse("organization", args=[Unit.objects.get(pk=units[0]).uuid]) + "?tab=party"
    clerk = sit_down(cast.clerk)
    assert "双向进入、交叉任职" in clerk.get(card).content.decode()
    assert "管理层包括哪些职务原文未明示" in clerk.get(card).content.decode()
    bound(cast, "ah2017", "national")
    shown = clerk.get(card).content.decode()
    for words in ("班子成员", "1 名（同一批人，两个方向各计一次）", "2 名（在本单位任"):
        assert words in shown
    assert "甲党员" not in shown
    # The organization's own clerk reads no roll, and is told nothing of it.
    own = cast.actor_at(None, Role.ORGANIZATION_CLERK, units[0])
    assert "双向进入、交叉任职" not in sit_down(own).get(card).content.decode()
