"""Which social organizations does the city's committee know, since when, under whom, and until when?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from shuniu.jobs.demonstration.beijing.bodies import CIVIL_AFFAIRS, outside_committee, supervisors_of
from shuniu.jobs.demonstration.beijing.committees import (
    COUNTED,
    FOUNDED,
    GONE,
    GROUPS,
    HOME,
    LATER,
    LATER_SPLIT_ON,
    MERGED_ON,
    SPLIT_ON,
    TRAVEL,
    Group,
    Seat,
    largest_school,
    seats,
)
from shuniu.jobs.demonstration.beijing.wording import DISTRICTS, WEIGHTS, list_of_streets, names
from shuniu.jobs.demonstration.invented import credit_code, landline
from shuniu.jobs.demonstration.plan import Organization
from shuniu.kernel.pinyin import sort_key

OPENING = date(2010, 1, 4)
DIRECT_SINCE = date(2013, 1, 1)
DECOUPLED_ON = (date(2016, 12, 20), date(2017, 6, 21), date(2018, 6, 20), date(2019, 6, 19))
ENDED_BEFORE_2020 = 3
SUPERVISED = 96
BUSY = range(2016, 2020)
NEW_A_SITTING, ENDED_A_SITTING, NOT_YET_ATTACHED = 16, 12, 3
# Codes of the demonstration begin here, so that ledgers of other invented worlds hardly meet them.
FIRST_CODE = 900_001


def sittings(start: date, end: date) -> list[date]:
    """The days on which the authority enters and strikes off: twice a year, in the busy years of 2016–2019 four
    times."""
    days = (
        date(year, month, 15)
        for year in range(start.year, end.year + 1)
        for month in ((3, 6, 9, 12) if year in BUSY else (6, 12))
    )
    return [day for day in days if start <= day <= end]


class _Maker:
    """Draws one organization after the other; the random numbers are the same every time."""

    def __init__(self) -> None:
        self.random = Random(f"{HOME}:organizations")
        self.names = {group: names(group) for group in GROUPS}
        self.streets = list_of_streets()
        self.made: list[Organization] = []

    def make(self, group: Group, entered_on: date, mode: str) -> Organization:
        number = len(self.made)
        district = self.random.choices(range(len(DISTRICTS)), WEIGHTS)[0]
        place = self.streets[district * 3 + self.random.randrange(3)] + "街道"
        established_on = self._established(entered_on)
        name = next(self.names[group])
        values: dict[str, Any] = {
            "name": name,
            "sort_key": sort_key(name),
            "type": group.type,
            "legal_status": "legal_person",
            "mode": mode,
            "status": "normal",
            "level": "province",
            "region": DISTRICTS[district][0],
            "district": DISTRICTS[district][1],
            "street": place,
            "address": f"北京市{DISTRICTS[district][1]}{place}{self.random.randrange(1, 200)}号",
            "field": group.field,
            "subtype": _subtype(group),
            "activity_scope": "municipal",
            "established_on": established_on,
            "established_precision": "day",
            "funds_yuan": self.random.choice((30_000, 50_000, 100_000, 300_000, 1_000_000)) * _funds(group),
            "full_time_staff": min(60, int(self.random.expovariate(1 / 9)) + 1),
            "part_time_staff": int(self.random.expovariate(1 / 4)),
            "charter_clause": True if entered_on >= date(2018, 6, 1) else None,
        }
        made = Organization(
            key=number,
            code=credit_code(group.type, "110000", FIRST_CODE + number),
            values=values,
            entered_on=entered_on,
            supervisor=CIVIL_AFFAIRS if mode == "civil_affairs_supervised" else "",
            phone=landline("010", FIRST_CODE + number),
            grade=self.random.choices(("", "3a", "4a", "5a", "2a"), (70, 15, 9, 4, 2))[0],
        )
        self.made.append(made)
        return made

    def keep(self, made: Organization, **changes: Any) -> Organization:
        self.made[made.key] = replace(made, **changes)
        return self.made[made.key]

    def _established(self, entered_on: date) -> date:
        if entered_on > OPENING:
            return entered_on
        return date(1989, 10, 1) + timedelta(days=self.random.randrange(7_300))


def _subtype(group: Group) -> str:
    if group.axis == "industry":
        return "trade_association"
    return "provenance_chamber" if group.axis_value == "异地商会" else ""


def _funds(group: Group) -> int:
    return 20 if group.type == "foundation" else 1


@cache
def organizations(today: date) -> tuple[Organization, ...]:
    """In the order in which the plan numbers them."""
    maker = _Maker()
    for seat in seats():
        for index in range(seat.load + ENDED_BEFORE_2020):
            _one(maker, seat, ended=index >= seat.load)
    _later(maker, today)
    _supervised(maker)
    return tuple(maker.made)


def _one(maker: _Maker, seat: Seat, *, ended: bool) -> None:
    random = maker.random
    days = sittings(OPENING, date(2014, 12, 31) if ended else COUNTED)
    entered_on = OPENING if random.random() < 0.5 else random.choice(days)
    decoupled = seat.group.axis == "industry" and entered_on < date(2016, 1, 1) and random.random() < 0.5
    made = maker.make(seat.group, entered_on, "dual_administration" if decoupled else _mode(random, entered_on))
    until = random.choice(DECOUPLED_ON) if decoupled else None
    supervisor = random.choice(supervisors_of(seat.group.axis_value)) if decoupled else made.supervisor
    stays = _stays(random, seat, entered_on, supervisor, until)
    ended_on, ended_as = None, ""
    if ended:
        ended_on = random.choice(sittings(date(2015, 6, 1), date(2020, 6, 30)))
        ended_as = "revoked" if random.random() < 0.15 else "deregistered"
        stays = tuple(stay for stay in stays if stay[0] < ended_on)
        until = until if until and until < ended_on else None
    maker.keep(made, stays=stays, supervisor=supervisor, supervised_until=until, ended_on=ended_on, ended_as=ended_as)


def _mode(random: Random, entered_on: date) -> str:
    direct = entered_on >= DIRECT_SINCE and random.random() < 0.65
    return "direct_registration" if direct else "civil_affairs_supervised"


def _stays(
    random: Random, seat: Seat, entered_on: date, supervisor: str, until: date | None
) -> tuple[tuple[date, str], ...]:
    """Under the supervising unit until it was decoupled, then under the committee, then under a joint committee."""
    begins = max(entered_on, FOUNDED)
    stays: list[tuple[date, str]] = []
    if until is not None:
        stays.append((entered_on, outside_committee(supervisor)))
        begins = until
    stays.extend(_joint(random, seat, begins))
    return tuple(stays)


def _joint(random: Random, seat: Seat, begins: date) -> Iterator[tuple[date, str]]:
    path = [(FOUNDED, HOME), (seat.since, seat.key)]
    if seat.since == SPLIT_ON:
        source = next(one for one in reversed(seats()) if one.group is seat.group and one.key < seat.key)
        path = [(FOUNDED, HOME), (source.since, source.key), (SPLIT_ON, seat.key)]
    elif seat.group is TRAVEL and random.random() < 0.4:
        path = [(FOUNDED, HOME), (seat.since, GONE), (MERGED_ON, seat.key)]
    held = [key for since, key in path if since <= begins]
    yield begins, held[-1]
    yield from ((since, key) for since, key in path if since > begins)


def _later(maker: _Maker, today: date) -> None:
    """After the day of the report life goes on: a few new ones, a few struck off, one committee split."""
    random, places = maker.random, seats()
    days = sittings(COUNTED, today)
    leaving = iter(random.sample([one.key for one in maker.made if one.ended_on is None], 20 * ENDED_A_SITTING))
    for day in days:
        for _ in range(NEW_A_SITTING):
            seat = random.choice(places)
            made = maker.make(seat.group, day, _mode(random, day))
            maker.keep(made, stays=((day, seat.key),))
        for _ in range(ENDED_A_SITTING):
            key = next(leaving, None)
            if key is not None:
                maker.keep(maker.made[key], ended_on=day + timedelta(days=20), ended_as="deregistered")
    if days:
        for one in maker.made[-NOT_YET_ATTACHED:]:
            maker.keep(one, stays=())
    if today >= LATER_SPLIT_ON:
        _split(maker)


def _split(maker: _Maker) -> None:
    source = largest_school()
    held = [one for one in maker.made if one.standing(LATER_SPLIT_ON) and one.committee(LATER_SPLIT_ON) == source]
    for one in held[: len(held) * 2 // 5]:
        maker.keep(one, stays=(*one.stays, (LATER_SPLIT_ON, LATER)))
    for one in maker.made:
        if one.entered_on > LATER_SPLIT_ON and one.stays and one.stays[-1][1] == source and one.key % 2:
            maker.keep(one, stays=((one.entered_on, LATER),))


def _supervised(maker: _Maker) -> None:
    """Those whose supervising unit leads their Party work: the report does not claim them (X-07)."""
    random = maker.random
    for index in range(SUPERVISED):
        group = GROUPS[index % len(GROUPS)]
        made = maker.make(group, random.choice(sittings(OPENING, date(2019, 12, 31))), "dual_administration")
        supervisor = random.choice(supervisors_of(group.axis_value))
        maker.keep(made, supervisor=supervisor, stays=((made.entered_on, outside_committee(supervisor)),))
