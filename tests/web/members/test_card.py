"""The card of one member: what it tells on which day to whom, and numbers shown once for a purpose."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.commands.members.roll import ADMITTED, number
from tests.web.members.people import LIST, MOBILE, asked_for, at, enrolled, public, second_branch
from tests.web.offices import SINCE, enter, sent, sit_down

from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.move import Relocation, move_members
from shuniu.commands.members.participate import Part, begin_participation
from shuniu.models import Look, Person
from shuniu.models.secrecy import destroy_keys
from shuniu.policy.words.accounts import Role

QUESTIONS = 38
MOVED = date(2020, 1, 1)
FORBIDDEN, MISSING = 403, 404


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def page_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.req("I01")
def test_tells_what_the_roll_says_and_how_it_became_so(cast: Cast, client: Client) -> None:
    second = second_branch(cast)
    (person,) = enrolled(cast, "甲党员", start=1, post="secretary", position="秘书长")
    change_members(cast.act(date(2019, 1, 1)), [MemberChange(person=person, particulars={"education": "14"})])
    move_members(cast.act(MOVED), [Relocation(person=person, party_organization=second)])
    before, now = page_of(client, at(person), on="2018-06-01"), page_of(client, at(person))
    assert "大学本科毕业" in before and "书记" in before
    facts = now.partition("公民身份号码和手机")[0]
    assert "中共澄川市阿岚学会支部委员会" in facts and "硕士研究生毕业" in facts and "书记" not in facts
    past = now.partition("<h2>变动</h2>")[2]
    assert "中共澄川市澄笙学会支部委员会 · 正式党员" in past and "2018-01-01 至 2019-12-31" in past
    assert "已更正" not in past, "what was merely closed is no correction"


def test_a_correction_is_visible_as_one_also_of_the_number_alone(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    change_members(cast.act(SINCE), [MemberChange(person=person, number=number(9))], correction=True)
    assert page_of(client, at(person)).count("已更正") == 1


def test_numbers_are_masked_and_shown_once_for_a_purpose(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    card = page_of(client, at(person))
    assert number(1) not in card and MOBILE not in card and card.count("已登记") >= 2
    where = at(person, "number")
    for field, secret in (("citizen_number", number(1)), ("mobile", MOBILE)):
        answer = client.post(where, {"field": field, "purpose": "开具介绍信"})
        assert answer.status_code == 200 and secret in answer.content.decode()
        assert answer["Cache-Control"] == "no-store" and "Location" not in answer
    looks = Look.objects.exclude(field="card").values_list("subject_kind", "subject", "field", "purpose")
    assert {str(look[1]) for look in looks} == {public(person)}
    assert {look[2] for look in looks} == {"citizen_number", "mobile"}
    assert number(1) not in page_of(client, at(person)), "asked once, shown once"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"field": "citizen_number", "purpose": " "}, 422),
        ({"field": "number_index", "purpose": "开具介绍信"}, 422),
        ({"purpose": "开具介绍信"}, 422),
    ],
)
def test_no_number_without_a_purpose_or_of_another_kind(
    cast: Cast, client: Client, given: dict[str, str], status: int
) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    answer = client.post(at(person, "number"), given)
    assert answer.status_code == status and number(1) not in answer.content.decode()
    assert not Look.objects.exists()


def test_a_number_whose_key_was_destroyed_is_there_no_more(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    destroy_keys(Person.objects.filter(pk=person).values_list("key", flat=True))
    assert "查看号码" not in page_of(client, at(person))
    answer = client.post(at(person, "number"), {"field": "mobile", "purpose": "开具介绍信"}).content.decode()
    assert "名册中没有这项号码。" in answer and not Look.objects.exclude(field="card").exists()


def test_who_shares_the_life_of_a_branch_is_read_there_without_numbers(cast: Cast, client: Client) -> None:
    second = second_branch(cast)
    (person,) = enrolled(cast, "甲党员", start=1)
    begin_participation(cast.act(SINCE), [Part(person=person, party_organization=second)])
    host = sit_down(cast.actor_at(second, Role.BRANCH_SECRETARY))
    card = page_of(host, at(person))
    assert "甲党员" in card and "查看号码" not in card and "管辖范围以外的党组织" in card and "澄笙" not in card
    assert host.post(at(person, "number"), {"field": "mobile", "purpose": "联系"}).status_code == FORBIDDEN
    assert [host.get(at(person, act)).status_code for act in ("change", "move", "leave", "post")] == [FORBIDDEN] * 4
    assert host.get(at(person, "share")).status_code == 200


def test_who_is_out_of_reach_is_as_if_not_there(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    (unit,) = enter(cast, "澄川市阿岚学会")
    others = [
        cast.outsider,
        cast.actor_at(None, Role.ORGANIZATION_CLERK, unit),
        cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK),
    ]
    for actor in others:
        office = sit_down(actor)
        for act in ("", "change", "correct", "post", "move", "leave", "share"):
            assert office.get(at(person, act)).status_code == MISSING
        assert office.post(at(person, "number"), {"field": "mobile", "purpose": "联系"}).status_code == MISSING
    assert not Look.objects.exists()


def test_opening_is_kept_once_for_each_account_member_and_day(cast: Cast, client: Client) -> None:
    first, second = enrolled(cast, "甲党员", "乙党员")
    other = sit_down(cast.branch_secretary)
    for _ in range(2):
        for one in (first, second):
            client.get(at(one))
        other.get(at(first))
        client.get(LIST)
    kept = Look.objects.filter(subject_kind="member", field="card")
    assert sorted(str(subject) for subject in kept.values_list("subject", flat=True)) == sorted(
        [public(first), public(first), public(second)]
    )
    auditor = sit_down(cast.actor_at(cast.top, Role.AUDIT_ADMINISTRATOR))
    page = page_of(auditor, "/settings/journal/looks/")
    assert page.count("党员信息卡") == 3 and "甲党员" not in page


def test_requests_about_a_member_stand_on_the_card_of_whoever_keeps_the_roll(cast: Cast, client: Client) -> None:
    request = asked_for(cast)
    card = page_of(client, at(request.person_id))
    assert "组织关系核对" in card and "中共砚溪市白榆学会支部委员会" in card and "待答复" in card
    assert f"/members/requests/{request.uuid}/answer/" in card
    assert "/answer/" not in page_of(client, at(request.person_id), on="2019-06-01")


def test_a_line_of_the_journal_leads_to_the_card(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1)
    card = page_of(client, at(person))
    entry = card.partition('href="/settings/journal/')[2].partition('"')[0]
    page = page_of(client, f"/settings/journal/{entry}")
    assert f'href="{at(person)}"' in page and number(1) not in page and MOBILE not in page


def test_one_and_many_facts_ask_the_same_number_of_questions(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    second = second_branch(cast)
    (unit,) = enter(cast, "澄川市阿岚学会")
    (person,) = enrolled(cast, "甲党员", start=1, unit=unit, position="干事", post="secretary")
    begin_participation(cast.act(SINCE), [Part(person=person, party_organization=second)])
    client.get(at(person))
    with django_assert_num_queries(QUESTIONS):
        client.get(at(person))
    for place in range(6):
        row = MemberChange(
            person=person,
            particulars={"education": ("14", "21")[place % 2]},
            membership=ADMITTED | {"moved_to": f"流向{place}"},
            post=("", "secretary")[place % 2],
        )
        change_members(cast.act(date(2019, 1 + place, 1)), [row])
    with django_assert_num_queries(QUESTIONS):
        client.get(at(person))


def test_a_form_as_it_is_shown_changes_nothing(cast: Cast, client: Client) -> None:
    (person,) = enrolled(cast, "甲党员", start=1, post="secretary")
    for act in ("change", "correct", "post"):
        answer = sent(client, at(person, act))
        assert "没有变化" in client.get(answer["Location"]).content.decode(), act
