"""Enter the rows of a members' ledger: branches first, then who is new, what changed, who moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.organizations import OPENING
from shuniu.commands.journal import Act
from shuniu.commands.members.changing import MemberChange, change_members
from shuniu.commands.members.enter import NewMember, enter_members
from shuniu.commands.members.move import Relocation, hold_members
from shuniu.commands.members.participate import Part, begin_participation
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.queries.imports import Judgement
from shuniu.queries.imports.member_comparing import Comparison
from shuniu.queries.imports.member_values import Said, state_from_days
from shuniu.queries.imports.members import branches_to_create, compare_rows, named_bodies
from shuniu.queries.imports.party import unknown


@dataclass(slots=True)
class Writing:
    """What the rows of one ledger come to, gathered before anything is written."""

    new: list[NewMember] = field(default_factory=list)
    changed: list[MemberChange] = field(default_factory=list)
    corrected: list[MemberChange] = field(default_factory=list)
    moved: list[Relocation] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Named:
    """Branches and places of work that the ledger names and the register holds once, by the ledger's spelling."""

    branches: Mapping[str, int]
    units: Mapping[str, int]

    @classmethod
    def of(cls, act: Act, ledger: Ledger) -> Named:
        return cls(*named_bodies(act.actor, ledger.node, act.on, ledger.rows))


def enter_member_rows(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> Sequence[str]:
    """Write the judged rows. A branch the register lacks is created where its name says its kind, or the row is
    refused; whom another office holds is asked for. Returns the names of the branches that were created."""
    known = Named.of(act, ledger)
    created = _create_branches(act, ledger, judgements, known) if ledger.create_missing else []
    if created:
        known = Named.of(act, ledger)
    _refuse_unknown(ledger, judgements, known)
    writing = Writing()
    differing = [index for index, judged in enumerate(judgements) if judged.change == "changed"]
    compared = _compared(act, ledger, differing)
    for index, (row, judged) in enumerate(zip(ledger.rows, judgements, strict=True)):
        if judged.change == "new":
            writing.new.append(_new(act, judged.said, known, row.record["party_organization"]))
            judged.said = None
        elif judged.change == "changed":
            _gather(writing, *compared[index], index in ledger.corrections)
    _write(act, writing)
    return created


def _compared(act: Act, ledger: Ledger, indexes: Sequence[int]) -> dict[int, tuple[Said, Comparison]]:
    """How the rows that differ do so, by their index."""
    rows = [ledger.rows[index] for index in indexes]
    chosen = {place: ledger.choices[index] for place, index in enumerate(indexes) if index in ledger.choices}
    found = compare_rows(act.actor, ledger.node, act.on, rows, chosen)
    return {
        index: (row, comparison)
        for index, (row, comparison, _) in zip(indexes, found, strict=True)
        if comparison is not None
    }


def _write(act: Act, writing: Writing) -> None:
    """Who moves is moved first: what else the ledger says of the member counts at the new branch."""
    enter_members(act, writing.new, precision=OPENING)
    hold_members(act, writing.moved, precision=OPENING)
    change_members(act, writing.corrected, correction=True)
    change_members(act, writing.changed, precision=OPENING)
    begin_participation(act, writing.parts, precision=OPENING)


def _new(act: Act, row: Said, known: Named, branch: str) -> NewMember:
    membership = row.membership
    membership.setdefault("state", state_from_days(membership, act.on))
    return NewMember(
        party_organization=known.branches[branch],
        name=row.name,
        particulars=row.particulars,
        membership=membership,
        number=row.number,
        mobile=row.mobile,
        unit=known.units.get(row.workplace),
        position=row.position,
        post=row.post or "",
        takes_part=row.takes_part,
    )


def _gather(writing: Writing, row: Said, found: Comparison, never_so: bool) -> None:
    corrected: dict[str, dict[str, Any]] = {part: dict(columns) for part, columns in found.corrected.items()}
    changed = {part: dict(columns) for part, columns in found.changed.items()}
    if never_so:
        corrected = {part: columns | changed[part] for part, columns in corrected.items()}
        changed = {part: {} for part in changed}
    if any(corrected.values()) or found.number:
        lasting = MemberChange(
            person=found.person,
            number=found.number,
            particulars=corrected["particulars"],
            membership=corrected["membership"],
        )
        writing.corrected.append(lasting)
    if any(changed.values()) or (found.mobile, found.employment, found.post) != (None, None, None):
        since = MemberChange(
            person=found.person,
            mobile=found.mobile,
            employment=found.employment,
            post=found.post,
            particulars=changed["particulars"],
            membership=changed["membership"],
        )
        writing.changed.append(since)
    if found.moves_to is not None:
        values = {} if found.held else row.membership
        writing.moved.append(Relocation(person=found.person, party_organization=found.moves_to, values=values))
    if found.takes_part_at is not None:
        writing.parts.append(Part(person=found.person, party_organization=found.takes_part_at))


def refuse_unknown_branches(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """A member whose branch is not there cannot be entered."""
    _refuse_unknown(ledger, judgements, Named.of(act, ledger))


def _refuse_unknown(ledger: Ledger, judgements: Sequence[Judgement], known: Named) -> None:
    for row, judged in zip(ledger.rows, judgements, strict=True):
        name = row.record.get("party_organization") or ""
        if judged.change in ("new", "changed") and name not in known.branches:
            judged.warnings = tuple(one for one in judged.warnings if one.field != "party_organization")
            judged.refuse(unknown("party_organization", f"党组织“{name}”在系统中尚未登记。"))


def _create_branches(act: Act, ledger: Ledger, judgements: Sequence[Judgement], known: Named) -> list[str]:
    """``--create-missing``: branches whose name tells that they are one, where the clerk says. Returns their names."""
    told = branches_to_create(ledger.rows, judgements, known.branches)
    parent = ledger.under or ledger.node
    fresh = [NewPartyOrganization(name=name, kind=kind.value, parent=parent) for name, kind in told.items()]
    if fresh:
        establish_party_organizations(act, fresh, precision=OPENING)
    return list(told)
