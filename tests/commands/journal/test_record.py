"""Whichever way rows are written, they are the same rows; and no fact can be changed except by being taken back."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast

from shuniu.kernel.period import Period
from shuniu.models import Grade, HeadCount, OfficeContact, Registration, Unit, record
from shuniu.models.facts import Fact

pytestmark = pytest.mark.django_db
FACTS = [model for model in apps.get_app_config("shuniu").get_models() if issubclass(model, Fact)]

# Everything PostgreSQL can keep in a text: the letters COPY gives a meaning to come often.
texts = st.text(st.one_of(st.sampled_from("\\\t\n\r N.'\"{}"), st.characters(codec="utf-8", exclude_characters="\0")))


def unit(cast: Cast) -> int:
    return Unit.objects.create(kind="social_organization", registered_at_id=cast.top, recorded=cast.opening).pk


WIDE = [
    "unit", "name", "sort_key", "type", "legal_status", "status", "address", "subtype", "mode", "level", "region",
    "district", "street", "field", "influence", "classified_by", "classified_reason", "activity_scope",
    "established_precision", "charter_clause_text", "industry_distinct", "established_on", "funds_yuan",
    "full_time_staff", "period",
]  # fmt: skip
OPEN = record.since(date(2020, 1, 1))
lines = st.lists(
    st.tuples(
        texts.map(lambda text: text[:200]),
        texts.map(lambda text: text[:300]),
        st.none() | st.booleans(),
        st.none() | st.dates(date(1949, 10, 1), date(2100, 1, 1)),
        st.none() | st.decimals(0, 10**12, places=2),
        st.none() | st.integers(0, 2**31 - 1),
    ),
    min_size=1,
    max_size=6,
)


def written(cast: Cast, few: int, rows: list[Any], monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Written one way, read back, thrown away."""
    with monkeypatch.context() as patched, transaction.atomic():
        patched.setattr(record, "FEW", few)
        keys = record.numbers(Unit, len(rows))
        body = [(key, uuid4(), "social_organization", None, cast.top) for key in keys]
        record.record(cast.opening, Unit, ["id", "uuid", "kind", "code", "registered_at"], body)
        empty = [""] * WIDE.index("industry_distinct")
        cells = [
            (key, name, name, "t", "l", "normal", address, *empty[7:], distinct, founded, funds, staff, OPEN)
            for key, (name, address, distinct, founded, funds, staff) in zip(keys, rows, strict=True)
        ]
        assert record.record(cast.opening, Registration, WIDE, cells) == len(rows)
        asked = Registration.objects.filter(unit__in=keys).order_by("unit")
        found = list(asked.values(*[name for name in WIDE if name != "unit"]))
        transaction.set_rollback(True)
    return found


def test_record_copy_and_insert_write_the_same_rows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(lines)
    def both_ways(rows: list[Any]) -> None:
        inserted = written(cast, 10**6, rows, monkeypatch)
        assert inserted == written(cast, 0, rows, monkeypatch)
        for column, place in (("name", 0), ("address", 1), ("industry_distinct", 2), ("funds_yuan", 4)):
            assert [row[column] for row in inserted] == [row[place] for row in rows]

    both_ways()


@pytest.mark.parametrize("count", [0, 1, record.FEW, record.FEW + 1])
def test_record_writes_documents_bytes_and_arrays_either_way(cast: Cast, count: int) -> None:
    from shuniu.models import PackBinding, PartyOrganization

    holder = PartyOrganization.objects.create(code="holder", recorded=cast.opening)
    days = [Period(date(1950 + number, 1, 1), date(1951 + number, 1, 1)) for number in range(count)]
    chains = [["bj2020", 'quo"te\\', "{}"] for _ in days]
    rows = [(holder.pk, chain, record.days(day)) for chain, day in zip(chains, days, strict=True)]
    assert record.record(cast.opening, PackBinding, ["party_organization", "chain", "period"], rows) == count
    assert list(PackBinding.objects.filter(party_organization=holder).values_list("chain", flat=True)) == chains
    key, numbers = unit(cast), [UUID(int=number) for number in range(count)]
    phones = [
        (number, key, "office", "", b"\x00\\x\xff\n", record.days(day))
        for number, day in zip(numbers, days, strict=True)
    ]
    record.record(cast.opening, OfficeContact, ["row", "unit", "role", "name", "phone", "period"], phones)
    kept = OfficeContact.objects.filter(unit=key).values_list("phone", flat=True)
    assert [bytes(phone) for phone in kept if phone is not None] == [b"\x00\\x\xff\n"] * count


def test_record_takes_a_fact_back_once(cast: Cast) -> None:
    key = unit(cast)
    record.record(cast.opening, Grade, ["unit", "grade", "period"], [(key, "3A", record.since(date(2020, 1, 1)))])
    fact = Grade.objects.get(unit=key).pk
    assert record.retract(cast.opening, Grade, [fact, fact, -1]) == [fact]
    assert record.retract(cast.opening, Grade, [fact]) == []
    assert record.retract(cast.opening, Grade, []) == []


def test_record_gives_every_row_a_number_of_its_own(cast: Cast) -> None:
    first, second = record.numbers(Unit, 3), record.numbers(Unit, 4)
    assert len({*first, *second}) == 7


def test_record_refuses_what_is_no_fact(cast: Cast) -> None:
    from shuniu.models import Region

    with pytest.raises(AssertionError):
        record.record(cast.opening, Region, ["code"], [("1",)])
    with pytest.raises(AssertionError):
        record.retract(cast.opening, Region, [1])


@pytest.mark.parametrize("model", [*FACTS, HeadCount], ids=lambda model: model.__name__)
def test_record_no_column_of_a_fact_can_be_changed_but_its_retraction(model: Any, cast: Cast) -> None:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        for one in model._meta.concrete_fields:
            column = connection.ops.quote_name(one.column)
            statement = f"UPDATE {table} SET {column} = {column} WHERE false"
            if one.name == "retracted":
                cursor.execute(statement)
                continue
            with pytest.raises(ProgrammingError) as caught, transaction.atomic():
                cursor.execute(statement)
            assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege)
        for statement in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)
