"""A long ledger is judged and written in portions: the register is the same as from one portion."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from tests.commands.cast import TODAY, World
from tests.commands.imports.ledgers import changes, code, everything, in_force, organization, put

from shuniu.commands.imports import Applied
from shuniu.commands.imports import organizations as writing
from shuniu.models import Registration
from shuniu.queries.imports import LedgerRow
from shuniu.queries.imports import organizations as judging

KIND = "social_organizations"


def portions_of(count: int, patched: pytest.MonkeyPatch) -> None:
    patched.setattr(writing, "PORTION", count)
    patched.setattr(judging, "PORTION", count)


def mixed(world: World) -> Applied:
    """Two organizations are known since earlier; of these one changes, one is corrected, and others are new."""
    put(world, KIND, [organization(1), organization(2)], TODAY - timedelta(days=50))
    rows = [
        organization(3),
        organization(1, full_time_staff=70),
        organization(4, supervising_unit="澄川市体育局"),
        organization(5, supervising_unit="澄川市体育局", district="澄东区"),
        organization(2, full_time_staff=80),
    ]
    return put(world, KIND, rows, corrections=frozenset({4}))


def left_behind(world: World, patched: pytest.MonkeyPatch, count: int) -> dict[str, Any]:
    """What stands afterwards, without the keys that are drawn by chance."""
    with transaction.atomic():
        portions_of(count, patched)
        assert changes(mixed(world)) == ["new", "changed", "new", "new", "changed"]
        facts = in_force(everything())
        sizes = {name: len(lines) for name, lines in facts.items()}
        held = Registration.objects.filter(retracted__isnull=True).order_by("unit__code", "period")
        columns = ("unit__code", "name", "period", "full_time_staff", "region")
        found = {**sizes, "held": list(held.values_list(*columns))}
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 2, 3])
def test_portions_leave_the_same_register(world: World, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = left_behind(world, monkeypatch, 1_000)
    assert left_behind(world, monkeypatch, count) == whole


@pytest.mark.django_db
def test_a_row_of_a_later_portion_about_an_earlier_one_is_refused(world: World, monkeypatch: Any) -> None:
    """The first row counts, though each portion is held against the register apart."""
    put(world, KIND, [organization(1)])
    portions_of(1, monkeypatch)
    again: LedgerRow = organization(1, full_time_staff=9)
    applied = put(world, KIND, [organization(1), organization(2), again])
    assert changes(applied) == ["same", "new", None]
    assert applied.judgements[2].problems[0].code == "duplicate_in_file"
    assert Registration.objects.filter(unit__code=code(1), retracted__isnull=True).get().full_time_staff == 1
