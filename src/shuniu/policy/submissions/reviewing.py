"""May this be submitted, decided on by this account, or returned with these remarks?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.submissions.fields import FIELDS
from shuniu.policy.submissions.states import RULES

LONGEST = 300


def may_submit(filed: Mapping[str, Any]) -> Decision:
    """Nobody guesses how many members there are: none is a number too."""
    if filed.get("members") is not None:
        return Decision()
    return Decision(
        (
            _objection(
                "members_missing",
                "请填写党员人数。",
                ("党员人数为空", "没有党员的填 0；暂时不清楚的先暂存"),
                "填报单位",
                "members",
            ),
        )
    )


def may_change(changed: Collection[str], unlocked: Collection[str] | None) -> Decision:
    """After it was returned only what was remarked upon may be mended; None: nothing is locked."""
    if unlocked is None:
        return Decision()
    return Decision(
        tuple(
            _objection(
                "locked", "这一项没有退回意见，不能改。", ("只有退回的项目可以修改", "恢复原来的内容"), "填报单位", name
            )
            for name in FIELDS
            if name in changed and name not in unlocked
        )
    )


def may_review(filed_by: Collection[int], reviewer: int) -> Decision:
    """Nobody decides on what the same account has submitted, in whatever office."""
    if reviewer not in filed_by:
        return Decision()
    said = ("提交这份填报的就是当前账号", "请由本级或上级的另一名工作人员审核")
    return Decision((_objection("own_submission", "本人提交的填报不能由本人审核。", said, "其他工作人员"),))


def may_return(remarks: Mapping[str, str]) -> Decision:
    return Decision(tuple(_returning(remarks)))


def _returning(remarks: Mapping[str, str]) -> Iterator[Objection]:
    if not remarks:
        said = ("没有写退回意见", "在需要修改的项目下写明要改什么")
        yield _objection("remarks_missing", "请至少对一项写明退回意见。", said, "审核人")
    for name, text in remarks.items():
        if name not in FIELDS:
            said = ("该项不是填报的项目", "请选择填报的项目")
            yield _objection("field_unknown", "退回意见要写在填报的项目上。", said, "审核人", name)
        elif not text.strip() or len(text) > LONGEST:
            said = (f"写了 {len(text.strip())} 字", f"写明要改什么，不超过 {LONGEST} 字")
            yield _objection("remark_length", "请写明退回意见。", said, "审核人", name)


def _objection(code: str, missing: str, said: tuple[str, str], who: str, field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=RULES, code=code, missing=missing, fact=said[0], remedy=said[1], who=who, field=field)
