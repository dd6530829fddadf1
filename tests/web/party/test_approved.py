"""What goes to the level above stands first; what was approved on paper is put down with its document."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.offices import PAPER, code_number, enter, filled, sent, sit_down

from shuniu.commands.party.rename import Renaming, rename_party_organizations
from shuniu.models import Coverage, Entry, Naming, Placement

NAME = "中共澄川市澄笙研究会支部委员会"
HEADINGS = ["报上级党组织批准的调整", "登记已经批准的变化（补登）", "登记组建、任期和所在"]


@pytest.fixture
def client(cast: Cast) -> Client:
    return sit_down(cast.clerk)


def acts_shown(page: str) -> list[tuple[str, list[str]]]:
    """Each heading of the list of acts with the words below it."""
    sections = re.findall(r"<h2>([^<]+)</h2>\s*<dl class=\"facts\">(.*?)</dl>", page, re.DOTALL)
    return [(title, re.findall(r"<a [^>]*>([^<]+)</a>", acts)) for title, acts in sections]


class TestOrder:
    def test_the_case_stands_before_what_is_put_down(self, cast: Cast, client: Client) -> None:
        shown = acts_shown(client.get("/party/of/branch/?tab=acts").content.decode())
        assert [title for title, _ in shown[:3]] == HEADINGS
        assert shown[0][1][0] == "报批更名"
        assert shown[1][1] == ["更名", "改建", "合并", "分设", "撤销", "调整隶属", "覆盖单位"]

    def test_beside_the_heading_stand_cases_alone(self, cast: Cast, client: Client) -> None:
        page = client.get("/party/of/branch/").content.decode()
        assert "/cases/adjustments/of/branch/rename/" in page and "/cases/adjustments/of/branch/reattach/" in page
        assert not re.search(r"/party/of/branch/(rename|move|cover)/", page)


class TestAsking:
    @pytest.mark.parametrize("act", ["rename", "kind", "merge", "split", "dissolve", "move", "cover"])
    def test_each_asks_for_the_approver_and_the_number(self, cast: Cast, client: Client, act: str) -> None:
        given = filled(client, f"/party/of/branch/{act}/")
        assert {"approver", "document_number"} <= set(given)

    def test_without_them_nothing_is_written(self, cast: Cast, client: Client) -> None:
        (unit,) = enter(cast, "澄川市阿岚学会")
        lines = Entry.objects.count()
        for act, cells in (
            ("rename", {"name": NAME}),
            ("kind", {"kind": "general_branch"}),
            ("move", {"parent": str(cast.other)}),
            ("merge", {"into": str(cast.other)}),
            ("dissolve", {"sure": "on"}),
            ("cover", {"unit": code_number(0), "role": "host"}),
            ("split", {"name": NAME, "kind": "party_branch"}),
        ):
            answer = sent(client, f"/party/of/branch/{act}/", **cells)
            assert answer.status_code == 422, act
            assert answer.content.decode().count('class="errorlist"') == 2, act
        assert Entry.objects.count() == lines and not Coverage.objects.filter(unit=unit).exists()

    def test_a_refusal_names_the_way_of_what_is_not_approved(self, cast: Cast, client: Client) -> None:
        page = sent(client, "/party/of/branch/rename/", name=NAME).content.decode()
        assert "请填写批准文件的文号。" in page and "还没有批准的，办理报批，批复以后自动登记" in page

    def test_a_correction_is_not_asked(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/branch/rename/", name=NAME, correction="on")
        assert answer.status_code == 302
        held = Naming.objects.get(party_organization=cast.branch, retracted__isnull=True)
        assert held.name == NAME and held.recorded.reason == ""


class TestKept:
    def test_the_line_of_the_journal_says_who_approved_it(self, cast: Cast, client: Client) -> None:
        answer = sent(client, "/party/of/branch/move/", parent=str(cast.other), since="2020-06-01", **PAPER)
        assert answer.status_code == 302
        line = Placement.objects.get(party_organization=cast.branch, parent=cast.other).recorded
        said = f"批准机关：{PAPER['approver']}；文号：{PAPER['document_number']}"
        assert line.reason == said
        assert said in client.get(f"/settings/journal/{line.uuid}/").content.decode()

    def test_the_same_key_with_another_document_is_another_request(self, cast: Cast, client: Client) -> None:
        address = "/party/of/branch/rename/"
        given = filled(client, address, name=NAME, since="2020-06-01", **PAPER)
        assert client.post(address, given).status_code == 302
        assert client.post(address, given).status_code == 302, "sent twice it is done once"
        assert client.post(address, {**given, "document_number": "另一号"}).status_code == 409
        assert Naming.objects.filter(name=NAME).count() == 1

    def test_what_a_case_or_a_ledger_writes_is_not_asked(self, cast: Cast) -> None:
        row = Renaming(party_organization=cast.branch, name=NAME)
        assert rename_party_organizations(cast.act(date(2020, 6, 1)), [row]) == [cast.branch]
