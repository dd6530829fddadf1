"""Is each unit counted as the facts say, on every day on which anything about it changes?

``Counted.counted`` is the whole of it: what a careful clerk would write down about one unit on one day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Protocol

from shuniu.models import (
    Coverage,
    Employment,
    Formation,
    Guidance,
    HeadCount,
    HubElement,
    Jurisdiction,
    Membership,
    Naming,
    Placement,
    Posting,
    Registration,
    Standing,
    Unit,
    WorkCoverage,
)
from shuniu.policy.packs import Figures
from shuniu.policy.words import HubElement as Element
from shuniu.policy.words import PartyOrganizationKind, WorkCoverageInstrument
from shuniu.queries.arrays import among
from shuniu.statistics.check.due import Due, Head, named_full
from shuniu.statistics.check.held import Facts, Held, bounds, held
from shuniu.statistics.check.laws import Laws

LABELS = {
    "node_id": "统计所在党组织", "attached": "有无归口", "status": "登记状态", "type": "类型", "region": "行政区划",
    "field": "领域", "mode": "登记管理方式", "supervisor_id": "业务主管单位", "org_covered": "党组织覆盖",
    "work_covered": "党的工作覆盖", "separate": "单独组建", "eligible": "达到应建标准", "base": "党员情况依据",
    "full_members": "正式党员", "roll_full_members": "名册正式党员", "members": "党员", "known": "党员情况已知",
    "staff": "从业人员", "guided_by": "指导联系",
}  # fmt: skip
REGISTERED = (
    "status", "type", "region", "field", "mode", "supervising_unit", "full_time_staff", "part_time_staff"
)  # fmt: skip
Said = dict[str, Any]
# Units in memory at a time.
PORTION = 20_000


class Law(Protocol):
    """The figures of law at a node on a day."""

    def at(self, node: int, day: date) -> Figures: ...


class Counted:
    """The count of one unit on one day, out of whatever facts have been read."""

    registered: Facts
    answered: Facts
    covers: Facts
    shared: Facts
    worked: Facts
    posted: Facts
    guided: Facts
    elements: Facts
    named: Facts
    formed: Facts
    places: Facts
    heads: dict[int, list[Head]]
    # By unit: who works there; by person: where he is held, and as what.
    employed: Facts
    memberships: Facts
    home: dict[int, int]
    laws: Law
    due: Due

    def counted(self, unit: int, day: date) -> Said | None:
        """What is counted about it; None when it is not registered, or in a state that does not count."""
        registered = _first(self.registered.get(unit, []), day)
        if registered is None:
            return None
        status, kind, region, field, mode, supervisor, full_time, part_time = registered.values
        answer = _first(self.answered.get(unit, []), day)
        node = answer.values[0] if answer else self.keeper(self.home[unit], day)
        law = self.laws.at(node, day)
        if status not in law.words("coverage.counted_statuses"):
            return None
        branches = self._branches(unit, day, law)
        head = next((one for one in reversed(self.heads.get(unit, [])) if one[0] <= day), None)
        named = named_full(self.employed.get(unit, ()), self.memberships, day)
        eligible, base = self.due.reached(law, head, named)
        staff = [number for number in (full_time, part_time) if number is not None]
        guides = {row.values[0] for row in self.guided.get(unit, ()) if row.on(day) and row.values[0]}
        return {
            "node_id": node, "attached": answer is not None, "status": status, "type": kind, "region": region,
            "field": field, "mode": mode, "supervisor_id": supervisor, "org_covered": bool(branches),
            "work_covered": self._worked(unit, day, law, node if answer else None),
            "separate": any(self._separate(branch, day, law) for branch in branches),
            "eligible": eligible, "base": base, "full_members": head[1] if head else None,
            "roll_full_members": named, "members": head[2] if head else None, "known": base != "none",
            "staff": sum(staff) if staff else None, "guided_by": sorted(guides),
        }  # fmt: skip

    def _people(self) -> set[int]:
        """Of whom it is known that they work at one of the units."""
        return {row.values[0] for rows in self.employed.values() for row in rows}

    def _may_keep(self, nodes: set[int]) -> set[int]:
        """The nodes, and of those that have an end everything that ever stood above them."""
        found = set(nodes)
        frontier = {node for node in nodes if self._over(node, date.max)}
        while frontier:
            above = {row.values[0] for node in frontier for row in self.places.get(node, ())} - {None}
            frontier = above - found
            found |= above
        return found

    def _over(self, node: int, day: date) -> date | None:
        """The first day on which the node no longer stood, when it has ended for good by ``day``."""
        ends = [row.end for row in self.places.get(node, ())]
        gone = [end for end in ends if end is not None and end <= day]
        return max(gone) if gone and len(gone) == len(ends) else None

    def keeper(self, node: int, day: date) -> int:
        """Who keeps the register of a node: itself, or the nearest above it on its last day that has not ended."""
        over = self._over(node, day)
        current: int | None = node
        while over is not None and current is not None and self._over(current, day) is not None:
            place = _first(self.places[current], over - timedelta(days=1))
            current = place.values[0] if place else None
        return node if current is None else current

    def _branches(self, unit: int, day: date, law: Figures) -> list[int]:
        kinds = law.words("coverage.counted_kinds")
        covering = [row.values[0] for row in self.covers.get(unit, ()) if row.on(day)]
        return [branch for branch in covering if self._kind(branch, day) in kinds]

    def _kind(self, node: int, day: date) -> str:
        naming = _first(self.named.get(node, []), day)
        return naming.values[0] if naming else ""

    def _separate(self, branch: int, day: date, law: Figures) -> bool:
        formation = _first(self.formed.get(branch, []), day)
        if formation is not None and formation.values[0]:
            return formation.values[0] in law.words("coverage.separate_modes")
        return len([row for row in self.shared.get(branch, ()) if row.on(day)]) == 1

    def _worked(self, unit: int, day: date, law: Figures, responsible: int | None) -> bool:
        listed = law.stated("work_coverage.instruments")
        counting = {row["key"] for row in listed.value} if listed else set()
        there = {row.values[0] for row in self.worked.get(unit, ()) if row.on(day)}
        if any(row.on(day) for row in self.posted.get(unit, ())):
            there.add(WorkCoverageInstrument.INSTRUCTOR.value)
        if responsible is not None and self._kind(responsible, day) == PartyOrganizationKind.JOINT_COMMITTEE:
            there.add(WorkCoverageInstrument.JOINT_COMMITTEE_ATTACHMENT.value)
        hubs = {row.values[1] for row in self.guided.get(unit, ()) if row.on(day) and row.values[1]}
        for hub in hubs:
            if {row.values[0] for row in self.elements.get(hub, ()) if row.on(day)} >= set(Element):
                there.add(WorkCoverageInstrument.HUB_MECHANISM.value)
        return bool(there & counting)


class Around:
    """What many units share, read once: the tree, kinds and forms of Party organizations, the bodies of hubs."""

    def __init__(self) -> None:
        self.elements = held(HubElement, "unit", ("element",))
        self.named = held(Naming, "party_organization", ("kind",))
        self.formed = held(Formation, "party_organization", ("mode",))
        self.places = held(Placement, "party_organization", ("parent",))


class Sweep(Counted):
    """Every fact in force that decides how a unit is counted."""

    laws: Laws

    def __init__(self, units: Collection[int], around: Around) -> None:
        self.elements, self.named = around.elements, around.named
        self.formed, self.places = around.formed, around.places
        self.registered = held(Registration, "unit", REGISTERED, units)
        self.answered = held(Jurisdiction, "unit", ("party_organization",), units)
        self.covers = held(Coverage, "unit", ("party_organization",), units)
        branches = {row.values[0] for rows in self.covers.values() for row in rows}
        self.shared = held(Coverage, "party_organization", ("unit",), branches)
        self.worked = held(WorkCoverage, "unit", ("instrument",), units)
        self.posted = held(Posting, "unit", (), units)
        self.guided = held(Guidance, "unit", ("party_organization", "hub"), units)
        heads = HeadCount.objects.filter(retracted__isnull=True, unit__in=among(units)).order_by("as_of")
        self.heads: dict[int, list[Head]] = {}
        for unit, as_of, full, members in heads.values_list("unit", "as_of", "full_members", "members").iterator():
            self.heads.setdefault(unit, []).append((as_of, full, members))
        self.employed = held(Employment, "unit", ("person",), units)
        self.memberships = held(Membership, "person", ("state", "status"), self._people())
        keys = Unit.objects.filter(pk__in=among(self.registered)).values_list("pk", "registered_at")
        self.home = dict(keys.iterator())
        answering = {row.values[0] for rows in self.answered.values() for row in rows}
        self.keeping = self._may_keep(set(self.home.values()))
        self.laws = Laws(answering | self.keeping, self.places)
        self.due = Due()

    def days(self, unit: int) -> set[date]:
        """Days on which anything about the unit, about who covers it or about its law may change."""
        rows: list[Held] = [*self.registered[unit]]
        for own in (self.answered, self.covers, self.worked, self.posted, self.guided):
            rows += own.get(unit, ())
        for cover in self.covers.get(unit, ()):
            for beside in (self.named, self.shared, self.formed):
                rows += beside.get(cover.values[0], ())
        for answer in self.answered.get(unit, ()):
            rows += self.named.get(answer.values[0], ())
        for guide in self.guided.get(unit, ()):
            rows += self.elements.get(guide.values[1], ())
        for employed in self.employed.get(unit, ()):
            rows += [employed, *self.memberships.get(employed.values[0], ())]
        first = self.registered[unit][0].start
        counts = {count[0] for count in self.heads.get(unit, ())}
        places = {answer.values[0] for answer in self.answered.get(unit, ())} | self.keeping
        law = {day for place in places for day in self.laws.changes(place) if day > first}
        return bounds(rows) | counts | law


def _first(rows: list[Held], day: date) -> Held | None:
    return next((row for row in rows if row.on(day)), None)


def known_units(first: int | None = None, last: int | None = None) -> list[int]:
    """Every unit that is registered or counted, by key; both bounds included."""
    found: set[int] = set()
    for rows in (Registration.objects.filter(retracted__isnull=True), Standing.objects.all()):
        if first is not None and last is not None:
            rows = rows.filter(unit__gte=first, unit__lte=last)
        found.update(rows.values_list("unit", flat=True).iterator())
    return sorted(found)


def unit_differences(units: Iterable[int] | None = None) -> Iterator[str]:
    """The first difference of each unit, one sentence each; some at a time, so that memory stays bounded."""
    wanted, around = known_units() if units is None else sorted(set(units)), Around()
    for start in range(0, len(wanted), PORTION):
        yield from _differences(wanted[start : start + PORTION], around)


def _differences(units: Sequence[int], around: Around) -> Iterator[str]:
    sweep = Sweep(units, around)
    rows = Standing.objects.filter(unit__in=among(units)).order_by("unit", "valid_from")
    derived: dict[int, list[Said]] = {}
    for row in rows.values("unit", "valid_from", "valid_to", *LABELS).iterator():
        derived.setdefault(row["unit"], []).append(row)
    codes = dict(Unit.objects.filter(pk__in=among(units)).values_list("pk", "code"))
    for unit in sorted(derived.keys() - sweep.registered.keys()):
        yield f"{_unit(codes, unit)}没有有效的登记事项，派生表却有它。"
    for unit in sorted(sweep.registered):
        found = _difference(sweep, unit, derived.get(unit, []))
        if found:
            yield f"{_unit(codes, unit)}{found}"


def _unit(codes: dict[int, str | None], unit: int) -> str:
    return f"社会组织“{codes.get(unit) or f'编号{unit}'}”"


def _difference(sweep: Sweep, unit: int, stretches: list[Said]) -> str:
    days = sweep.days(unit)
    for row in stretches:
        days |= {row["valid_from"]} | ({row["valid_to"]} if row["valid_to"] else set())
    for day in sorted(days):
        said, found = sweep.counted(unit, day), _stretch(stretches, day)
        if (said is None) != (found is None):
            return f"在{day.isoformat()}{'不应' if said is None else '应'}计入，派生表相反。"
        if said is None or found is None:
            continue
        for column, label in LABELS.items():
            if said[column] != found[column]:
                return f"在{day.isoformat()}的{label}应为{said[column]}，派生表为{found[column]}。"
    return ""


def _stretch(stretches: list[Said], day: date) -> Said | None:
    for row in stretches:
        if row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"]):
            return row
    return None
