"""What is done about members from their pages: entered, changed, moved, let go, taking part; asked for and answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.commands.members.roll import number
from tests.web.members.people import LIST, MOBILE, asked_for, at, enrolled, foreign_branch, public, second_branch
from tests.web.offices import attach, enter, filled, sent, sit_down

from shuniu.models import (
    Employment,
    Entry,
    Membership,
    MembershipRequest,
    Participation,
    Particulars,
    Person,
    Post,
    Unit,
)

NEW, REQUESTS = LIST + "new/", LIST + "requests/"
ASKED = "该党员的组织关系由其他党组织管理，已发出核对请求。"
SINCE = "2019-03-01"
ON = date(2019, 3, 1)


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def told(client: Client, answer: Any) -> str:
    """The page to which the act leads on."""
    assert answer.status_code == 302, answer.content.decode()
    return str(client.get(answer["Location"]).content.decode())


def now(model: Any, person: int, on: date = ON) -> Any:
    return model.objects.get(person=person, retracted__isnull=True, period__contains=on)


def latest_act() -> str:
    return str(Entry.objects.order_by("-id").values_list("act", flat=True)[0])


class TestEntering:
    @pytest.mark.req("I01")
    def test_a_secretary_enters_a_member_of_the_branch(self, cast: Cast) -> None:
        (unit,) = enter(cast, "澄川市阿岚学会")
        attach(cast, [unit], cast.joint)
        clerk = sit_down(cast.secretary)
        code = Unit.objects.get(pk=unit).code
        page = told(
            clerk,
            sent(
                clerk, NEW, party_organization="branch", name="李 党员", sex="female", born="1980-01", education="21",
                number=number(2).lower(), mobile="154-0000-0002", state="full", admitted_on="2005-07-01",
                full_member_on="2006", status="normal", unit=code, position="会计",
                post="group_leader", since=SINCE,
            ),
        )  # fmt: skip
        assert "已登记。" in page and "李党员" in page
        person = Person.objects.get().pk
        held, particulars = now(Membership, person), now(Particulars, person)
        assert (held.state, held.full_member_precision, held.admitted_precision) == ("full", "year", "day")
        assert (particulars.born_on, particulars.born_precision) == (date(1980, 1, 1), "month")
        assert particulars.citizen_number is not None and particulars.mobile is not None
        assert (now(Employment, person).unit_id, now(Post, person).post) == (unit, "group_leader")

    @pytest.mark.req("I13")
    def test_who_only_takes_part_has_no_membership_here(self, cast: Cast, client: Client) -> None:
        sent(client, NEW, party_organization="branch", name="甲党员", relation="shares", since=SINCE)
        person = Person.objects.get().pk
        assert now(Participation, person).party_organization_id == cast.branch
        assert not Membership.objects.exists()
        answer = sent(client, NEW, party_organization="branch", name="乙", relation="shares", state="full", since=SINCE)
        assert answer.status_code == 422 and Person.objects.count() == 1

    def test_what_the_law_objects_to_stands_at_its_field_and_nothing_is_lost(self, cast: Cast, client: Client) -> None:
        answer = sent(client, NEW, party_organization="branch", name="甲党员", number="110101198001010011", since=SINCE)
        page = answer.content.decode()
        assert answer.status_code == 422 and "公民身份号码有误。" in page and 'value="甲党员"' in page
        assert not Person.objects.exists()

    @pytest.mark.parametrize("day", ["2010-13", "某年", "2010.1", "2010-07-01-02"])
    def test_a_day_that_is_none_is_asked_for_again(self, cast: Cast, client: Client, day: str) -> None:
        answer = sent(client, NEW, party_organization="branch", name="甲党员", admitted_on=day, since=SINCE)
        assert answer.status_code == 422 and "日期请写成" in answer.content.decode()

    def test_only_rolls_of_ones_own_are_offered_and_taken(self, cast: Cast) -> None:
        second_branch(cast)
        foreign_branch(cast)
        clerk = sit_down(cast.branch_secretary)
        page = clerk.get(NEW).content.decode()
        assert "澄笙学会" in page and "阿岚学会" not in page and "白榆学会" not in page
        for code in ("second", "foreign", "joint"):
            assert sent(clerk, NEW, party_organization=code, name="甲", since=SINCE).status_code == 422
        assert not Person.objects.exists()

    def test_who_stands_in_the_own_roll_is_linked(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", start=1)
        answer = sent(client, NEW, party_organization="branch", name="同一人", number=number(1), since=SINCE)
        page = answer.content.decode()
        assert answer.status_code == 422 and "名册中已有这名党员。" in page and f'href="{at(person)}"' in page

    def test_whoever_another_office_holds_is_asked_for_and_nothing_else_is_told(self, cast: Cast) -> None:
        (person,) = enrolled(cast, "张本名", start=1)
        foreign_branch(cast)
        asking = sit_down(cast.outsider)
        answer = sent(asking, NEW, party_organization="foreign", name="张某", number=number(1), since=SINCE)
        page = told(asking, answer)
        assert ASKED in page and "张某" in page
        for secret in ("张本名", public(person), "澄笙", "澄川市"):
            assert secret not in page
        assert asking.get(at(person)).status_code == 404
        assert Membership.objects.filter(person=person).count() == 1 and Person.objects.count() == 1

    def test_nobody_is_entered_for_a_past_ledger_day_page(self, client: Client) -> None:
        assert NEW not in client.get(LIST + "?on=2019-01-01").content.decode()
        assert client.get(NEW + "?on=2019-01-01").status_code == 409


class TestChanging:
    def test_a_change_counts_from_its_day_and_keeps_the_rest(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", start=1, position="干事")
        before = bytes(now(Particulars, person).citizen_number)
        lost = {"lost_contact": "1", "lost_contact_on": "2018-12"}
        page = told(client, sent(client, at(person, "change"), education="14", position="主管", since=SINCE, **lost))
        assert "已变更。" in page and "失去联系" in page
        assert (now(Particulars, person).education, now(Particulars, person, date(2019, 2, 28)).education) == (
            "14",
            "21",
        )
        assert bytes(now(Particulars, person).citizen_number) == before
        assert (now(Membership, person).lost_contact, now(Membership, person).lost_contact_precision) == (True, "month")
        assert (now(Employment, person).position, now(Membership, person).state) == ("主管", "full")

    def test_a_mobile_is_replaced_and_deleted(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", start=1)
        sent(client, at(person, "change"), mobile="15400000009", since=SINCE)
        shown = client.post(at(person, "number"), {"field": "mobile", "purpose": "联系"}).content.decode()
        assert "15400000009" in shown and MOBILE not in shown
        sent(client, at(person, "change"), forget_mobile="on", since="2019-04-01")
        assert now(Particulars, person, date(2019, 4, 1)).mobile is None

    def test_a_correction_keeps_the_days(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员")
        page = told(client, sent(client, at(person, "correct"), name="贾党员", admitted_on="2009"))
        assert "已更正" in page and "贾党员" in page
        held = now(Membership, person, date(2018, 1, 1))
        assert (held.admitted_on, held.admitted_precision) == (date(2009, 1, 1), "year")

    def test_what_another_clerk_changed_meanwhile_is_not_written_over(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", post="group_leader", position="干事")
        second_branch(cast)
        other = sit_down(cast.secretary)
        forms = {
            "change": ({"education": "14"}, {"education": "11"}),
            "correct": ({"state": "probationary", "full_member_on": ""}, {"state": ""}),
            "post": ({"post": ""}, {"post": "group_leader"}),
            "move": ({"party_organization": "second"}, {"party_organization": "second"}),
            "leave": ({"why": "died"}, {"why": "moved_out"}),
        }
        for act, (first, second) in forms.items():
            opened = filled(client, at(person, act), **second)
            assert sent(client if act in ("move", "leave") else other, at(person, act), **first).status_code == 302, act
            lines = Entry.objects.count()
            # Who is gone altogether has no such page any more.
            assert client.post(at(person, act), opened).status_code == (403 if act == "leave" else 409), act
            assert Entry.objects.count() == lines

    def test_a_post_begins_and_ends(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员")
        assert "党内职务已登记。" in told(client, sent(client, at(person, "post"), post="group_leader", since=SINCE))
        assert now(Post, person).post == "group_leader"
        sent(client, at(person, "post"), post="", since="2020-01-01")
        assert not Post.objects.filter(retracted__isnull=True, period__contains=date(2020, 1, 1)).exists()

    @pytest.mark.req("J03")
    def test_who_leads_is_neither_put_down_nor_ended_on_the_card(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", post="secretary")
        assert sent(client, at(person, "post"), post="deputy_secretary", since=SINCE).status_code == 422
        refused = sent(client, at(person, "post"), post="", since=SINCE)
        assert refused.status_code == 422
        assert "书记、副书记、委员不在党员名册中登记或者结束。" in refused.content.decode()
        assert now(Post, person).post == "secretary"
        entered = sent(client, NEW, party_organization="branch", name="乙党员", post="secretary", since=SINCE)
        assert entered.status_code == 422 and Person.objects.count() == 1


class TestMoving:
    @pytest.mark.req("I01")
    def test_a_member_is_moved_between_rolls(self, cast: Cast, client: Client) -> None:
        second = second_branch(cast)
        (person,) = enrolled(cast, "甲党员", post="secretary")
        page = told(client, sent(client, at(person, "move"), party_organization="second", since=SINCE))
        assert "组织关系已转接。" in page
        assert now(Membership, person).party_organization_id == second
        assert not Post.objects.filter(retracted__isnull=True, period__contains=ON).exists()

    def test_a_move_out_of_reach_is_not_taken(self, cast: Cast) -> None:
        second_branch(cast)
        (person,) = enrolled(cast, "甲党员")
        secretary = sit_down(cast.branch_secretary)
        assert sent(secretary, at(person, "move"), party_organization="second", since=SINCE).status_code == 422
        assert now(Membership, person).party_organization_id == cast.branch

    def test_a_relation_ends_and_the_member_can_come_back(self, cast: Cast, client: Client) -> None:
        (person,) = enrolled(cast, "甲党员", position="干事")
        page = told(client, sent(client, at(person, "leave"), why="moved_out", since=SINCE))
        assert "组织关系已结束。" in page and "结束：转出" in page
        assert not Membership.objects.filter(retracted__isnull=True, period__contains=ON).exists()
        assert client.get(at(person, "leave")).status_code == 403
        sent(client, at(person, "move"), party_organization="branch", since="2020-01-01")
        assert now(Membership, person, date(2020, 1, 1)).state == "full"

    @pytest.mark.req("I13")
    def test_taking_part_begins_and_ends(self, cast: Cast, client: Client) -> None:
        second = second_branch(cast)
        (person,) = enrolled(cast, "甲党员")
        page = told(client, sent(client, at(person, "share"), party_organization="second", since=SINCE))
        assert "参加组织生活已登记。" in page and "中共澄川市阿岚学会支部委员会" in page
        assert now(Participation, person).party_organization_id == second
        sent(client, at(person, "share"), way="end", party_organization="second", since="2020-01-01")
        assert not Participation.objects.filter(retracted__isnull=True, period__contains=date(2020, 1, 1)).exists()
        home = sent(client, at(person, "share"), party_organization="branch", since=SINCE)
        assert home.status_code == 422 and "不另记参加组织生活" in home.content.decode()


class TestRequests:
    def test_both_sides_see_their_own_and_the_answer(self, cast: Cast, client: Client) -> None:
        request = asked_for(cast)
        asking = sit_down(cast.outsider)
        home = client.get("/").content.decode()
        assert "待答复的组织关系核对：1 件" in home
        ours = client.get(REQUESTS).content.decode()
        assert "甲某某" in ours and "甲党员" in ours and "中共砚溪市白榆学会支部委员会" in ours
        theirs = asking.get(REQUESTS + "?side=asked").content.decode()
        assert "甲某某" in theirs and "甲党员" not in theirs and "澄笙" not in theirs
        where = f"{REQUESTS}{request.uuid}/answer/"
        assert asking.get(where).status_code == 404
        declined = sent(client, where, answer="0", since="2020-01-01")
        assert declined.status_code == 422 and "请写明不同意的理由。" in declined.content.decode()
        told(client, sent(client, where, answer="0", reason="本人不转出", since="2020-01-01"))
        theirs = asking.get(REQUESTS + "?side=asked").content.decode()
        assert "不同意" in theirs and "本人不转出" in theirs
        assert "近 30 天收到答复的组织关系核对：1 件" in asking.get("/").content.decode()
        assert "待答复的组织关系核对" not in client.get("/").content.decode()
        assert client.get(where).status_code == 404
        assert "本人不转出" in client.get(REQUESTS).content.decode()

    def test_granted_the_relation_goes_on_there_and_the_card_with_it(self, cast: Cast, client: Client) -> None:
        request = asked_for(cast)
        sent(client, f"{REQUESTS}{request.uuid}/answer/", answer="1", since="2020-01-01")
        asking = sit_down(cast.outsider)
        theirs = asking.get(REQUESTS + "?side=asked").content.decode()
        assert f'href="{at(request.person_id)}"' in theirs
        assert asking.get(at(request.person_id)).status_code == 200
        assert client.get(at(request.person_id)).status_code == 404
        assert "同意转入" in client.get(REQUESTS).content.decode()

    def test_only_the_asking_office_withdraws(self, cast: Cast, client: Client) -> None:
        request = asked_for(cast)
        where = f"{REQUESTS}{request.uuid}/withdraw/"
        assert client.get(where).status_code == 404
        asking = sit_down(cast.outsider)
        assert "已撤回。" in told(asking, sent(asking, where))
        assert MembershipRequest.objects.get().state == "withdrawn"
        assert asking.get(where).status_code == 404
        assert "甲某某" not in client.get(REQUESTS).content.decode()

    def test_an_answer_to_what_was_settled_meanwhile_writes_nothing(self, cast: Cast, client: Client) -> None:
        request = asked_for(cast)
        where = f"{REQUESTS}{request.uuid}/answer/"
        opened = filled(client, where, answer="1", since="2020-01-01")
        asking = sit_down(cast.outsider)
        sent(asking, f"{REQUESTS}{request.uuid}/withdraw/")
        assert client.post(where, opened).status_code == 404
        assert latest_act() == "membership.withdraw"
