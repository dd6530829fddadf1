"""The rows of each table of an invented province or nation, made as they are written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from shuniu.commands.imports.laying import Table, days
from shuniu.jobs.demonstration.invented import FIRST, SECOND, credit_code
from shuniu.jobs.demonstration.large.shape import ABNORMAL, COUNTED, MOVED, NEVER, UNATTACHED, WORKED, Shape
from shuniu.kernel.pinyin import sort_key
from shuniu.policy.places.divisions import divisions

Rows = Iterator[Sequence[Any]]
_WORLD = UUID("5b7c3f62-7c4e-5d0a-9d0e-000000000000")
TYPES = ("social_association",) * 9 + ("private_non_enterprise",) * 10 + ("foundation",)
ENDINGS = {"social_association": "学会", "private_non_enterprise": "服务中心", "foundation": "基金会"}
MODES = ("direct_registration", "civil_affairs_supervised", "dual_administration", "decoupled")
FIELDS = ("科技", "教育", "文化", "体育", "卫生", "社会服务", "农业", "工商业")
INSTRUMENTS = ("trade_union", "youth_league", "womens_federation")
# One in so many organizations has no region in the register.
WITHOUT_REGION = 200
PROVINCE_SHOWN = "34"  # whose counties an invented province has
BLANK = ("", "", "", "", "", "", "", "", "", "")
FRAME = ("period", "precision")
REGISTERED = (
    "unit", "name", "sort_key", "type", "legal_status", "mode", "status", "region", "field", "full_time_staff",
    "established_on", "established_precision", "subtype", "level", "district", "street", "address", "influence",
    "classified_by", "classified_reason", "activity_scope", "charter_clause_text", *FRAME,
)  # fmt: skip


def cities(shape: Shape) -> dict[int, tuple[str, ...]]:
    """By district of the invented tree the counties of a real city: codes only, names stay invented."""
    by_province: dict[str, dict[str, list[str]]] = {}
    for one in divisions():
        if one.level == "county" and one.end is None:
            by_province.setdefault(one.code[:2], {}).setdefault(one.code[:4], []).append(one.code)
    provinces = sorted(by_province) if shape.provinces else [PROVINCE_SHOWN]
    found, begun = {}, dict.fromkeys(provinces, 0)
    for district in shape.districts:
        above = shape.parent(district) or 0
        province = provinces[(above - shape.provinces.start) % len(provinces) if shape.provinces else 0]
        held = sorted(by_province[province].values())
        found[district] = tuple(held[begun[province] % len(held)])
        begun[province] += 1
    return found


class Plan:
    """``nodes`` and ``units`` are the keys of the n-th of each."""

    def __init__(self, shape: Shape, nodes: Sequence[int], units: Sequence[int]) -> None:
        self.shape, self.nodes, self.units = shape, nodes, units
        self.cities = cities(shape)
        self.words = [first + second for first in FIRST for second in SECOND]

    def party(self) -> Iterator[Table]:
        """Party organizations, the root excepted: it stands already."""
        yield Table("PartyOrganization", ("id", "uuid", "code", "managed", "known_from"), self._party_organizations())
        yield Table(
            "Naming",
            ("party_organization", "name", "short_name", "sort_key", "kind", "axis", "axis_value", *FRAME),
            self._namings(),
        )
        yield Table("Placement", ("party_organization", "parent", *FRAME), self._placements())
        yield Table(
            "Formation",
            ("party_organization", "mode", "basis", "sponsor", "approver", "document_number", "established_precision",
             *FRAME),
            self._formations(),
        )  # fmt: skip

    def bodies(self) -> Iterator[Table]:
        yield Table("Unit", ("id", "uuid", "kind", "code", "registered_at"), self._units())

    def register(self) -> Iterator[Table]:
        yield Table("Registration", REGISTERED, self._registrations())

    def relations(self) -> Iterator[Table]:
        yield Table("Jurisdiction", ("unit", "party_organization", "clause", *FRAME), self._jurisdictions())
        yield Table("Coverage", ("party_organization", "unit", "role", *FRAME), self._coverages())
        yield Table("WorkCoverage", ("unit", "instrument", "note", *FRAME), self._work_coverages())
        yield Table("HeadCount", ("unit", "as_of", "members", "full_members", "source"), self._head_counts())

    def _word(self, number: int) -> str:
        count = len(self.words)
        return self.words[number * 89 % count] + (self.words[number // count * 53 % count] if number >= count else "")

    def node_name(self, node: int) -> str:
        shape, word = self.shape, self._word(node)
        if node in shape.provinces:
            return f"{word}省社会组织综合党委"
        if node in shape.districts:
            return f"{word}市社会组织综合党委"
        if node in shape.committees:
            return f"{word}联合党委"
        return f"{word}{'联合党支部' if shape.joint(node) else '党支部'}"

    def _kind(self, node: int) -> str:
        if node in self.shape.committees:
            return "joint_committee"
        if node not in self.shape.branches:
            return "comprehensive_committee"
        return "joint_branch" if self.shape.joint(node) else "party_branch"

    def _below_the_root(self) -> range:
        return range(1, self.shape.nodes)

    def _party_organizations(self) -> Rows:
        for node in self._below_the_root():
            public = uuid5(_WORLD, f"{self.shape.size.key}:{node}")
            yield (
                self.nodes[node],
                public,
                f"{self.shape.size.key}-{node}",
                True,
                self.shape.day(self.shape.since[node]),
            )

    def _existing(self, node: int) -> tuple[str, str]:
        return days(self.shape.since[node], self.shape.until[node]), "day"

    def _namings(self) -> Rows:
        for node in self._below_the_root():
            name = self.node_name(node)
            yield self.nodes[node], name, "", sort_key(name), self._kind(node), "", "", *self._existing(node)

    def _placements(self) -> Rows:
        shape = self.shape
        for node in self._below_the_root():
            first, moved, until = shape.since[node], shape.moved_on[node], shape.until[node]
            yield self.nodes[node], self._key_above(node), days(first, moved or until), "day"
            if moved:
                yield self.nodes[node], self._key_above(node, moved=True), days(moved, until), "day"

    def _key_above(self, node: int, *, moved: bool = False) -> int:
        above = self.shape.parent(node, moved=moved)
        assert above is not None, "only the root stands under nobody"
        return self.nodes[above]

    def _formations(self) -> Rows:
        for node in self.shape.branches:
            mode = "joint" if self.shape.joint(node) else "separate"
            yield self.nodes[node], mode, "", "", "", "", "", *self._existing(node)

    def _units(self) -> Rows:
        for unit, key in enumerate(self.units):
            public = uuid5(_WORLD, f"{self.shape.size.key}/{unit}")
            # Each district keeps a register of its own.
            district = self.shape.parent(self.shape.committee(unit))
            home = self.nodes[district or 0]
            yield key, public, "social_organization", credit_code(self._type(unit), self._county(unit), unit), home

    def _type(self, unit: int) -> str:
        return TYPES[self.shape.draw(unit, 1, len(TYPES))]

    def _region(self, unit: int) -> str:
        return "" if self.shape.draw(unit, 12, WITHOUT_REGION) == 0 else self._county(unit)

    def _county(self, unit: int) -> str:
        """One of the counties of the city of which the district it belongs to is the committee."""
        district = self.shape.parent(self.shape.committee(unit))
        counties = self.cities[district or 0]
        return counties[self.shape.draw(unit, 13, len(counties))]

    def _registrations(self) -> Rows:
        shape, draw = self.shape, self.shape.draw
        for unit, key in enumerate(self.units):
            type_ = self._type(unit)
            name = f"{self._word(unit)}{FIELDS[draw(unit, 2, 8)]}{ENDINGS[type_]}"
            established = shape.day(shape.entered[unit])
            cells = (key, name, sort_key(name), type_, "legal_person", MODES[draw(unit, 3, 4)])
            more = (self._region(unit), FIELDS[draw(unit, 2, 8)], draw(unit, 4, 60), established, "day", *BLANK[:9])
            for status, first, after in self._states(unit):
                yield *cells, status, *more, "", days(first, after), "day"

    def _states(self, unit: int) -> Iterator[tuple[str, int, int]]:
        first, end = self.shape.entered[unit], self.shape.ended[unit]
        doubted = self.shape.later(first, 900) if self.shape.draw(unit, 5) < ABNORMAL else NEVER
        if doubted and first < doubted and (not end or doubted < end):
            yield "normal", first, doubted
            yield "abnormal", doubted, end
        else:
            yield "normal", first, end
        if end:
            yield "deregistered", end, NEVER

    def _jurisdictions(self) -> Rows:
        """From the day both are there; some are handed to the committee beside, a few have nobody."""
        shape, committees = self.shape, self.shape.committees
        for unit, key in enumerate(self.units):
            if shape.draw(unit, 6) < UNATTACHED:
                continue
            committee, end = shape.committee(unit), shape.ended[unit]
            first = max(shape.entered[unit], shape.since[committee])
            beside = committees[(committee - committees.start + 1) % len(committees)]
            handed = max(first + 700, shape.since[beside]) if shape.draw(unit, 7) < MOVED else NEVER
            if handed and handed < (end or shape.today.toordinal()):
                yield key, self.nodes[committee], "", days(first, handed), "day"
                first, committee = handed, beside
            if not end or first < end:
                yield key, self.nodes[committee], "", days(first, end), "day"

    def _coverages(self) -> Rows:
        host = -1
        for one in self.shape.covers():
            role, host = "member" if one.branch == host else "host", one.branch
            yield self.nodes[one.branch], self.units[one.unit], role, days(one.first, one.after), "day"

    def _work_coverages(self) -> Rows:
        shape = self.shape
        for unit, key in enumerate(self.units):
            first, end = shape.later(shape.entered[unit], 500), shape.ended[unit]
            if shape.draw(unit, 8) < WORKED and (not end or first < end):
                yield key, INSTRUMENTS[shape.draw(unit, 9, 3)], "", days(first, end), "day"

    def _head_counts(self) -> Rows:
        shape = self.shape
        counted = date(shape.today.year - 1, 12, 31)
        for unit, key in enumerate(self.units):
            if shape.draw(unit, 10) < COUNTED and shape.entered[unit] < counted.toordinal():
                members = shape.draw(unit, 11, 14)
                yield key, counted, members, members * 9 // 10, "年度统计"
