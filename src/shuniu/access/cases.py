"""On whose list does an open case stand? On that of exactly one office, as the register is today.

Asked in two shapes, as the guard is (docs/decisions/0009): what lies at the nodes that are this office's own, by the
keys of those nodes and units; or of each row by itself, where it lies and whether an office nearer to it is at work.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from shuniu.access.actor import Actor
from shuniu.access.guard import ATTACHED, answered_for, granted
from shuniu.access.tree import below, is_own, left_to_whom, offices_below
from shuniu.access.written import OfRow, joined, written
from shuniu.models import Case
from shuniu.policy.grants import Action, roles_with
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.cases import CaseHolder, CaseKind, CaseState

# Who of an office does what is asked of each holder, in 信息填报 (True) and in every other kind.
Turns = Mapping[tuple[bool, CaseHolder], Action]
Mine = Mapping[tuple[bool, CaseHolder], frozenset[Role]]
_OF_SUBMISSIONS: Turns = {(True, CaseHolder.REVIEWER): Action.REVIEW_SUBMISSION}
_OF_OTHERS: Turns = {
    (False, CaseHolder.APPLICANT): Action.FILE_CASE,
    (False, CaseHolder.REVIEWER): Action.REVIEW_CASE,
    (False, CaseHolder.COMMITTEE): Action.DECIDE_CASE,
}
_INFORMATION = CaseKind.INFORMATION.value

# What its own unit has begun lies with the unit while somebody signs in for it.
_FOLLOWS = f"""
    (:holder <> '{CaseHolder.APPLICANT.value}' OR NOT EXISTS (
        SELECT FROM shuniu_assignment d JOIN shuniu_account n ON n.id = d.account_id AND n.is_active
        WHERE d.unit_id = :unit AND d.role = '{Role.ORGANIZATION_CLERK.value}'
        AND d.retracted_id IS NULL AND d.period @> :today
    ))
"""
_BELOW = "below(id) AS MATERIALIZED (:below), left_there(id, keeper) AS MATERIALIZED (:left)"
# The office's own nodes: what is below it and below no nearer office at work. Beside them, what ended there.
_OWN = """
    own_:place(id) AS MATERIALIZED (SELECT id FROM below EXCEPT :nearer),
    kept_:place(id) AS MATERIALIZED (
        SELECT id FROM own_:place UNION ALL SELECT l.id FROM left_there l WHERE l.keeper IN (SELECT id FROM own_:place)
    )
"""
_LYING = """
    SELECT c.id FROM shuniu_case c
    WHERE c.holder = :holder AND :kind AND c.at_id = ANY(ARRAY(SELECT id FROM kept_:place))
    UNION ALL
    SELECT c.id FROM shuniu_case c
    WHERE c.holder = :holder AND :kind AND c.at_id IS NULL AND c.unit_id = ANY(ARRAY(:units)) AND :follows
"""
# Of one row: the node where it lies, and whether whoever stood above that one keeps it where it has ended.
_LIES = """
    SELECT {2}, TRUE WHERE {2} IS NOT NULL
    UNION ALL
    SELECT j.party_organization_id, FALSE FROM shuniu_jurisdiction j
    WHERE {2} IS NULL AND j.unit_id = {3} AND j.retracted_id IS NULL AND j.period @> :today AND :follows
    UNION ALL
    SELECT u.registered_at_id, TRUE FROM shuniu_unit u
    WHERE {2} IS NULL AND u.id = {3} AND :follows AND NOT EXISTS (:attached)
"""
_LIES_HERE = ":asked AND EXISTS (SELECT FROM (:lies) lies(id, kept) WHERE :own OFFSET 0)"
_TURN = f"({{0}} = '{_INFORMATION}', {{1}}"
_KIND = {True: f"c.kind = '{_INFORMATION}'", False: f"c.kind <> '{_INFORMATION}'"}


def cases_on_the_list(actor: Actor, *, named: bool = False) -> QuerySet[Case]:
    """Those whose turn it is here: the unit's own, or those for which this is the office.

    That is the nearest office at or above where the case lies in which somebody works who may do what is asked; where
    a branch is responsible, or a committee without a clerk, it is the one above. What lies with a unit for which
    nobody signs in lies with whoever answers for that unit. ``named``: of few that are named, see ``access.reach``.
    """
    return _on_the_list(actor, {**_OF_SUBMISSIONS, **_OF_OTHERS}, Q(), named=named)


def submissions_on_the_list(actor: Actor) -> QuerySet[Case]:
    """The same of 信息填报 alone."""
    return _on_the_list(actor, _OF_SUBMISSIONS, Q(kind=_INFORMATION), named=False)


def other_cases_on_the_list(actor: Actor) -> QuerySet[Case]:
    """The same of every other kind."""
    return _on_the_list(actor, _OF_OTHERS, ~Q(kind=_INFORMATION), named=False)


def lapsed_here(actor: Actor) -> Q:
    """Of cases: lapsed, and what was in hand there is this office's own since."""
    if actor.node is None or not granted(actor, Action.READ_CASE):
        return Q(pk__in=())
    doing = ", ".join(f"'{role.value}'" for role in sorted(roles_with(Action.FILE_CASE)))
    own = is_own(actor, "{0}", "TRUE", f"a.role IN ({doing})")
    return Q(state=CaseState.LAPSED.value) & Q(OfRow(own, ["at"]))


def _on_the_list(actor: Actor, turns: Turns, kinds: Q, *, named: bool) -> QuerySet[Case]:
    if actor.node is None:
        return _works_at_unit(actor).filter(kinds)
    mine = {turn: roles_with(action) for turn, action in turns.items() if granted(actor, action)}
    if not mine:
        return Case.objects.none()
    if not (named or actor.most):
        return Case.objects.filter(pk__in=_keys(actor, mine))
    holders = {holder.value for _, holder in mine}
    condition = Q(OfRow(_lies_here(actor, mine), ["kind", "holder", "at", "unit"]))
    return Case.objects.filter(condition, kinds, holder__in=sorted(holders))


def _works_at_unit(actor: Actor) -> QuerySet[Case]:
    """With the clerk of a unit lies what the unit itself has begun."""
    may = granted(actor, Action.FILE_CASE) or granted(actor, Action.WRITE_SUBMISSION)
    if actor.unit is None or not may or actor.role != Role.ORGANIZATION_CLERK:
        return Case.objects.none()
    return Case.objects.filter(unit=actor.unit, at__isnull=True, holder=CaseHolder.APPLICANT.value)


def _keys(actor: Actor, mine: Mine) -> RawSQL:
    """Nodes are listed once for all turns that are the same roles'."""
    sets = list(dict.fromkeys(mine.values()))
    nodes = [written(_BELOW, below=below(actor), left=left_to_whom(actor, "SELECT id FROM below"))]
    nodes += [written(_OWN, place=str(place), nearer=offices_below(actor, roles)) for place, roles in enumerate(sets)]
    kinds: dict[tuple[CaseHolder, frozenset[Role]], list[bool]] = {}
    for (information, holder), roles in mine.items():
        kinds.setdefault((holder, roles), []).append(information)
    lying = [
        _lying(actor, holder, str(sets.index(roles)), "TRUE" if len(both) == 2 else _KIND[both[0]])
        for (holder, roles), both in kinds.items()
    ]
    return written("WITH :nodes :lying", nodes=joined(", ", nodes), lying=joined(" UNION ALL ", lying))


def _lying(actor: Actor, holder: CaseHolder, place: str, kind: str) -> RawSQL:
    own, kept = (written(text, place=place) for text in ("SELECT id FROM own_:place", "SELECT id FROM kept_:place"))
    follows = written(_FOLLOWS, holder="c.holder", unit="c.unit_id", today=actor.today)
    units = answered_for(actor, own, kept)
    return written(_LYING, holder=f"'{holder.value}'", kind=kind, place=place, units=units, follows=follows)


def _lies_here(actor: Actor, mine: Mine) -> RawSQL:
    """``{0}`` … are the kind, the holder, where it lies by name, and the unit."""
    follows = written(_FOLLOWS, holder="{1}", unit="{3}", today=actor.today)
    lies = written(_LIES, today=actor.today, follows=follows, attached=ATTACHED, unit="{3}")
    asked = [f"({information}, '{holder.value}')" for information, holder in mine]
    doing = [
        f"({information}, '{holder.value}', '{role.value}')"
        for (information, holder), roles in mine.items()
        for role in sorted(roles)
    ]
    own = is_own(actor, "lies.id", "lies.kept", f"{_TURN}, a.role) IN ({', '.join(doing)})")
    return written(_LIES_HERE, asked=f"{_TURN}) IN ({', '.join(asked)})", lies=lies, own=own)
