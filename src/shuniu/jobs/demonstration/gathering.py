"""The branch in which the province gathers members whose organizations have none: 先转入，再另建 (D20–D22).

Out of those of one district another branch could be set up, and is urged; of those of the other it was put aside, with
its reason and a day. Whoever is on probation was gathered with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from shuniu.jobs.demonstration.invented import citizen_number, contact_name, mobile
from shuniu.jobs.demonstration.plan import Branch, Change, Enrolled, Organization

SET_UP_ON = date(2018, 9, 10)
# So long before today they were gathered, and one group of them was put aside.
GATHERED, PUT_ASIDE, AGAIN = timedelta(days=120), timedelta(days=20), timedelta(days=160)
REASON = "两家单位正在办理合并，合并以后再定。"
FIRST_NUMBER = 951
# How many full members of each of the organizations, the districts taking turns, and who of them is on probation.
FULL, PROBATIONARY = (2, 2, 1, 1), 1


def pooling_branch(code: str, name: str, today: date) -> Iterator[Branch]:
    if today >= SET_UP_ON:
        yield Branch(
            key=f"{code}-pool",
            name=name,
            kind="joint_branch",
            mode="pooling",
            since=SET_UP_ON,
            parent=code,
            organizations=(),
            covers=False,
            document=f"省社综党复〔{SET_UP_ON.year}〕12号",
        )


def gathered(branches: Sequence[Branch], uncovered: Sequence[Organization], today: date) -> Iterator[Enrolled]:
    """Members of organizations that no branch covers, in the roll of the branch that gathers them."""
    since = today - GATHERED
    for branch in (one for one in branches if one.mode == "pooling" and one.since <= since):
        number = FIRST_NUMBER
        for place, (organization, full) in enumerate(zip(uncovered, FULL, strict=False)):
            states = ["full"] * full + ["probationary"] * (place == PROBATIONARY)
            for state in states:
                yield _one(branch, organization, since, number, state)
                number += 1


def _one(branch: Branch, organization: Organization, since: date, number: int, state: str) -> Enrolled:
    born = date(1968 + number % 25, 4, 1 + number % 28)
    admitted = since - timedelta(days=90) if state == "probationary" else date(born.year + 24, 7, 1)
    return Enrolled(
        branch=branch.key,
        organization=organization.key,
        since=since,
        name=contact_name(number * 7 + 3),
        number=citizen_number(born, number),
        mobile=mobile(93_000_000 + number * 131),
        born=born,
        ethnic_group="01",
        education="21",
        position="项目主管",
        state=state,
        admitted_on=admitted,
        full_member_on=None if state == "probationary" else date(born.year + 25, 7, 1),
        away_to="外省务工" if number % 3 == 0 and number > FIRST_NUMBER else "",
        post="secretary" if number == FIRST_NUMBER else "",
    )


def put_aside(branches: Sequence[Branch], uncovered: Sequence[Organization], today: date) -> Iterator[Change]:
    """Of the district of the first organization; that of the second is urged still."""
    for branch in (one for one in branches if one.mode == "pooling" and one.since <= today - GATHERED):
        yield Change(
            on=today - PUT_ASIDE,
            what="put_aside",
            values=(branch.key, "area", str(uncovered[0].values["district"]), REASON, today + AGAIN),
        )
