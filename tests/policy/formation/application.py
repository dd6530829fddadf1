"""An application that nothing stands against, and what the law says when one thing of it is otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from shuniu.kernel.period import Period
from shuniu.policy.formation.applying import Checked, FormationFacts, UnitFacts
from shuniu.policy.formation.checking import judge_formation
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged

DAY = date(2019, 6, 1)
FILED: dict[str, Any] = {
    "name": "中共澄川市阿岚学会支部委员会", "kind": "party_branch", "mode": "separate", "units": [], "parent": 1,
    "full_members": 3, "probationary": 0, "full_time": 3, "managers": 0, "managers_transferred": 0, "relations_in": 3,
}  # fmt: skip
JOINT: dict[str, Any] = {
    "name": "中共澄川市阿岚学会联合支部委员会", "kind": "joint_branch", "mode": "joint",
    "proximity": "同一楼宇",
}  # fmt: skip
HOST = UnitFacts(key=1, name="澄川市阿岚学会")
OTHER = UnitFacts(key=2, name="澄川市白榆学会")


def local(key: str, value: Any) -> LocalValue:
    return LocalValue(key=key, period=Period(date(2018, 1, 1)), decision="党委会决定", value=value)


def texts(home: str, *decided: LocalValue, on: date = DAY) -> Figures:
    return merged(load_packs()[home].chain, on, decided)


NATIONAL = merged(("national",), DAY)
BJ, AH, XY = texts("bj2016"), texts("ah2017"), texts("xy")
WIDE = texts("ah2017", local("formation.headcount_base", "full_time_staff_and_managers"))


def facts(units: tuple[UnitFacts, ...] = (HOST,), **filed: Any) -> FormationFacts:
    own = {name: filed.pop(name) for name in ("on", "candidate", "parent", "approving", "against") if name in filed}
    values = {"on": DAY, "parent": "中共澄川市社会组织综合委员会", **own}
    return FormationFacts(filed={**FILED, **filed}, units=units, **values)


def joint(*units: UnitFacts, **filed: Any) -> FormationFacts:
    return facts(units or (HOST, OTHER), **{**JOINT, **filed})


def judged(one: FormationFacts, figures: Figures | None = NATIONAL) -> Checked:
    return judge_formation(one, figures)


def objected(one: FormationFacts, figures: Figures | None = NATIONAL) -> dict[str, str]:
    """Code by code, the clause that stands behind each objection."""
    return {found.code: found.clause.key for found in judged(one, figures).decision.objections}


def found(one: FormationFacts, figures: Figures | None = NATIONAL) -> dict[str, str]:
    """The same of what is to be weighed."""
    return {finding.code: finding.clause.key for finding in judged(one, figures).findings}


def several(number: int, **values: Any) -> tuple[UnitFacts, ...]:
    return tuple(replace(HOST, key=key, name=f"澄川市第{key}学会", **values) for key in range(1, number + 1))
