"""Members' ledgers in the wizard: a contradiction is a question with an answer, new branches are put where one says."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.members.rolls import BRANCH, OTHER, export, exported, form, formed
from tests.web.offices import sit_down
from tests.web.test_imports import upload, write

from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.models import Membership, Naming, Particulars, Person, Placement

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


@pytest.fixture
def branch(cast: Cast) -> int:
    held = Naming.objects.filter(name=BRANCH).values_list("party_organization_id", flat=True).first()
    if held is not None:
        return held
    row = NewPartyOrganization(name=BRANCH, kind="party_branch", parent=cast.joint)
    return establish_party_organizations(cast.act(), [row])[0]


def answered(client: Client, address: str, word: str) -> str:
    """The clerk says whose word counts, of the one row that is asked about."""
    page = client.get(f"{address}?state=reject").content.decode()
    (mend,) = re.findall(r'action="([^"]*/mend/[^"]*)"', page)
    return client.post(mend.replace("&amp;", "&"), {"same_as": word}, follow=True).content.decode()


@pytest.mark.usefixtures("branch")
class TestContradiction:
    @pytest.fixture
    def second(self, client: Client) -> str:
        """The same two members in another file; of one it tells another day of admission."""
        write(client, upload(client, form(formed(1, "李党员"), formed(3, "王党员")))["Location"])
        assert Person.objects.count() == 2
        rows = exported(1, "李党员", admitted="2004-07-01"), exported(3, "王党员")
        return str(upload(client, export(*rows))["Location"])

    def test_is_asked_with_both_words_and_the_row_waits(self, client: Client, second: str) -> None:
        page = client.get(f"{second}?state=reject").content.decode()
        assert "写入 1 行" in page and "互相矛盾" in page
        assert "入党日期：名册为2005-07-01，台账为2004-07-01" in page
        assert "以名册为准，台账这几项不写入" in page and "以台账为准" in page
        assert Membership.objects.filter(retracted__isnull=True, admitted_on="2004-07-01").count() == 0

    @pytest.mark.req("I01")
    @pytest.mark.parametrize(("word", "day"), [("register", "2005-07-01"), ("ledger", "2004-07-01")])
    def test_the_answer_decides_and_the_rest_is_written(self, client: Client, second: str, word: str, day: str) -> None:
        assert "写入 2 行" in answered(client, second, word)
        assert "已写入 2 行" in write(client, second).content.decode()
        assert Person.objects.count() == 2
        person = Particulars.objects.filter(name="李党员").values("person")
        held = Membership.objects.filter(person__in=person, retracted__isnull=True)
        assert {str(row.admitted_on) for row in held} == {day}
        assert "2006-07-01" in {str(row.full_member_on) for row in held}

    def test_without_an_answer_only_the_other_row_is_written(self, client: Client, second: str) -> None:
        assert "已写入 1 行" in write(client, second).content.decode()
        assert Membership.objects.filter(retracted__isnull=True, admitted_on="2004-07-01").count() == 0

    def test_an_answer_can_be_taken_back(self, client: Client, second: str) -> None:
        answered(client, second, "ledger")
        page = client.get(f"{second}?state=changed").content.decode()
        assert "台账与名册互相矛盾的各项已有选定" in page
        mends = re.findall(r'action="([^"]*/mend/[^"]*)"', page)
        client.post(mends[0].replace("&amp;", "&"), {"same_as": ""}, follow=True)
        assert "写入 1 行" in client.get(second).content.decode()


class TestNewBranches:
    @pytest.fixture
    def waiting(self, client: Client, branch: int) -> str:
        return str(upload(client, form(formed(1, "李党员"), formed(3, "王党员", OTHER)))["Location"])

    def placed(self) -> list[Any]:
        return list(
            Placement.objects.filter(party_organization__namings__name=OTHER).values_list("parent_id", flat=True)
        )

    def test_are_named_before_and_put_nowhere_unasked(self, client: Client, waiting: str) -> None:
        page = client.get(waiting).content.decode()
        assert "自动建立这 1 个党支部" in page and f"<p>{OTHER}</p>" in page
        answer = write(client, waiting, create_missing="1").content.decode()
        assert "请写明自动建立的党支部放在哪个党组织之下" in answer
        assert not Person.objects.exists() and self.placed() == []
        answer = write(client, waiting, create_missing="1", under="没有这个党组织").content.decode()
        assert "没有找到党组织" in answer and not Person.objects.exists()

    def test_stand_where_the_clerk_says_and_are_told_afterwards(self, cast: Cast, client: Client, waiting: str) -> None:
        answer = write(client, waiting, create_missing="1", under="joint").content.decode()
        assert "已写入 2 行" in answer
        assert "建立了 1 个党支部" in answer and OTHER in answer and "没有写设立时间和组建方式" in answer
        assert self.placed() == [cast.joint]

    def test_nothing_is_written_before_it_is_said_whether_they_are_set_up(self, client: Client, waiting: str) -> None:
        page = client.get(waiting).content.decode()
        assert page.index("还没有登记的党支部（1 个）") < page.index("逐行结果")  # above the rows, however many
        answer = write(client, waiting, under="joint").content.decode()
        assert "没有写入。台账里有 1 个党支部还没有登记，请先选" in answer and "写入 2 行" in answer
        assert not Person.objects.exists()

    def test_where_they_are_not_set_up_their_members_are_left_out(self, client: Client, waiting: str) -> None:
        answer = write(client, waiting, create_missing="", under="joint").content.decode()
        assert "已写入 1 行" in answer and "有 1 行因引用的党组织或单位未登记而没有写入" in answer
        assert self.placed() == []

    def test_who_may_not_set_them_up_is_told_before(
        self, client: Client, waiting: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("shuniu.web.imports.batches.granted", lambda *_: False)
        page = client.get(waiting).content.decode()
        assert f"<p>{OTHER}</p>" in page and "这些党支部的党员不写入。党支部由上级综合党委登记" in page
        assert "create_missing" not in page
