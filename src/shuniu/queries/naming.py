"""Searching a name by any part of it, and the words a code stands for on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, TextField, Value

from shuniu.models import Particulars, UnitName
from shuniu.models.facts import IN_FORCE
from shuniu.queries.arrays import answers, array

_NODE_NAMES = """
    SELECT n.party_organization_id, n.name FROM shuniu_naming n
    WHERE n.party_organization_id = ANY (%(keys)s::bigint[]) AND n.retracted_id IS NULL AND n.period @> %(on)s::date
"""
# On the day, else the last before it, else the first after it.
_NODE_NAMES_EVER = """
    SELECT DISTINCT ON (n.party_organization_id) n.party_organization_id, n.name FROM shuniu_naming n
    WHERE n.party_organization_id = ANY (%(keys)s::bigint[]) AND n.retracted_id IS NULL
    ORDER BY n.party_organization_id, lower(n.period) > %(on)s::date, abs(lower(n.period) - %(on)s::date)
"""
_UNIT_NAMES = """
    SELECT n.unit_id, n.name FROM shuniu_unitname n
    WHERE n.unit_id = ANY (%(keys)s::bigint[]) AND n.retracted_id IS NULL AND lower(n.period) <= %(on)s
    ORDER BY n.period
"""
_REGION_NAMES = "SELECT r.code, r.name FROM shuniu_region r WHERE r.code = ANY (%(codes)s) ORDER BY r.period"


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
    return dict(answers(_NODE_NAMES, keys=array(wanted), on=on)) if wanted else {}


def node_names_ever(keys: Iterable[int | None], on: date) -> dict[int, str]:
    """The same, and of those that are no more, or not yet, the nearest name: a line of the past stays readable."""
    wanted = {key for key in keys if key is not None}
    return dict(answers(_NODE_NAMES_EVER, keys=array(wanted), on=on)) if wanted else {}


def unit_names(keys: Iterable[int | None], on: date, known: Q = IN_FORCE) -> dict[int, str]:
    """The names outside bodies bear on a day; a body abolished by then keeps the last name it bore."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    if known is IN_FORCE:
        return dict(answers(_UNIT_NAMES, keys=array(wanted), on=on))
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
    return dict(answers(_REGION_NAMES, codes=list(wanted))) if wanted else {}
