"""The pages of an organization's own renewal, and the list of those that do not go together with their branch."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from tests.cast import Cast
from tests.web.offices import attach, cover, enter, public, sent, sit_down

from shuniu.access import Actor
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.commands.sync.renewals import RenewalOf, set_renewals
from shuniu.models import Renewal, RenewalOpinion
from shuniu.policy.words.accounts import Role
from shuniu.queries.sync.diverging import diverging

DUE = "2021-06-01"


@pytest.fixture
def unit(cast: Cast) -> int:
    made, *_ = several = enter(cast, "澄川市阿岚学会", "澄川市白榆学会", "澄川市苍梧学会")
    attach(cast, several, cast.joint)
    cover(cast, [made], cast.branch)
    term = TermOfCommittee(party_organization=cast.branch, begins_on=date(2018, 1, 1), ends_on=date(2027, 1, 1))
    record_terms(cast.act(), [term])
    return made


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.mark.req("F03")
def test_the_day_is_put_down_and_compared(cast: Cast, unit: int, client: Client) -> None:
    page = f"/organizations/{public(unit)}/renewal/"
    assert "换届日期：澄川市阿岚学会" in client.get(page).content.decode()
    assert sent(client, page, due_on="2027-02-01", source="章程第二十一条").status_code == 302
    assert Renewal.objects.get(unit=unit).due_on == date(2027, 2, 1)
    shown = client.get(page).content.decode()
    assert "相差31天" in shown and "原文未明示" in shown
    listed = client.get("/figures/reports/?node=top&report=renewals").content.decode()
    assert "澄川市阿岚学会" in listed and "日期不同，是否算同步未定" in listed and "31" in listed
    assert b"".join(client.get("/figures/reports/export/?node=top&report=renewals").streaming_content)[:2] == b"PK"
    card = client.get(f"/organizations/{public(unit)}/").content.decode()
    assert "下次2027-02-01" in card and "章程第二十一条" in card


@pytest.mark.req("F03")
def test_the_organization_and_its_branch_find_the_door_and_put_the_day_down(cast: Cast, unit: int) -> None:
    page, card = f"/organizations/{public(unit)}/renewal/", f"/organizations/{public(unit)}/"
    own = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    for who, due in ((own, "2027-02-01"), (cast.branch_secretary, "2027-03-01")):
        theirs = sit_down(who)
        assert page in theirs.get(card).content.decode()
        assert sent(theirs, page, due_on=due, source="章程第二十一条").status_code == 302
        assert f"下次{due}" in theirs.get(card).content.decode()
    # The register stays with the office that keeps it.
    assert sit_down(own).get(f"/organizations/{public(unit)}/change/").status_code == 403
    assert sit_down(cast.outsider).get(page).status_code == 404


@pytest.mark.req("F03")
def test_what_cannot_be_compared_is_a_number_that_opens_its_organizations(
    cast: Cast, unit: int, client: Client
) -> None:
    here = "/figures/reports/?node=top&report=renewals"
    cover(cast, [unit + 1], cast.branch)
    renewed(cast, unit + 1, date(2027, 2, 1))
    told = client.get(here).content.decode()
    (address,) = re.findall(r'href="([^"]*)">本单位换届日期未登记的 1 家<', told)
    listed = client.get(html.unescape(address)).content.decode()
    assert "澄川市阿岚学会" in listed and "澄川市白榆学会" not in listed
    assert f"/organizations/{public(unit)}/?tab=party" in listed and "日期不同的 1 家" in listed
    (taken,) = re.findall(r'href="([^"]*)" download', listed)
    assert "without=unit" in taken
    assert b"".join(client.get(html.unescape(taken)).streaming_content)[:2] == b"PK"


def test_a_refusal_stands_on_the_page(unit: int, client: Client) -> None:
    page = f"/organizations/{public(unit)}/renewal/"
    answer = sent(client, page, held_on="2020-01-01", due_on="2019-01-01", source="章程")
    assert answer.status_code == 422 and "下次换届应晚于上次换届。" in answer.content.decode()
    assert not Renewal.objects.exists()


@pytest.mark.req("F13")
def test_the_secretary_gives_the_opinion_from_the_card(cast: Cast, unit: int) -> None:
    secretary = sit_down(cast.branch_secretary)
    page = f"/organizations/{public(unit)}/renewal/opinion/"
    assert page in secretary.get(f"/organizations/{public(unit)}/").content.decode()
    assert "换届程序意见：澄川市阿岚学会" in secretary.get(page).content.decode()
    answer = sent(secretary, page, party_organization=str(cast.branch), renewal_on=DUE, opinion="with_remarks",
                  matters=["notice"])  # fmt: skip
    assert answer.status_code == 302
    row = RenewalOpinion.objects.get()
    assert (row.opinion, row.matters) == ("with_remarks", ["notice"])
    told = secretary.get(f"/organizations/{public(unit)}/").content.decode()
    assert "程序基本符合规定" in told and "会议通知" in told
    assert sit_down(cast.outsider).get(page).status_code == 404


def renewed(cast: Cast, unit: int, due_on: date) -> None:
    row = RenewalOf(unit=unit, held_on=None, due_on=due_on, source="章程第二十一条")
    set_renewals(cast.act(date(2020, 1, 1)), [row])


def alerts(cast: Cast, by: Actor) -> list[tuple[str, str]]:
    page = sit_down(by).get("/").content.decode()
    found = re.findall(r'<a class="task-name" href="([^"]*)">([^<]*换届与[^<]*)</a>', page)
    return [(html.unescape(address), words) for address, words in found]


@pytest.mark.req("F03")
def test_the_first_page_tells_both_sides_and_the_levels_above_that_the_days_differ(cast: Cast, unit: int) -> None:
    renewed(cast, unit, date(2027, 2, 1))
    organization = cast.actor_at(None, Role.ORGANIZATION_CLERK, unit)
    for who in (cast.branch_secretary, organization):
        ((address, words),) = alerts(cast, who)
        assert words == "澄川市阿岚学会换届与党组织届满日期不同，相差：31 天"
        card = sit_down(who).get(address).content.decode()
        # Both days, what is said of them, and the door to each side.
        assert "换届对照" in card and "2027-02-01" in card and "2027-01-01" in card and "相差31天" in card
        assert "负责人同步换届调整" in card
    branch = sit_down(cast.branch_secretary).get(alerts(cast, cast.branch_secretary)[0][0]).content.decode()
    assert "/party/of/branch/" in branch and f"/organizations/{public(unit)}/renewal/opinion/" in branch
    joint = sit_down(cast.secretary).get(f"/organizations/{public(unit)}/?tab=party").content.decode()
    assert f"/organizations/{public(unit)}/renewal/" in joint
    for above in (cast.secretary, cast.clerk):
        ((address, words),) = alerts(cast, above)
        # How many days still count as together no text says: it is told as undecided, and nothing is guessed.
        assert words == "换届与党组织届满日期不同、是否算同步未定的社会组织：1 家"
        listed = sit_down(above).get(address).content.decode()
        assert (
            "澄川市阿岚学会" in listed and f"/organizations/{public(unit)}/" in listed and "/party/of/branch/" in listed
        )
    assert alerts(cast, cast.outsider) == []


@pytest.mark.req("F03")
@pytest.mark.parametrize(("days", "told"), [(30, "换届与党组织任期不同步的社会组织：1 家"), (31, "")])
def test_what_the_office_has_decided_to_be_together_is_told_no_more(
    cast: Cast, unit: int, days: int, told: str
) -> None:
    renewed(cast, unit, date(2027, 2, 1))
    row = DecidedFigure(party_organization=cast.top, key="renewal.days_apart_max", value=days, decision="纪要3号")
    decide_figures(cast.act(date(2020, 1, 1)), [row])
    assert [words for _, words in alerts(cast, cast.clerk)] == ([told] if told else [])
    assert len(alerts(cast, cast.branch_secretary)) == (1 if told else 0)


def test_the_same_day_and_a_day_that_is_not_known_are_no_alert(cast: Cast, unit: int) -> None:
    assert alerts(cast, cast.clerk) == []
    renewed(cast, unit, date(2027, 1, 1))
    renewed(cast, unit + 1, date(2027, 3, 1))
    assert alerts(cast, cast.clerk) == alerts(cast, cast.branch_secretary) == []


def test_the_first_page_asks_as_much_for_one_as_for_three(cast: Cast, unit: int) -> None:
    cover(cast, [unit + 1, unit + 2], cast.branch)
    asked = []
    for more in ([unit], [unit + 1, unit + 2]):
        for one in more:
            renewed(cast, one, date(2027, 2, 1))
        with CaptureQueriesContext(connection) as queries:
            assert diverging(cast.clerk, localdate())
        asked.append(len(queries))
    assert asked == [7, 7]


@pytest.mark.req("D23")
def test_joint_ones_are_told_over_the_months(cast: Cast, unit: int, client: Client) -> None:
    cover(cast, [unit + 1, unit + 2], cast.branch)
    page = client.get("/figures/reports/?node=top&report=joint").content.decode()
    assert "其中：2 至 5 家" in page and "大小联合的界线原文未明示" in page
    assert b"".join(client.get("/figures/reports/export/?node=top&report=joint").streaming_content)[:2] == b"PK"
