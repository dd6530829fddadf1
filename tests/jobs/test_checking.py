"""A large register is checked by several programs; they find what one alone finds."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.ground.database import Ground
from tests.web.offices import attach, enter

from shuniu.jobs.checking import all_differences, apart
from shuniu.models import Standing
from shuniu.statistics.check import check, parts


@pytest.mark.django_db(transaction=True)
def test_two_programs_find_what_one_finds(cast: Cast, ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", ground.app_url)
    units = enter(cast, *(f"澄川市第{number}学会" for number in range(4)))
    attach(cast, units[:2], cast.joint)
    cut = parts(size=2)
    assert [part.what for part in cut].count("units") == 2
    assert apart(cut, 2) == []
    for unit in (units[0], units[3]):
        Standing.objects.filter(unit=unit).update(members=77)
    found = apart(cut, 2)
    assert sorted(found) == sorted(check()) == sorted(all_differences(2))
    assert len(found) == 2
