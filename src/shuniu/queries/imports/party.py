"""New, changed or the same? Rows of a ledger of Party organizations against the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

from shuniu.access import Actor, visible, whole_tree
from shuniu.kernel.dates import PartialDate
from shuniu.models import (
    Coverage,
    Formation,
    Naming,
    OfficeContact,
    PartyOrganization,
    Placement,
    Registration,
    Term,
    UnitName,
)
from shuniu.models.secrecy import decrypt
from shuniu.policy import words
from shuniu.policy.grants import Action
from shuniu.policy.party.answering import ENDED
from shuniu.policy.party.kinds import kind_of
from shuniu.queries.imports.bodies import units_by_code
from shuniu.queries.imports.judgement import Difference, Finding, Judgement, LedgerRow

# What the differences are called by which a carrier and the writer know what would change.
KIND, SUPERIOR = "组织类别", "上级党组织"
CONTACTS = (("secretary", words.ContactRole.SECRETARY), ("contact", words.ContactRole.CONTACT))


class Tree:
    """What the register holds about the Party organizations and units a ledger names."""

    def __init__(self, actor: Actor, node: int, on: date, rows: Sequence[LedgerRow]) -> None:
        self.on, self.today = on, Q(retracted__isnull=True, period__contains=on)
        self.names = {row.record["name"] for row in rows} | {row.record.get("parent") for row in rows} - {None}
        nodes = whole_tree(actor, node)
        namings = Naming.objects.filter(self.today, name__in=self.names, party_organization__in=nodes)
        self.nodes: dict[str, list[int]] = {}
        self.kinds: dict[int, str] = {}
        for name, key, kind in namings.values_list("name", "party_organization_id", "kind"):
            self.nodes.setdefault(name, []).append(key)
            self.kinds[key] = kind
        known = list(self.kinds)
        named = PartyOrganization.objects.filter(pk__in=known)
        mine = visible(named, actor, Action.WRITE_PARTY_ORGANIZATION, named=True)
        self.mine = set(mine.values_list("pk", flat=True))
        self._facts(known)
        self._units(nodes, rows)

    def _facts(self, known: Sequence[int]) -> None:
        held = self.today & Q(party_organization__in=known)
        self.parents = dict(Placement.objects.filter(held).values_list("party_organization_id", "parent_id"))
        self.formed = dict(Formation.objects.filter(held).values_list("party_organization_id", "established_on"))
        terms = Term.objects.filter(retracted__isnull=True, party_organization__in=known).order_by("period")
        self.terms = {key: period.upper for key, period in terms.values_list("party_organization_id", "period")}
        self.covered: dict[int, set[int]] = {}
        for key, unit in Coverage.objects.filter(held).values_list("party_organization_id", "unit_id"):
            self.covered.setdefault(key, set()).add(unit)
        self.contacts: dict[tuple[int, str], tuple[str, str]] = {}
        rows = OfficeContact.objects.filter(held).values_list("party_organization_id", "role", "name", "phone", "row")
        for key, role, name, phone, row in rows:
            clear = decrypt(bytes(phone), table="shuniu_officecontact", row=row, field="phone") if phone else ""
            self.contacts[key, role] = (name, clear)

    def _units(self, nodes: RawSQL, rows: Sequence[LedgerRow]) -> None:
        named = [unit for row in rows for unit in row.record.get("units") or ()]
        codes = {unit["uscc"] for unit in named if unit.get("uscc")}
        self.by_code = units_by_code(codes)
        names = {unit["name"] for unit in named if unit.get("name") and not unit.get("uscc")}
        found = Registration.objects.filter(self.today, name__in=names, unit__registered_at__in=nodes)
        self.by_name = dict(found.values_list("name", "unit_id"))
        self.at_work = at_work([*self.by_code.values(), *self.by_name.values()], self.on)

    def node(self, name: str | None) -> int | None:
        """The one Party organization that bears the name today, or None."""
        found = self.nodes.get(name or "", [])
        return found[0] if len(found) == 1 else None

    def unit(self, written: Mapping[str, Any]) -> int | None:
        if written.get("uscc"):
            return self.by_code.get(written["uscc"])
        return self.by_name.get(written.get("name") or "")


def judge(actor: Actor, node: int, on: date, rows: Sequence[LedgerRow]) -> list[Judgement]:
    """One judgement per row, in order. References the register lacks are warnings here; applying decides."""
    tree = Tree(actor, node, on, rows)
    here = {row.record["name"] for row in rows}
    return [_one(tree, row.record, here) for row in rows]


def _one(tree: Tree, record: Mapping[str, Any], here: set[str]) -> Judgement:
    found = tree.nodes.get(record["name"], [])
    if len(found) > 1:
        judgement = Judgement(None)
        judgement.refuse(ambiguous(record["name"], len(found)))
        return judgement
    key = found[0] if found else None
    judgement = Judgement("new") if key is None else _compared(tree, key, record)
    parent = record.get("parent")
    if parent and tree.node(parent) is None and parent not in here:
        judgement.warn(unknown("parent", f"上级党组织“{parent}”在系统中尚未登记。"))
    for written in record.get("units") or ():
        unit, name = tree.unit(written), written.get("name") or written.get("uscc") or ""
        if unit is None:
            judgement.warn(unknown("units", f"所在单位“{name}”在系统中尚未登记。"))
        elif unit not in tree.at_work:
            judgement.warn(_ended(name))
    return judgement


def at_work(units: Iterable[int], on: date) -> set[int]:
    """Of the units, those in the register on the day and neither dissolved nor struck off: only these are covered."""
    wanted = set(units)
    held = Registration.objects.filter(retracted__isnull=True, period__contains=on, unit__in=wanted)
    outside = UnitName.objects.filter(retracted__isnull=True, period__contains=on, unit__in=wanted, abolished=False)
    found = set(held.exclude(status__in=ENDED).values_list("unit_id", flat=True))
    return found | set(outside.values_list("unit_id", flat=True))


def _ended(name: str) -> Finding:
    return Finding(
        "units",
        "unit_ended",
        f"所在单位“{name}”已注销、撤销或当日不在登记之中，不计入该党组织的覆盖。",
        "请核对其登记状态；党组织应随单位终止而调整。",
    )


def unknown(field: str, message: str) -> Finding:
    """A reference the register does not hold."""
    return Finding(field, "unknown_reference", message, "请先登记，或在导入时选择“自动建立”。")


def ambiguous(name: str, count: int, field: str = "name") -> Finding:
    """A name that more than one Party organization of the register bears."""
    return Finding(
        field,
        "name_ambiguous",
        f"登记簿中有{count}个党组织同名“{name}”，无法确定是哪一个。",
        "请在登记簿中更正其中一个的名称后再导入。",
    )


def _compared(tree: Tree, key: int, record: Mapping[str, Any]) -> Judgement:
    judgement = Judgement("same", target=key)
    if key not in tree.mine:
        judgement.refuse(
            Finding("name", "not_in_reach", "该党组织不在您的管辖范围内，本行不能写入。", "请由其上级党组织办理。")
        )
        return judgement
    differences = [*_attributes(tree, key, record), *_contacts(tree, key, record)]
    covered = {tree.unit(written) for written in record.get("units") or ()} & tree.at_work
    if covered - tree.covered.get(key, set()):
        added = len(covered - tree.covered.get(key, set()))
        differences.append(Difference("覆盖单位", "", f"新增{added}家"))
    judgement.differences = tuple(differences)
    judgement.change = "changed" if differences else "same"
    return judgement


def _attributes(tree: Tree, key: int, record: Mapping[str, Any]) -> list[Difference]:
    differences = []
    kind = record_kind(record)
    if kind is not None and tree.kinds[key] != kind.value:
        before = words.PartyOrganizationKind(tree.kinds[key]).label
        differences.append(Difference(KIND, before, kind.label))
    parent = tree.node(record.get("parent"))
    if parent is not None and tree.parents.get(key) != parent:
        differences.append(Difference(SUPERIOR, "", str(record["parent"])))
    established = first_day(record.get("established_on"))
    if established is not None and tree.formed.get(key) != established:
        differences.append(Difference("批准成立日期", _day(tree.formed.get(key)), str(established)))
    ends = after_last_day(record.get("term_ends_on"))
    if ends is not None and tree.terms.get(key) != ends:
        differences.append(Difference("届满日期", _day(tree.terms.get(key)), str(record["term_ends_on"])))
    return differences


def _contacts(tree: Tree, key: int, record: Mapping[str, Any]) -> list[Difference]:
    differences = []
    for field, role in CONTACTS:
        name, phone = tree.contacts.get((key, role.value), ("", ""))
        if record.get(field) and record[field] != name:
            differences.append(Difference(role.label, name, record[field]))
        if role is words.ContactRole.CONTACT and record.get("phone") and record["phone"] != phone:
            differences.append(Difference("联系电话", phone, record["phone"]))
    return differences


def record_kind(record: Mapping[str, Any]) -> words.PartyOrganizationKind | None:
    """The kind the row states, or the one its name says."""
    if record.get("kind"):
        return words.PartyOrganizationKind.from_label(record["kind"])
    return kind_of(record["name"])


def first_day(text: str | None) -> date | None:
    return PartialDate.from_iso(text).earliest if text else None


def after_last_day(text: str | None) -> date | None:
    """The first day on which the term is over."""
    return PartialDate.from_iso(text).latest + timedelta(days=1) if text else None


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
