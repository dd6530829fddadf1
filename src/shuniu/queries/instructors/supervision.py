"""Where have instructors been in place during a period, and what does the log say of each organization?

Organizations are told apart by what was done at them. Nothing is added up for a person, and nobody is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, CharField, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from psycopg.types.range import DateRange

from shuniu.access import Actor, visible
from shuniu.models import Posting, Registration, Unit, WorkLog
from shuniu.models.facts import IN_FORCE
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.instructors.work import units_below
from shuniu.queries.naming import node_names
from shuniu.queries.organizations.listing import responsible_of
from shuniu.queries.paging import Page, Window, page_of

FIELDS = ("unit_id", "unit__uuid", "unit__code", "name", "logged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised:
    """The period, both days included, and what narrows it: ``node`` (code), ``silent``: only those without a record."""

    since: date
    until: date
    node: str = ""
    silent: bool = False

    @property
    def days(self) -> Q:
        return IN_FORCE & Q(period__overlap=DateRange(self.since, self.until + timedelta(days=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """``organizations`` with an instructor in place, ``silent`` of them without a record; entries by duty."""

    organizations: int
    silent: int
    by_duty: Mapping[str, int]


def organizations_with_instructors(actor: Actor, on: date, wanted: Supervised) -> QuerySet[Registration]:
    """Those of the register of ``on`` with an instructor in place on some day of the period."""
    mine = visible(Unit.objects.all(), actor, Action.READ_WORK_LOG)
    posted = Posting.objects.filter(wanted.days, unit=OuterRef("unit"))
    logged = WorkLog.objects.filter(wanted.days, unit=OuterRef("unit"))
    rows = Registration.objects.filter(during(on), Exists(posted), unit__in=mine)
    if wanted.node:
        rows = rows.filter(unit__in=units_below(wanted.node, on))
    rows = rows.annotate(logged=Exists(logged))
    return rows.filter(logged=False) if wanted.silent else rows


def supervision_page(actor: Actor, on: date, window: Window, wanted: Supervised) -> Page:
    """One page: without a record first, then by name. Every row with its numbers by duty."""
    silent_first = Concat(
        Case(When(logged=True, then=Value("1")), default=Value("0")), F("sort_key"), output_field=CharField()
    )
    rows = organizations_with_instructors(actor, on, wanted).annotate(place=silent_first)
    found = page_of(rows, ["place", "unit_id"], window, FIELDS)
    keys = [row["unit_id"] for row in found.rows]
    counts, latest = _counts(keys, wanted), _latest(keys, wanted)
    posted, responsible = _posted(keys, wanted), responsible_of(keys, on)
    nodes = node_names(responsible.values(), on)
    lines = [
        {
            **row,
            "counts": counts[row["unit_id"]],
            "total": sum(counts[row["unit_id"]].values()),
            "latest": latest.get(row["unit_id"]),
            "posted": posted[row["unit_id"]],
            "responsible": nodes.get(responsible.get(row["unit_id"], 0), ""),
        }
        for row in found.rows
    ]
    return Page(lines, found.count, found.capped, found.after, found.before)


def _counts(keys: Iterable[int], wanted: Supervised) -> dict[int, dict[str, int]]:
    rows = WorkLog.objects.filter(wanted.days, unit__in=keys).order_by().values("unit_id", "duty")
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for row in rows.annotate(entries=Count("pk")):
        found[row["unit_id"]][row["duty"]] = row["entries"]
    return found


def _latest(keys: Iterable[int], wanted: Supervised) -> dict[int, date]:
    rows = WorkLog.objects.filter(wanted.days, unit__in=keys).order_by().values("unit_id")
    return dict(rows.annotate(latest=Max("period__startswith")).values_list("unit_id", "latest"))


def _posted(keys: Iterable[int], wanted: Supervised) -> dict[int, tuple[int, date]]:
    """How many instructors, the first of them since when."""
    rows = Posting.objects.filter(wanted.days, unit__in=keys).order_by().values("unit_id")
    told = rows.annotate(instructors=Count("instructor", distinct=True), since=Min("period__startswith"))
    return {row["unit_id"]: (row["instructors"], row["since"]) for row in told}


def supervision_summary(actor: Actor, on: date, wanted: Supervised) -> Summary:
    rows = organizations_with_instructors(actor, on, wanted)
    logs = WorkLog.objects.filter(wanted.days, unit__in=rows.values("unit")).order_by().values("duty")
    return Summary(
        organizations=rows.count(),
        silent=organizations_with_instructors(actor, on, replace(wanted, silent=True)).count(),
        by_duty=dict(logs.annotate(entries=Count("pk")).values_list("duty", "entries")),
    )
