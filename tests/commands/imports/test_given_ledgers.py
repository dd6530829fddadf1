"""The given ledgers go into one register one after the other; the same file again changes nothing."""

from __future__ import annotations

import pytest
from tests.commands.cast import World
from tests.commands.imports.ledgers import EXPORT, ORGANIZATIONS, PARTY, changes, everything, given, put_reading

from shuniu.models import Registration, Standing, Unit

FILES = (ORGANIZATIONS, EXPORT, PARTY)


@pytest.mark.parametrize("clean", [False, True], ids=["messy", "clean"])
def test_the_given_ledgers_go_in_and_again_change_nothing(world: World, clean: bool) -> None:
    for name in FILES:
        reading, truth = given(name, clean=clean)
        applied = put_reading(world, reading, create_missing=True)
        assert len(applied.judgements) == truth["counts"]["accept"]
        assert None not in changes(applied), [one.problems for one in applied.judgements if one.change is None][:3]
        before = everything()
        again = put_reading(world, reading, create_missing=True)
        assert set(changes(again)) == {"same"}, [one.differences for one in again.judgements if one.change != "same"][
            :5
        ]
        assert everything() == before


def test_what_the_ledger_says_is_what_the_register_says(world: World) -> None:
    reading, truth = given(ORGANIZATIONS)
    put_reading(world, reading)
    held = {row["unit__code"]: row for row in Registration.objects.values("unit__code", *_COLUMNS)}
    assert len(held) == Unit.objects.filter(code__isnull=False).count() == truth["counts"]["accept"]
    for one in truth["accept"]:
        said, row = one["record"], held[one["record"]["uscc"]]
        assert row["name"] == said["name"]
        assert row["precision"] == "opening"
        assert row["full_time_staff"] == said["full_time_staff"]
        assert (row["address"] or None) == said["address"]
        assert (float(row["funds_yuan"]) if row["funds_yuan"] is not None else None) == said["registered_funds_yuan"]
        assert bool(row["supervising_unit"]) == bool(said["supervising_unit"])
        assert row["level"] in ("province", "county")


_COLUMNS = ("name", "precision", "full_time_staff", "address", "funds_yuan", "supervising_unit", "level")


def test_counted_units_stand_at_the_node_and_are_counted_once(world: World) -> None:
    reading, truth = given(ORGANIZATIONS)
    put_reading(world, reading)
    at_work = sum(one["record"]["status"] in ("正常", "异常") for one in truth["accept"])
    assert Standing.objects.count() == at_work
    assert Standing.objects.values("unit").distinct().count() == at_work
