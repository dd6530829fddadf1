"""Which submissions wait here, and what became of the others within reach?"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from shuniu.access import Actor, submissions_on_the_list, visible
from shuniu.models import Case, Entry, Registration, Step
from shuniu.policy.grants import Action
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.paging import Page, Window, page_of

HERE, ELSEWHERE = "", "below"
FIELDS = ("uuid", "state", "name", "unit__code", "unit__uuid", "moved_on")


def submissions(actor: Actor, which: str) -> QuerySet[Case]:
    """``which``: here (on the list of this office), below (waiting at another), or a state."""
    here = submissions_on_the_list(actor)
    if which == HERE:
        return here
    mine = visible(Case.objects.all(), actor, Action.REVIEW_SUBMISSION)
    if which == ELSEWHERE:
        return mine.filter(state__in=[one.value for one in INFORMATION.waiting]).exclude(pk__in=here.values("pk"))
    return mine.filter(state=which)


def waiting_here(actor: Actor) -> int:
    return submissions_on_the_list(actor).count()


def submission_page(actor: Actor, which: str, on: date, window: Window) -> Page:
    """By name; ``moved_on`` is the day of the latest step."""
    registered = Registration.objects.filter(unit=OuterRef("unit"), retracted__isnull=True, period__contains=on)
    latest = Step.objects.filter(case=OuterRef("pk")).order_by("-pk").values("recorded")[:1]
    rows = submissions(actor, which).annotate(
        name=Subquery(registered.values("name")[:1]),
        sort_key=Subquery(registered.values("sort_key")[:1]),
        step=Subquery(latest),
    )
    rows = rows.annotate(moved_on=Subquery(Entry.objects.filter(pk=OuterRef("step")).values("on")[:1]))
    return page_of(rows.filter(sort_key__isnull=False), ("sort_key", "pk"), window, FIELDS)


def own_state(actor: Actor) -> SubmissionState | None:
    """Of the latest submission of one's own organization; None where nothing was ever filed."""
    mine = visible(Case.objects.all(), actor, Action.WRITE_SUBMISSION)
    found: Any = mine.order_by(F("pk").desc()).values_list("state", flat=True).first()
    return SubmissionState(found) if found else None
