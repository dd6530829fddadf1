"""How does a row differ from what the roll holds: what has changed since, and what cannot both be true?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from shuniu.kernel.dates import PartialDate
from shuniu.policy import words
from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.queries.imports.judgement import Difference
from shuniu.queries.imports.member_roll import Roll
from shuniu.queries.imports.member_values import Said, state_from_days

# What never changes in a life: two values contradict each other.
LASTING = {"name": "姓名", "sex": "性别", "ethnic_group": "民族"}
DAYS = {
    "born_on": "出生日期",
    "admitted_on": "入党日期",
    "full_member_on": "转正日期",
    "lost_contact_on": "失去联系日期",
}
TRUST_LEDGER = "ledger"


@dataclass(slots=True)
class Comparison:
    """``changed`` are columns from the ledger's day on, ``corrected`` columns that were always so."""

    person: int
    differences: tuple[Difference, ...] = ()
    contradictions: tuple[Difference, ...] = ()
    changed: dict[str, dict[str, Any]] = field(default_factory=lambda: {"particulars": {}, "membership": {}})
    corrected: dict[str, dict[str, Any]] = field(default_factory=lambda: {"particulars": {}, "membership": {}})
    number: str | None = None
    mobile: str | None = None
    employment: tuple[int | None, str] | None = None
    post: str | None = None
    moves_to: int | None = None
    takes_part_at: int | None = None
    # Whether the roll holds a membership of this person at all.
    held: bool = True


def compared(roll: Roll, person: int, branch: int | None, row: Said, *, trusted: str) -> Comparison:
    """``trusted``: whose word counts for what contradicts; where nobody said, nothing of it is taken over."""
    found = Comparison(person, held=person in roll.memberships)
    told: list[Difference] = []
    against: list[Difference] = []
    held, membership = roll.particulars[person], roll.memberships.get(person, {})
    for part, columns, now in (("particulars", _particulars(row), held), ("membership", row.membership, membership)):
        if not now:
            continue
        for name, label, before, after, how in _columns(columns, now, roll.on):
            difference = Difference(label, _word(name, before, now), _word(name, after, columns))
            if how == "against" and trusted != TRUST_LEDGER:
                against.append(difference)
                continue
            told.append(difference)
            target = found.changed if how == "since" else found.corrected
            target[part] |= {one: columns[one] for one in (name, _precision(name)) if one in columns}
    told += _secrets(roll, person, row, found)
    told += _places(roll, person, branch, row, found)
    found.differences, found.contradictions = tuple(told), tuple(against)
    return found


def _particulars(row: Said) -> dict[str, Any]:
    return {"name": row.name, **row.particulars}


def _precision(name: str) -> str:
    return name.removesuffix("_on") + "_precision" if name in DAYS else name


# A difference is column, label, before, after, and how the two stand to each other.
# since: changed from the ledger's day; completes: more exactly known or filled in; against: both cannot be true.
How = Literal["since", "completes", "against"]
Differing = tuple[str, str, Any, Any, How]


def _columns(columns: Mapping[str, Any], now: Mapping[str, Any], on: date) -> Iterator[Differing]:
    for name, label in LASTING.items():
        if name in columns and columns[name] != now[name]:
            yield name, label, now[name], columns[name], "against" if now[name] else "completes"
    for name, label in DAYS.items():
        how = _day_differs(columns, now, name) if columns.get(name) is not None else None
        if how is not None:
            yield name, label, now[name], columns[name], how
    yield from _state(columns, now, on)
    for name, label in PLAIN.items():
        if name in columns and columns[name] != now[name]:
            yield name, label, now[name], columns[name], "since"


PLAIN = {
    "education": "学历",
    "status": "党籍状态",
    "lost_contact": "是否失联",
    "mobile_member": "是否流动党员",
    "moved_to": "外出流向",
}


def _state(columns: Mapping[str, Any], now: Mapping[str, Any], on: date) -> Iterator[Differing]:
    """A probationary member becomes a full one; the other way round both cannot be true."""
    if "state" not in now:
        return
    after = columns.get("state") or state_from_days(columns, on)
    if not after or after == now["state"]:
        return
    if "state" in columns or not now["state"]:
        back = now["state"] == words.MembershipState.FULL
        yield "state", "人员类别", now["state"], after, "against" if back else "since"


def _day_differs(columns: Mapping[str, Any], now: Mapping[str, Any], name: str) -> How | None:
    """None where the days agree as far as both are known and the ledger is no more exact."""
    if now[name] is None:
        confirmed = name == "full_member_on" and now["state"] == words.MembershipState.PROBATIONARY
        return "since" if confirmed else "completes"  # confirmed since: the day comes with the new state
    precision = _precision(name)
    before = PartialDate.of(now[name], now[precision] or "day")
    after = PartialDate.of(columns[name], columns[precision] or "day")
    if after.earliest <= before.earliest and before.latest <= after.latest:
        return None
    if before.earliest <= after.earliest and after.latest <= before.latest:
        return "completes"
    return "completes" if name == "lost_contact_on" else "against"


def _secrets(roll: Roll, person: int, row: Said, found: Comparison) -> Iterator[Difference]:
    held, (public, wrapped) = roll.particulars[person], roll.persons[person]
    if row.number and held["number_index"] is None:
        found.number = row.number
        yield Difference("公民身份号码", "", "补填")
    key = roll.keys.get(wrapped) if wrapped is not None else None
    if not row.mobile or key is None:
        return
    before = b""
    if held["mobile"] is not None:
        before = key.decrypt(held["mobile"], table="shuniu_particulars", row=public, field="mobile")
    if before.decode() != row.mobile:
        found.mobile = row.mobile
        yield Difference("手机号", "已登记" if before else "", "改为台账所写")


def _places(roll: Roll, person: int, branch: int | None, row: Said, found: Comparison) -> Iterator[Difference]:
    held = roll.memberships.get(person)
    here = held["party_organization_id"] if held else None
    if branch is not None and row.takes_part and branch != here and (person, branch) not in roll.parts:
        found.takes_part_at = branch
        yield Difference("参加组织生活", "", roll_name(roll, branch))
    if branch is not None and not row.takes_part and branch != here:
        found.moves_to = branch
        yield Difference("所在党支部", roll.node_names.get(here or 0, ""), roll_name(roll, branch))
    yield from _work(roll, person, row, found)
    at = branch if branch is not None and not row.takes_part else here
    post = roll.posts.get((person, at or 0), "")
    if row.post is not None and at is not None and row.post != post:
        found.post = row.post
        yield Difference("党内职务", _post(post), _post(row.post))


def roll_name(roll: Roll, node: int) -> str:
    return next((name for name, keys in roll.branches.items() if node in keys), "")


def _work(roll: Roll, person: int, row: Said, found: Comparison) -> Iterator[Difference]:
    held = roll.employments.get(person) or {"unit_id": None, "position": ""}
    unit = roll.units.get(row.workplace, held["unit_id"])
    position = row.position or held["position"]
    if (unit, position) != (held["unit_id"], held["position"]):
        found.employment = (unit, position)
        label = "工作岗位" if position != held["position"] else "工作单位"
        yield Difference(
            label,
            held["position"] if position != held["position"] else "",
            position if position != held["position"] else row.workplace,
        )


def _post(code: str) -> str:
    return words.PartyPost(code).label if code else "无"


def _word(name: str, value: Any, columns: Mapping[str, Any]) -> str:
    """A value as the page says it."""
    if value in (None, ""):
        return ""
    if name in DAYS:
        return PartialDate.of(value, columns[_precision(name)] or "day").iso
    if isinstance(value, bool):
        return "是" if value else "否"
    tables: dict[str, Mapping[str, str]] = {"education": EDUCATION, "ethnic_group": ETHNIC_GROUPS}
    if name in tables:
        return tables[name].get(value, value)
    kinds: dict[str, type[words.Word]] = {
        "sex": words.Sex,
        "state": words.MembershipState,
        "status": words.MembershipStatus,
    }
    return kinds[name](value).label if name in kinds else str(value)
