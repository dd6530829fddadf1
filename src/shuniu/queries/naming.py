"""Searching a name by any part of it, and the words a code stands for on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, TextField, Value

from shuniu.models import Naming, Particulars, Region, UnitName
from shuniu.models.facts import IN_FORCE


class _Pairs(Func):
    function = "shuniu_pairs"
    output_field = ArrayField(TextField())


def name_contains(words: str, field: str = "name") -> tuple[dict[str, Func], Q]:
    """Annotations and a condition: ``field`` contains ``words``, by the index of pairs from two characters on."""
    text = words.strip()
    plain = Q(**{f"{field}__contains": text})
    if len(text) < 2:
        return {}, plain
    return {"_pairs": _Pairs(F(field))}, Q(_pairs__contains=_Pairs(Value(text))) & plain


def node_names(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """The full names Party organizations bear on a day."""
    wanted = {key for key in keys if key is not None}
    found = Naming.objects.filter(party_organization__in=wanted, retracted__isnull=True, period__contains=on)
    return dict(found.values_list("party_organization_id", "name"))


def unit_names(keys: Iterable[int | None], on: date, known: Q = IN_FORCE) -> dict[int, str]:
    """The names outside bodies bear on a day; a body abolished by then keeps the last name it bore."""
    wanted = {key for key in keys if key is not None}
    found = UnitName.objects.filter(known, unit__in=wanted, period__startswith__lte=on)
    return dict(found.order_by("period").values_list("unit_id", "name"))


def member_names(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """The names members bear on a day, else the nearest the roll has or had: a line of the journal stays readable."""
    wanted = {key for key in keys if key is not None}
    rows = Particulars.objects.filter(person__in=wanted).order_by(F("retracted").desc(nulls_last=True), "period")
    found: dict[int, str] = {}
    for person, name, days in rows.values_list("person_id", "name", "period"):
        if days.lower <= on or person not in found:
            found[person] = name
    return found


def region_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of divisions by code; where a code had several names the latest counts."""
    wanted = {code for code in codes if code}
    return dict(Region.objects.filter(code__in=wanted).order_by("period").values_list("code", "name"))
