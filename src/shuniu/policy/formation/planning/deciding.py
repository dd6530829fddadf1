"""What does an accepted proposal become, and what must be said of one that is not accepted?"""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.formation.planning.proposals import ProposalKind
from shuniu.policy.words import PartyOrganizationKind
from shuniu.policy.words.pipeline import PlanWay

PLANNER = Clause("platform#组建规划", "规划方案由平台提出，由党组织决定")
LONGEST = 200
# By what is proposed, and whether it is 挂靠.
WAYS: Mapping[tuple[ProposalKind, bool], PlanWay] = {
    (ProposalKind.SEPARATE, False): PlanWay.SEPARATE,
    (ProposalKind.JOINT, False): PlanWay.JOINT,
    (ProposalKind.ATTACH, False): PlanWay.JOINT,
    (ProposalKind.ATTACH, True): PlanWay.AFFILIATED,
    (ProposalKind.INSTRUCTOR, False): PlanWay.INSTRUCTOR,
}
# What is applied for where a Party organization is to be set up. Joining one that stands needs no application.
BEGUN: Mapping[ProposalKind, PartyOrganizationKind] = {
    ProposalKind.SEPARATE: PartyOrganizationKind.PARTY_BRANCH,
    ProposalKind.JOINT: PartyOrganizationKind.JOINT_BRANCH,
}
PLAN_REASONS: Mapping[ProposalKind, str] = {
    ProposalKind.SEPARATE: "正式党员已达应建标准，尚未组建",
    ProposalKind.JOINT: "正式党员不足应建标准",
    ProposalKind.ATTACH: "正式党员不足应建标准",
    ProposalKind.INSTRUCTOR: "没有正式党员，或附近没有可以联合的单位",
}


def may_refuse_proposals(reason: str) -> Decision:
    if 0 < len(reason.strip()) <= LONGEST:
        return Decision()
    return Decision(
        (
            Objection(
                clause=PLANNER,
                code="reason_missing",
                missing="请写明不采纳的原因。",
                fact=f"写了 {len(reason.strip())} 字",
                remedy=f"写明单位的情况，不超过 {LONGEST} 字",
                who="责任党组织",
                field="reason",
            ),
        )
    )
