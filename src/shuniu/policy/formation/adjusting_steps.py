"""调整 as a procedure: the same steps as setting up a Party organization, and what is filled in for each topic.

Everything filled in is JSON: Party organizations and units are keys, members are public ids, no name of anybody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from shuniu.policy.cases.procedure import OUTSIDE
from shuniu.policy.formation.adjusting_parts import RULES
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.policy.words.cases import CaseKind, CaseState

FIELDS: Mapping[str, str] = {
    "name": "新的全称",
    "short_name": "新的简称",
    "kind": "新的种类",
    "transition": "怎样转变",
    "into": "并入的党组织",
    "parent": "新的上级党组织",
    "receiver": "党员转入的党组织",
    "parts": "新设的党组织",
    "units": "增加覆盖的单位",
    "dissolve": "原党组织同时撤销",
    "exception_grounds": "超出一般规定的理由",
    "grounds": "调整的理由",
}
# What is asked of each topic, beside the grounds.
OF_TOPIC: Mapping[Topic, tuple[str, ...]] = {
    Topic.RENAME: ("name", "short_name"),
    Topic.RANK: ("kind", "name", "parts", "exception_grounds"),
    Topic.MERGE: ("into",),
    Topic.SPLIT: ("parts", "dissolve", "exception_grounds"),
    Topic.TAKE_IN: ("units", "exception_grounds"),
    Topic.REATTACH: ("parent",),
    Topic.DISSOLVE: ("receiver",),
    Topic.EVOLVE: ("transition", "name", "kind", "parts", "exception_grounds"),
}

ADJUSTMENT = replace(
    FORMATION,
    kind=CaseKind.ADJUSTMENT,
    what="这项调整",
    clause=RULES,
    # The superior on this platform decides; no text hands an adjustment to an outside body.
    transitions=tuple(
        one for one in FORMATION.transitions if one.when != OUTSIDE and one.state is not CaseState.OUTSIDE
    ),
    holders={state: holder for state, holder in FORMATION.holders.items() if state is not CaseState.OUTSIDE},
    fields=FIELDS,
)


def fields_of(topic: str) -> tuple[str, ...]:
    return (*OF_TOPIC[Topic(topic)], "grounds")
