"""New, changed or the same? Rows of a members' ledger against the rolls the clerk keeps.

Judged within reach only: somebody another office holds reads “new”, and becomes a request when the ledger is written.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shuniu.access import Actor
from shuniu.policy.members.holding import HoldingFacts, may_hold
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.imports.judgement import Alike, Finding, Judgement, LedgerRow
from shuniu.queries.imports.member_comparing import Comparison, compared
from shuniu.queries.imports.member_roll import Roll
from shuniu.queries.imports.member_values import Said, said
from shuniu.queries.imports.party import unknown

# So many rows are held against the roll at a time: memory stays bounded however long the ledger is.
PORTION = 10_000
REGISTER, LEDGER = "register", "ledger"


def judge(
    actor: Actor, node: int, on: date, rows: Sequence[LedgerRow], choices: Mapping[int, str] | None = None
) -> list[Judgement]:
    """One judgement per row, in order. ``choices``: row index → uuid of the member it is, or whose word counts
    where roll and ledger contradict each other (``register`` or ``ledger``)."""
    return [judgement for _, _, judgement in compare_rows(actor, node, on, rows, choices)]


def named_bodies(actor: Actor, node: int, on: date, rows: Sequence[LedgerRow]) -> tuple[dict[str, int], dict[str, int]]:
    """Branches and places of work that the ledger names and the register holds once, by the spelling of the ledger."""
    branches, places = set[str](), set[str]()
    for row in rows:
        record = row.record  # put together anew whenever it is asked for
        branches.add(record.get("party_organization") or "")
        places.add(str(record.get("social_organization") or record.get("joint_unit") or ""))
    roll = Roll(actor, node, on, (), branches - {""}, places)
    return {name: keys[0] for name, keys in roll.branches.items() if len(keys) == 1}, roll.units


def branches_to_create(
    rows: Sequence[LedgerRow], judgements: Sequence[Judgement], known: Container[str]
) -> dict[str, PartyOrganizationKind]:
    """Branches that rows to be written name, that are not ``known``, and whose name tells that they are one."""
    names = {
        row.record.get("party_organization") or ""
        for row, judged in zip(rows, judgements, strict=True)
        if judged.change in ("new", "changed")
    }
    told = {name: kind_of(name) for name in sorted(names) if name not in known}
    return {name: kind for name, kind in told.items() if kind is not None and kind.is_branch}


def compare_rows(
    actor: Actor, node: int, on: date, rows: Sequence[LedgerRow], choices: Mapping[int, str] | None = None
) -> Iterator[tuple[Said, Comparison | None, Judgement]]:
    """What each row says, how it differs from the roll (None: new), and what is said of it."""
    chosen = choices or {}
    for start in range(0, len(rows), PORTION):
        portion = rows[start : start + PORTION]
        told = [said(row.record) for row in portion]
        branches = {row.record.get("party_organization") or "" for row in portion}
        roll = Roll(actor, node, on, told, branches, {row.workplace for row in told})
        for index, (row, one) in enumerate(zip(portion, told, strict=True), start):
            yield _one(roll, row.record.get("party_organization"), one, chosen.get(index, ""))


def _one(roll: Roll, branch: str | None, row: Said, choice: str) -> tuple[Said, Comparison | None, Judgement]:
    person, alike = _person(roll, branch, row, choice)
    comparison: Comparison | None = None
    if person is None:
        judgement = Judgement("new", alike=alike, said=row)
    else:
        comparison = compared(roll, person, roll.branch(branch), row, trusted=choice)
        judgement = Judgement("same", target=person, seen=roll.seen(person), differences=comparison.differences)
        judgement.change = "changed" if comparison.differences else "same"
        if comparison.contradictions and choice not in (REGISTER, LEDGER):
            judgement.refuse(_contradiction(comparison))
    _branch(roll, branch, judgement)
    for objection in _law(roll, roll.branch(branch), row, comparison):
        judgement.refuse(objection)
    if row.workplace and row.workplace not in roll.units:
        judgement.warn(unknown("social_organization", f"工作单位“{row.workplace}”在系统中尚未登记，只记工作岗位。"))
    return row, comparison, judgement


def _branch(roll: Roll, name: str | None, judgement: Judgement) -> None:
    found = roll.branches.get(name or "", [])
    if not name:
        judgement.refuse(Finding("party_organization", "branch_missing", "请补填所在党支部。", "填写党支部全称。"))
    elif not found:
        judgement.warn(unknown("party_organization", f"党组织“{name}”在系统中尚未登记。"))
    elif len(found) > 1:
        told = f"登记簿中有{len(found)}个党组织同名“{name}”，无法确定是哪一个。"
        judgement.refuse(Finding("party_organization", "name_ambiguous", told, "请在登记簿中改正其中一个的名称。"))
    elif found[0] not in roll.kept:
        told = f"“{name}”不在您的管辖范围内，本行不能写入。"
        judgement.refuse(Finding("party_organization", "not_in_reach", told, "请由其上级党组织办理。"))


def _law(roll: Roll, branch: int | None, row: Said, comparison: Comparison | None) -> Iterator[Finding]:
    """What the law of entering has against what the roll would say; nothing while the branch is not known."""
    if branch is None:
        return
    held: dict[str, Any] = {}
    if comparison is not None:
        held = {**roll.particulars[comparison.person], **roll.memberships.get(comparison.person, {})}
        for columns in (comparison.changed, comparison.corrected):
            held |= columns["particulars"] | columns["membership"]
    values = held or {**row.particulars, **row.membership}
    facts = HoldingFacts.of({**values, "name": row.name}, roll.kinds[branch], roll.on, number=row.number, age=roll.age)
    for one in may_hold(facts).objections:
        yield Finding(one.field, one.code, f"{one.missing}（{one.fact}）", f"{one.remedy}。")


def _person(roll: Roll, branch: str | None, row: Said, choice: str) -> tuple[int | None, tuple[Alike, ...]]:
    """By the number; else the one of the same name in the same branch whose birth agrees; several are a question."""
    if row.number in roll.by_number:
        return roll.by_number[row.number], ()
    if row.number in roll.elsewhere:
        return None, ()
    node = roll.branch(branch)
    same = [
        person
        for person, numbered in roll.by_name.get(row.name, [])
        if not (row.number and numbered) and _may_be(roll, person, node, row)
    ]
    for person in same:
        if choice and str(roll.persons[person][0]) == choice:
            return person, ()
    if len(same) == 1 and row.particulars.get("born_on") and _born_alike(roll, same[0], row):
        return same[0], ()
    return None, tuple(Alike(roll.persons[person][0], row.name, roll.node_names.get(node or 0, "")) for person in same)


def _may_be(roll: Roll, person: int, node: int | None, row: Said) -> bool:
    held = roll.memberships.get(person)
    born = roll.particulars[person]["born_on"]
    at = held is not None and held["party_organization_id"] == node
    return at and (not born or not row.particulars.get("born_on") or _born_alike(roll, person, row))


def _born_alike(roll: Roll, person: int, row: Said) -> bool:
    held, born = roll.particulars[person], row.particulars["born_on"]
    if not held["born_on"]:
        return False
    precise = {held["born_precision"], row.particulars["born_precision"]}
    if "year" in precise:
        return bool(held["born_on"].year == born.year)
    if "month" in precise:
        return bool((held["born_on"].year, held["born_on"].month) == (born.year, born.month))
    return bool(held["born_on"] == born)


def _contradiction(comparison: Comparison) -> Finding:
    told = "；".join(f"{one.label}：名册为{one.before}，台账为{one.after}" for one in comparison.contradictions)
    return Finding("name", "contradiction", f"台账与名册互相矛盾（{told}）。", "请核对后选定以哪一个为准。")
