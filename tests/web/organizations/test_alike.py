"""疑似重复 of a whole register: asked first who is alike at all, it says what the plain question says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.ground.sizes import sample
from tests.statistics.ground import Ground

from shuniu.models import Jurisdiction, Registration, Unit
from shuniu.queries.organizations import duplicates
from shuniu.queries.organizations.duplicates import alike

pytestmark = pytest.mark.django_db

# Written one way here and another there; the last is no name at all.
NAMES = ["甲学会", "甲 学会", "甲（学会）", "乙Ａ会", "乙a会", "丙会", "丁会", "（）"]
CODES = ["A", "B", None]
ROWS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 4), st.sampled_from(CODES), st.booleans(), st.booleans()),
    min_size=2, max_size=12, unique_by=lambda row: (row[1], row[2]) if row[2] else id(row),
)  # fmt: skip


def laid_in(cast: Cast, rows: list[Any]) -> None:
    """Names and codes as ledgers bring them; some attached below, some taken back since."""
    put = Ground(cast)
    for number, (name, stem, sign, attached, held) in enumerate(rows):
        unit = put.unit(f"第{number}会", at=cast.joint if attached else None)
        Registration.objects.filter(unit=unit).update(retracted=cast.opening)
        kept: Any = Registration.objects.filter(unit=unit).values()[0]
        kept |= {"id": None, "name": name, "retracted_id": None if held else cast.opening.pk}
        Registration.objects.create(**kept)
        if sign:
            _coded(put, unit, f"5111010150000000{stem}{sign}")
    put.settle()


def _coded(put: Ground, unit: int, code: str) -> None:
    """Another unit with that code in its stead: a code is never changed."""
    made = Unit.objects.create(
        kind="social_organization", code=code, registered_at_id=put.cast.top, recorded=put.cast.opening
    )
    for model in (Registration, Jurisdiction):
        for row in model.objects.filter(unit=unit, retracted__isnull=True).values():
            model.objects.filter(pk=row["id"]).update(retracted=put.cast.opening)
            model.objects.create(**{**row, "id": None, "unit_id": made.pk})
    put.units[-1] = made.pk


@settings(
    max_examples=sample(8, full=200),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rows=ROWS, portion=st.integers(1, 3), most=st.integers(1, 3), node=st.sampled_from(["", "joint"]))
def test_it_says_the_same_of_a_large_register(cast: Cast, rows: list[Any], portion: int, most: int, node: str) -> None:
    with transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        laid_in(cast, rows)
        patched.setattr(duplicates, "PORTION", portion)
        patched.setattr(duplicates, "MOST", most)
        for actor in (cast.clerk, cast.secretary):
            plainly = alike(actor, actor.today, node)
            assert alike(replace(actor, wide=True), actor.today, node) == plainly
        transaction.set_rollback(True)


def test_it_finds_what_it_should_and_asks_the_index(cast: Cast) -> None:
    rows = [("甲学会", 0, "A", True, True), ("甲（学会）", 0, "B", False, True), ("（）", 1, "A", False, True),
            ("（ ）", 2, "A", False, True), ("乙会", 3, "A", False, True)]  # fmt: skip
    laid_in(cast, rows)
    clerk = replace(cast.clerk, wide=True)
    with CaptureQueriesContext(connection) as asked:
        found = alike(clerk, clerk.today)
    assert [(group.by, [one.name for one in group.members]) for group in found.groups] == [
        ("name", ["甲学会", "甲（学会）"]),
        ("code", ["甲学会", "甲（学会）"]),
    ]
    assert len(asked) == 10
    first = next(one["sql"] for one in asked.captured_queries if "translate" in one["sql"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {first}")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "registrations_by_plain_name" in plan
