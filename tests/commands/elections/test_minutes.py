"""选举会议记录: one file for each meeting, its numbers as they were entered, who is elected by them, as Word."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pytest
from django.test import Client
from tests.commands.cast import TODAY, World
from tests.commands.elections.bench import DAY, Bench, bench
from tests.web.offices import sit_down as sit

from shuniu.access import Actor
from shuniu.commands.elections.voting import Vote, VoteCount, record_vote
from shuniu.models import Account
from shuniu.policy.elections.conducting import Conduct
from shuniu.queries.elections.card import election_card
from shuniu.queries.elections.minutes import MeetingMinutes, meetings_of, minutes_of

pytestmark = pytest.mark.django_db


def sit_down(actor: Actor) -> Client:
    """A browser of an actor who has been there before."""
    Account.objects.filter(pk=actor.account).update(must_change_password=False)
    return sit(actor)


@pytest.fixture
def one(world: World) -> Bench:
    found = bench(world)
    found.to_voting()
    return found


def meetings(one: Bench) -> list[list[int]]:
    card = election_card(one.secretary, one.row.uuid, TODAY)
    return [[vote.number for vote in votes] for votes in meetings_of(card)]


def minutes(one: Bench, number: int) -> MeetingMinutes:
    found = minutes_of(election_card(one.secretary, one.row.uuid, TODAY), number)
    assert found is not None
    return found


def word(one: Bench, number: int) -> tuple[str, list[list[list[str]]]]:
    answer = sit_down(one.secretary).get(f"/elections/{one.row.uuid}/minutes/{number}/")
    assert answer.status_code == 200
    made = docx.Document(io.BytesIO(answer.content))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    return "\n".join(one.text for one in made.paragraphs), tables


@pytest.mark.req("D01", "L21")
def test_a_run_off_stands_in_the_minutes_of_its_meeting(one: Bench) -> None:
    counted = Conduct(
        chaired_by="committee", on_leave=0, sat_in=2,
        scrutineers=(one.public(one.people[8]),), tellers=(one.public(one.people[9]),),
    )  # fmt: skip
    one.vote({0: 9, 1: 8, 2: 6, 3: 6}, conduct=counted)
    one.vote({2: 7, 3: 3})
    one.vote({0: 3}, present=3, voters=3)
    assert meetings(one) == [[1, 2], [3]]
    first = minutes(one, 1)
    results = [(len(vote.elected), len(vote.tied), vote.left, vote.closed) for vote in first.votes]
    assert results == [(2, 2, 1, False), (1, 0, 0, True)]
    assert [str(clause) for clause in first.clauses][0] == "national#选举条例19"
    said, tables = word(one, 1)
    assert "甲协会党支部党员大会选举记录" in said and "第1次投票：选举委员" in said and "第2次投票：选举委员" in said
    assert "主持：上届委员会。应选3名。有选举权的10名，应到会10名，实到会10名，请假0名，列席2名。" in said
    assert "实到会人数不少于应到会人数的4/5，可以进行选举。" in said
    assert "监票人：党员8。计票人：党员9。" in said and "监票人：未登记。计票人：未登记。" in said
    assert "发出选票10张，收回10张，有效10张。" in said
    assert "赞成票超过实到会人数的1/2，当选委员：党员0、党员1。" in said
    assert "得票相同，再次投票：党员2、党员3，还有1个名额。" in said
    assert tables[0][0] == ["姓名", "赞成", "不赞成", "弃权", "结果"]
    told = {row[0]: row[1:] for row in tables[0][1:]}
    assert told["党员0"] == ["9", "1", "0", "当选"] and told["党员2"] == ["6", "4", "0", "再次投票"]
    assert {row[0]: row[4] for row in tables[1][1:]} == {"党员2": "当选", "党员3": "未当选"}
    assert "监票人（签字）：" in said and "基层组织选举工作条例》第" in said.partition("依据：")[2]
    said, tables = word(one, 3)
    assert "甲协会党支部第一次委员会会议选举记录" in said and "当选书记：党员0。" in said and len(tables) == 1
    client = sit_down(one.secretary)
    where = f"/elections/{one.row.uuid}/"
    assert client.get(f"{where}minutes/2/").status_code == 404, "it stands in the minutes of the first"
    page = client.get(where).content.decode()
    assert page.count("下载选举会议记录（Word）") == 2 and f"{where}minutes/3/" in page
    assert sit_down(one.world.neighbour).get(f"{where}minutes/1/").status_code == 404


def test_what_was_left_out_reduced_and_entered_late_is_said(one: Bench) -> None:
    one.vote(
        {0: 8, 1: 7, 2: 4, 3: 4}, present=9, voters=10, excluded={"illness": 1}, agreed=True, consent=6,
    )  # fmt: skip
    said, tables = word(one, 1)
    left_out = "不计入应到会的1名（患病不能表达本人意志1名，经上级党组织同意并经大会通过），应到会9名"
    assert left_out in said
    assert "到会有选举权的6名同意减少名额1名，不再另行选举。" in said
    assert [row[4] for row in tables[0][1:]] == ["当选", "当选", "未当选", "未当选"]
    assert {"national#不计入应到会", "national#选举条例26"} <= {str(one) for one in minutes(one, 1).clauses}
    assert "补记" not in said


def test_whoever_was_written_in_gets_yes_alone(one: Bench) -> None:
    one.vote({0: 9, 1: 8, 2: 7, 3: 0, 4: 2}, written=(4,))
    _, tables = word(one, 1)
    assert tables[0][-1] == ["党员4（另选）", "2", "—", "—", "未当选"]


def test_what_is_entered_on_a_later_day_says_so(one: Bench) -> None:
    row, late = one.row, TODAY + DAY
    yes = (9, 8, 7, 1)
    vote = Vote(
        case=row.uuid, version=row.version, held_on=TODAY, voters=10, present=10, issued=10, returned=10, valid=10,
        counts=[VoteCount(person=one.public(one.people[key]), yes=said, no=10 - said) for key, said in enumerate(yes)],
    )  # fmt: skip
    record_vote(replace(one.act(), on=late), vote)
    said, _ = word(one, 1)
    assert f"（{TODAY.year}年{TODAY.month}月{TODAY.day}日，{late.year}年{late.month}月{late.day}日补记）" in said
