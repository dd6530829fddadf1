"""组建规划: how could more organizations be covered, within the limits of the texts, nearest first?

Everything here is a function of rows handed in; nothing is written and nothing decided (docs/decisions/0011).
"""

from shuniu.policy.formation.planning.limits import Limits, limits_of
from shuniu.policy.formation.planning.problem import Branch, Organization, Problem
from shuniu.policy.formation.planning.proposals import Proposal, ProposalKind, Solution
from shuniu.policy.formation.planning.solving import propose, solver_here

__all__ = [
    "Branch",
    "Limits",
    "Organization",
    "Problem",
    "Proposal",
    "ProposalKind",
    "Solution",
    "limits_of",
    "propose",
    "solver_here",
]
