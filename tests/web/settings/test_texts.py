"""Texts that apply: values in words with clause and force, silences said aloud, decided where they are silent."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import sent, sit_down

from shuniu.models import Entry, LocalFigure
from shuniu.policy.words.accounts import Role
from shuniu.queries.packs import figures_of

BASE, PERIOD = "formation.headcount_base", "meetings.joint_period"
THRESHOLD, MINIMUM = "organizations.priority_staff_threshold", "formation.min_full_members"


def at(key: str, act: str = "", node: str = "") -> str:
    return f"/settings/texts/{key}/{act + '/' if act else ''}" + (f"?node={node}" if node else "")


def test_values_silences_and_practice(cast: Cast) -> None:
    page = sit_down(cast.clerk).get("/settings/texts/").content.decode()
    head, _, values = page.partition("<h2>取值和依据</h2>")
    assert "正式党员计数范围" in head and "正式党员计数范围" not in values.replace("探索中的正式党员计数范围", "")
    assert "应当成立党组织的正式党员数" in values and "实践做法" in values and "规范性文件" in values


@pytest.mark.req("D28")
def test_no_code_is_left_on_the_page(cast: Cast) -> None:
    page = sit_down(cast.clerk).get("/settings/texts/").content.decode()
    cells = re.sub(r"<[^>]+>", " ", "".join(re.findall(r'<td[^>]*data-label="取值">(.*?)</td>', page, re.DOTALL)))
    assert "党支部" in cells and "有党组织覆盖的社会组织" in cells
    assert re.findall(r"[a-z_]{3,}", cells) == []


def test_a_clause_opens_to_the_words_of_the_text(cast: Cast) -> None:
    page = sit_down(cast.clerk).get("/settings/texts/").content.decode()
    clause = re.search(r'<details class="clause"><summary>[^<]+</summary>(.*?)</details>', page, re.DOTALL)
    assert clause is not None and "#" in clause[1]
    assert "凡有三名以上正式党员的社会组织，都要按照党章规定" in page


def test_follows_the_tree_and_foreign_is_missing(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    page = client.get("/settings/texts/", {"node": "joint"}).content.decode()
    assert "科技领域" in page
    choice = page.partition("<select")[2].partition("</select>")[0]
    assert "教育领域" in choice and '<option value="joint" selected>' in choice
    assert "砚溪市" not in page, "only what is in reach can be chosen"
    for code in ("stranger", "nobody"):
        assert client.get("/settings/texts/", {"node": code}).status_code == 404
        assert client.get(at(BASE, node=code)).status_code == 404
        assert client.get(at(BASE, "decide", code)).status_code == 404
    assert client.get(at("no.such.key")).status_code == 404


def test_a_branch_reads_its_own(cast: Cast) -> None:
    assert "澄笙学会" in sit_down(cast.branch_secretary).get("/settings/texts/").content.decode()


def test_a_day_before_any_text(cast: Cast) -> None:
    client = sit_down(cast.clerk)
    assert client.get("/settings/texts/?on=2010-01-01").status_code == 200
    assert client.get(at(BASE) + "?on=2010-01-01").status_code == 404


def test_the_page_asks_as_much_for_many_decisions_as_for_one(cast: Cast) -> None:
    client, counts = sit_down(cast.clerk), []
    for keys in ([THRESHOLD], ["instructor.size_threshold", PERIOD, "training.rotation_period"]):
        for key in keys:
            value = "50" if "threshold" in key else "year"
            assert sent(client, at(key, "decide"), value=value, decision="会议").status_code == 302
        client.get("/settings/texts/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/settings/texts/")
        counts.append(len(caught))
    assert counts[0] == counts[1]


class TestDeciding:
    def test_a_proposed_reading_is_confirmed_with_its_decision(self, cast: Cast) -> None:
        client = sit_down(cast.clerk)
        shown = client.get(at(BASE, "decide")).content.decode()
        assert "采用建议读法：填报的正式党员" in shown and "原文未明示" in shown
        answer = sent(client, at(BASE, "decide"), way="proposed", decision="澄组〔2020〕3号", since="2020-01-01")
        assert answer.status_code == 302 and answer["Location"] == at(BASE)
        row = LocalFigure.objects.get(party_organization=cast.top, key=BASE)
        assert (row.value, row.decision, row.period.lower) == ("as_reported", "澄组〔2020〕3号", date(2020, 1, 1))
        listed = client.get("/settings/texts/").content.decode()
        assert "澄组〔2020〕3号" in listed.partition("<h2>本级决定</h2>")[2].partition("<h2>")[0]
        assert "综合党委工作人员，20" in listed and "2020-01-01 起" in listed
        below = sit_down(cast.secretary).get("/settings/texts/").content.decode()
        assert "澄川市社会组织综合委员会" in below.partition("<h2>本级决定</h2>")[2].partition("<h2>")[0]

    def test_a_decision_below_goes_before_one_above(self, cast: Cast) -> None:
        client = sit_down(cast.clerk)
        sent(client, at(THRESHOLD, "decide"), way="own", value="50", decision="甲号", since="2020-01-01")
        sent(client, at(THRESHOLD, "decide", "joint"), way="own", value="30", decision="乙号", since="2020-01-01")
        values = {row.party_organization_id: row.value for row in LocalFigure.objects.filter(key=THRESHOLD)}
        assert values == {cast.top: 50, cast.joint: 30}
        page = client.get("/settings/texts/?node=joint").content.decode()
        decided = page.partition("<h2>本级决定</h2>")[2].partition("<h2>")[0]
        assert "30人" in decided and "50人" not in decided

    def test_another_reading_and_what_it_lacks(self, cast: Cast) -> None:
        client = sit_down(cast.clerk)
        assert sent(client, at(BASE, "decide"), decision="会议").status_code == 422, "nothing is chosen beforehand"
        answer = sent(client, at(BASE, "decide"), way="own", decision="会议")
        assert answer.status_code == 422 and "请填写取值。" in answer.content.decode()
        answer = sent(client, at(PERIOD, "decide"), value="quarter")
        page = answer.content.decode()
        assert answer.status_code == 422 and "请填写。" in page and 'value="quarter" selected' in page
        assert not LocalFigure.objects.exists()
        assert sent(client, at(PERIOD, "decide"), value="quarter", decision="会议").status_code == 302
        assert "每季度" in client.get(at(PERIOD)).content.decode()

    def test_where_a_normative_text_states_the_number_there_is_nothing_to_decide(self, cast: Cast) -> None:
        client = sit_down(cast.clerk)
        assert at(MINIMUM, "decide") not in client.get(at(MINIMUM)).content.decode()
        before = Entry.objects.count()
        assert client.get(at(MINIMUM, "decide")).status_code == 404
        assert client.post(at(MINIMUM, "decide"), {"way": "own", "value": "2", "decision": "会议"}).status_code == 404
        assert Entry.objects.count() == before

    def test_a_practice_is_adopted(self, cast: Cast) -> None:
        client, key = sit_down(cast.clerk), "leading_body.rules"
        shown = client.get(at(key, "decide")).content.decode()
        assert "的做法：" in shown and "另行决定" not in shown
        answer = sent(client, at(key, "decide"), way="adopt:bj2020", decision="澄组〔2020〕4号", since="2020-01-01")
        assert answer.status_code == 302
        assert LocalFigure.objects.get(key=key).value == {"adopts": "bj2020"}
        assert "本级已采用" in client.get("/settings/texts/").content.decode()
        assert "》的做法，决定：澄组〔2020〕4号" in client.get(at(key)).content.decode()

    def test_a_list_is_added_to_with_what_texts_call_it(self, cast: Cast) -> None:
        client, key = sit_down(cast.clerk), "formation.modes"
        shown = client.get(at(key, "decide")).content.decode()
        held = re.search(r"<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL)
        assert held is not None and "单独组建" in held[1]
        sent(client, at(key, "decide"), way="own", value=f"{held[1].strip()}\n挂靠组建\n校园组建", decision="会议")
        rows = {row["label"]: row["key"] for row in LocalFigure.objects.get(key=key).value}
        assert (rows["挂靠组建"], rows["校园组建"]) == ("affiliated", "校园组建")
        assert "单独组建" in rows

    def test_rows_that_stay_keep_all_that_was_said_of_them(self, cast: Cast) -> None:
        client, key = sit_down(cast.clerk), "structure.actors"
        held = re.search(r"<textarea[^>]*>(.*?)</textarea>", client.get(at(key, "decide")).content.decode(), re.DOTALL)
        assert held is not None
        sent(client, at(key, "decide"), way="own", value=f"{held[1].strip()}\n街道党工委", decision="会议")
        rows = LocalFigure.objects.get(key=key).value
        before = figures_of(cast.top, date(2018, 1, 1)).rows(key)
        assert rows == [*(dict(row) for row in before), {"key": "街道党工委", "label": "街道党工委"}]

    def test_what_a_text_reports_is_not_decided(self, cast: Cast) -> None:
        client, key = sit_down(cast.clerk), "coverage.headline"
        page = client.get(at(key)).content.decode()
        assert "作出决定" not in page and client.get(at(key, "decide")).status_code == 404

    def test_codes_are_chosen_not_written(self, cast: Cast) -> None:
        client, key = sit_down(cast.clerk), "coverage.counted_statuses"
        assert 'type="checkbox"' in client.get(at(key, "decide")).content.decode()
        answer = sent(client, at(key, "decide"), way="own", value=["normal", "nothing"], decision="会议")
        assert answer.status_code == 422
        assert sent(client, at(key, "decide"), way="own", value=["normal"], decision="会议").status_code == 302
        assert LocalFigure.objects.get(key=key).value == ["normal"]

    def test_withdrawn_the_texts_hold_again_and_the_past_stays(self, cast: Cast) -> None:
        client = sit_down(cast.clerk)
        sent(client, at(THRESHOLD, "decide"), way="own", value="50", decision="甲号", since="2020-01-01")
        assert client.get(at(PERIOD, "withdraw")).status_code == 404, "nothing was decided there"
        assert sent(client, at(THRESHOLD, "withdraw"), since="2020-06-01").status_code == 302
        page = client.get(at(THRESHOLD)).content.decode()
        assert "原文未明示" in page and "2020-01-01 至 2020-05-31" in page
        assert "撤回决定" not in page
        assert "50人" in client.get(at(THRESHOLD) + "?on=2020-03-01").content.decode()

    def test_only_who_decides_and_only_today(self, cast: Cast) -> None:
        for reader in (cast.secretary, cast.branch_secretary):
            client = sit_down(reader)
            assert "作出决定" not in client.get(at(BASE)).content.decode()
            assert client.get(at(BASE, "decide")).status_code == 403
            assert client.post(at(BASE, "decide"), {}).status_code == 403
        assert sit_down(cast.actor_at(cast.top, Role.SYSTEM_ADMINISTRATOR)).get(at(BASE)).status_code == 403
        client = sit_down(cast.clerk)
        assert client.get(at(BASE, "decide") + "?on=2019-01-01").status_code == 409
        assert not LocalFigure.objects.exists()
