"""``shuniu figure … --known-at``: a number out of what was recorded by a moment, and in one sentence why not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import NOW, Cast
from tests.ground.database import Ground
from tests.web.offices import attach, enter, public

from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.jobs.console import main
from shuniu.models import Account
from shuniu.statistics.earlier import ledger, subjects

ON, DAY = "2020-06-01", timedelta(days=1)
Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def units(cast: Cast) -> list[int]:
    """Four organizations, all of NOW. The first is covered ten days later, back to 2019; the second was covered and
    has that taken back then."""
    found = enter(cast, *(f"澄川市第{number}学会" for number in range(1, 5)))
    attach(cast, found[:3], cast.joint)
    act = cast.act(date(2019, 1, 1))
    later = replace(act, at=NOW + 10 * DAY)
    cover_units(act, [Covering(party_organization=cast.branch, unit=found[1])])
    cover_units(later, [Covering(party_organization=cast.branch, unit=found[0])])
    uncover_units(later, [Covering(party_organization=cast.branch, unit=found[1])])
    return found


@pytest.fixture
def asked(
    cast: Cast, units: list[int], ground: Ground, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Asked:
    """The console program, by the committee's clerk."""
    monkeypatch.setenv("DATABASE_URL", ground.app_url)
    clerk = Account.objects.get(pk=cast.clerk.account).username

    def run(*words: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([*words[:2], "--at", "top", *words[2:], "--on", ON, "--as", clerk])
        told = capsys.readouterr()
        return code, told.out, told.err

    return run


def told(asked: Asked, *words: str) -> Any:
    code, out, err = asked(*words, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


def at(days: int) -> str:
    return (NOW + days * DAY).isoformat()


def test_a_figure_and_its_rows_say_what_was_known_then_and_what_is_known_now(asked: Asked, units: list[int]) -> None:
    then = told(asked, "figure", "organization_coverage", "--known-at", at(1), "--by", "child")
    now = told(asked, "figure", "organization_coverage", "--known-at", at(20))
    assert (then["numerator"], then["denominator"], then["value"]) == (1, 4, 0.25)
    assert datetime.fromisoformat(then["known_at"]) == NOW + DAY
    assert sum(one["numerator"] for one in then["by"]) == 1
    assert (now["numerator"], now["denominator"]) == (1, 4)
    assert then["rows_digest"] != now["rows_digest"], "another organization is counted"
    assert "known_at" not in told(asked, "figure", "organization_coverage")
    for moment, unit in ((at(1), units[1]), (at(20), units[0])):
        rows = told(asked, "rows", "organization_coverage", "--known-at", moment)["rows"]
        assert [row["uuid"] for row in rows] == [public(unit)]


def test_a_day_alone_means_until_its_end_in_the_time_of_the_office(asked: Asked) -> None:
    """NOW is 17:00 in the office."""
    day = NOW.date().isoformat()
    assert told(asked, "figure", "social_organizations", "--known-at", day)["numerator"] == 4
    assert told(asked, "figure", "social_organizations", "--known-at", f"{day}T17:00")["numerator"] == 4
    _, words, _ = asked("figure", "social_organizations", "--known-at", f"{day}T17:40")
    assert f"截至 {ON}，按 {day} 17:40 所知" in words
    early = told(asked, "figure", "social_organizations", "--known-at", f"{day}T16:59")
    assert (early["numerator"], early["value"]) == (None, None)
    assert early["no_information"].startswith("无数据")


@pytest.mark.parametrize("given", ["2020-13-01", "昨天", "", "2020-06-01T25:00"])
def test_what_is_no_moment_is_refused_in_chinese(asked: Asked, given: str) -> None:
    code, out, err = asked("figure", "social_organizations", "--known-at", given)
    assert (code != 0, out) == (True, "")
    assert f"时间应写成 2026-11-22 或 2026-11-22T17:40，不能写“{given}”" in err
    assert err.count("\n") == 1


def test_what_cannot_be_counted_is_refused_in_chinese(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    for words, sentence in (
        (("figure", "nothing"), "nothing"),
        (("rows", "social_organizations", "--part", "denominator"), "“社会组织”没有“denominator”这一部分。\n"),
        (("figure", "party_branches", "--by", "region"), "“党支部”不能按“region”分组"),
    ):
        code, out, err = asked(*words, "--known-at", at(1))
        assert (code, out) == (1, ""), words
        assert sentence in err and err.endswith("。\n") and err.count("\n") == 1
    monkeypatch.setattr(subjects, "MOST_ADDED", 3)
    monkeypatch.setattr(ledger, "MOST", 2)
    for command, most in (("figure", 3), ("rows", 2)):
        code, out, err = asked(command, "social_organizations", "--known-at", at(1))
        assert (code, out) == (1, "")
        assert err == f"按当时所知的数逐家重新计算，限于{most}家以内的党组织；请选择下级党组织分别查看。\n"


def test_another_tree_is_refused_as_if_it_did_not_exist(asked: Asked) -> None:
    foreign, missing = (
        asked("figure", "social_organizations", "--known-at", at(1), "--at", code) for code in ("stranger", "nowhere")
    )
    assert foreign[0] == missing[0] == 1
    assert foreign[1] == missing[1] == ""
    assert foreign[2].replace("stranger", "X") == missing[2].replace("nowhere", "X")
