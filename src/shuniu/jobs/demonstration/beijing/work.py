"""What reaches organizations without a branch, whom the committee has sent, and what they report of themselves?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from shuniu.jobs.demonstration.beijing.branches import branches, covering
from shuniu.jobs.demonstration.beijing.committees import COUNTED, HOME, name_of, seats
from shuniu.jobs.demonstration.beijing.organizations import organizations
from shuniu.jobs.demonstration.invented import contact_name, mobile
from shuniu.jobs.demonstration.plan import Guide, HeadCountRow, Organization, Survey

REACHED_ON = (date(2017, 9, 4), date(2018, 9, 3), date(2019, 5, 6), date(2020, 3, 2))
INSTRUMENTS = ("hub_mechanism", "trade_union", "youth_league", "service_base_body")
SHARES = (48, 28, 12, 12)
REACHED_SHARE, REACHED_LATER_SHARE, REPORTING_SHARE = 0.955, 0.8, 0.94
SHOULD_HAVE_FORMED = 38
GUIDES, POSTINGS = 26, 4
POSTED_ON = date(2019, 4, 8)
INSTRUCTOR_SOURCES = ("retired", "not_in_post", "young_reserve", "other")


@dataclass(frozen=True, slots=True)
class Members:
    """How many Party members an organization reports, year after year."""

    full: int
    probationary: int


def in_scope(today: date) -> list[Organization]:
    """Those that at some time were under the committee; the others are led by their supervising units."""
    return [one for one in organizations(today) if not one.stays or not one.stays[-1][1].startswith("outside")]


@cache
def members(today: date) -> dict[int, Members]:
    """Branches of one organization have three full members at least, members of joint ones fewer; a few dozen
    organizations have enough and yet no branch."""
    random = Random(f"{HOME}:members")
    covered = covering(today, COUNTED)
    ever = covering(today, today)
    found: dict[int, Members] = {}
    missing = SHOULD_HAVE_FORMED
    for one in in_scope(today):
        held = covered.get(one.key) or ever.get(one.key)
        probationary = random.choice((0, 0, 0, 1, 1, 2))
        if held and held[0].mode == "separate":
            found[one.key] = Members(3 + min(14, int(random.expovariate(1 / 3))), probationary)
        elif held:
            found[one.key] = Members(random.choice((0, 1, 1, 2, 2)), probationary)
        elif missing and one.ended_on is None and one.standing(COUNTED) and random.random() < 0.03:
            missing -= 1
            found[one.key] = Members(random.choice((3, 3, 4, 5, 6)), probationary)
        else:
            found[one.key] = Members(random.choice((0, 0, 0, 1, 1, 2)), probationary)
    return found


def surveys(today: date) -> tuple[Survey, ...]:
    """Yearly returns. Some organizations never answer: then nothing is known of their members."""
    counts = members(today)
    formed = {one.organizations[0]: one.since for one in branches(today) if one.covers and one.mode == "separate"}
    found = []
    for year in (year for year in range(2018, today.year) if year <= 2020 or (today.year - year) % 2):
        random = Random(f"{HOME}:survey:{year}")
        as_of = date(year, 12, 31)
        rows = tuple(
            _row(one, _by(as_of, counts[one.key], formed.get(one.key)), year)
            for one in in_scope(today)
            if one.standing(as_of) and one.key % 17 and (counts[one.key].full > 2 or random.random() < REPORTING_SHARE)
        )
        found.append(Survey(as_of=as_of, source=f"{year}年度社会组织党建情况年报表（演示）", rows=rows))
    return tuple(one for one in found if one.as_of <= today)


def _by(as_of: date, held: Members, formed_on: date | None) -> Members:
    """Those who formed a branch after the report had not yet members enough before."""
    early = formed_on is not None and formed_on > max(as_of, COUNTED)
    return Members(2, held.probationary + 1) if early else held


def _row(one: Organization, held: Members, year: int) -> HeadCountRow:
    # A probationary member of one year is a full one two years later; then another joins.
    probationary = held.probationary if (year + one.key) % 5 else 0
    return HeadCountRow(
        organization=one.key,
        full_time=one.values["full_time_staff"],
        members=held.full + probationary,
        full_members=held.full,
        probationary=probationary,
        relations_in=held.full - held.full // 4,
    )


@cache
def reached(today: date) -> tuple[tuple[date, str, tuple[int, ...]], ...]:
    """By day and instrument the organizations that Party work reaches from then on."""
    random = Random(f"{HOME}:reached")
    covered = covering(today, COUNTED)
    found: dict[tuple[date, str], list[int]] = {}
    days = [*REACHED_ON, *(date(year, 3, 3) for year in range(2021, today.year + 1))]
    for one in in_scope(today):
        later = one.entered_on > COUNTED
        share = 0.2 if one.key in covered else REACHED_LATER_SHARE if later else REACHED_SHARE
        fitting = [day for day in days if one.stays and _joined(one) <= day <= today and one.standing(day)]
        if not fitting or random.random() >= share:
            continue
        day = fitting[0] if later else random.choice([day for day in fitting if day < COUNTED] or fitting[:1])
        found.setdefault((day, random.choices(INSTRUMENTS, SHARES)[0]), []).append(one.key)
    return tuple((day, instrument, tuple(keys)) for (day, instrument), keys in sorted(found.items()))


def _joined(one: Organization) -> date:
    """Since when it has been the committee's: before it nobody here reached it."""
    return next(since for since, key in one.stays if not key.startswith("outside"))


def guides(today: date) -> tuple[Guide, ...]:
    """Each committee's secretary's unit sends somebody; an instructor goes to several organizations."""
    covered = covering(today, COUNTED)
    places = seats()
    found = []
    for number in range(GUIDES):
        seat = places[number * 2]
        free = [
            one.key
            for one in in_scope(today)
            if one.key not in covered and one.ended_on is None and one.standing(POSTED_ON)
            and one.committee(POSTED_ON) == seat.key == one.committee(COUNTED)
        ]  # fmt: skip
        document = f"社综党委〔2019〕{number % 9 + 1}号"
        postings = [(POSTED_ON, key, document) for key in free[:POSTINGS]]
        if postings:
            found.append(_guide(number, f"{name_of(seat.group, seat.ordinal)}书记单位", tuple(postings)))
    return tuple(found)


def _guide(number: int, home: str, postings: tuple[tuple[date, int, str], ...]) -> Guide:
    return Guide(
        key=f"{HOME}-i{number + 1:02d}",
        name=contact_name(number * 7 + 3),
        phone=mobile(90_000_000 + number * 137),
        source=INSTRUCTOR_SOURCES[number % 4],
        full_time=number % 3 == 0,
        home=home,
        since=date(2019, 3, 20),
        postings=postings,
        recommended_by=home,
        selection=(f"社综党委〔2019〕{number % 9 + 1}号", date(2019, 3, 15)),
    )
