"""May this be decided on by this account, returned with these remarks, refused for this reason?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import Verb

LONGEST, LONGEST_REASON = 300, 500
REFUSAL = "formation.refusal_needs"
# A refusal says why and what comes next (AH2017); a deferral is one for the time being.
REASONED = frozenset({Verb.REFUSE, Verb.DEFER})
PUT_OFF = Clause("platform#暂缓", "暂缓的事项由申请方在期限以内办好再报，到期没有报来的列为超期")


def may_decide(procedure: Procedure, filed_by: Collection[int], account: int) -> Decision:
    """Nobody decides on what the same account has submitted, in whatever office."""
    if account not in filed_by:
        return Decision()
    return Decision(
        (
            Objection(
                clause=procedure.clause,
                code="own_case",
                missing="本人提交的不能由本人审核。",
                fact=f"提交{procedure.what}的就是当前账号",
                remedy="请由本级或上级的另一名工作人员办理",
                who="其他工作人员",
            ),
        )
    )


def may_return(procedure: Procedure, remarks: Mapping[str, str]) -> Decision:
    return Decision(tuple(_remarks(procedure, remarks)))


def _remarks(procedure: Procedure, remarks: Mapping[str, str]) -> Iterator[Objection]:
    if not remarks:
        yield _plain(
            procedure.clause,
            "remarks_missing",
            "请至少对一项写明退回意见。",
            ("没有写退回意见", "在需要修改的项目下写明要改什么"),
        )
    for name, text in remarks.items():
        if name not in procedure.fields:
            said = ("该项不在填写的项目中", "请选择填写的项目")
            yield _plain(procedure.clause, "field_unknown", "退回意见要写在填写的项目上。", said, name)
        elif not text.strip() or len(text) > LONGEST:
            said = (f"写了 {len(text.strip())} 字", f"写明要改什么，不超过 {LONGEST} 字")
            yield _plain(procedure.clause, "remark_length", "请写明退回意见。", said, name)


def may_take_back(reason: str, clause: Clause) -> Decision:
    """What lies with another body is taken back from it with a reason: whoever reviews it again reads why."""
    written = len(reason.strip())
    if 0 < written <= LONGEST_REASON:
        return Decision()
    said = (f"写了 {written} 字", f"写明为什么撤回，不超过 {LONGEST_REASON} 字")
    code = "reason_length" if written else "reason_missing"
    return Decision((_plain(clause, code, "请写明撤回的原因。", said, "reason"),))


def may_give_reason(verb: Verb, reason: str, next_steps: str, clause: Clause) -> Decision:
    """``clause``: the text that asks for both, of the node where it is decided."""
    if verb not in REASONED:
        return Decision()
    return Decision(
        tuple(
            _plain(
                clause,
                f"{field}_missing" if not text.strip() else f"{field}_length",
                f"请写明{label}。",
                (f"写了 {len(text.strip())} 字", f"写给申请方看得懂的{label}，不超过 {LONGEST_REASON} 字"),
                field,
            )
            for field, label, text in (("reason", "原因", reason), ("next_steps", "下步努力方向", next_steps))
            if not 0 < len(text.strip()) <= LONGEST_REASON
        )
    )


def reasons_clause(figures: Figures | None, own: Clause) -> Clause:
    """The text that asks for reasons and next steps where it is decided; ``own``: that of the procedure, where none
    does."""
    figure = figures.stated(REFUSAL) if figures is not None else None
    return figure.clause if figure is not None else own


def may_put_off(verb: Verb, due_on: date | None, decided_on: date) -> Decision:
    """What is put off lies with the applicant until a day, so that nobody loses sight of it."""
    if verb is not Verb.DEFER or (due_on is not None and due_on >= decided_on):
        return Decision()
    code, fact = "due_missing", "没有填写"
    if due_on is not None:
        code, fact = "due_before", f"填写为 {due_on}，决定于 {decided_on} 作出"
    said = (fact, "填写申请方再次提交的最后一天，不早于作出决定的日期")
    return Decision((_plain(PUT_OFF, code, "请写明暂缓到哪一天。", said, "due_on"),))


def _plain(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="审核人", field=field)
