"""From where a secretary may come, by each text; what each source asks for; how long one has been a full member."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.members.secretary import (
    Nomination,
    comes_by,
    may_nominate,
    not_listed,
    source_choices,
    source_labels,
    sources,
    standing,
)
from shuniu.policy.packs import Figures, LocalValue, merged

ON = date(2026, 6, 1)
BEIJING, ANHUI = ("bj2016", "national"), ("ah2017", "national")
JOINT = ("bj2020", "bj2016", "bj2015", "national")
REPORT = ("bj2020", "national")


def figures(chain: tuple[str, ...], **decided: Any) -> Figures:
    local = [
        LocalValue(key=key.replace("__", "."), period=Period(date(2016, 1, 1)), decision="会议纪要1号", value=value)
        for key, value in decided.items()
    ]
    return merged(chain, ON, local)


CASES: list[tuple[str, tuple[str, ...], dict[str, Any], list[str]]] = [
    ("bj2016#14 the head", BEIJING, {"source": "party_member_head"}, []),
    ("bj2016#14 management, the head skipped", BEIJING, {"source": "management_member"}, ["source_skipped"]),
    (
        "bj2016#14 management, with grounds",
        BEIJING,
        {"source": "management_member", "skipped_grounds": "负责人不是党员"},
        [],
    ),
    ("bj2016#14 dispatched, both skipped", BEIJING, {"source": "dispatched"}, ["source_skipped"]),
    ("bj2016#14 no source", BEIJING, {"source": ""}, ["source_missing"]),
    ("bj2016#14 one no text opens", BEIJING, {"source": "friend"}, ["source_not_open"]),
    ("bj2020#B09 recommended is of joint committees", JOINT, {"source": "recommended"}, ["source_not_open"]),
    ("bj2020#B09 from inside is of joint committees", JOINT, {"source": "internal"}, ["source_not_open"]),
    ("bj2016#14 beside bj2020, the head", JOINT, {"source": "party_member_head"}, []),
    ("bj2016#14 beside bj2020, both skipped", JOINT, {"source": "dispatched"}, ["source_skipped"]),
    ("bj2020 alone says nothing of branches", REPORT, {"source": ""}, []),
    ("bj2020 alone leaves a branch free", REPORT, {"source": "recommended"}, []),
    ("ah2017#J05 dispatched, listed only", ANHUI, {"source": "dispatched"}, []),
    ("ah2017#J04 middle rank unstated", ANHUI, {"source": "middle_management"}, ["management_unstated"]),
    ("ah2017#J04 middle rank stated", ANHUI, {"source": "middle_management", "management_stated": True}, []),
    ("ah2017#J06 recruited without a measure", ANHUI, {"source": "recruited_retired"}, ["measure_missing"]),
    ("ah2017#J06 by a measure", ANHUI, {"source": "recruited_retired", "measure_document": "皖社党〔2017〕2号"}, []),
    ("ah2017#J07 without training", ANHUI, {"source": "part_time"}, ["training_first"]),
    ("ah2017#J07 trained that day", ANHUI, {"source": "part_time", "trained_on": ON}, []),
    ("ah2017#J07 trained later", ANHUI, {"source": "part_time", "trained_on": date(2026, 6, 2)}, ["training_first"]),
    ("xy says nothing of sources", ("xy",), {"source": ""}, []),
]


@pytest.mark.req("J01", "J02", "J03", "J04", "J05", "J06", "J07", "B09")
@pytest.mark.parametrize(("chain", "more", "codes"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_a_nomination(chain: tuple[str, ...], more: dict[str, Any], codes: list[str]) -> None:
    found = may_nominate(Nomination(**{"on": ON, **more}), figures(chain)).objections
    assert [one.code for one in found] == codes


@pytest.mark.req("J01", "J02")
def test_what_comes_before_is_named_and_the_clause_is_that_of_the_source() -> None:
    (found,) = may_nominate(Nomination(source="dispatched", on=ON), figures(BEIJING)).objections
    assert found.missing == "请写明为什么不从党员社会组织负责人、管理层党员中选任书记。"
    (other,) = may_nominate(Nomination(source="part_time", on=ON), figures(ANHUI)).objections
    assert str(other.clause) == "ah2017#J07"


@pytest.mark.req("J01", "J02", "J04")
def test_the_order_is_of_sources_and_only_where_the_text_says_so() -> None:
    assert [len(one.before) for one in sources(figures(BEIJING))] == [0, 1, 2]
    assert [len(one.before) for one in sources(figures(ANHUI))] == [0, 0, 0, 0]
    # The report of 2020 speaks of joint committees; the text of 2016 stays the law of the place.
    assert [len(one.before) for one in sources(figures(JOINT))] == [0, 1, 2]


@pytest.mark.req("J01", "J02", "J03", "B09")
@pytest.mark.parametrize("chain", [BEIJING, ANHUI, JOINT, REPORT])
def test_what_can_be_chosen_is_what_the_page_lists(chain: tuple[str, ...]) -> None:
    """No text further off adds a source for which nothing says what comes before."""
    texts = figures(chain)
    assert source_choices(texts) == {one.key: one.label for one in sources(texts)}
    for key in source_choices(texts):
        assert not_listed(key, texts, field="source") is None
    assert {"internal", "recommended"}.isdisjoint(source_choices(texts))


def test_an_older_choice_is_still_called_by_its_name() -> None:
    texts = figures(JOINT)
    assert source_labels(texts)["recommended"] == "由党委书记推荐"
    refused = not_listed("recommended", texts, field="source")
    assert refused is not None and refused.missing.startswith("“由党委书记推荐”")
    assert refused.alternatives == ("党员社会组织负责人", "管理层党员", "上级党组织选派")


@pytest.mark.req("J04")
def test_which_posts_count_the_text_lists_or_the_office_decides() -> None:
    anhui = {one.key: one for one in sources(figures(ANHUI))}
    assert comes_by(anhui["middle_management"], "副会长兼秘书长") and comes_by(anhui["middle_management"], "理事")
    assert not comes_by(anhui["middle_management"], "会长助理") and not comes_by(anhui["dispatched"], "会长")
    head = sources(figures(BEIJING))[0]
    assert head.posts is None and "原文未明示" in head.open and not comes_by(head, "会长")
    decided = figures(BEIJING, secretary__head_posts=[{"key": "president", "label": "会长"}])
    assert comes_by(sources(decided)[0], "会长") and not comes_by(sources(decided)[0], "")


STANDING: list[tuple[str, tuple[str, ...], date | None, str]] = [
    ("national#支部条例24 a year to the day", BEIJING, date(2025, 6, 1), ""),
    ("national#支部条例24 a day short", BEIJING, date(2025, 6, 2), "standing_short"),
    ("the roll has no day", BEIJING, None, "standing_unknown"),
    ("ah2017#J04 says 一定党龄 beside the year of the nation", ANHUI, date(2025, 6, 1), ""),
    ("ah2017#J04 alone gives no number", ("ah2017",), date(2000, 1, 1), "standing_open"),
    ("no text speaks of it", ("xy",), None, ""),
]


@pytest.mark.req("J04")
@pytest.mark.parametrize(("chain", "since", "code"), [one[1:] for one in STANDING], ids=[one[0] for one in STANDING])
def test_party_standing_is_weighed(chain: tuple[str, ...], since: date | None, code: str) -> None:
    found = standing(since, ON, figures(chain))
    assert (found.code if found else "") == code
