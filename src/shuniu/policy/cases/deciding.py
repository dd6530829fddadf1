"""May this be decided on by this account, returned with these remarks, taken back for this reason?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.words.cases import Verb

LONGEST, LONGEST_REASON = 300, 500
# Whoever does these has looked at what somebody else filled in.
DECIDING = frozenset({Verb.RETURN, Verb.ACCEPT, Verb.APPROVE, Verb.REFUSE, Verb.DEFER})


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


def _plain(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="审核人", field=field)
