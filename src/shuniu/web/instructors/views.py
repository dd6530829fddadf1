"""The ways to look at instructors: by name, their trainings, the work log, and what a committee sees of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of, with_day
from shuniu.web.parts import Link

VIEWS = (
    ("instructors", "名单", Action.READ_PARTY_ORGANIZATION),
    ("instructor_trainings", "培训", Action.READ_PARTY_ORGANIZATION),
    ("work_logs", "工作日志", Action.READ_WORK_LOG),
    ("work_supervision", "工作情况", Action.READ_PARTY_ORGANIZATION),
)
# Who reads Party organizations and no work log has nothing to supervise.
_ALSO = {"work_supervision": Action.READ_WORK_LOG}


def ways_to_look(request: HttpRequest, current: str) -> list[Link]:
    """Those open to the office; one alone is no choice."""
    actor = actor_of(request)
    links = [
        Link(label, with_day(request, reverse(name)), name == current)
        for name, label, action in VIEWS
        if granted(actor, action) and granted(actor, _ALSO.get(name, action))
    ]
    return links if len(links) > 1 else []


def crumbs_of(request: HttpRequest, *more: Link) -> list[Link]:
    """Only ways this office may go."""
    if not granted(actor_of(request), Action.READ_PARTY_ORGANIZATION):
        return list(more)
    ways = [Link("党组织", with_day(request, reverse("party")))]
    return [*ways, Link("指导员", with_day(request, reverse("instructors"))), *more]


def month_until(on: date) -> tuple[date, date]:
    """The days of the month that are over on a day."""
    return on.replace(day=1), on


def days_of_month(text: str) -> tuple[date, date] | None:
    """2026-11 as its first and last day; None for what is no month."""
    year, separator, month = text.strip().partition("-")
    if not (separator and year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if len(year) != 4 or not 1 <= int(month) <= 12 or not 1900 <= int(year) <= 2999:
        return None
    first = date(int(year), int(month), 1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def address_with(request: HttpRequest, name: str, given: Iterable[tuple[str, object]]) -> str:
    """A list of this subject, narrowed, on the day of the page."""
    return with_day(request, reverse(name), **{key: value for key, value in given if value not in (None, "")})
