"""The annual table, the list of differences and taking over what is reported: each in front of a browser."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.cast import Cast
from tests.web.figures.test_pages import sheet_of
from tests.web.offices import attach, code_number, enter, filled, public, sent, sit_down

from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.party.reported import Report, report_states
from shuniu.models import Coverage, Naming, ReportedState, Unit
from shuniu.policy.words.accounts import Role

NAME = "中共澄川市第1学会支部委员会"
FORMED = {"source": "统计表", "has_party_organization": True, "formation_mode": "separate"}


@pytest.fixture
def units(cast: Cast) -> list[int]:
    """The first two report a Party organization, the third none and no member; none is covered."""
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 4)))
    attach(cast, found, cast.joint)
    rows = [Report(unit=found[0], state={**FORMED, "party_organization": NAME, "staff": 7})]
    rows += [Report(unit=found[1], state={**FORMED, "party_organization": ""})]
    rows += [Report(unit=found[2], state={"source": "统计表", "has_party_organization": False})]
    report_states(cast.act(date(2019, 12, 31)), rows)
    counts = [CountOfMembers(unit=unit, as_of=date(2019, 12, 31), source="统计表", members=4 if unit != found[2] else 0,
                             full_members=4 if unit != found[2] else 0) for unit in found]  # fmt: skip
    report_head_counts(cast.act(), counts)
    return found


@pytest.fixture
def client(cast: Cast, units: list[int]) -> Client:
    return sit_down(cast.clerk)


def text(answer: Any) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


def count_in(client: Client, row: str, column: str, base: str) -> int:
    """The number of a cell as the page shows it, at the link that opens it."""
    page = client.get("/figures/annual/", {"base": base}).content.decode()
    found = re.search(rf'href="[^"]*base={base}&amp;row={row}&amp;column={column}"[^>]*>([\d,]+)<', page)
    assert found, (row, column)
    return int(found[1])


@pytest.mark.req("L10")
class TestAnnual:
    def test_reported_and_registered_are_two_tables(self, client: Client) -> None:
        assert count_in(client, "branch", "total", "reported") == 2
        assert count_in(client, "branch", "total", "register") == 0
        assert count_in(client, "eligible", "social_association", "register") == 2
        page = text(client.get("/figures/annual/"))
        assert "按填报数 按登记簿" in page and "未建立的各项：相符" in page
        assert "当日有效的填报" in page and "由登记事项、组织覆盖和人数算出" not in page

    def test_each_cell_opens_its_organizations(self, client: Client) -> None:
        page = text(client.get("/figures/annual/rows/", {"row": "branch", "column": "social_association"}))
        assert "澄川市第1学会" in page and NAME in page and "澄川市第3学会" not in page
        assert client.get("/figures/annual/rows/", {"row": "nonsense"}).status_code == 404
        assert client.get("/figures/annual/", {"base": "both"}).status_code == 404
        sheet = sheet_of(client.get("/figures/annual/rows/export/", {"row": "staff"}))
        assert [row[0] for row in sheet if row[3] == 7] == ["澄川市第1学会"]

    def test_pages_follow_each_other(self, cast: Cast, client: Client) -> None:
        more = enter(cast, *(f"乙区第{number:03d}学会" for number in range(60)), start=100)
        report_states(cast.act(), [Report(unit=unit, state={"source": "统计表"}) for unit in more])
        first = client.get("/figures/annual/rows/")
        address = re.search(r'rel="next" href="([^"]+)"', first.content.decode())
        assert address
        second = client.get(address[1].replace("&amp;", "&"))
        names = [set(re.findall(r"乙区第\d{3}学会|澄川市第\d学会", text(one))) for one in (first, second)]
        assert len(names[0] | names[1]) == 63 and not names[0] & names[1]

    def test_the_form_leaves_as_it_is_handed_in(self, client: Client) -> None:
        sheet = sheet_of(client.get("/figures/annual/export/"))
        assert sheet[0][0] == "社会组织法人单位建立党的基层组织情况"
        assert sheet[2][5:8] == ["总数", "社会团体", "基金会"] and sheet[3][5:8] == ["A", "B", "C"]
        rows = {row[4]: row for row in sheet[4:21]}
        assert (rows["01"][0], rows["01"][5]) == ("单位数", 3)
        assert (rows["04"][1], rows["04"][5]) == ("建立支部的", 2)
        # The one row the form has not takes no number: those behind it keep theirs.
        assert (rows["—"][1], rows["12"][1], rows["16"][1]) == (
            "党员人数未掌握的",
            "已派党建工作指导员的",
            "党建工作指导员",
        )

    def test_where_the_text_says_nothing_that_is_said(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        from shuniu.policy.packs import NotStated

        def silent(*_: Any) -> Any:
            raise NotStated("formation.min_full_members")

        monkeypatch.setattr("shuniu.web.figures.annual.annual_table", silent)
        assert "原文未明示" in text(client.get("/figures/annual/"))
        assert client.get("/figures/annual/export/").status_code == 404

    def test_before_anything_is_known_there_is_no_number(self, client: Client) -> None:
        assert "无数据" in text(client.get("/figures/annual/", {"on": "2010-01-01"}))
        assert client.get("/figures/annual/export/", {"on": "2010-01-01"}).status_code == 404


class TestDifferences:
    def test_the_list_counts_by_kind_and_narrows(self, client: Client) -> None:
        page = text(client.get("/figures/differences/"))
        assert re.search(r"填报已建、登记未建\s*2", page) and f"已建：{NAME}" in page
        assert "自 2019-12-31" in page or "2019-12-31" in page
        assert "填报与登记没有差异" in text(client.get("/figures/differences/", {"kind": "mode"}))
        sheet = sheet_of(client.get("/figures/differences/export/", {"kind": "not_covered"}))
        assert sum(row[2] == "填报已建、登记未建" for row in sheet) == 2
        assert any("筛选：填报已建、登记未建" in str(row[0]) for row in sheet)

    def test_each_line_leads_to_the_act_that_settles_it(self, cast: Cast, client: Client) -> None:
        (unit,) = enter(cast, "丙区学会", start=200)
        state = {"source": "统计表", "instructor": True, "supervising_unit": "澄川市教育局"}
        report_states(cast.act(), [Report(unit=unit, state=state)])
        page = client.get("/figures/differences/").content.decode()
        send, change = f"/party/instructors/post/?unit={public(unit)}", f"/organizations/{public(unit)}/change/"
        assert f'href="{send}"' in page and f'href="{change}"' in page
        assert code_number(200) in client.get(send).content.decode()
        past = client.get("/figures/differences/", {"on": "2020-01-01"}).content.decode()
        assert send not in past and change not in past

    def test_a_joint_committee_reads_its_own_and_accepts_nothing(self, cast: Cast, client: Client) -> None:
        secretary = sit_down(cast.secretary)
        page = secretary.get("/figures/differences/", {"kind": "not_covered"}).content.decode()
        assert "澄川市第1学会" in page and "/party/accept/" not in page
        assert secretary.get("/party/accept/").status_code == 403
        other = sit_down(cast.actor_at(cast.other, Role.JOINT_COMMITTEE_CLERK))
        assert "澄川市第1学会" not in other.get("/figures/differences/").content.decode()

    def test_what_is_set_aside_is_listed_and_exported_apart(self, client: Client, units: list[int]) -> None:
        address = f"/figures/differences/{public(units[0])}/aside/?kind=not_covered"
        assert f'href="{address}"' in client.get("/figures/differences/").content.decode()
        past = client.get("/figures/differences/", {"on": "2020-01-01"}).content.decode()
        assert "/aside/" not in past
        assert client.get(f"{address}&on=2020-01-01").status_code == 409
        assert "搁置的期限应在今天以后" in text(sent(client, address, reason="等待批复", until="2020-01-01"))
        stale = filled(client, address, reason="等待批复", until="2035-01-01") | {"said": "of another day"}
        assert "有了变化" in text(client.post(address, stale))
        done = sent(client, address, reason="等待批复", until="2035-01-01")
        assert (done.status_code, done["Location"]) == (302, "/figures/differences/")
        page = text(client.get("/figures/differences/"))
        assert re.search(r"填报已建、登记未建\s*1", page) and re.search(r"搁置\s*1", page) and NAME not in page
        apart = text(client.get("/figures/differences/", {"aside": "1"}))
        assert "等待批复" in apart and "2035-01-01" in apart and NAME in apart
        sheet = sheet_of(client.get("/figures/differences/export/", {"aside": "1"}))
        assert [row[-2:] for row in sheet if row[2] == "填报已建、登记未建"] == [["等待批复", "2035-01-01"]]
        assert "已搁置到 2035-01-01：等待批复" in text(
            client.get(f"/organizations/{public(units[0])}/", {"tab": "party"})
        )
        again = f"/figures/differences/{public(units[0])}/take-up/?kind=not_covered"
        assert sent(client, again)["Location"] == "/figures/differences/"
        assert re.search(r"填报已建、登记未建\s*2", text(client.get("/figures/differences/")))
        assert "没有搁置的差异不用恢复" in text(sent(client, again, kind="not_covered"))

    def test_what_is_in_no_register_any_more_is_set_aside_too(self, cast: Cast, client: Client) -> None:
        [gone] = enter(cast, "澄川市停办学会", start=50, status="deregistered")
        report_states(cast.act(date(2019, 12, 31)), [Report(unit=gone, state={"source": "统计表", "staff": 7})])
        address = f"/figures/differences/{public(gone)}/aside/?kind=not_in_register"
        assert f'href="{address}"' in client.get("/figures/differences/").content.decode()
        assert "当日不在册（填报：有填报；登记簿：当日不在册）" in text(client.get(address))
        assert sent(client, address, reason="等待清算", until="2035-01-01").status_code == 302
        assert "澄川市停办学会" not in text(client.get("/figures/differences/"))
        assert re.search(
            "澄川市停办学会 当日不在册.*等待清算", text(client.get("/figures/differences/", {"aside": "1"}))
        )
        assert sit_down(cast.outsider).get(address).status_code in (403, 404)
        assert sent(client, address.replace("aside", "take-up")).status_code == 302
        assert "澄川市停办学会" in text(client.get("/figures/differences/"))

    def test_on_another_day_nothing_is_offered(self, client: Client) -> None:
        page = client.get("/figures/differences/", {"kind": "not_covered", "on": "2020-01-01"}).content.decode()
        assert "澄川市第1学会" in page and "/party/accept/" not in page


@pytest.mark.req("L10")
class TestAccepting:
    def chosen(self, client: Client, units: list[int]) -> Any:
        return client.post("/party/accept/", {"row": [public(unit) for unit in units]})

    def boxes(self, answer: Any) -> list[tuple[str, bool]]:
        found = re.findall(r'<input[^>]*name="row" value="([^"]+)"([^>]*)>', answer.content.decode())
        return [(value, "checked" in rest) for value, rest in found]

    def key(self, answer: Any) -> str:
        found = re.search(r'name="key" value="([^"]+)"', answer.content.decode())
        assert found
        return found[1]

    def test_the_list_says_how_several_are_accepted(self, cast: Cast, client: Client, units: list[int]) -> None:
        whole = client.get("/figures/differences/").content.decode()
        assert "要一次采纳几家，请先点“填报已建、登记未建”。" in whole
        page = client.get("/figures/differences/?kind=not_covered").content.decode()
        assert "勾选一家或几家，再点“采纳组建”。" in page
        for other in (sit_down(cast.secretary), client):
            day = {"on": "2020-01-01"} if other is client else {}
            assert "采纳几家" not in other.get("/figures/differences/", day).content.decode()

    def test_it_is_shown_first_and_written_then(self, cast: Cast, client: Client, units: list[int]) -> None:
        shown = self.chosen(client, units[:2])
        assert f"之下设立“{NAME}”" in text(shown) and "没有写党组织名称" in text(shown)
        assert [ticked for _, ticked in self.boxes(shown)] == [True, False]
        assert not Coverage.objects.exists()
        rows = [value for value, ticked in self.boxes(shown) if ticked]
        done = client.post("/party/accept/", {"key": self.key(shown), "row": rows})
        assert (done.status_code, done["Location"]) == (302, "/figures/differences/?kind=not_covered")
        assert Coverage.objects.get().unit_id == units[0]
        assert Naming.objects.filter(name=NAME).exists()
        assert count_in(client, "branch", "total", "register") == 1
        assert "澄川市第1学会" not in client.get("/figures/differences/?kind=not_covered").content.decode()

    def test_what_is_refused_is_told_and_nothing_is_written(self, client: Client, units: list[int]) -> None:
        shown = self.chosen(client, units[:2])
        rows = [value for value, _ in self.boxes(shown)]
        answer = client.post("/party/accept/", {"key": self.key(shown), "row": rows})
        assert answer.status_code == 422 and "登记没有改动" in text(answer)
        assert not Coverage.objects.exists()
        assert client.post("/party/accept/", {"key": self.key(shown)}).status_code == 422

    def test_a_report_that_changed_since_it_was_shown_is_not_taken_over(
        self, cast: Cast, client: Client, units: list[int]
    ) -> None:
        shown = self.chosen(client, units[:1])
        report_states(cast.act(), [Report(unit=units[0], state={**FORMED, "party_organization": "另一支部"})])
        rows = [value for value, _ in self.boxes(shown)]
        answer = client.post("/party/accept/", {"key": self.key(shown), "row": rows})
        assert answer.status_code == 422 and "在您查看之后变了" in text(answer)
        assert not Coverage.objects.exists()

    def test_whom_one_does_not_reach_is_as_if_it_were_not(self, cast: Cast, units: list[int]) -> None:
        answer = self.chosen(sit_down(cast.outsider), units)
        assert answer.status_code == 200 and "没有选择社会组织" in text(answer)

    def test_no_more_than_two_hundred_at_once(self, cast: Cast, client: Client) -> None:
        more = enter(cast, *(f"乙区第{number:03d}学会" for number in range(203)), start=100)
        answer = client.post("/party/accept/", {"row": [public(unit) for unit in more]})
        assert "其余 3 家请下一次办理" in text(answer)
        assert len(self.boxes(answer)) == 200


class TestCard:
    def test_the_report_stands_apart_with_its_source_and_what_differs(self, client: Client, units: list[int]) -> None:
        page = text(client.get(f"/organizations/{public(units[0])}/", {"tab": "party"}))
        assert "填报的党建情况（填报数，与登记簿分开）" in page and "与登记簿不同的" in page
        assert f"填报：已建：{NAME}；登记簿：没有党组织覆盖" in page
        assert f"统计表 · 报已建党组织 · 单独组建 · {NAME}" in text(client.get(f"/organizations/{public(units[0])}/"))

    def test_a_clerk_puts_down_and_corrects_a_report(self, client: Client, units: list[int]) -> None:
        where = f"/organizations/{public(units[2])}/party-report/"
        given = {"source": "电话核实", "has_party_organization": "1", "formation_mode": "joint", "formed_on": "2018-03",
                 "party_organization": "联合支部"}  # fmt: skip
        assert sent(client, where, **given).status_code == 302
        held = ReportedState.objects.get(unit=units[2], retracted__isnull=True, period__endswith__isnull=True)
        assert (held.source, held.formation_mode, held.formed_precision) == ("电话核实", "joint", "month")
        assert held.formed_on == date(2018, 3, 1)
        assert not Coverage.objects.exists()
        wrong = sent(client, where, has_party_organization="0")
        assert wrong.status_code == 422 and "未建党组织的单位不填" in text(wrong)
        assert "日期请写成" in text(sent(client, where, formed_on="某年"))

    def test_only_whoever_keeps_the_register_is_offered_the_form(self, cast: Cast, units: list[int]) -> None:
        unit = Unit.objects.get(pk=units[0])
        where = f"/organizations/{unit.uuid}/party-report/"
        assert sit_down(cast.secretary).get(where).status_code == 200
        assert sit_down(cast.outsider).get(where).status_code == 404
        clerk = sit_down(cast.actor_at(None, Role.ORGANIZATION_CLERK, unit.pk))
        assert clerk.get(where).status_code == 403
