"""工作交接 as a procedure, and what must be said of each thing: handed over, then taken over by somebody else (B12).

The case lies with the Party organization itself all the way: who leaves and who comes both work there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.procedure import Procedure, Transition
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S
from shuniu.policy.words.leadership import Handed, HandoverItem

RULES = Clause("bj2020#B12")
OWN = Clause("platform#工作交接", "书记变动的，双方逐项交接，接收后原书记的账号授权结束")
NOTE_LENGTH = 200
# What the case keeps beside its items: the day of the change, and the assignments that end when all is taken over.
CHANGED_ON, ASSIGNMENTS, STATE, NOTE = "changed_on", "assignments", "state", "note"
TOPIC = "secretary"
OLD, NEW = "原书记", "新任书记"

HANDOVER = Procedure(
    kind=CaseKind.HANDOVER,
    what="这项工作交接",
    clause=RULES,
    first=S.HANDING,
    transitions=(
        Transition(S.HANDING, Verb.HAND_OVER, S.TAKING, Action.FILE_CASE),
        Transition(S.TAKING, Verb.RETURN, S.HANDING, Action.FILE_CASE),
        Transition(S.TAKING, Verb.TAKE_OVER, S.DONE, Action.FILE_CASE),
    ),
    holders={S.HANDING: CaseHolder.APPLICANT, S.TAKING: CaseHolder.APPLICANT},
    fields={one.value: one.label for one in HandoverItem},
)


def may_hand_over(items: Mapping[str, Mapping[str, Any]]) -> Decision:
    """Of each thing is said that it was handed over or that there is none; a note is short and names nobody."""
    return Decision(tuple(_unsaid(items)))


def _unsaid(items: Mapping[str, Mapping[str, Any]]) -> Iterator[Objection]:
    for item in HandoverItem:
        said = items.get(item.value, {})
        if said.get(STATE) not in set(Handed):
            words = (
                f"请逐项说明：{item.label}。",
                "没有说明是否移交",
                f"选择“{Handed.HANDED.label}”或“{Handed.NONE.label}”",
            )
            yield _objection(item, "item_unsaid", words, OLD)
        note = str(said.get(NOTE) or "")
        if len(note) > NOTE_LENGTH:
            words = (f"{item.label}的说明过长。", f"写了 {len(note)} 字", f"不超过 {NOTE_LENGTH} 字，不写姓名和电话")
            yield _objection(item, "note_length", words, OLD)


def may_take_over(filed: Mapping[str, Any], received: Collection[str]) -> Decision:
    """What was handed over is confirmed thing by thing; what is missing is a reason to return it."""
    return Decision(
        tuple(
            _objection(
                item,
                "not_received",
                (
                    f"请确认收到：{item.label}。",
                    "原书记已移交，接收方没有确认",
                    "收到后再确认；没有收到的，写明意见退回",
                ),
                NEW,
            )
            for item in HandoverItem
            if filed.get(item.value, {}).get(STATE) == Handed.HANDED and item.value not in received
        )
    )


def may_receive(handed_by: Collection[int], account: int) -> Decision:
    """Nobody hands over to himself."""
    if account not in handed_by:
        return Decision()
    return Decision(
        (
            Objection(
                clause=OWN,
                code="own_handover",
                missing="移交和接收不能是同一账号。",
                fact="移交的就是当前账号",
                remedy="请新任书记用自己的账号接收；还没有账号的，由上级党组织授予岗位",
                who="上级党组织",
                alternatives=("由上级党组织的工作人员代为接收",),
            ),
        )
    )


def may_open(*, open_already: bool) -> Decision:
    if not open_already:
        return Decision()
    return Decision(
        (
            Objection(
                clause=OWN,
                code="handover_open",
                missing="这个党组织还有一项工作交接没有办结。",
                fact="同一党组织同时只办一项工作交接",
                remedy="请先办结原来的一项",
                who="党组织",
            ),
        )
    )


def _objection(item: HandoverItem, code: str, said: tuple[str, str, str], who: str) -> Objection:
    missing, fact, remedy = said
    clause = OWN if item in (HandoverItem.MATERIALS, HandoverItem.ACCOUNT) else RULES
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=who, field=item.value)
