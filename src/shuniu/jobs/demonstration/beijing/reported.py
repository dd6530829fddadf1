"""What do the organizations report of Party building in themselves: mostly what the register says, here and there not?

The two latest returns tell it, so that a report follows upon another one. What differs is chosen by number, the same
every time, and each kind of difference is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from shuniu.jobs.demonstration.beijing.bodies import bodies
from shuniu.jobs.demonstration.beijing.branches import covering
from shuniu.jobs.demonstration.beijing.organizations import organizations
from shuniu.jobs.demonstration.beijing.work import guides, surveys
from shuniu.jobs.demonstration.plan import Branch, HeadCountRow, Organization, StateReport, StateRow, Survey
from shuniu.policy.words import FormationMode, Precision

REPORTS = 2
ENOUGH = 3  # full members
# One in so many of those it can befall reports otherwise than the register. Primes, so that they seldom meet.
FORMED_UNKNOWN, SAYS_NONE, OTHER_MODE, SHORT_NAME, OTHER_DAY, OTHER_SUPERVISOR, GUIDE_UNKNOWN = (
    61, 67, 53, 37, 29, 41, 89,
)  # fmt: skip
YEAR_ONLY = 7
UNIONS, LEAGUES, FEDERATIONS = 6, 11, 13
FORMED_BEFORE = timedelta(days=75)


def reported(today: date) -> tuple[StateReport, ...]:
    told = surveys(today)[-REPORTS:]
    return tuple(StateReport(on=one.as_of, source=one.source, rows=_rows(one, today)) for one in told)


def _rows(survey: Survey, today: date) -> tuple[StateRow, ...]:
    by_key = {one.key: one for one in organizations(today)}
    held = covering(today, survey.as_of)
    posted = {unit for guide in guides(today) for on, unit, _ in guide.postings if on <= survey.as_of}
    supervisors = {one.key: [name for since, name in one.names if since <= survey.as_of] for one in bodies()}
    rows = []
    for row in survey.rows:
        one = by_key[row.organization]
        branch = held.get(one.key, [None])[0]
        state = {
            "source": survey.source,
            "staff": row.full_time,
            **(_unformed(one, row, survey.as_of) if branch is None else _formed(one, branch)),
            **_instructed(one, one.key in posted),
            **_supervised(one, supervisors),
            "trade_union": one.key % UNIONS == 0,
            "youth_league": one.key % LEAGUES == 0,
            "womens_federation": one.key % FEDERATIONS == 0,
        }
        rows.append(StateRow(organization=one.key, state=state))
    return tuple(rows)


def _formed(one: Organization, branch: Branch) -> dict[str, Any]:
    if one.key % SAYS_NONE == 0:
        return {"has_party_organization": False}
    mode, name, day = branch.mode, branch.name, branch.since
    if one.key % OTHER_MODE == 0:
        mode = FormationMode.SEPARATE if mode == FormationMode.JOINT else FormationMode.JOINT
    if one.key % SHORT_NAME == 0:
        name = name.removeprefix("中共").replace("支部委员会", "党支部")
    if one.key % OTHER_DAY == 0:
        day -= FORMED_BEFORE
    rough = one.key % YEAR_ONLY == 0
    return {
        "has_party_organization": True,
        "formation_mode": str(mode),
        "party_organization": name,
        "formed_on": day.replace(month=1, day=1) if rough else day,
        "formed_precision": (Precision.YEAR if rough else Precision.DAY).value,
    }


def _unformed(one: Organization, row: HeadCountRow, on: date) -> dict[str, Any]:
    if one.key % FORMED_UNKNOWN == 0:
        return {
            "has_party_organization": True,
            "formation_mode": FormationMode.SEPARATE.value,
            "party_organization": f"中共{one.values['name']}支部委员会",
            "formed_on": on - FORMED_BEFORE,
            "formed_precision": Precision.DAY.value,
        }
    reason = "正在筹建" if row.full_members >= ENOUGH else "正式党员不足3名" if row.members else "没有党员"
    return {"has_party_organization": False, "reason_not_formed": reason}


def _instructed(one: Organization, posted: bool) -> dict[str, Any]:
    told = posted or one.key % GUIDE_UNKNOWN == 0
    return {"instructor": told, "instructor_unit": "所属联合党委书记单位" if told else ""}


def _supervised(one: Organization, names: Mapping[str, list[str]]) -> dict[str, Any]:
    """Left open by those that have no supervising unit any more."""
    if not one.supervisor or one.supervised_until is not None:
        return {}
    name = names[one.supervisor][-1]
    return {"supervising_unit": "市民政局社会组织管理处" if one.key % OTHER_SUPERVISOR == 0 else name}
