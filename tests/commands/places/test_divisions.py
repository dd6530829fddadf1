"""The shipped divisions are laid in once, dated, abolished ones included."""

from __future__ import annotations

from datetime import date

import pytest
from psycopg.types.range import DateRange

from shuniu.commands.places import lay_in_divisions
from shuniu.models import Region
from shuniu.policy.places import divisions, townships


def test_divisions_have_their_parents_and_their_days_in_order() -> None:
    rows = divisions()
    codes = {one.code for one in rows}
    for one in rows:
        assert one.level == "province" or one.parent in codes, one
        assert one.start is None or one.end is None or one.start < one.end, one
    in_force = [one for one in rows if one.end is None]
    assert (len(in_force), len({one.code for one in in_force})) == (3214, 3214)
    assert {one.parent for one in townships()} <= codes


@pytest.mark.django_db
def test_divisions_are_added_once_and_what_the_office_changed_stays() -> None:
    Region.objects.all().delete()
    changed = DateRange(date(2010, 7, 1), None)
    Region.objects.create(code="110101", name="东城区", level="county", parent="110000", period=changed)
    added = lay_in_divisions()
    assert added > 40_000
    assert lay_in_divisions() == 0
    assert Region.objects.count() == added + 1
    assert Region.objects.get(code="110101", name="东城区").period == changed


@pytest.mark.django_db
def test_divisions_an_abolished_one_is_found_on_a_day_of_its_own() -> None:
    lay_in_divisions()
    on_old_day = Region.objects.filter(name="宣武区", period__contains=date(2005, 1, 1))
    assert on_old_day.values_list("code", flat=True).get() == "110104"
    assert not Region.objects.filter(name="宣武区", period__contains=date(2020, 1, 1)).exists()
