"""May this be submitted?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuniu.kernel.decision import Decision, Objection
from shuniu.policy.submissions.states import RULES


def may_submit(filed: Mapping[str, Any]) -> Decision:
    """Nobody guesses how many members there are: none is a number too."""
    if filed.get("members") is not None:
        return Decision()
    return Decision(
        (
            Objection(
                clause=RULES,
                code="members_missing",
                missing="请填写党员人数。",
                fact="党员人数为空",
                remedy="没有党员的填 0；暂时不清楚的先暂存",
                who="填报单位",
                field="members",
            ),
        )
    )
