"""Which cases lie here, what is overdue below, and what became of the others within reach?"""

from __future__ import annotations

from datetime import date

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from shuniu.access import Actor, other_cases_on_the_list, visible
from shuniu.models import Case, Entry, Jurisdiction, Naming, Registration, Step
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, CaseState
from shuniu.queries.cases.drafts import seen_by
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.shapes import Rows

HERE, ELSEWHERE, LATE, CLOSED = "", "open", "late", "closed"
FIELDS = (
    "uuid", "number", "kind", "topic", "first", "state", "holder", "due_on", "due_provisional", "due_planned", "about",
    "at_name", "answering", "moved_on", "stands_in",
)  # fmt: skip
OPEN = ~Q(holder="")
_ORDER = date.max


def on_the_list(actor: Actor) -> QuerySet[Case]:
    """Whose turn it is here; 信息填报 has a list of its own."""
    return other_cases_on_the_list(actor)


def cases(actor: Actor, which: str, kind: str = "") -> QuerySet[Case]:
    """``which``: here, open (with somebody else within reach), late (of those), closed. ``kind`` narrows it.

    A draft that somebody else fills in is on nobody else's list: its page would not open."""
    here = on_the_list(actor)
    rows = here
    if which != HERE:
        others = Case.objects.exclude(kind=CaseKind.INFORMATION.value)
        mine = visible(others, actor, Action.READ_CASE).distinct().filter(seen_by(actor))
        rows = mine.exclude(OPEN) if which == CLOSED else mine.filter(OPEN).exclude(pk__in=here.values("pk"))
    if which == LATE:
        rows = rows.filter(_late(actor.today))
    return rows.filter(kind=kind) if kind else rows


def _late(today: date) -> Q:
    """Past its day, by a text or planned; and of hand-overs those that were said not to be taken over, and those
    nobody has laid down a day for since the secretary changed: no text names one."""
    handover = Q(kind=CaseKind.HANDOVER.value)
    undated = handover & Q(due_on__isnull=True, law_day__lt=today)
    return Q(due_on__lt=today) | (handover & Q(state=CaseState.UNTAKEN.value)) | undated


def waiting(actor: Actor) -> tuple[int, date | None]:
    """How many lie here, and the earliest day by which one is due."""
    here = on_the_list(actor)
    found = here.aggregate(count=Count("pk"), due=Min("due_on"))
    return found["count"], found["due"]


def late_below(actor: Actor) -> int:
    """How many are overdue within reach and do not lie here: for whoever stands above."""
    return cases(actor, LATE).count()


def case_page(actor: Actor, which: str, on: date, window: Window, kind: str = "") -> Page:
    """By the day they are due, those without one last. ``about`` is whom it is about, ``at_name`` with whom it
    lies; ``answering`` answers for the unit, and has what lies with whoever does. ``stands_in``: it lies here because
    whose turn it is has no account that could act. ``first``: it is called a first election."""
    return page_of(Rows(_to_page, actor, on, (which, kind)), ("by", "pk"), window, FIELDS)


def _to_page(actor: Actor, on: date, which: str, kind: str) -> QuerySet[Case]:
    return cases(actor, which, kind).annotate(
        about=Coalesce(_registered(on, "unit"), _named(on, "party_organization"), Value("")),
        at_name=Coalesce(_named(on, "at"), Value("")),
        first=F("filed__first"),
        answering=Coalesce(_answering(on), Value("")),
        by=Coalesce(F("due_on"), Value(_ORDER)),
        stands_in=_for_others(actor) if which == HERE and actor.node is not None else Value(False),
        moved_on=Subquery(
            Entry.objects.filter(
                pk=Subquery(Step.objects.filter(case=OuterRef(OuterRef("pk"))).order_by("-pk").values("recorded")[:1])
            ).values("on")[:1]
        ),
    )


def _registered(on: date, field: str) -> Subquery:
    rows = Registration.objects.filter(unit=OuterRef(field), retracted__isnull=True, period__contains=on)
    return Subquery(rows.values("name")[:1])


def _for_others(actor: Actor) -> ExpressionWrapper:
    mine = Jurisdiction.objects.filter(
        unit=OuterRef("unit"),
        retracted__isnull=True,
        period__contains=actor.today,
        party_organization=actor.node,
    )
    own = Q(at=actor.node) | (Q(at__isnull=True, holder=CaseHolder.REVIEWER.value) & Exists(mine))
    return ExpressionWrapper(~own, output_field=BooleanField())


def _answering(on: date) -> Subquery:
    """Of what lies with whoever answers for the unit: their name."""
    mine = Jurisdiction.objects.filter(unit=OuterRef("unit"), retracted__isnull=True, period__contains=on)
    named = Naming.objects.filter(retracted__isnull=True, period__contains=on)
    return Subquery(
        mine.values(name=Subquery(named.filter(party_organization=OuterRef("party_organization")).values("name")[:1]))[
            :1
        ]
    )


def _named(on: date, field: str) -> Subquery:
    rows = Naming.objects.filter(party_organization=OuterRef(field), retracted__isnull=True, period__contains=on)
    return Subquery(rows.values("name")[:1])
