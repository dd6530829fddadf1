"""Is a hub's 3+1 complete only with three bodies and the meeting system?"""

from datetime import date

import pytest

from shuniu.policy.organizations.hubs import designation_verb, judge_mechanism
from shuniu.policy.packs import load_packs, merged
from shuniu.policy.words import HubElement, HubLevel

BEIJING = merged(load_packs()["bj2016"].chain, date(2017, 1, 1))


@pytest.mark.req("C04")
@pytest.mark.parametrize("absent", list(HubElement), ids=lambda one: f"bj2015#C04-{one}")
def test_hubs_one_missing_element_leaves_the_mechanism_incomplete(absent: HubElement) -> None:
    judged = judge_mechanism([one for one in HubElement if one is not absent], BEIJING)
    assert not judged.complete and judged.missing == (absent,)
    assert absent.label in judged.sentence and "bj2015#C04" in judged.sentence


@pytest.mark.req("C04")
def test_hubs_three_bodies_and_the_meeting_system_are_complete() -> None:
    assert judge_mechanism(list(HubElement), BEIJING).complete
    parts = [row["part"] for row in BEIJING.rows("structure.hub_mechanism")]
    assert parts == ["body", "body", "body", "system"]


@pytest.mark.req("C02")
def test_hubs_have_three_levels_with_their_verb() -> None:
    assert [(level.label, designation_verb(level, BEIJING).label) for level in HubLevel] == [
        ("市级", "认定"),
        ("区级", "建立"),
        ("街道级", "建立"),
    ]


def test_hubs_reported_numbers_add_up_and_are_not_the_supervisors_number() -> None:
    counts = [int(row["number"]) for row in BEIJING.rows("structure.hub_counts")]
    assert counts == [36, 211, 403] and sum(counts) == 650
    reported = {row["key"]: row["number"] for row in BEIJING.rows("structure.reported")}
    assert reported["key_supervisors"] == "35"


@pytest.mark.req("C05")
def test_hubs_their_mechanism_is_the_first_instrument_of_work_coverage() -> None:
    figure = BEIJING.value("work_coverage.instruments")
    assert (figure.value[0]["key"], figure.clause.key) == ("hub_mechanism", "bj2016#7")
