"""Every measure of units follows from the sums that tallies keep, and none of the sums is kept in vain."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from shuniu.models import TallyChange
from shuniu.policy.measures import CONDITIONS, MEASURES, Measure, Subject
from shuniu.policy.measures.additive import ADDITIVE, Sum, terms
from shuniu.policy.packs import load_packs, merged

OF_UNITS = [one for one in MEASURES.values() if one.subject is Subject.UNIT]
FIGURES = [merged(pack.chain, date(2021, 1, 1)) for pack in load_packs().values() if pack.chain]
ROWS: list[dict[str, Any]] = [
    {
        "attached": attached, "org_covered": covered, "work_covered": work, "active_covered": not work,
        "separate": covered and attached, "eligible": known and work, "known": known, "mode": mode,
        "staff": 3 if work else None, "members": 5 if known else None, "full_members": 2 if known else None,
    }
    for attached, covered, work, known in product((True, False), repeat=4)
    for mode in ("decoupled", "direct_registration", "dual_administration", "")
]  # fmt: skip


def added(told: Sum) -> int:
    """The sums over the rows, as ``holds`` counts them."""
    total = 0
    for sign, name in told:
        one = ADDITIVE[name]
        for row in ROWS:
            if all(CONDITIONS[condition].holds(row) for condition in one.conditions):
                if one.summed:
                    total += sign * (row[one.summed] or 0)
                else:
                    total += sign * (not one.stated or row[one.stated] is not None)
    return total


@pytest.mark.parametrize("one", [pytest.param(one, id=one.key) for one in OF_UNITS])
def test_a_measure_of_units_is_a_sum(one: Measure) -> None:
    for figures in FIGURES:
        told = terms(one, figures)
        assert told is not None
        base = one.denominator_for(figures)
        whole = [row for row in ROWS if all(CONDITIONS[name].holds(row) for name in base or ())]
        inside = [row for row in whole if one.counts_row(row)]
        summed = [row[one.sums[0]] for row in inside] if one.sums else [1] * len(inside)
        assert added(told.numerator) == sum(value or 0 for value in summed)
        assert added(told.missing) == summed.count(None)
        assert (told.denominator is None) == (base is None)
        assert told.denominator is None or added(told.denominator) == len(whole)


def test_no_sum_is_kept_in_vain() -> None:
    told = [found for one in OF_UNITS for figures in FIGURES if (found := terms(one, figures)) is not None]
    used = {name for one in told for each in (one.numerator, one.denominator or (), one.missing) for _, name in each}
    assert used == ADDITIVE.keys()


def test_tables_keep_the_sums() -> None:
    columns = {field.name for field in TallyChange._meta.concrete_fields}
    assert columns - {"node", "margin", "key", "day"} == ADDITIVE.keys()


def test_what_is_not_counted_by_units_is_no_sum() -> None:
    for key in ("joint_committees", "hubs", "instructors", "residents"):
        assert terms(MEASURES[key], FIGURES[0]) is None
