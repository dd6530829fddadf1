"""What may this actor do, and to which rows? One primitive, ``reach``; two readers, ``visible`` and ``may``.

The guard judges by now: today's assignments, today's tree. The day a question is about only selects facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from shuniu.access.actor import Actor
from shuniu.access.tree import below, ended_below, left_below, left_to
from shuniu.models import (
    Account,
    Assignment,
    Batch,
    Coverage,
    Entry,
    Guidance,
    Jurisdiction,
    Lineage,
    Look,
    Membership,
    Participation,
    PartyOrganization,
    Person,
    Registration,
    Submission,
    Unit,
    WorkLog,
)
from shuniu.policy.grants import Action, Reach, reaches

Row = TypeVar("Row", bound=Model)
NOTHING = Q(pk__in=[])
# Not Q(): “nothing or Q()” is nothing to Django, and a reach of the whole deployment would match no row.
EVERYTHING = ~NOTHING


def _today(actor: Actor) -> Q:
    return Q(retracted__isnull=True, period__contains=actor.today)


# What may be asked about a Party organization that has ended.
_OF_THE_PAST = frozenset({Action.READ_PARTY_ORGANIZATION, Action.READ_FIGURE})

# Where these are held. Without that place they reach nothing: “= None” would match what nobody guides or supervises.
_HELD_AT_NODE = frozenset({Reach.BELOW, Reach.GUIDED, Reach.COVERED, Reach.SELF_NODE})
_HELD_AT_UNIT = frozenset({Reach.OWN_UNIT, Reach.SUPERVISED, Reach.REGISTERED})


def _placeless(actor: Actor, reach: Reach) -> bool:
    return (actor.node is None and reach in _HELD_AT_NODE) or (actor.unit is None and reach in _HELD_AT_UNIT)


def _kept(actor: Actor, entered_at: str, nodes: QuerySet[Lineage, Any]) -> Q:
    """What was entered at the nodes, and what was entered where nothing stands any more and is kept there now."""
    return Q(**{f"{entered_at}__in": nodes}) | Q(**{f"{entered_at}__in": left_to(actor, nodes)})


def _answered_for(actor: Actor, nodes: QuerySet[Lineage, Any]) -> list[Q]:
    """Units for which the nodes are responsible today; those they keep for which no managed one is: each by itself."""
    responsible = Jurisdiction.objects.filter(_today(actor))
    under = responsible.filter(party_organization__in=nodes).values("unit")
    # One given to an outside Party organization would be nobody's here: it stays with those who entered it.
    attached = Exists(responsible.filter(unit=OuterRef("pk"), party_organization__managed=True))
    kept = (Q(registered_at__in=nodes), Q(registered_at__in=left_to(actor, nodes)))
    return [Q(pk__in=under), *(here & ~Q(attached) for here in kept)]


def units_answered_for(actor: Actor, nodes: QuerySet[Lineage, Any]) -> Q:
    """Units for which the nodes are responsible today, and those they keep for which no managed one is."""
    return _any_of(Unit, _answered_for(actor, nodes))


def _any_of(model: type[Model], conditions: Sequence[Q]) -> Q:
    """Rows under any of the conditions, each found by its own index: with “or” between them every row is looked at."""
    if len(conditions) < 2 or EVERYTHING in conditions:
        return EVERYTHING if EVERYTHING in conditions else Q(*conditions)
    first, *others = (model._default_manager.filter(one).values("pk") for one in conditions)
    return Q(pk__in=first.union(*others, all=True))


def _units(actor: Actor, reach: Reach) -> Q:
    today = _today(actor)
    if reach is Reach.BELOW:
        return units_answered_for(actor, below(actor))
    if reach is Reach.GUIDED:
        return Q(pk__in=Guidance.objects.filter(today, party_organization=actor.node).values("unit"))
    if reach is Reach.COVERED:
        return Q(pk__in=Coverage.objects.filter(today, party_organization__in=below(actor)).values("unit"))
    if reach is Reach.OWN_UNIT:
        return Q(pk=actor.unit)
    if reach is Reach.SUPERVISED:
        return Q(pk__in=Registration.objects.filter(today, supervising_unit=actor.unit).values("unit"))
    if reach is Reach.REGISTERED:
        return Q(pk__in=Registration.objects.filter(today, authority=actor.unit).values("unit"))
    return _wide(reach)


def _wide(reach: Reach) -> Q:
    return EVERYTHING if reach is Reach.EVERYWHERE else NOTHING


def _party_organizations(actor: Actor, reach: Reach) -> Q:
    if reach is Reach.BELOW:
        return Q(pk__in=below(actor))
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
        | _kept(actor, "unit__registered_at", below(actor))
    )
    return Q(pk__in=held.values("account"), system=False)


def _batches(actor: Actor, reach: Reach) -> Q:
    return Q(actor=actor.account, node__in=below(actor)) if reach is Reach.OWN else _wide(reach)


def _persons(actor: Actor, reach: Reach) -> Q:
    """Members held below the actor, today or, where that has ended, last; held nowhere, those who take part there."""
    if reach is not Reach.BELOW:
        return NOTHING
    held = Membership.objects.filter(retracted__isnull=True)
    here = Q(party_organization__in=below(actor)) | Q(party_organization__in=left_below(actor))
    same = held.filter(person=OuterRef("person"))
    last = ~Exists(same.filter(period__contains=actor.today)) & ~Exists(same.filter(period__gt=OuterRef("period")))
    nowhere = ~Exists(held.filter(person=OuterRef("pk")))
    return Q(pk__in=held.filter(here, Q(period__contains=actor.today) | last).values("person")) | (
        Q(pk__in=_taking_part(actor)) & Q(nowhere)
    )


def _taking_part(actor: Actor) -> QuerySet[Participation, Any]:
    return Participation.objects.filter(_today(actor), party_organization__in=below(actor)).values("person")


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


def _submissions(actor: Actor, reach: Reach) -> Q:
    """Where its unit stands today: a submission follows whoever is responsible now."""
    return Q(unit__in=Unit.objects.filter(_units(actor, reach)).values("pk"))


_CONDITIONS = {
    Unit: _units,
    PartyOrganization: _party_organizations,
    Entry: _entries,
    Account: _accounts,
    Batch: _batches,
    Person: _persons,
    WorkLog: _work_logs,
    Submission: _submissions,
    Look: lambda actor, reach: _wide(reach),
}


def reach(actor: Actor, action: Action, model: type[Model]) -> Q:
    """The condition on rows of ``model`` under which the actor may do ``action``; matches nothing without a grant."""
    conditions = []
    for granted in reaches(actor.role, action):
        if _placeless(actor, granted):
            continue
        if model is Unit and granted is Reach.BELOW:
            conditions += _answered_for(actor, below(actor))
        else:
            conditions.append(_CONDITIONS[model](actor, granted))
        if model is PartyOrganization and granted is Reach.BELOW and action in _OF_THE_PAST:
            conditions.append(Q(pk__in=ended_below(actor)))
        if model is Person and granted is Reach.BELOW and action is Action.READ_MEMBER:
            conditions.append(Q(pk__in=_taking_part(actor)))
    return _any_of(model, conditions) if conditions else NOTHING


def visible(rows: QuerySet[Row], actor: Actor, action: Action) -> QuerySet[Row]:
    """Of ``rows``, those to which the actor may do ``action``."""
    return rows.filter(reach(actor, action, rows.model))


def may(actor: Actor, action: Action, thing: Model) -> bool:
    """May the actor do ``action`` to this one row? Asked of the same condition as ``visible``."""
    return visible(type(thing)._default_manager.filter(pk=thing.pk), actor, action).exists()


def granted(actor: Actor, action: Action) -> bool:
    """Does the role have the action at all, for whatever rows? For what a page shows, not for what it does."""
    return bool(reaches(actor.role, action))
