"""The plan is the same every time, says what the report says, and names nobody who exists."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest
from tests.ground.demonstration import TODAY
from tests.jobs.console.running import SOURCE

from shuniu.jobs.demonstration.anhui import anhui
from shuniu.jobs.demonstration.beijing import beijing
from shuniu.jobs.demonstration.beijing.branches import covering
from shuniu.jobs.demonstration.beijing.committees import COUNTED, seats
from shuniu.jobs.demonstration.beijing.members import JOINED_EVERY
from shuniu.jobs.demonstration.beijing.work import members
from shuniu.jobs.demonstration.invented import FIRST, GIVEN, SECOND, SURNAMES, credit_code
from shuniu.jobs.demonstration.plan import World
from shuniu.jobs.demonstration.xiaoyi import xiaoyi
from shuniu.kernel.identifier import citizen_birth, citizen_number_problem, organization_code_is_right, uscc_problem
from shuniu.policy.packs import merged
from shuniu.policy.party.load import LoadState, judge_load

WORLDS = (beijing, anhui, xiaoyi)
DIGESTS = """
import django; django.setup()
from datetime import date
from shuniu.jobs.demonstration.anhui import anhui
from shuniu.jobs.demonstration.beijing import beijing
from shuniu.jobs.demonstration.xiaoyi import xiaoyi
print(*(plan(date({}, {}, {})).digest() for plan in (beijing, anhui, xiaoyi)))
"""


def everything() -> list[World]:
    return [plan(TODAY) for plan in WORLDS]


def test_the_plan_is_the_same_in_every_process() -> None:
    code = DIGESTS.format(TODAY.year, TODAY.month, TODAY.day)
    around = {**os.environ, "PYTHONPATH": str(SOURCE)}
    other = subprocess.run([sys.executable, "-c", code], env=around, capture_output=True, text=True, check=True)
    assert other.stdout.split() == [world.digest() for world in everything()]


def test_another_plan_has_another_digest() -> None:
    assert beijing(TODAY).digest() != beijing(date(2025, 3, 3)).digest()


@pytest.mark.parametrize("today", [date(2020, 7, 1), date(2020, 12, 31), date(2022, 3, 2), TODAY])
def test_the_report_of_2020_stands_whenever_the_world_is_loaded(today: date) -> None:
    world = beijing(today)
    led = [one.committee(COUNTED) for one in world.organizations if one.standing(COUNTED)]
    led = [key for key in led if not key.startswith("outside")]
    assert len(led) == 2973
    assert set(led) == {seat.key for seat in seats()}
    standing = [one for one in world.branches if one.since <= COUNTED and (one.ended_on or today) >= COUNTED]
    kinds = Counter(one.kind for one in standing if one.ended_on is None or one.ended_on > COUNTED)
    assert kinds["party_branch"] + kinds["joint_branch"] == 791


def test_branches_are_not_a_ratio_of_coverage() -> None:
    """X-12: 791 branches cover another number of organizations, joint ones at most five each."""
    covered = covering(TODAY, COUNTED)
    assert 1000 <= len(covered) <= 1300
    assert max(len(one.organizations) for one in beijing(TODAY).branches) <= 5


def test_one_committee_carries_58_and_the_law_warns() -> None:
    """Fixture 15."""
    figures = merged(("bj2020", "bj2016", "bj2015", "national"), COUNTED)
    loads = [seat.load for seat in seats()]
    assert loads.count(58) == 1
    assert judge_load(58, figures).state is LoadState.OVER
    assert min(loads) < 50 < max(loads)


def test_codes_are_valid_and_never_issued() -> None:
    codes = [one.code for world in everything() for one in world.organizations]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert uscc_problem(code) is None
        assert organization_code_is_right(code)
        assert code[8:10] == "YY"
    assert uscc_problem(credit_code("foundation", "110000", 1)) is None


def test_names_are_put_together_from_invented_words() -> None:
    """Every organization and every hub bears an invented word, so that none of them is a real one."""
    invented = re.compile(f"[{FIRST}][{SECOND}]")
    for world in everything():
        names = [str(one.values["name"]) for one in world.organizations]
        names += [one.names[0][1] for one in world.bodies if one.hub_level]
        assert len(set(names)) == len(names)
        assert [name for name in names if not invented.search(name)] == []


def test_telephones_are_not_allotted_and_contacts_are_invented() -> None:
    for world in everything():
        assert all(re.fullmatch(r"0\d{2,3}-00\d{6}", one.phone) for one in world.organizations)
        for guide in world.guides:
            assert re.fullmatch(r"154\d{8}", guide.phone)
            assert re.fullmatch(f"[{SURNAMES}][{GIVEN}]{{2}}", guide.name)


def test_members_are_invented_and_their_numbers_were_never_issued() -> None:
    enrolled = beijing(TODAY).enrolled
    assert len({one.number for one in enrolled}) == len({one.mobile for one in enrolled}) == len(enrolled) > 200
    for one in (*enrolled, *anhui(TODAY).enrolled):
        assert citizen_number_problem(one.number) is None
        assert citizen_birth(one.number) == one.born
        assert one.number.startswith("000000") and re.fullmatch(r"154\d{8}", one.mobile)
        assert re.fullmatch(f"[{SURNAMES}][{GIVEN}]{{2}}", one.name)


def test_a_roll_has_as_many_as_its_organizations_report_or_one_more_of_some() -> None:
    counts = members(TODAY)
    held = Counter(one.branch for one in beijing(TODAY).enrolled)
    branches = {one.key: one for one in beijing(TODAY).branches}
    for key, number in held.items():
        covered = branches[key].organizations
        more = sum(1 for one in covered if one % JOINED_EVERY == 0)
        assert number == more + sum(counts[one].full + counts[one].probationary for one in covered)


def test_nothing_is_planned_after_today() -> None:
    for today in (date(2020, 7, 1), date(2021, 8, 8), TODAY):
        world = beijing(today)
        days = [one.entered_on for one in world.organizations] + [one.since for one in world.branches]
        days += [one.on for one in world.changes] + [one.as_of for one in world.surveys]
        days += [one.on for one in world.reported]
        days += [day for day, _, _ in world.reached] + [one.since for one in world.enrolled]
        assert max(days) <= today


def test_life_goes_on_after_the_report() -> None:
    world = beijing(TODAY)
    now = [one for one in world.organizations if one.standing(TODAY) and one.values["mode"] != "dual_administration"]
    assert any(one.entered_on > COUNTED for one in now)
    assert any(one.ended_on is not None and one.ended_on > COUNTED for one in world.organizations)
    assert [one.key for one in now if not one.stays], "a few wait for somebody to answer for them"
