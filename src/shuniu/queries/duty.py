"""One thing to be done as the first page tells it; and what it tells of renewals and terms that do not go together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, granted
from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.sync import RenewalState
from shuniu.queries.sync.diverging import diverging, tells_each


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One thing to be done: ``key`` names it, ``count`` how many, ``due_on`` the nearest day, if it has one.

    ``told``: nothing has to be done, only read. ``of``: the code of the Party organization on whose page it is settled,
    or the public id of the organization.
    """

    key: str
    what: str
    count: int
    unit: str
    due_on: date | None = None
    overdue: bool = False
    told: bool = False
    of: str = ""


_ABOVE = (Role.COMMITTEE_CLERK, Role.JOINT_COMMITTEE_CLERK)
_APART = {
    RenewalState.APART: ("renewals_apart", "换届与党组织任期不同步的社会组织"),
    RenewalState.UNDECIDED: ("renewals_undecided", "换届与党组织届满日期不同、是否算同步未定的社会组织"),
}


def renewal_duties(actor: Actor, on: date) -> list[Duty]:
    """F03: each with its days for the branch and the organization itself, how many for whoever stands above."""
    if not (tells_each(actor) or (actor.role in _ABOVE and granted(actor, Action.READ_FIGURE))):
        return []
    found = diverging(actor, on)
    if tells_each(actor):
        said = "{}换届与党组织届满日期不同，相差"
        return [
            Duty(key="renewal", what=said.format(one.name), count=one.finding.days or 0, unit="天", due_on=one.due_on,
                 overdue=one.due_on < actor.today, of=str(one.unit))
            for one in found
        ]  # fmt: skip
    duties = []
    for state, (key, what) in _APART.items():
        mine = [one for one in found if one.finding.state is state]
        if mine:
            first = mine[0].due_on
            late = first < actor.today
            duties.append(Duty(key=key, what=what, count=len(mine), unit="家", due_on=first, overdue=late))
    return duties
