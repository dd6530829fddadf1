"""The three meetings of Anhui 2017 through the pages, on their days: 34 applicants, 21 branches that cover 26 of them.

The bulk is sent as pages send it (``batch``); what each person meets for the first time is done in a real browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import Cast
from tests.journeys.batch import (
    CLAUSE,
    GOOD,
    LETTERS,
    MEETINGS,
    MINUTES,
    NEXT,
    WHY,
    Batch,
    accepted,
    answered,
    applied,
    decided,
    done,
    met,
    name_of,
    page_of,
    province,
    row_of,
)
from tests.journeys.conftest import SignIn
from tests.journeys.eyes import looked_at
from tests.web.gallery import needs_chromium
from tests.web.offices import sent

from shuniu.models import Case, Coverage, Document, Formation, PartyOrganization

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), needs_chromium]
BRANCH = f"中共{name_of(0)}支部委员会"
REMARK = "请写党支部的全称"


@pytest.fixture
def batch(cast: Cast) -> Iterator[Batch]:
    with province(cast) as made:
        yield made


@pytest.mark.req("D10", "D11", "D12", "D14", "P11")
def test_three_meetings_make_21_branches_that_cover_26_of_34(cast: Cast, batch: Batch, sign_in: SignIn) -> None:
    for number, (day, sizes, refusals) in enumerate(MEETINGS):
        batch.at(day.replace(day=1))
        groups = [batch.next(size) for size in (*sizes, *(1 for _ in range(refusals + 1)))]
        if number == 0:
            _first_applies(cast, batch, groups[0][0], sign_in)
        for units in groups[1:] if number == 0 else groups:
            applied(batch, units)
            accepted(batch, units[0])
        batch.at(day)
        hosts = [units[0] for units in groups]
        agreed, refused, put_off = hosts[: len(sizes)], hosts[len(sizes) : -1], hosts[-1]
        until = day + timedelta(days=60)
        if number == 0:
            agreed, refused = _first_meets(batch, sign_in(cast.clerk), (agreed, refused, put_off), until)
        else:
            where = met(batch, day, len(hosts))
            decided(batch, where, agreed, "approve")
            decided(batch, where, refused, "refuse")
            decided(batch, where, [put_off], "defer", until)
            done(sent(batch.office(cast.top), f"{where}close/"))
        answered(batch, agreed, [*refused, put_off])
    _counted(sign_in(cast.clerk))
    _told(batch, sign_in)
    _followed(batch, sign_in)


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def opened(page: Any, unit: int) -> None:
    """From the list of what waits here."""
    page.goto("/cases/")
    page.get_by_role("link", name=name_of(0)).click()


def _first_applies(cast: Cast, batch: Batch, unit: int, sign_in: SignIn) -> None:
    """By its own clerk; sent back by the joint committee, mended, passed on by it and by the committee."""
    clerk, office, committee = sign_in(batch.own(unit)), sign_in(cast.secretary), sign_in(cast.clerk)
    clerk.goto("/cases/formations/own/")
    clerk.get_by_label("党组织名称").fill("党支部")
    for name in ("kind", "mode", "basis"):
        clerk.locator(f"[name={name}]").select_option(GOOD[name])
    for name in ("full_members", "probationary", "full_time", "managers", "managers_transferred", "relations_in"):
        clerk.locator(f"[name={name}]").fill(GOOD[name])
    clerk.get_by_label("组建理由").fill(GOOD["grounds"])
    assert clerk.get_by_label("书记人选来源").count() == 0
    press(clerk, "提交")
    clerk.get_by_text("已提交，等待材料审查。").wait_for()

    opened(office, unit)
    office.get_by_text("写退回意见").first.click()
    office.get_by_label("对“党组织名称”的退回意见").fill(REMARK)
    press(office, "退回")
    office.get_by_text("已退回，由申请方修改。").wait_for()
    opened(clerk, unit)
    clerk.get_by_text(f"退回意见：{REMARK}").wait_for()
    clerk.get_by_role("link", name="修改", exact=True).click()
    clerk.get_by_label("党组织名称").fill(BRANCH)
    press(clerk, "提交")
    clerk.get_by_text("已提交，等待材料审查。").wait_for()

    opened(office, unit)
    office.get_by_role("heading", name="与上次提交相比").wait_for()
    press(office, "通过")
    office.get_by_text("材料审查通过，转入初审。").wait_for()
    opened(committee, unit)
    press(committee, "通过")
    committee.get_by_text("初审通过，待上会研究。").wait_for()


def _first_meets(
    batch: Batch, page: Any, hosts: tuple[list[int], list[int], int], until: date
) -> tuple[list[int], list[int]]:
    """What is left to be answered after one reply and one refusal have gone out."""
    agreed, refused, put_off = hosts
    where = arranged(page, batch.moment.date(), len(agreed) + len(refused) + 1)
    decided_by_hand(page, where, agreed[0], "同意")
    for unit in refused:
        decided_by_hand(page, where, unit, "不同意")
    decided_by_hand(page, where, put_off, "暂缓", until)
    decided(batch, where, agreed[1:], "approve")
    page.goto(f"{where}close/")
    press(page, "办结会议")
    page.get_by_text("会议已办结。").wait_for()
    minuted(page, where)

    page.goto(page_of(agreed[0], "reply/"))
    page.locator("[name=mark]").select_option(LETTERS)
    press(page, "批复并发文")
    page.get_by_text("已批复，党组织已成立。").wait_for()
    page.goto(page_of(refused[0], "answer/"))
    page.get_by_text(CLAUSE).first.wait_for()
    page.locator("[name=mark]").select_option(LETTERS)
    press(page, "答复并发文")
    page.get_by_text("已答复并列入发文登记").wait_for()
    assert figures(page) == ("1 / 34 家", "2个")
    formed = Formation.objects.get()
    page.goto(f"/party/of/{PartyOrganization.objects.get(pk=formed.party_organization_id).code}/")
    page.get_by_role("heading", name=BRANCH).wait_for()
    page.get_by_text(f"{LETTERS}〔2017〕1号").first.wait_for()
    looked_at(page, "batch-branch")
    return agreed[1:], refused[1:]


def arranged(page: Any, day: date, count: int) -> str:
    """All that wait for it are put on the agenda."""
    page.goto("/cases/meetings/new/")
    page.get_by_label("会议日期").fill(day.isoformat())
    press(page, "安排会议")
    page.get_by_text("会议已安排。").wait_for()
    where = str(page.url).partition("?")[0]
    page.get_by_role("link", name="增加议题", exact=True).first.click()
    page.wait_for_url("**/add/")
    boxes = page.locator("[name=cases]")
    assert boxes.count() == count
    for box in boxes.all():
        box.check()
    press(page, "列入议程")
    page.get_by_text("已列入议程。").wait_for()
    page.goto(f"{where}attendance/")
    page.get_by_label("应到人数", exact=True).fill("7")
    page.get_by_label("实到人数").fill("6")
    press(page, "登记到会")
    page.get_by_text("到会人数已登记").wait_for()
    page.get_by_text(f"还有 {count} 项没有登记决定").wait_for()
    looked_at(page, "batch-agenda")
    return where


def decided_by_hand(page: Any, where: str, unit: int, outcome: str, until: date | None = None) -> None:
    page.goto(f"{where}decide/?case={row_of(unit).uuid}")
    page.get_by_label(outcome, exact=True).check()
    agreed = outcome == "同意"
    page.get_by_label("赞成").fill("6" if agreed else "0")
    page.get_by_label("反对").fill("0" if agreed else "6")
    if not agreed:
        page.get_by_label("原因").fill(WHY)
        page.get_by_label("其他条款").fill(CLAUSE)
        page.get_by_label("下步努力方向").fill(NEXT)
    if until is not None:
        page.get_by_label("期限").fill(until.isoformat())
    press(page, "登记决定")
    page.get_by_text("决定已登记。").or_(page.get_by_text("各项都已登记，可以办结会议。")).first.wait_for()


def minuted(page: Any, where: str) -> None:
    """They say of each what was decided and why, and get a number of their own series."""
    page.goto(f"{where}minutes/")
    said = page.locator("main ol:not(.crumbs)").inner_text()
    assert [said.count(f"会议决定：{word}成立中共") for word in ("同意", "不同意", "暂缓")] == [7, 2, 1]
    looked_at(page, "batch-minutes")
    page.get_by_role("link", name="给纪要编号", exact=True).click()
    page.locator("[name=mark]").select_option(MINUTES)
    press(page, "编号")
    page.get_by_text(f"已编号：{MINUTES}〔2017〕1号。").wait_for()


def figures(page: Any, on: date | None = None) -> tuple[str, str]:
    """Organizations covered of all, and how many branches there are."""
    page.goto(f"/figures/?on={on}" if on else "/figures/")
    share = page.locator("[aria-labelledby=figure-organization_coverage] .figure-share").first.inner_text()
    return share, page.locator("[aria-labelledby=figure-party_branches] .figure-value").inner_text()


def _counted(page: Any) -> None:
    """The figures of each day, what came of the meetings, the register of what went out, and nothing left here."""
    covered, branches, counted = 0, 1, []  # the branch that stood before
    for day, sizes, _ in MEETINGS:
        counted += [(day - timedelta(days=1), covered, branches)]
        covered, branches = covered + sum(sizes), branches + len(sizes)
    assert (covered, branches) == (26, 1 + 21)
    for on, organizations, of_all in counted:
        assert figures(page, on) == (f"{organizations} / 34 家", f"{of_all}个")
    assert figures(page) == ("26 / 34 家", "22个")
    page.goto("/cases/meetings/?year=2017")
    for told in ("29 件，涉及社会组织 34 家", "21 个", "26 家", "29 项：同意 21，不同意 5，暂缓 3"):
        page.get_by_text(told, exact=True).wait_for()
    looked_at(page, "batch-year")
    page.goto("/cases/?which=here&kind=formation")
    page.get_by_text("现在没有待办的事项。").wait_for()
    page.goto("/cases/?which=closed&kind=formation")
    assert page.locator("tbody").get_by_text("已办结").count() == 21
    assert page.locator("tbody").get_by_text("不同意").count() == 5
    assert Formation.objects.count() == 21
    assert Coverage.objects.filter(retracted=None).values("unit").distinct().count() == 26
    assert {row.established_on for row in Formation.objects.all()} == {day for day, *_ in MEETINGS}
    papers = Document.objects.filter(year=2017, on_paper=False)
    assert sorted(papers.filter(mark=LETTERS).values_list("number", flat=True)) == list(range(1, 30))
    assert papers.filter(mark=MINUTES).count() == 1


def _told(batch: Batch, sign_in: SignIn) -> None:
    """Whoever was refused reads why and what next; whoever joined finds the reply among what came in."""
    refused = Case.objects.filter(kind="formation", state="refused").earliest("pk")
    page = sign_in(batch.own(refused.unit_id or 0))
    page.goto(f"/cases/formations/{refused.uuid}/")
    page.get_by_text(f"不同意组建：{WHY}").wait_for()
    page.get_by_text(f"下步努力方向：{NEXT}").wait_for()
    joint = Case.objects.filter(units__isnull=False).earliest("pk")
    page = sign_in(batch.own(joint.units.get().unit_id))
    page.get_by_role("link", name="未签收的收文：1 份").click()
    page.get_by_role("link", name=f"关于同意成立{joint.filed['name']}的批复").wait_for()


def _followed(batch: Batch, sign_in: SignIn) -> None:
    """What each of the eight is to do next lies with itself, before the eyes of who answers for it, until it says what
    came of it."""
    office = sign_in(batch.cast.secretary)
    office.goto("/cases/?which=open&kind=follow_up")
    assert office.locator("tbody").get_by_text("落实下步努力方向").count() == 8
    looked_at(office, "batch-follow-ups")
    page = sign_in(batch.own(Case.objects.filter(kind="formation", state="refused").earliest("pk").unit_id or 0))
    page.goto("/cases/?kind=follow_up")
    waiting = page.locator("tbody").get_by_text("落实下步努力方向")
    assert waiting.count() == 1
    page.locator("tbody tr").first.get_by_role("link").first.click()
    page.get_by_text(NEXT).first.wait_for()
    page.get_by_role("link", name="办结", exact=True).click()
    page.get_by_label("办理结果").fill("指导员已联系，组织关系已转入")
    press(page, "办结")
    page.get_by_text("已办结。").wait_for()
    page.goto("/cases/?kind=follow_up")
    assert waiting.count() == 0
