"""Give an account an assignment, and end one: dated, within the own reach, never to oneself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from shuniu.commands.accounts.reaching import account_to_change, end_sessions, places_in_reach
from shuniu.commands.journal import Act, Change, Opened, change_from, keep_tree, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import Account, Assignment, record
from shuniu.policy.accounts.handing_out import HandingOutFacts, may_hand_out
from shuniu.policy.grants import HANDS_OUT
from shuniu.policy.words.accounts import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAssignment:
    """``role`` at a Party organization or for a unit, from the day of the act, until a day or for good."""

    role: Role
    node: int | None = None
    unit: int | None = None
    until: date | None = None


def objections_to(act: Act, wanted: Sequence[tuple[int | None, NewAssignment]]) -> list[Objection]:
    """Everything that stands against giving these assignments; the account is None while it is being opened."""
    nodes, units = places_in_reach(
        act.actor,
        [one.node for _, one in wanted if one.node is not None],
        [one.unit for _, one in wanted if one.unit is not None],
    )
    held = _already_held([account for account, _ in wanted if account is not None], act.on)
    found: list[Objection] = []
    for index, (account, one) in enumerate(wanted):
        facts = HandingOutFacts(
            by=act.actor.role,
            role=one.role,
            on=act.on,
            own_account=account == act.actor.account,
            place_in_reach=one.node in nodes or one.unit in units,
            at_unit=one.unit is not None,
            until=one.until,
            already_held=(account, one.role.value, one.node, one.unit) in held,
        )
        found.extend(may_hand_out(facts, index if len(wanted) > 1 else None).objections)
    return found


def _already_held(accounts: Sequence[int], on: date) -> set[tuple[int | None, str, int | None, int | None]]:
    rows = Assignment.objects.filter(account__in=accounts, retracted__isnull=True, period__contains=on)
    return set(rows.values_list("account_id", "role", "party_organization_id", "unit_id"))


def record_assignments(act: Act, wanted: Sequence[tuple[int, NewAssignment]]) -> list[UUID]:
    """Within an open act, after the objections were asked for."""
    keys = [uuid4() for _ in wanted]
    rows = [
        (key, account, one.role.value, one.node, one.unit, record.days(Period(act.on, one.until)), "day")
        for key, (account, one) in zip(keys, wanted, strict=True)
    ]
    names = ["uuid", "account", "role", "party_organization", "unit", "period", "precision"]
    record.record(act.line, Assignment, names, rows)
    return keys


def assign(act: Act, account: UUID, wanted: NewAssignment) -> Opened:
    """Raises Refused with every objection. ``answer["assignment"]`` is its public id."""
    request = [str(account), wanted.role, wanted.node, wanted.unit, wanted.until]
    with open_act(act, "account.assign", node=wanted.node, about=("account", account), request=request) as opened:
        if opened.repeated:
            return opened
        keep_tree()
        holder = account_to_change(act.actor, account)
        refuse(objections_to(act, [(holder.pk, wanted)]))
        opened.answer["assignment"] = str(record_assignments(opened.act, [(holder.pk, wanted)])[0])
        end_sessions(holder.pk)
    return opened


def end_assignment(act: Act, assignment: UUID) -> Opened:
    """From ``act.on`` on it is held no more; sessions of the account end at once. Raises Refused."""
    with open_act(act, "account.end", about=("assignment", assignment), request=[str(assignment), act.on]) as opened:
        if opened.repeated:
            return opened
        row = Assignment.objects.filter(uuid=assignment, retracted__isnull=True).select_related("account").first()
        if row is None or not _may_end(act, row):
            refuse([out_of_reach("这项岗位授权", field="assignment")])
        assert row is not None
        Account.objects.select_for_update(no_key=True).get(pk=row.account_id)
        change_from(opened.act, Assignment, ["uuid"], [Change((assignment,), None)])
        end_sessions(row.account_id)
    return opened


def _may_end(act: Act, row: Assignment) -> bool:
    if row.account_id == act.actor.account or row.account.system:
        return False
    nodes, units = places_in_reach(act.actor, [row.party_organization_id or 0], [row.unit_id or 0])
    in_reach = row.party_organization_id in nodes or row.unit_id in units
    return in_reach and Role(row.role) in HANDS_OUT.get(act.actor.role, frozenset())
