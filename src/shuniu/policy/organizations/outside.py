"""May a body that is no social organization be entered, renamed, abolished or continued by another?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import SuccessionKind, UnitKind

BODIES = Clause("platform#单位", "业务主管单位、登记管理机关等单位的名称、更名和撤销")
IDENTITY = Clause("platform#同一单位", "重复登记的单位归并为一个")


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteringBody:
    name: str
    kind: str
    name_taken: bool = False
    code_taken: bool = False


def may_enter_body(facts: EnteringBody, row: int | None = None) -> Decision:
    return Decision(tuple(_entering(facts, row)))


def _entering(facts: EnteringBody, row: int | None) -> Iterator[Objection]:
    if not facts.name:
        yield _objection(BODIES, "name_missing", "请补填单位名称。", ("名称为空", "填写全称"), "name", row)
    if facts.kind not in set(UnitKind) or facts.kind == UnitKind.SOCIAL_ORGANIZATION:
        yield _objection(
            BODIES,
            "kind_unknown",
            "请选择单位种类。",
            (f"“{facts.kind}”不是外部单位的种类", "社会组织请在登记簿登记"),
            "kind",
            row,
        )
    if facts.name_taken:
        yield _objection(
            BODIES,
            "name_taken",
            f"“{facts.name}”已有登记。",
            ("同一登记范围内已有同名单位", "请直接选用；若是更名，请在原单位办理更名"),
            "name",
            row,
        )
    if facts.code_taken:
        yield _objection(
            BODIES, "code_taken", "该代码已有登记。", ("一个代码只属于一个单位", "请核对代码"), "code", row
        )


def may_rename_body(name: str, known: bool, abolished: bool, on: date, row: int | None = None) -> Decision:
    """Renaming and abolishing: it bears a name that day and has not been abolished."""
    if not known:
        fact = (f"{on.isoformat()}没有名称登记", "请改正日期")
        return Decision((_objection(BODIES, "unit_unknown", f"“{name}”当日不在登记之中。", fact, "on", row),))
    if abolished:
        fact = ("当日已经撤销", "请改正日期，或先更正撤销")
        return Decision((_objection(BODIES, "already_abolished", f"“{name}”已经撤销。", fact, "unit", row),))
    return Decision()


@dataclass(frozen=True, slots=True, kw_only=True)
class Continuing:
    """``circle``: the predecessor already continues the successor."""

    predecessor: str
    successor: str
    kind: str
    itself: bool = False
    circle: bool = False


def may_continue(facts: Continuing, row: int | None = None) -> Decision:
    return Decision(tuple(_continuing(facts, row)))


def _continuing(facts: Continuing, row: int | None) -> Iterator[Objection]:
    if facts.kind not in set(SuccessionKind):
        fact = (f"“{facts.kind}”不是承继的种类", "请选择合并、分立或更名")
        yield _objection(BODIES, "kind_unknown", "请选择承继的种类。", fact, "kind", row)
    if facts.itself:
        yield _objection(BODIES, "itself", "单位不能承继自己。", ("双方是同一单位", "请另选单位"), "successor", row)
    if facts.circle:
        fact = (f"“{facts.predecessor}”已登记为承继“{facts.successor}”", "请核对前后关系")
        yield _objection(BODIES, "circle", "承继关系不能循环。", fact, "successor", row)


@dataclass(frozen=True, slots=True, kw_only=True)
class SameBody:
    """Two rows that are one body: ``kept_resolves`` – the kept one is itself a duplicate of another."""

    duplicate: str
    kept: str
    itself: bool = False
    kinds_differ: bool = False
    already: bool = False
    kept_resolves: bool = False


def may_resolve(facts: SameBody, row: int | None = None) -> Decision:
    return Decision(tuple(_resolving(facts, row)))


def _resolving(facts: SameBody, row: int | None) -> Iterator[Objection]:
    checks = (
        (facts.itself, "itself", "两项是同一条记录。", ("重复的和保留的相同", "请另选")),
        (
            facts.kinds_differ,
            "kinds_differ",
            f"“{facts.duplicate}”与“{facts.kept}”种类不同，不能归并。",
            ("单位种类不同", "请核对种类"),
        ),
        (facts.already, "already", f"“{facts.duplicate}”已经归并。", ("已有归并记录", "不必再次办理")),
        (
            facts.kept_resolves,
            "kept_resolves",
            f"“{facts.kept}”本身已归并到另一单位。",
            ("保留的一方也是重复记录", "请归并到最终保留的单位"),
        ),
    )
    for holds, code, missing, said in checks:
        if holds:
            yield _objection(IDENTITY, code, missing, said, "kept", row)


def _objection(
    clause: Clause, code: str, missing: str, said: tuple[str, str], field: str, row: int | None
) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="登记人", field=field, row=row
    )
