"""What a ledger of Party organizations refers to: superiors and units. Known, created, or the row is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.journal import Act
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.establish import NewPartyOrganization, establish_party_organizations
from shuniu.kernel.identifier import uscc_problem
from shuniu.kernel.pinyin import sort_key
from shuniu.policy.organizations.registering import legal_status_of
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import OrganizationType, RegistrationStatus
from shuniu.queries.imports import Judgement
from shuniu.queries.imports.party import Tree, unknown

OPENING = "opening"
# GB 32100: registering department 5 is 民政, 3 is 司法; the second place is the category.
_BY_CODE = {
    "51": OrganizationType.SOCIAL_ASSOCIATION,
    "52": OrganizationType.PRIVATE_NON_ENTERPRISE,
    "53": OrganizationType.FOUNDATION,
    "31": OrganizationType.LAW_FIRM,
}


@dataclass(slots=True)
class References:
    """Names and codes to keys of the register; grows while the rows are entered."""

    nodes: dict[str, int]
    by_code: dict[str, int]
    by_name: dict[str, int]
    names_here: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, ledger: Ledger, act: Act) -> References:
        tree = Tree(act.actor, ledger.node, act.on, ledger.rows)
        nodes = {name: keys[0] for name, keys in tree.nodes.items() if len(keys) == 1}
        return cls(nodes, dict(tree.by_code), dict(tree.by_name), {row.record["name"] for row in ledger.rows})

    def parent(self, row: Mapping[str, Any], node: int) -> int | None:
        """The superior; the node of the register itself where the row names none."""
        return self.nodes.get(row["parent"]) if row.get("parent") else node

    def unit(self, written: Mapping[str, Any]) -> int | None:
        if written.get("uscc"):
            return self.by_code.get(written["uscc"])
        return self.by_name.get(written.get("name") or "")


def refuse_unknown(ledger: Ledger, judgements: Sequence[Judgement], references: References) -> None:
    """A row whose superior or unit is not there cannot be entered."""
    for row, judged in zip(ledger.rows, judgements, strict=True):
        if judged.change not in ("new", "changed"):
            continue
        judged.warnings = tuple(one for one in judged.warnings if one.code != "unknown_reference")
        parent = row.record.get("parent")
        if parent and parent not in references.nodes and parent not in references.names_here:
            judged.refuse(unknown("parent", f"上级党组织“{parent}”在系统中尚未登记。"))
        for written in row.record.get("units") or ():
            if references.unit(written) is None:
                name = written.get("name") or written.get("uscc") or ""
                judged.refuse(unknown("units", f"所在单位“{name}”在系统中尚未登记。"))
    _follow(ledger, judgements, references)


def _follow(ledger: Ledger, judgements: Sequence[Judgement], references: References) -> None:
    """What stands under a refused row of the same ledger has no superior either."""
    again = True
    while again:
        again = False
        refused = {
            row.record["name"]
            for row, judged in zip(ledger.rows, judgements, strict=True)
            if judged.change is None and row.record["name"] not in references.nodes
        }
        for row, judged in zip(ledger.rows, judgements, strict=True):
            parent = row.record.get("parent")
            if judged.change in ("new", "changed") and parent in refused and parent not in references.nodes:
                judged.refuse(unknown("parent", f"上级党组织“{parent}”所在的行未能写入。"))
                again = True


def create_missing(act: Act, ledger: Ledger, judgements: Sequence[Judgement], references: References) -> None:
    """``--create-missing``: superiors whose name tells their kind, units whose code tells their type."""
    rows = [
        row.record for row, judged in zip(ledger.rows, judgements, strict=True) if judged.change in ("new", "changed")
    ]
    here = references.names_here
    parents = {row["parent"] for row in rows if row.get("parent")} - set(references.nodes) - here
    told = [(name, kind) for name in sorted(parents) if (kind := kind_of(name)) is not None and kind.is_committee]
    if told:
        fresh = [NewPartyOrganization(name=name, kind=kind.value, parent=ledger.node) for name, kind in told]
        keys = establish_party_organizations(act, fresh, precision=OPENING)
        references.nodes.update(zip((name for name, _ in told), keys, strict=True))
    units = {
        unit["uscc"]: unit["name"]
        for row in rows
        for unit in row.get("units") or ()
        if references.unit(unit) is None and enough_for(unit)
    }
    if units:
        new = [NewOrganization(code=code, values=values_from(code, name)) for code, name in units.items()]
        keys = register_organizations(act, new, ledger.node, precision=OPENING)
        references.by_code.update(zip(units, keys, strict=True))


def enough_for(unit: Mapping[str, Any]) -> bool:
    """Name and a right code whose beginning tells the type."""
    code = unit.get("uscc")
    return bool(unit.get("name") and code and code[:2] in _BY_CODE and uscc_problem(code) is None)


def values_from(code: str, name: str) -> dict[str, Any]:
    """A unit in which a Party organization sits on the ledger's day is at work; more the ledger does not say."""
    kind = _BY_CODE[code[:2]]
    return {
        "name": name,
        "sort_key": sort_key(name),
        "type": kind.value,
        "legal_status": legal_status_of(kind).value,
        "status": RegistrationStatus.NORMAL.value,
    }
