"""May this role be handed out, here, by this actor, to this account?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.grants import HANDS_OUT
from shuniu.policy.words.accounts import Role

CLAUSE = Clause("platform#授权", "岗位授权与管辖范围")
BY_WHOM = "上级办公室或安全管理员"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandingOutFacts:
    """``place_in_reach``: the actor may keep accounts at the place; ``at_unit``: the place is a unit."""

    by: Role
    role: Role
    on: date
    own_account: bool = False
    place_in_reach: bool
    at_unit: bool
    until: date | None = None
    already_held: bool = False


def may_hand_out(facts: HandingOutFacts, row: int | None = None) -> Decision:
    """Each level opens accounts of the next, nobody gives anything to the own account or beyond the own reach."""
    return Decision.of(
        [
            _own_account(facts, row),
            _role(facts, row),
            _kind_of_place(facts, row),
            _reach(facts, row),
            _days(facts, row),
            _held(facts, row),
        ]
    )


def _own_account(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if not facts.own_account:
        return None
    return Objection(
        clause=CLAUSE,
        code="own_account",
        missing="不能给自己增减岗位。",
        fact="要授权的是您正在使用的账号",
        remedy="请由另一个账号办理",
        who=BY_WHOM,
        field="account",
        row=row,
    )


def _role(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if facts.role in HANDS_OUT.get(facts.by, frozenset()):
        return None
    given = "、".join(sorted(role.label for role in HANDS_OUT.get(facts.by, frozenset()))) or "无"
    return Objection(
        clause=CLAUSE,
        code="role_not_given",
        missing=f"{facts.by.label}不能授予“{facts.role.label}”岗位。",
        fact=f"可以授予的岗位：{given}",
        remedy="请改选可以授予的岗位",
        who=BY_WHOM,
        field="role",
        row=row,
    )


def _kind_of_place(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if facts.at_unit == facts.role.held_at_unit:
        return None
    wanted = "单位" if facts.role.held_at_unit else "党组织"
    return Objection(
        clause=CLAUSE,
        code="wrong_place",
        missing=f"“{facts.role.label}”岗位应设在{wanted}。",
        fact="所选的是" + ("单位" if facts.at_unit else "党组织"),
        remedy=f"请改选一个{wanted}",
        who="办理授权的账号",
        field="place",
        row=row,
    )


def _reach(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if facts.place_in_reach:
        return None
    return Objection(
        clause=CLAUSE,
        code="not_in_reach",
        missing="所选的党组织或单位不在您的管辖范围内。",
        fact="当前岗位没有在那里开通账号的权限",
        remedy="请改选管辖范围内的党组织或单位",
        who="归口党组织或综合党委",
        field="place",
        row=row,
    )


def _days(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if facts.until is None or facts.until > facts.on:
        return None
    return Objection(
        clause=CLAUSE,
        code="ends_before_it_starts",
        missing="岗位的结束日期应晚于开始日期。",
        fact=f"开始 {facts.on.isoformat()}，结束 {facts.until.isoformat()}",
        remedy="请改正结束日期，或留空表示长期有效",
        who="办理授权的账号",
        field="until",
        row=row,
    )


def _held(facts: HandingOutFacts, row: int | None) -> Objection | None:
    if not facts.already_held:
        return None
    return Objection(
        clause=CLAUSE,
        code="already_held",
        missing="这个账号在这里已有同样的岗位。",
        fact="现有授权仍然有效",
        remedy="无需再次授权；要改期限，请先结束现有授权",
        who="办理授权的账号",
        field="role",
        row=row,
    )
