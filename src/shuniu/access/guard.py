"""What may this actor do, and to which rows? One primitive, ``reach``; two readers, ``visible`` and ``may``.

The guard judges by now: today's assignments, today's tree. The day a question is about only selects facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.expressions import RawSQL

from shuniu.access.actor import Actor
from shuniu.access.people import people
from shuniu.access.tree import below, below_or_ended, ended_below, left_below, left_to
from shuniu.access.written import OfRow, among, few, within, written
from shuniu.models import (
    Account,
    Assignment,
    Batch,
    Case,
    Entry,
    Look,
    PartyOrganization,
    Person,
    Unit,
    WorkLog,
)
from shuniu.policy.grants import Action, Reach, reaches
from shuniu.policy.words.cases import CaseKind

Row = TypeVar("Row", bound=Model)
NOTHING = Q(pk__in=[])
# Not Q(): “nothing or Q()” is nothing to Django, and a reach of the whole deployment would match no row.
EVERYTHING = ~NOTHING


# What may be asked about a Party organization that has ended.
_OF_THE_PAST = frozenset({Action.READ_PARTY_ORGANIZATION, Action.READ_FIGURE})

# Where these are held. Without that place they reach nothing: “= None” would match what nobody guides or supervises.
_HELD_AT_NODE = frozenset({Reach.BELOW, Reach.GUIDED, Reach.COVERED, Reach.SELF_NODE})
_HELD_AT_UNIT = frozenset({Reach.OWN_UNIT, Reach.SUPERVISED, Reach.REGISTERED})


def _placeless(actor: Actor, reach: Reach) -> bool:
    return (actor.node is None and reach in _HELD_AT_NODE) or (actor.unit is None and reach in _HELD_AT_UNIT)


# One given to an outside Party organization would be nobody's here: it stays with those who entered it.
ATTACHED = """
    SELECT FROM shuniu_jurisdiction j JOIN shuniu_partyorganization p ON p.id = j.party_organization_id
    WHERE j.unit_id = :unit AND j.retracted_id IS NULL AND j.period @> :today AND p.managed
"""
# Units for which the nodes are responsible today, and those they keep for which no managed one is. What they keep is
# looked up node by node before anything is asked of it: most committees keep nothing, and the planner cannot know. Nor
# is it told how many nodes there are: each is taken to keep much, and beside that the cost of every way to go on from
# here looked the same.
_ANSWERED_FOR = """SELECT unnest(ARRAY(
    WITH nodes(id) AS MATERIALIZED (:nodes), kept(id) AS MATERIALIZED (
        SELECT u.id FROM unnest(ARRAY(:keeping)) n(id) CROSS JOIN LATERAL (
            SELECT u.id FROM shuniu_unit u WHERE u.registered_at_id = n.id OFFSET 0
        ) u
    )
    SELECT j.unit_id FROM nodes n CROSS JOIN LATERAL (
        SELECT j.unit_id, j.period FROM shuniu_jurisdiction j
        WHERE j.party_organization_id = n.id AND j.retracted_id IS NULL OFFSET 0
    ) j WHERE j.period @> :today
    UNION ALL
    SELECT u.id FROM kept u WHERE NOT EXISTS (:attached)
))"""
_GUIDED = """
    SELECT g.unit_id FROM shuniu_guidance g
    WHERE g.party_organization_id = :node AND g.retracted_id IS NULL AND g.period @> :today
"""
_COVERED = """
    SELECT c.unit_id FROM shuniu_coverage c
    WHERE c.party_organization_id IN (:nodes) AND c.retracted_id IS NULL AND c.period @> :today
"""
_REGISTERED = """
    SELECT r.unit_id FROM shuniu_registration r
    WHERE r.:column = :unit AND r.retracted_id IS NULL AND r.period @> :today
"""
_IS_ANSWERED_FOR = """
    EXISTS (
        SELECT FROM shuniu_jurisdiction j WHERE j.unit_id = :unit
        AND j.retracted_id IS NULL AND j.period @> :today AND :here OFFSET 0
    )
    OR ((:registered) AND NOT EXISTS (:attached))
"""


def units_answered_for(actor: Actor, nodes: RawSQL) -> Q:
    """Units for which the nodes are responsible today, and those they keep for which no managed one is."""
    if actor.most:
        return _is_answered_for(actor, nodes)
    left = left_to(actor, "SELECT id FROM nodes")
    return Q(pk__in=answered_for(actor, nodes, written("SELECT id FROM nodes UNION ALL :left", left=left)))


def answered_for(actor: Actor, nodes: RawSQL | str, keeping: RawSQL | str) -> RawSQL:
    """Their keys; ``keeping`` are the nodes with what has ended and is left to them."""
    return written(_ANSWERED_FOR, today=actor.today, nodes=nodes, keeping=keeping, attached=ATTACHED, unit="u.id")


def _is_answered_for(actor: Actor, nodes: RawSQL) -> Q:
    """The same, asked of each row by itself."""
    text = written(
        _IS_ANSWERED_FOR,
        today=actor.today,
        unit="{0}",
        here=among("j.party_organization_id", nodes),
        registered=among("{1}", nodes, left_to(actor, nodes)),
        attached=ATTACHED,
    )
    return Q(OfRow(text, ["pk", "registered_at"]))


def _any_of(model: type[Model], conditions: Sequence[Q]) -> Q:
    """Rows under any of the conditions, each found by its own index: with “or” between them every row is looked at."""
    if len(conditions) == 1:
        return conditions[0]
    lists = [keys for one in conditions if (keys := _keys(one))]
    if len(lists) == len(conditions):
        params = [value for keys in lists for value in keys.params]
        return Q(pk__in=RawSQL(" UNION ALL ".join(f"({keys.sql})" for keys in lists), params))
    first, *others = (model._default_manager.filter(one).values("pk") for one in conditions)
    return Q(pk__in=first.union(*others, all=True))


def _keys(condition: Q) -> RawSQL | None:
    """The list, where a condition is nothing but a list of keys written by hand."""
    match condition.children:
        case [("pk__in", RawSQL() as keys)] if not condition.negated:
            return keys
    return None


def _units(actor: Actor, reach: Reach) -> Q:
    today = actor.today
    if reach is Reach.BELOW:
        return units_answered_for(actor, below(actor))
    if reach is Reach.GUIDED and actor.node is not None:
        return Q(pk__in=written(_GUIDED, node=actor.node, today=today))
    if reach is Reach.COVERED:
        return Q(pk__in=written(_COVERED, nodes=below(actor), today=today))
    if reach is Reach.OWN_UNIT:
        return Q(pk=actor.unit)
    if reach in _NAMED_BY and actor.unit is not None:
        return Q(pk__in=written(_REGISTERED, column=_NAMED_BY[reach], unit=actor.unit, today=today))
    return _wide(reach)


# Where a registration names who supervises or registers.
_NAMED_BY = {Reach.SUPERVISED: "supervising_unit_id", Reach.REGISTERED: "authority_id"}


def _wide(reach: Reach) -> Q:
    return EVERYTHING if reach is Reach.EVERYWHERE else NOTHING


def _party_organizations(actor: Actor, reach: Reach) -> Q:
    if reach is Reach.BELOW:
        return within("pk", below(actor), by_row=actor.most)
    if reach is Reach.SELF_NODE:
        return Q(pk=actor.node)
    return _wide(reach)


def _entries(actor: Actor, reach: Reach) -> Q:
    return Q(node__in=below(actor)) if reach is Reach.BELOW else _wide(reach)


def _accounts(actor: Actor, reach: Reach) -> Q:
    """Accounts that hold or held an assignment within reach, also at what has ended; never the system's own."""
    if reach is Reach.EVERYWHERE:
        return Q(system=False)
    if reach is not Reach.BELOW:
        return NOTHING
    held = Assignment.objects.filter(retracted__isnull=True).filter(
        Q(party_organization__in=below(actor))
        | Q(party_organization__in=ended_below(actor))
        | Q(unit__in=Unit.objects.filter(_units(actor, Reach.BELOW)).values("pk"))
        | Q(unit__registered_at__in=below(actor))
        | Q(unit__registered_at__in=left_below(actor))
    )
    return Q(pk__in=held.values("account"), system=False)


def _batches(actor: Actor, reach: Reach) -> Q:
    return Q(actor=actor.account, node__in=below(actor)) if reach is Reach.OWN else _wide(reach)


def _work_logs(actor: Actor, reach: Reach) -> Q:
    """Entries of the work log by the organization they are about; what is one's own is told by who wrote it first or
    later, of the organization one works for now."""
    if reach is Reach.BELOW:
        return Q(unit__in=Unit.objects.filter(_units(actor, Reach.BELOW)).values("pk"))
    if reach is Reach.OWN_UNIT:
        return Q(unit=actor.unit)
    if reach is Reach.OWN:
        mine = WorkLog.objects.filter(recorded__actor=actor.account)
        return Q(unit=actor.unit, uuid__in=mine.values("uuid"))
    return _wide(reach)


_FILING = frozenset({Action.WRITE_SUBMISSION, Action.REVIEW_SUBMISSION})
_INFORMATION = Q(kind=CaseKind.INFORMATION.value)


def _cases(actor: Actor, action: Action, reach: Reach) -> Q:
    """信息填报 follows whoever is responsible for the unit now; so does any case that lies with no office by name."""
    units = Q(unit__in=Unit.objects.filter(_units(actor, reach)).values("pk"))
    if action in _FILING:
        return _INFORMATION & units
    if reach is Reach.OWN_UNIT:
        mine = Q(unit=actor.unit)
        # What an office has begun about it may be read, and is filled in by that office.
        also = Q(units__unit=actor.unit) if action is Action.READ_CASE else Q(pk__in=[])
        return ~_INFORMATION & ((mine & Q(origin__isnull=True)) if action is Action.FILE_CASE else mine | also)
    return ~_INFORMATION & _cases_below(actor, action, units) if reach is Reach.BELOW else _wide(reach)


def _cases_below(actor: Actor, action: Action, units: Q) -> Q:
    def placed(column: str) -> Q:
        return within(column, below(actor), left_below(actor), by_row=actor.most)

    if action is Action.DECIDE_CASE:
        return placed("committee")
    if action is Action.FILE_CASE:
        return placed("origin") | (Q(origin__isnull=True) & units)
    if action is Action.REVIEW_CASE:
        return placed("at") | (Q(at__isnull=True) & units)
    return placed("at") | placed("committee") | placed("origin") | placed("party_organization") | units


_CONDITIONS = {
    Unit: _units,
    PartyOrganization: _party_organizations,
    Entry: _entries,
    Account: _accounts,
    Batch: _batches,
    Person: lambda actor, reach: NOTHING,
    WorkLog: _work_logs,
    Look: lambda actor, reach: _wide(reach),
}


def reach(actor: Actor, action: Action, model: type[Model], *, named: bool = False) -> Q:
    """The condition on rows of ``model`` under which the actor may do ``action``; matches nothing without a grant.

    It lists the keys within reach, which costs what there is below the actor; ``named`` asks each row by itself, which
    costs what is asked about: for rows that are named already, and for whoever has most of a register below.
    """
    asking = replace(actor, most=True) if named else actor
    conditions = [
        _condition(asking, action, model, granted)
        for granted in reaches(actor.role, action)
        if not _placeless(actor, granted)
    ]
    if not conditions or EVERYTHING in conditions:
        return EVERYTHING if conditions else NOTHING
    return reduce(or_, conditions) if asking.most else _any_of(model, conditions)


def _condition(actor: Actor, action: Action, model: type[Model], granted: Reach) -> Q:
    """Where the action decides what lies below: the past of a Party organization, and whose guest may be read."""
    if granted is Reach.BELOW and model is PartyOrganization and action in _OF_THE_PAST:
        return within("pk", below_or_ended(actor) if actor.most else few(below_or_ended(actor)), by_row=actor.most)
    if granted is Reach.BELOW and model is Person:
        return people(actor, bound=action is not Action.READ_MEMBER)
    if model is Case:
        return _cases(actor, action, granted)
    return _CONDITIONS[model](actor, granted)


def visible(rows: QuerySet[Row], actor: Actor, action: Action, *, named: bool = False) -> QuerySet[Row]:
    """Of ``rows``, those to which the actor may do ``action``; ``named``: they are few, see ``reach``."""
    return rows.filter(reach(actor, action, rows.model, named=named))


def may(actor: Actor, action: Action, thing: Model) -> bool:
    """May the actor do ``action`` to this one row? Asked of the same condition as ``visible``."""
    return visible(type(thing)._default_manager.filter(pk=thing.pk), actor, action, named=True).exists()


def granted(actor: Actor, action: Action) -> bool:
    """Does the role have the action at all, for whatever rows? For what a page shows, not for what it does."""
    return bool(reaches(actor.role, action))
