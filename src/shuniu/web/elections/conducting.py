"""How does it read who led the meeting of a vote, who was on leave or sat in, and who counted?"""

from __future__ import annotations

from collections.abc import Sequence

from shuniu.policy.words.elections import Chair
from shuniu.queries.elections.card import RoundLine

NOT_TOLD = "未登记"


def conduct_said(one: RoundLine) -> str:
    """Names only of members within reach. Who counted is told also where nobody was put down: the text asks for it."""
    told = [f"主持：{Chair(one.chaired_by).label if one.chaired_by else NOT_TOLD}"]
    told += [f"请假 {one.on_leave} 名"] if one.on_leave is not None else []
    told += [f"列席 {one.sat_in} 名"] if one.sat_in is not None else []
    told += [f"监票人：{_names(one.scrutineers)}", f"计票人：{_names(one.tellers)}"]
    return "　".join(told)


def _names(named: Sequence[str]) -> str:
    if not named:
        return NOT_TOLD
    known = [name for name in named if name]
    hidden = len(named) - len(known)
    return "、".join([*known, *([f"{hidden} 名不在可查看范围"] if hidden else [])])
