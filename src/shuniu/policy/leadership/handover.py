"""工作交接 as a procedure, and what must be said of each thing: handed over, then taken over by whoever follows (B12).

The case lies with the Party organization itself all the way. The old secretary signs in there no more from the day of
the change on, whatever becomes of the case: what is handed over is venue, staff, resources and papers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.procedure import DueAfter, Procedure, Transition
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb
from shuniu.policy.words.cases import CaseState as S
from shuniu.policy.words.leadership import Handed, HandoverItem

RULES = Clause("bj2020#B12")
OWN = Clause(
    "platform#工作交接", "书记变动的，原书记的岗位授权自变动之日结束；逐项交接，没有接收的写明原因，由上级督促"
)
NOTE_LENGTH = 200
# What the case keeps beside its items: the day of the change, and the assignments that end with it.
CHANGED_ON, ASSIGNMENTS, STATE, NOTE = "changed_on", "assignments", "state", "note"
TOPIC = "secretary"
_DUE = DueAfter("handover.working_days")
OLD, NEW, ABOVE = "原书记", "新任书记", "上级党组织"

HANDOVER = Procedure(
    kind=CaseKind.HANDOVER,
    what="这项工作交接",
    clause=RULES,
    first=S.HANDING,
    transitions=(
        Transition(S.HANDING, Verb.HAND_OVER, S.TAKING, Action.FILE_CASE),
        Transition(S.TAKING, Verb.RETURN, S.HANDING, Action.FILE_CASE),
        Transition(S.TAKING, Verb.TAKE_OVER, S.DONE, Action.FILE_CASE),
        # What nobody takes over stays open and is seen by the level above, which alone ends it.
        Transition(S.HANDING, Verb.LEAVE_UNTAKEN, S.UNTAKEN, Action.FILE_CASE),
        Transition(S.TAKING, Verb.LEAVE_UNTAKEN, S.UNTAKEN, Action.FILE_CASE),
        Transition(S.UNTAKEN, Verb.HAND_OVER, S.TAKING, Action.FILE_CASE),
        Transition(S.UNTAKEN, Verb.WAIVE, S.WAIVED, Action.REVIEW_CASE),
    ),
    holders={S.HANDING: CaseHolder.APPLICANT, S.TAKING: CaseHolder.APPLICANT, S.UNTAKEN: CaseHolder.APPLICANT},
    fields={one.value: one.label for one in HandoverItem},
    due={S.HANDING: _DUE, S.TAKING: _DUE},
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
                    "移交清单列为已移交，接收方没有确认",
                    "收到后再确认；没有收到的，写明意见退回，或者注明未接收",
                ),
                NEW,
            )
            for item in HandoverItem
            if filed.get(item.value, {}).get(STATE) == Handed.HANDED and item.value not in received
        )
    )


def may_receive(old: Collection[int], account: int) -> Decision:
    """Nobody hands over to himself. ``old``: the accounts that sign, or signed, in for the old secretary."""
    if account not in old:
        return Decision()
    return Decision(
        (
            Objection(
                clause=OWN,
                code="own_handover",
                missing="原书记不能自己接收。",
                fact="当前账号就是原书记的账号",
                remedy="请新任书记用自己的账号接收；还没有账号的，由上级党组织授予岗位",
                who="上级党组织",
                alternatives=("由上级党组织的工作人员代为接收",),
            ),
        )
    )


def may_leave_untaken(reason: str) -> Decision:
    """It is said why nobody takes over."""
    return _reasoned(reason, "请写明没有接收的原因。", "写明缺什么、为什么没有接收、准备怎样办", NEW)


def may_end_untaken(reason: str) -> Decision:
    """The level above says why nothing more is handed over."""
    return _reasoned(reason, "请写明不再交接的原因。", "写明为什么不再交接、东西现在由谁保管", ABOVE)


def _reasoned(reason: str, missing: str, remedy: str, who: str) -> Decision:
    written = len(reason.strip())
    if 0 < written <= LONGEST_REASON:
        return Decision()
    return Decision(
        (
            Objection(
                clause=OWN,
                code="reason_length" if written else "reason_missing",
                missing=missing,
                fact=f"写了 {written} 字",
                remedy=f"{remedy}，不超过 {LONGEST_REASON} 字，不写姓名和电话",
                who=who,
                field="reason",
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
    clause = OWN if item is HandoverItem.MATERIALS else RULES
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=who, field=item.value)
