"""On whose list does an open case stand? On that of exactly one office, as the register is today."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import NegatedExpression, RawSQL

from shuniu.access.actor import Actor
from shuniu.access.guard import granted, units_answered_for
from shuniu.access.tree import below, left_below, left_to, offices_below
from shuniu.access.written import within
from shuniu.models import Assignment, Case, Unit
from shuniu.policy.grants import Action, roles_with
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseHolder, CaseKind

_INFORMATION = Q(kind=CaseKind.INFORMATION.value)
# Who of an office does what is asked of each holder.
_RIGHTS = {
    CaseHolder.APPLICANT: Action.FILE_CASE,
    CaseHolder.REVIEWER: Action.REVIEW_CASE,
    CaseHolder.COMMITTEE: Action.DECIDE_CASE,
}


def cases_on_the_list(actor: Actor) -> QuerySet[Case]:
    """Those whose turn it is here: the unit's own, or those for which this is the office.

    That is the nearest office at or above where the case lies in which somebody works who may do what is asked; where
    a branch is responsible, or a committee without a clerk, it is the one above. What lies with a unit for which
    nobody signs in lies with whoever answers for that unit.
    """
    if actor.node is None:
        if actor.unit is None or not (granted(actor, Action.FILE_CASE) or granted(actor, Action.WRITE_SUBMISSION)):
            return Case.objects.none()
        return _works_at_unit(actor)
    conditions = [_INFORMATION & _of(actor, CaseHolder.REVIEWER, Action.REVIEW_SUBMISSION)]
    conditions += [~_INFORMATION & _of(actor, holder, action) for holder, action in _RIGHTS.items()]
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return Case.objects.alias(deserted=_deserted(actor)).filter(found)


def submissions_on_the_list(actor: Actor) -> QuerySet[Case]:
    """The same of 信息填报 alone."""
    return cases_on_the_list(actor).filter(_INFORMATION)


def _works_at_unit(actor: Actor) -> QuerySet[Case]:
    """With the clerk of a unit lies what the unit itself has begun."""
    if actor.role != Role.ORGANIZATION_CLERK:
        return Case.objects.none()
    return Case.objects.filter(unit=actor.unit, at__isnull=True, holder=CaseHolder.APPLICANT.value)


def _of(actor: Actor, holder: CaseHolder, action: Action) -> Q:
    """Held by that holder, at this office and at no nearer one."""
    if not granted(actor, action):
        return Q(pk__in=[])
    nearer = offices_below(actor, roles_with(action))
    here = within("at", below(actor), left_below(actor), by_row=actor.most)
    there = within("at", nearer, left_to(actor, nearer), by_row=actor.most)
    placed = Q(at__isnull=False) & here & ~there
    return Q(holder=holder.value) & (placed | (_follows(holder) & _answered(actor, nearer)))


def _follows(holder: CaseHolder) -> Q:
    """Lies with whoever answers for its unit."""
    follows = Q(at__isnull=True, unit__isnull=False)
    return follows & Q(deserted=True) if holder is CaseHolder.APPLICANT else follows


def _answered(actor: Actor, nearer: RawSQL) -> Q:
    mine = Unit.objects.filter(units_answered_for(actor, below(actor))).values("pk")
    elsewhere = Unit.objects.filter(units_answered_for(actor, nearer)).values("pk")
    return Q(unit__in=mine) & ~Q(unit__in=elsewhere)


def _deserted(actor: Actor) -> NegatedExpression:
    """Nobody signs in for its unit."""
    return ~Exists(
        Assignment.objects.filter(
            unit=OuterRef("unit"),
            role=Role.ORGANIZATION_CLERK.value,
            account__is_active=True,
            retracted__isnull=True,
            period__contains=actor.today,
        )
    )
