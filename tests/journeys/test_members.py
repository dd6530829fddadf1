"""With a real browser: members are entered, moved, asked for and answered, and every page of theirs fits a phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from tests.cast import Cast
from tests.commands.members.roll import number
from tests.journeys.conftest import PASSWORD
from tests.journeys.eyes import fits, serious
from tests.web.gallery import needs_chromium
from tests.web.members.people import MOBILE, asked_for, at, enrolled, second_branch

from shuniu.models import Account, Look

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    needs_chromium,
]


@pytest.fixture
def secretary(chromium: Any, live_server: Any, cast: Cast) -> Iterator[Any]:
    """A page in which the secretary of the branch has signed in."""
    account = Account.objects.get(pk=cast.branch_secretary.account)
    account.password = make_password(PASSWORD)
    account.save()
    one = chromium.new_page(locale="zh-CN", viewport={"width": 390, "height": 844}, base_url=live_server.url)
    one.goto("/sign-in/")
    one.get_by_label("账号").fill(account.username)
    one.get_by_label("口令").fill(PASSWORD)
    one.get_by_role("button", name="登录").click()
    yield one
    one.close()


@pytest.mark.req("I01")
def test_a_secretary_enters_a_member_on_a_phone_and_looks_at_a_number(secretary: Any) -> None:
    page = secretary
    page.goto("/members/")
    page.get_by_role("link", name="登记党员").click()
    page.get_by_label("姓名").fill("李党员")
    page.get_by_label("人员类别").select_option(label="正式党员")
    page.get_by_label("入党日期").fill("2005-07")
    page.get_by_label("公民身份号码").fill(number(7))
    page.get_by_label("自哪一天起").fill("2019-03-01")
    page.get_by_role("button", name="登记", exact=True).click()
    page.get_by_text("已登记。").wait_for()
    page.get_by_role("link", name="李党员").click()
    page.get_by_role("heading", name="李党员").wait_for()
    assert page.get_by_text("2005-07", exact=True).is_visible() and number(7) not in page.content()
    page.get_by_label("用途").fill("开具介绍信")
    page.get_by_role("button", name="查看号码").click()
    page.get_by_text(number(7)).wait_for()
    assert number(7) not in page.url
    assert list(Look.objects.order_by("id").values_list("field", flat=True)) == ["card", "citizen_number"]


def test_a_member_is_moved_and_the_roll_of_yesterday_stays(page: Any, cast: Cast) -> None:
    second_branch(cast)
    (person,) = enrolled(cast, "甲党员")
    page.goto(at(person))
    page.get_by_role("link", name="组织关系转接").click()
    page.get_by_label("转入的党组织").select_option(label="中共澄川市阿岚学会支部委员会")
    page.get_by_label("自哪一天起").fill("2020-01-01")
    page.get_by_role("button", name="转接").click()
    page.get_by_text("组织关系已转接。").wait_for()
    assert page.get_by_role("link", name="中共澄川市阿岚学会支部委员会").is_visible()
    page.locator("#ledger-day").fill("2019-12-31")
    page.get_by_role("button", name="查看", exact=True).click()
    page.get_by_role("link", name="中共澄川市澄笙学会支部委员会").wait_for()
    assert page.get_by_role("link", name="组织关系转接").count() == 0


def test_a_request_is_answered_from_the_first_page(page: Any, cast: Cast) -> None:
    asked_for(cast)
    page.goto("/")
    page.get_by_role("link", name="待答复的组织关系核对：1 件").click()
    page.get_by_role("link", name="甲某某").click()
    page.get_by_label("不同意").check()
    page.get_by_role("button", name="答复").click()
    page.get_by_role("heading", name="还不能办理").wait_for()
    page.get_by_label("理由").fill("本人不转出")
    page.get_by_role("button", name="答复").click()
    page.get_by_text("已答复。").wait_for()
    assert page.get_by_text("本人不转出").is_visible()
    page.goto("/")
    assert page.get_by_text("待答复的组织关系核对").count() == 0


PAGES = (
    "/members/", "/members/new/", "/members/export/", "/members/requests/", "/members/requests/?side=asked",
    "/members/requests/{request}/answer/", "{card}", "{card}change/", "{card}correct/", "{card}post/", "{card}move/",
    "{card}leave/", "{card}share/", "{card}?on=2019-12-31",
)  # fmt: skip


def test_every_page_fits_its_width_and_is_accessible(page: Any, cast: Cast) -> None:
    request = asked_for(cast)
    card = at(request.person_id)
    for address in PAGES:
        page.goto(address.format(card=card, request=request.uuid))
        assert serious(page) == [], address
        assert fits(page, 1440, 1280, 390), address
        page.set_viewport_size({"width": 390, "height": 844})
        assert serious(page) == [], (address, 390)
        page.set_viewport_size({"width": 1440, "height": 900})
        assert MOBILE not in page.content() and number(1) not in page.content()
