"""What the minutes say was decided, by kind of case and outcome."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.cases.asked import AskedFor
from shuniu.queries.cases.meetings import AgendaLine, CaseLine
from shuniu.queries.formation.adjusting import AdjustedNames
from shuniu.web.meetings.resolved import _said

NAMES = AdjustedNames(nodes={7: "中共另一支部委员会"}, units={3: "第三学会"}, members={})
UNITS = {1: "甲", 2: "乙", 9: "街道党群服务中心"}
JOINT = {"name": "中共某联合支部委员会", "kind": "joint_branch", "mode": "joint", "centre": 9}
HELD, CLOSED = MeetingState.HELD, MeetingState.CLOSED


def said(kind: str, outcome: Verb | None, asked: AskedFor | None, state: MeetingState = HELD) -> str:
    case = CaseLine(
        key=1, uuid=UUID(int=1), number="", kind=kind, state=CaseState.TO_REPLY, version=1, about="甲", others=("乙",)
    )
    card: Any = SimpleNamespace(state=state)
    return _said(card, AgendaLine(position=1, case=case, outcome=outcome), asked, NAMES, UNITS)


def asked(topic: str = "", **filed: Any) -> AskedFor:
    return AskedFor(topic=topic, filed=filed, units=(1, 2))


@pytest.mark.req("D10", "D12")
@pytest.mark.parametrize(
    ("kind", "outcome", "given", "words"),
    [
        (
            "formation", Verb.APPROVE, asked(**JOINT),
            "同意成立中共某联合支部委员会（联合党支部），组建方式为联合组建，依托街道党群服务中心，覆盖甲、乙",
        ),
        ("formation", Verb.DEFER, asked(name="中共某支部委员会"), "暂缓成立中共某支部委员会，覆盖甲、乙"),
        (
            "adjustment", Verb.APPROVE, asked("merge", into=7, grounds="不说的理由"),
            "同意甲合并（并入的党组织：中共另一支部委员会）",
        ),
        ("adjustment", Verb.REFUSE, asked("dissolve", grounds="不说的理由"), "不同意甲撤销"),
        (
            "appointment", Verb.APPROVE,
            asked(posts=[{"post": one} for one in ("committee_member", "secretary", "committee_member")]),
            "同意甲班子任职：书记1名、委员2名",
        ),
        ("formation", Verb.APPROVE, None, "同意"),
        ("formation", None, asked(**JOINT), "还没有登记"),
    ],
)  # fmt: skip
def test_a_decision_says_what_was_decided_on(kind: str, outcome: Verb | None, given: AskedFor, words: str) -> None:
    assert said(kind, outcome, given) == words


def test_what_a_closed_meeting_did_not_take_up_was_not_decided() -> None:
    assert said("formation", None, asked(**JOINT), CLOSED) == "没有研究"
