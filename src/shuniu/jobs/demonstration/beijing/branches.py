"""Which Party branches are there, in which organizations, since when: 791 on 2020-07-01, some before, some after.

791 is a number of branches, not of organizations covered: a separate branch covers one, a joint one several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from shuniu.jobs.demonstration.beijing.committees import COUNTED, HOME, ORGANIZATIONS, Seat, seats
from shuniu.jobs.demonstration.beijing.organizations import organizations
from shuniu.jobs.demonstration.invented import pairs
from shuniu.jobs.demonstration.plan import Branch, Organization
from shuniu.kernel.calendar import after_months

BRANCHES = 791
BATCHES = (
    date(2017, 6, 28), date(2017, 12, 20), date(2018, 4, 18), date(2018, 8, 22), date(2018, 12, 19),
    date(2019, 3, 27), date(2019, 6, 26), date(2019, 9, 25), date(2019, 12, 18), date(2020, 3, 25), date(2020, 6, 17),
)  # fmt: skip
EARLY = date(2017, 3, 1)
DISSOLVED_ON = date(2019, 6, 26)
GENERAL, BRANCHES_OF_GENERAL, DISSOLVED, EARLY_ONES = 4, 2, 10, 24
LATER_A_HALF_YEAR = 5
# In so many days the terms of some branches of the first committee end, whose elections are shown: the first is that of
# the cast. A number below nought: over since then.
TERMS_END_IN = (75, 25, -130, -200, 12, 40)
MONTHS_OF_A_TERM, SHOWN_SINCE = 36, date(2021, 3, 1)
SEPARATE_SHARE = 0.7


class _Former:
    """Forms branches out of the organizations of one committee after the other."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.random = Random(f"{HOME}:branches")
        self.words = pairs("joint branches")
        self.by_key = {one.key: one for one in organizations(today)}
        self.formed: list[Branch] = []

    def form(self, seat_key: str, members: Iterable[Organization], since: date, ended_on: date | None = None) -> Branch:
        number = len(self.formed) + 1
        group = tuple(members)
        joint = len(group) > 1
        stem = f"北京市{next(self.words)}社会组织联合" if joint else str(group[0].values["name"])
        branch = Branch(
            key=f"{HOME}-b{number:04d}",
            name=f"中共{stem}支部委员会",
            kind="joint_branch" if joint else "party_branch",
            mode="joint" if joint else "separate",
            since=since,
            parent=seat_key,
            organizations=tuple(one.key for one in group),
            ended_on=ended_on,
            document=f"社综党复〔{since.year}〕{since.month * 10 + number % 10}号",
        )
        self.formed.append(branch)
        return branch

    def sizes(self, count: int) -> list[int]:
        random = self.random
        return [1 if random.random() < SEPARATE_SHARE else random.choice((2, 2, 3, 3, 4)) for _ in range(count)]


@cache
def branches(today: date) -> tuple[Branch, ...]:
    former = _Former(today)
    places = seats()
    shares = _shares(BRANCHES - GENERAL * BRANCHES_OF_GENERAL)
    free: list[Organization] = []
    for number, seat in enumerate(places):
        ready = _ready(former, seat)
        if number < GENERAL:
            _general(former, seat, ready.pop())
        _separate_and_joint(former, seat, ready, shares[number])
        free.extend(ready)
    _begun_early(former)
    _dissolved(former, free)
    _later(former, free)
    _elected(former)
    return tuple(former.formed)


def _shares(total: int) -> list[int]:
    """How many branches each committee has: by its load, the largest remainders first."""
    loads = [seat.load for seat in seats()]
    shares = [load * total // ORGANIZATIONS for load in loads]
    order = sorted(range(len(loads)), key=lambda place: (-(loads[place] * total % ORGANIZATIONS), place))
    for place in order[: total - sum(shares)]:
        shares[place] += 1
    return shares


def _ready(former: _Former, seat: Seat) -> list[Organization]:
    found = [
        one
        for one in former.by_key.values()
        if one.ended_on is None and one.standing(BATCHES[-1]) and one.committee(COUNTED) == seat.key
    ]
    former.random.shuffle(found)
    return found


def _settled(one: Organization) -> date:
    """Since when it has been with the committee it is with on 2020-07-01."""
    return max(since for since, _ in one.stays if since <= COUNTED)


def _separate_and_joint(former: _Former, seat: Seat, ready: list[Organization], count: int) -> None:
    for size in former.sizes(count):
        members = [ready.pop() for _ in range(size)]
        settled = max(_settled(one) for one in members)
        former.form(seat.key, members, former.random.choice([day for day in BATCHES if day >= settled]))


def _general(former: _Former, seat: Seat, host: Organization) -> None:
    """A general branch covers its organization; the branches under it are branches of the same organization."""
    since = next(day for day in BATCHES if day >= _settled(host))
    name = host.values["name"]
    key = f"{HOME}-g{seat.key[-2:]}"
    former.formed.append(
        Branch(
            key=key,
            name=f"中共{name}总支部委员会",
            kind="general_branch",
            mode="separate",
            since=since,
            parent=seat.key,
            organizations=(host.key,),
            document=f"社综党复〔{since.year}〕{since.month}号",
        )
    )
    for number, word in zip(range(BRANCHES_OF_GENERAL), "一二三", strict=False):
        former.formed.append(
            Branch(
                key=f"{key}-{number + 1}",
                name=f"中共{name}第{word}支部委员会",
                kind="party_branch",
                mode="separate",
                since=since,
                parent=key,
                organizations=(host.key,),
                document=f"社综党复〔{since.year}〕{since.month}号",
                covers=False,
            )
        )


def _dissolved(former: _Former, free: list[Organization]) -> None:
    """Joint branches that were given up again in 2019: before it their organizations were covered."""
    since = BATCHES[2]
    for _ in range(DISSOLVED):
        host = next(one for one in free if _settled(one) <= since)
        company = [one for one in free if _settled(one) <= since and one.committee(COUNTED) == host.committee(COUNTED)]
        members = company[:3]
        for one in members:
            free.remove(one)
        former.form(host.committee(COUNTED), members, since, DISSOLVED_ON)


def _later(former: _Former, free: list[Organization]) -> None:
    """After the report: some more each half-year; the committee is the one of that day."""
    for day in _half_years(former.today):
        for size in former.sizes(LATER_A_HALF_YEAR):
            host = free.pop(0)
            committee = host.committee(day)
            company = [one for one in free if one.committee(day) == committee][: size - 1]
            for one in company:
                free.remove(one)
            former.form(committee, [host, *company], day)


def _half_years(today: date) -> Iterator[date]:
    for year in range(COUNTED.year, today.year + 1):
        for month, number in ((6, 24), (12, 16)):
            day = date(year, month, number)
            if COUNTED < day <= today:
                yield day


def covering(today: date, on: date) -> dict[int, list[Branch]]:
    """Organization → the branches that cover it that day."""
    found: dict[int, list[Branch]] = {}
    for branch in branches(today):
        if branch.covers and branch.since <= on and (branch.ended_on is None or on < branch.ended_on):
            for key in branch.organizations:
                found.setdefault(key, []).append(branch)
    return found


def _begun_early(former: _Former) -> None:
    """Some began directly under the committee and went to their joint committee with its first day."""
    since = {seat.key: seat.since for seat in seats()}
    left = EARLY_ONES
    for place, branch in enumerate(former.formed):
        host = former.by_key[branch.organizations[0]]
        fitting = branch.kind == "party_branch" and branch.covers and host.committee(EARLY) == HOME
        if left and fitting and since[branch.parent] > EARLY and host.committee(since[branch.parent]) == branch.parent:
            left -= 1
            former.formed[place] = replace(
                branch,
                since=EARLY,
                document=f"社综党复〔2017〕{EARLY_ONES - left}号",
                first_parent=HOME,
                moved_on=since[branch.parent],
            )


def _elected(former: _Former) -> None:
    """Whose elections are shown has held the latest one so that its term ends on the day that is told."""
    standing = [
        (place, one)
        for place, one in enumerate(former.formed)
        if one.kind == "party_branch" and one.covers and one.ended_on is None
    ]
    shown = [(place, one) for place, one in standing if one.parent == standing[0][1].parent and one.since <= COUNTED]
    for (place, one), days in zip(shown, TERMS_END_IN, strict=False):
        on = after_months(former.today + timedelta(days=days), -MONTHS_OF_A_TERM)
        if on > SHOWN_SINCE:
            former.formed[place] = replace(one, renewed_on=on)
