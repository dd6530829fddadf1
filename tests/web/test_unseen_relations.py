"""What begins and ends, and what is set for a while: done by another clerk meanwhile, it is not done over unseen."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from psycopg.types.range import DateRange
from tests.cast import Cast
from tests.web.offices import PAPER, SINCE, attach, enter, filled, public, sent, sit_down
from tests.web.test_unseen import body, branch, instructor, organization
from tests.web.unseen import SAID, Case, Fields, not_written_over

from shuniu.commands.instructors.posting import Sending, post_instructors
from shuniu.commands.packs.decide import DecidedFigure, decide_figures
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.models import Coverage, Entry, Instructor, Jurisdiction, LocalFigure, Region, Unit
from shuniu.policy.words import CoverageRole
from shuniu.policy.words.accounts import Role

UNIT = "澄川市阿岚学会"
KEY = "organizations.priority_staff_threshold"


def member(cast: Cast) -> str:
    organization(cast)
    return "/party/of/branch/"


def covered(cast: Cast) -> str:
    member(cast)
    cover_units(cast.act(SINCE), [Covering(party_organization=cast.branch, unit=Unit.objects.get().pk)])
    return "/party/of/branch/"


def committee(cast: Cast) -> str:
    organization(cast)
    return "/party/of/joint/"


def district(cast: Cast) -> str:
    days = DateRange(date(2010, 1, 1), None)
    Region.objects.create(code="530102", name="澄东区", level="county", parent="", period=days)
    enter(cast, UNIT, region="530102")
    return "/party/of/joint/"


def supervised(cast: Cast) -> str:
    (unit,) = enter(cast, UNIT, mode="dual_administration")
    return f"/organizations/{public(unit)}/"


def decided(cast: Cast) -> str:
    decide_figures(cast.act(SINCE), [DecidedFigure(party_organization=cast.top, key=KEY, value=40, decision="甲")])
    return f"/settings/texts/{KEY}/"


def figures(cast: Cast) -> str:
    return "/settings/targets/"


def reports(cast: Cast) -> str:
    return "/settings/reported/"


def posted(cast: Cast) -> str:
    address = instructor(cast)
    (unit,) = enter(cast, UNIT)
    post_instructors(cast.act(SINCE), [Sending(instructor=Instructor.objects.get().pk, unit=unit)])
    return address


def pooled(cast: Cast) -> str:
    instructor(cast)
    enter(cast, UNIT)
    return "/party/instructors/"


def unit(**more: str) -> Fields:
    return {"unit": UNIT, **more}


def on_paper(**more: str) -> Fields:
    return {**unit(**more), **PAPER}


def target(points: str) -> Fields:
    return {"measure": "organization_coverage", "baseline": "30", "points": points, "due_on": "2030-01-01",
            "source": "工作报告"}  # fmt: skip


def reported(value: str) -> Fields:
    return {"figure": "law_firms_covered", "numerator": value, "denominator": "9", "source": "年报"}


def heads(members: str) -> Fields:
    return {"as_of": "2020-01-01", "source": "报表", "members": members}


def sent_to(number: str) -> Fields:
    return unit(document_number=number, instructor="the one")


TYPED = f'value="{UNIT}"'
CASES = [
    Case(member, "cover", on_paper(role="member"), on_paper(role="host"), TYPED),
    Case(covered, "cover", on_paper(way="uncover", since="2020-06-01"),
         on_paper(way="uncover", since="2020-01-01"), TYPED),
    Case(covered, "cover", on_paper(way="uncover", since="2018-01-01"), on_paper(role="member"), TYPED),
    Case(member, "seat", unit(role="host", since="2020-06-01"), unit(role="host", since="2020-01-01"), TYPED),
    Case(member, "seat", unit(role="host", since="2020-06-01"), unit(role="host", way="end"), TYPED),
    Case(branch, "term", {"begins_on": "2020-01-01"}, {"begins_on": "2020-02-01"}, 'value="2020-02-01"'),
    Case(branch, "merge", {"name": "中共甲支部委员会", **PAPER}, {"into": "other", **PAPER}, " selected", by="rename"),
    Case(branch, "dissolve", {"name": "中共甲支部委员会", **PAPER}, {"sure": "on", **PAPER}, " checked", by="rename"),
    Case(committee, "guide", unit(clause="甲"), unit(clause="乙单位"), 'value="乙单位"'),
    Case(committee, "guide", unit(clause="甲"), unit(way="end"), TYPED),
    Case(committee, "plan", {"subtype": "trade_association", "cell": "茶业", "unit": ""},
         unit(subtype="trade_association", cell="茶业"), TYPED),
    Case(district, "locality", {"region": "530102", "since": "2020-06-01"},
         {"region": "530102", "since": "2020-01-01"}, " selected"),
    Case(organization, "guide", {"party_organization": "other", "clause": "甲"},
         {"party_organization": "other", "clause": "乙单位"}, 'value="乙单位"'),
    Case(organization, "strike-off", {"way": "abnormal"}, {"way": "strike_off"}, " checked"),
    Case(organization, "head-count", heads("5"), heads("6"), 'value="6"'),
    Case(organization, "change", heads("5"), heads("6"), 'value="6"', by="head-count"),
    Case(organization, "work-coverage", {"instrument": "trade_union", "note": "甲"},
         {"instrument": "trade_union", "note": "乙说明"}, 'value="乙说明"'),
    Case(supervised, "decouple", {"street": "澄东街道"}, {"party_organization": "other", "clause": "甲文件"},
         'value="甲文件"', by="change"),
    Case(supervised, "decouple", {"way": "choose", "party_organization": "joint"},
         {"party_organization": "other", "clause": "甲文件"}, 'value="甲文件"', by="attach"),
    Case(decided, "withdraw", {"value": "60", "decision": "第二次会议"}, {"since": "2020-03-01"},
         'value="2020-03-01"', by="decide"),
    Case(figures, "new", target("5"), target("6"), 'value="6"'),
    Case(reports, "new", reported("5"), reported("6"), 'value="6"'),
    Case(body, "abolish", {"name": "澄川市文旅局"}, {"since": "2020-03-01"}, 'value="2020-03-01"', by="rename"),
    Case(instructor, "leave", {"home_unit": "甲单位"}, {"sure": "on"}, " checked", by="change"),
    Case(posted, "end", {"unit": "the one", "since": "2031-01-01"}, {"unit": "the one"}, " selected"),
    Case(pooled, "post", sent_to("甲"), sent_to("乙〔2020〕1号"), "乙〔2020〕1号"),
]  # fmt: skip


@pytest.fixture
def first(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def second(cast: Cast) -> Client:
    return sit_down(cast.actor_at(cast.top, Role.COMMITTEE_CLERK))


def known(case: Case, cast: Cast) -> Case:
    """The same with the keys of the one instructor and the one unit, which only the database knows."""
    place = case.place(cast)
    keys = {"instructor": Instructor, "unit": Unit}

    def filled_in(fields: Fields) -> Fields:
        return {
            name: str(keys[name].objects.get().pk) if value == "the one" else value for name, value in fields.items()
        }

    return Case(lambda _: place, case.act, filled_in(case.second), filled_in(case.first), case.kept, by=case.by)


@pytest.mark.django_db
@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_another_clerk_began_or_ended_meanwhile_is_not_done_over(
    case: Case, cast: Cast, first: Client, second: Client
) -> None:
    not_written_over(known(case, cast), cast, first, second)


@pytest.mark.django_db
def test_what_became_of_another_unit_meanwhile_stands_in_nobodys_way(cast: Cast, first: Client, second: Client) -> None:
    attach(cast, enter(cast, UNIT, "澄川市白榆学会"), cast.joint)
    address = "/party/of/branch/cover/"
    opened = filled(first, address, **on_paper(role="host"))
    assert sent(second, address, unit="澄川市白榆学会", role="member", **PAPER).status_code == 302
    assert first.post(address, opened).status_code == 302
    assert Coverage.objects.filter(retracted__isnull=True).count() == 2


@pytest.mark.django_db
def test_a_unit_that_was_attached_elsewhere_meanwhile_is_not_split_off(
    cast: Cast, first: Client, second: Client
) -> None:
    (key,) = enter(cast, UNIT)
    attach(cast, [key], cast.joint)
    address = "/party/of/joint/split/"
    new = {
        "name": "中共澄川市科技领域第二联合委员会",
        "kind": "joint_committee",
        "responsible_for": [str(key)],
        **PAPER,
    }
    opened = filled(first, address, **new)
    elsewhere = {"way": "choose", "party_organization": str(cast.other), "since": "2031-01-01"}
    assert sent(second, f"/organizations/{public(key)}/attach/", **elsewhere).status_code == 302
    lines = Entry.objects.count()
    answer = first.post(address, opened)
    assert answer.status_code == 409 and SAID in answer.content.decode()
    assert Entry.objects.count() == lines
    held = Jurisdiction.objects.filter(retracted__isnull=True, unit=key)
    assert set(held.values_list("party_organization", flat=True)) == {cast.joint, cast.other}


@pytest.mark.django_db
def test_withdrawing_ends_later_decisions_too_and_says_so(cast: Cast, first: Client) -> None:
    address = f"{decided(cast)}withdraw/"
    later = DecidedFigure(party_organization=cast.top, key=KEY, value=60, decision="乙")
    decide_figures(cast.act(date(2031, 1, 1)), [later])
    assert "已登记的以后的决定一并撤回" in first.get(address).content.decode()
    assert sent(first, address, since="2020-01-01").status_code == 302
    assert LocalFigure.objects.get(retracted__isnull=True).period.upper == date(2020, 1, 1)


@pytest.mark.django_db
def test_what_begins_later_is_said_before_it_is_cancelled_and_agreed_to_in_the_form(cast: Cast, first: Client) -> None:
    address = f"{covered(cast)}cover/"
    again = Covering(party_organization=cast.branch, unit=Unit.objects.get().pk, role=CoverageRole.MEMBER)
    cover_units(cast.act(date(2031, 1, 1)), [again])
    assert "以后开始的一并取消" not in first.get(address).content.decode()
    opened = filled(first, address, **on_paper(way="uncover", since="2020-01-01"))
    answer = first.post(address, opened)
    page = answer.content.decode()
    assert answer.status_code == 422 and "另有登记自2031-01-01起" in page
    box = re.search(r'<input type="checkbox" name="later_too"[^>]*>', page)
    assert box is not None and "checked" not in box[0] and "以后开始的一并取消" in page
    assert Coverage.objects.filter(retracted__isnull=True).count() == 2
    assert first.post(address, {**opened, "later_too": "on"}).status_code == 302
    assert Coverage.objects.get(retracted__isnull=True).period.upper == date(2020, 1, 1)


@pytest.mark.django_db
def test_the_wrong_day_is_marked_at_the_day(cast: Cast, first: Client) -> None:
    answer = sent(first, f"{covered(cast)}cover/", **on_paper(way="uncover", since="2017-01-01"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "在2017-01-01还没有开始" in page and "登记自2018-01-01起" in page
    assert 'aria-invalid="true"' in page.rpartition('name="since"')[2].partition(">")[0]
