"""党员结构 in one statement: of small random rolls it says what a clerk would count with the roll in hand."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cast import BEGINNING, Cast
from tests.ground.sizes import sample
from tests.statistics.ground import DAY, Ground

from shuniu.models import Employment, Membership, Particulars, Person
from shuniu.policy.members.structure import AGES, JOINED, UNDATED, Part
from shuniu.statistics.reports.structure import _counted

pytestmark = pytest.mark.django_db

POSITIONS = ["", "会长", "教师\x1f兼职"]
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "at": st.sampled_from(["joint", "branch", "other", "stranger"]),
            "state": st.sampled_from(["full", "probationary", ""]),
            "admitted_on": st.none() | st.sampled_from([date(1949, 9, 30), JOINED[0], JOINED[2], date(2019, 1, 1)]),
            "sex": st.none() | st.sampled_from(["male", "female", ""]),
            "ethnic_group": st.sampled_from(["01", "02", ""]),
            "born_on": st.none() | st.sampled_from([date(1989, 7, 1), date(1989, 7, 2), date(1950, 2, 28)]),
            "education": st.sampled_from(["10", "20", ""]),
            # Where somebody has worked, since when; the last is open, those before end after the day or before it.
            "works": st.lists(st.tuples(st.sampled_from(POSITIONS), st.booleans()), max_size=3),
            "since": st.sampled_from([BEGINNING, DAY, DAY + timedelta(days=1)]),
        }
    ),
    max_size=8,
)


def laid_in(put: Ground, people: list[dict[str, Any]]) -> Counter[tuple[Part, str, str]]:
    """Puts them down; by part, place and stored value, how many there are on the day below the top."""
    found: Counter[tuple[Part, str, str]] = Counter()
    for number, one in enumerate(people):
        person = Person.objects.create(recorded=put.cast.opening).pk
        node = getattr(put.cast, one["at"])
        more = {"state": one["state"], "admitted_on": one["admitted_on"]}
        put.fact(Membership, one["since"], None, person_id=person, party_organization_id=node, **more)
        if one["sex"] is not None:
            told = {key: one[key] for key in ("sex", "ethnic_group", "education", "born_on")}
            put.fact(Particulars, None, None, person_id=person, name=f"第{number}人", sort_key=str(number), **told)
        position = _employed(put, person, one["works"])
        if one["since"] > DAY or one["at"] != "branch":
            continue
        for part, value in _plainly(one, position).items():
            found[part, "joint", value] += 1
    return found


def _employed(put: Ground, person: int, works: list[tuple[str, bool]]) -> str:
    """The position on the day: of several the one that began last."""
    position = ""
    for number, (name, holds) in enumerate(works):
        start = BEGINNING + timedelta(days=10 * number)
        last = number == len(works) - 1
        end = None if last and holds else (DAY + timedelta(days=number + 1) if holds else DAY)
        put.fact(Employment, start, end, person_id=person, unit_id=None, position=name)
        if holds:
            position = name
    return position


def _plainly(one: dict[str, Any], position: str) -> dict[Part, str]:
    told = one["sex"] is not None
    born = one["born_on"] if told else None
    age = ""
    if born is not None:
        years = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
        age = str(sum(years >= each for each in AGES))
    joined = one["admitted_on"]
    since = UNDATED if joined is None else str(sum(joined >= each for each in JOINED))
    return {
        Part.SEX: one["sex"] or "",
        Part.ETHNIC_GROUP: one["ethnic_group"] if told else "",
        Part.AGE: age,
        Part.EDUCATION: one["education"] if told else "",
        Part.OCCUPATION: position,
        Part.JOINED: since if one["state"] == "full" else one["state"],
    }


@settings(
    max_examples=sample(12, full=400),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(people=PEOPLE)
def test_it_says_what_the_roll_says(cast: Cast, people: list[dict[str, Any]]) -> None:
    """Committees hold nobody: whoever is put down there is not counted, as whoever stands in another tree."""
    with transaction.atomic():
        wanted = laid_in(Ground(cast), people)
        names = {cast.joint: "joint", cast.other: "other", cast.top: "top"}
        found = Counter(
            {
                (part, names[child], value): number
                for part, children in _counted(cast.top, DAY).items()
                for child, numbers in children.items()
                for value, number in numbers.items()
            }
        )
        assert found == wanted
        transaction.set_rollback(True)
