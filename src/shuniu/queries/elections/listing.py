"""Whose term is over, whose ends soon, and how far is the election there?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import LessThanOrEqual

from shuniu.access import Actor, visible
from shuniu.kernel.calendar import after_months
from shuniu.models import Case, Document, Naming, PartyOrganization, Term
from shuniu.policy.elections.requesting import is_appointed
from shuniu.policy.elections.terms import DELAY, RUNGS, rung_of, state_of_term
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.elections import TermState
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.paging import Page, Window, page_of
from shuniu.queries.party.terms import terms_over, terms_running

ALL, BEYOND, OVER, NEAR, UNDER_WAY = "", "beyond", "over", "near", "open"
FIELDS = (
    "ends_on", "kind", "party_organization_id", "party_organization__code", "name", "election", "election_state",
    "reminded_on", "regular_until",
)  # fmt: skip
# The end it had before it was postponed.
_REGULAR = Coalesce(F("regular_until"), F("period__endswith"))


def terms(actor: Actor, on: date, which: str) -> QuerySet[Term]:
    """``which``: all that is over or near, beyond (the longest delay), over (within it), near, open (an election is
    under way). Terms with an end of Party organizations that stand that day, within reach."""
    mine = visible(PartyOrganization.objects.filter(managed=True), actor, Action.READ_PARTY_ORGANIZATION)
    texts = _texts(actor, on)
    ended, running = _latest(terms_over(mine, on), on), terms_running(mine, on)
    limit = _delayed(on, texts)
    near = _within_ladder(running, on, texts)
    if which == NEAR:
        return near
    if which == UNDER_WAY:
        return _either(ended, running).filter(party_organization__in=_under_way())
    if which == BEYOND:
        return ended.alias(regular=_REGULAR).filter(regular__lt=limit) if limit else ended.none()
    if which == OVER:
        return ended.alias(regular=_REGULAR).filter(regular__gte=limit) if limit else ended
    return _either(ended, near)


def _latest(rows: QuerySet[Term], on: date) -> QuerySet[Term]:
    """Of several that are over, the last one: the others were settled by it."""
    later = Term.objects.filter(
        retracted__isnull=True,
        party_organization=OuterRef("party_organization"),
        period__startswith__lte=on,
        period__startswith__gt=OuterRef("period__startswith"),
    )
    return rows.filter(~Exists(later))


def _either(one: QuerySet[Term], other: QuerySet[Term]) -> QuerySet[Term]:
    return Term.objects.filter(Q(pk__in=one.values("pk")) | Q(pk__in=other.values("pk")))


def _texts(actor: Actor, on: date) -> Figures | None:
    return figures_at([actor.node], on)[actor.node] if actor.node is not None else None


def _delayed(on: date, texts: Figures | None) -> date | None:
    """What ended before this day is overdue for longer than a delay may last."""
    delay = texts.stated(DELAY) if texts is not None else None
    return None if delay is None else after_months(on, -12 * int(delay.value))


def _within_ladder(running: QuerySet[Term], on: date, texts: Figures | None) -> QuerySet[Term]:
    rungs = texts.stated(RUNGS) if texts is not None else None
    if rungs is None:
        return running.none()
    months = max(int(one["key"]) for one in rungs.value)
    return running.filter(Q(LessThanOrEqual(_reminded_from(months), Value(on))))


def _reminded_from(months: int) -> ExpressionWrapper:
    """From which day the reminder of so many months holds, counted as the law counts it: on the same day number, or
    on the last of a shorter month."""
    day = Func(F("period__endswith"), template=f"(%(expressions)s - interval '{int(months)} months')::date")
    return ExpressionWrapper(day, output_field=DateField())


def _under_way() -> QuerySet[Any, Any]:
    rows = Case.objects.filter(kind=CaseKind.ELECTION.value).exclude(holder="")
    return rows.values("party_organization")


def term_page(actor: Actor, on: date, which: str, window: Window) -> Page:
    """By the day the term ends, the longest overdue first; with its rung or class, election and reminder."""
    open_case = Case.objects.filter(
        ~Q(holder=""), kind=CaseKind.ELECTION.value, party_organization=OuterRef("party_organization")
    )
    named = Naming.objects.filter(during(on), party_organization=OuterRef("party_organization"))
    letters = Document.objects.filter(
        addressed_to=OuterRef("party_organization"),
        kind=DocumentKind.LETTER.value,
        issued_on__gte=OuterRef("period__startswith"),
        withdrawal__isnull=True,
    )
    rows = terms(actor, on, which).annotate(
        ends_on=F("period__endswith"),
        name=Subquery(named.values("name")[:1]),
        kind=Subquery(named.values("kind")[:1]),
        election=Subquery(open_case.values("uuid")[:1]),
        election_state=Subquery(open_case.values("state")[:1]),
        reminded_on=Subquery(letters.order_by("-issued_on").values("issued_on")[:1]),
    )
    found = page_of(rows, ("ends_on", "party_organization_id"), window, FIELDS)
    texts = _texts(actor, on)
    told = [{**row, **_told(row, on, texts), "appointed": _appointed(row, texts)} for row in found.rows]
    return Page(told, found.count, found.capped, found.after, found.before)


def _told(row: Mapping[str, Any], on: date, texts: Figures | None) -> Mapping[str, Any]:
    ends_on = row["ends_on"]
    if texts is None:
        return {"state": TermState.OVER if on >= ends_on else TermState.RUNNING, "rung": None}
    return {"state": state_of_term(ends_on, on, texts, row["regular_until"]), "rung": rung_of(ends_on, on, texts)}


def _appointed(row: Mapping[str, Any], texts: Figures | None) -> bool:
    return texts is not None and is_appointed(row["kind"], texts)


def reminded(actor: Actor, on: date) -> dict[int, tuple[int, date]]:
    """By rung of the ladder: how many stand on it today, and the first day on which one of them ends. One query."""
    texts = _texts(actor, on)
    rungs = texts.stated(RUNGS) if texts is not None else None
    if rungs is None:
        return {}
    months = sorted(int(one["key"]) for one in rungs.value)
    told: dict[str, Any] = {}
    for place, rung in enumerate(months):
        reached = Q(LessThanOrEqual(_reminded_from(rung), Value(on)))
        # The latest rung alone: what is on a later one is counted there.
        here = reached & ~Q(LessThanOrEqual(_reminded_from(months[place - 1]), Value(on))) if place else reached
        told[f"count_{rung}"] = Count("pk", filter=here)
        told[f"first_{rung}"] = Min(F("period__endswith"), filter=here)
    found = terms(actor, on, NEAR).aggregate(**told)
    return {rung: (found[f"count_{rung}"], found[f"first_{rung}"]) for rung in months if found[f"count_{rung}"]}
