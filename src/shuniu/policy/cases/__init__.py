"""What do all procedures have in common: their steps as data, their days, what may be done with what was filled in?"""

from shuniu.policy.cases.procedure import Procedure, Transition

__all__ = ["Procedure", "Transition"]
