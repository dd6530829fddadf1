"""The work log of the instructors of one organization, on its card; its own pages belong to a later subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from shuniu.policy.grants import Action
from shuniu.policy.words import InstructorDuty
from shuniu.queries.accounts import granted
from shuniu.queries.instructors.work import WorkFilter, reads_log, unit_to_log, work_log_page
from shuniu.queries.organizations.card import OrganizationCard
from shuniu.queries.paging import Window
from shuniu.web.frame import actor_of, address_of, day_of, with_day, writing_off
from shuniu.web.parts import Link
from shuniu.web.wording import day, word

# The card shows the latest; all of them are a list of their own.
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPart:
    """``rows``: day as a link, duty, what was done, who. ``write`` and ``everything``: addresses, empty where none."""

    rows: list[tuple[Link, str, str, str]]
    count: int
    write: str
    everything: str


def keeps_log(request: HttpRequest, card: OrganizationCard) -> bool:
    """Does this office read the work log of this organization?"""
    actor = actor_of(request)
    return granted(actor, Action.READ_WORK_LOG) and reads_log(actor, card.uuid)


def work_part(request: HttpRequest, card: OrganizationCard) -> WorkPart:
    actor, on = actor_of(request), day_of(request)
    unit = unit_to_log(actor, card.uuid, on)
    found = work_log_page(actor, on, Window(size=SHOWN), WorkFilter(unit=card.uuid))
    return WorkPart(
        rows=[_row(request, row) for row in found.rows],
        count=found.count,
        write=address_of("work_log_new", card.uuid) if unit.writable and not writing_off(request) else "",
        everything=with_day(request, address_of("work_logs"), unit=card.uuid) if found.after else "",
    )


def _row(request: HttpRequest, row: Any) -> tuple[Link, str, str, str]:
    address = with_day(request, address_of("work_log", row["uuid"]))
    return Link(day(row["done_on"]), address), word(row["duty"], InstructorDuty), row["done"], row["who"]
