"""Who stands in the rolls of some branches: as many as the organizations report, with invented names and numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from shuniu.jobs.demonstration.beijing.branches import branches
from shuniu.jobs.demonstration.beijing.committees import HOME
from shuniu.jobs.demonstration.beijing.work import Members, members
from shuniu.jobs.demonstration.invented import citizen_number, contact_name, mobile
from shuniu.jobs.demonstration.plan import Branch, Enrolled

ENROLLED_ON = date(2021, 3, 1)
# Every roll of one joint committee is kept by name, and of the others that of one branch in so many.
ONE_IN = 20
EDUCATIONS = ("11", "14", "21", "21", "21", "31", "31", "41", "61", "")
POSITIONS = ("秘书长", "副秘书长", "办公室主任", "财务主管", "项目主管", "会员部干事", "教师", "会计", "干事", "顾问")
COMMITTEE_FROM = 7
POSTS = ("secretary", "organization_commissary", "publicity_commissary", "discipline_commissary")
GROUPS = ("01", "01", "01", "01", "01", "01", "11", "03", "02", "08")
# One organization in so many has a full member more than it reports: the list of differences asks about it.
JOINED_EVERY = 13
LOST_EVERY, AWAY_EVERY, SHARING_EVERY, UNTOLD_EVERY = 83, 59, 71, 47


@cache
def rolls(today: date) -> tuple[Enrolled, ...]:
    """In the order of branches; nothing before the rolls were brought."""
    if today < ENROLLED_ON:
        return ()
    random, counts = Random(f"{HOME}:rolls"), members(today)
    found: list[Enrolled] = []
    for branch in _kept(today):
        for organization in branch.organizations:
            found += _of_one(random, len(found), branch, (organization, counts[organization]))
    since = Random(f"{HOME}:rolls:since")
    for branch in _kept(today):
        for organization in branch.organizations:
            if organization % JOINED_EVERY == 0:
                found += _of_one(since, len(found), branch, (organization, Members(1, 0)))
    return tuple(_officers(found))


def _kept(today: date) -> Iterator[Branch]:
    standing = [
        one
        for one in branches(today)
        if one.covers and one.ended_on is None and one.since < ENROLLED_ON and one.kind != "general_branch"
    ]
    first = next(one.parent for one in standing if one.kind == "party_branch")
    for place, one in enumerate(standing):
        if one.parent == first or place % ONE_IN == 0:
            yield one


def _of_one(random: Random, start: int, branch: Branch, reported: tuple[int, Members]) -> Iterator[Enrolled]:
    organization, count = reported
    for place in range(count.full + count.probationary):
        number = start + place
        born = date(1955, 1, 1) + timedelta(days=random.randrange(365 * 42))
        full = place < count.full
        admitted = ENROLLED_ON - timedelta(days=random.randrange(40, 320))
        if full:
            grown = date(born.year + 19, 1, 1)
            admitted = grown + timedelta(days=random.randrange((date(2019, 6, 1) - grown).days))
        yield Enrolled(
            branch=branch.key,
            organization=organization,
            since=ENROLLED_ON,
            name=contact_name(number * 5 + 1),
            number=citizen_number(born, number),
            mobile=mobile(80_000_000 + number * 131),
            born=born,
            ethnic_group=random.choice(GROUPS),
            education=random.choice(EDUCATIONS),
            position=random.choice(POSITIONS),
            state="" if number % UNTOLD_EVERY == 5 else "full" if full else "probationary",
            admitted_on=admitted,
            full_member_on=admitted.replace(day=1, year=admitted.year + 1) if full else None,
            lost_contact=number % LOST_EVERY == 7,
            away_to="外省务工" if number % AWAY_EVERY == 9 else "",
            takes_part=number % SHARING_EVERY == 11,
        )


def _officers(found: list[Enrolled]) -> Iterator[Enrolled]:
    """The first full members of each roll hold its posts; a small branch has a secretary and no committee."""
    full = Counter(one.branch for one in found if one.state == "full" and not one.takes_part)
    held: dict[str, int] = {}
    for one in found:
        place = held.get(one.branch, 0)
        posts = POSTS if full[one.branch] >= COMMITTEE_FROM else POSTS[:1]
        fits = one.state == "full" and not one.takes_part and not one.lost_contact and place < len(posts)
        if fits:
            held[one.branch] = place + 1
        yield replace(one, post=posts[place]) if fits else one
