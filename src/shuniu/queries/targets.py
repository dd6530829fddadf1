"""Which Party organizations of the register does a routing target mean on a day?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from shuniu.models import Jurisdiction, Lineage, Locality, Naming, Region, Seat, UnitName
from shuniu.policy.organizations.routing import Target
from shuniu.policy.words import (
    OrganizationSubtype,
    OrganizationType,
    PartyOrganizationKind,
    RoutingTarget,
    SeatRole,
    UnitKind,
)
from shuniu.queries.days import during
from shuniu.queries.facts.packs import upward
from shuniu.queries.facts.routing import Routed

GATHERING = (PartyOrganizationKind.JOINT_COMMITTEE.value, PartyOrganizationKind.INDUSTRY_COMMITTEE.value)


@dataclass(frozen=True, slots=True)
class Found:
    """A Party organization with its name on the day."""

    key: int
    name: str


class Directory:
    """The Party organizations of the trees in which the homes of some units stand, as they are on a day."""

    def __init__(self, rows: Sequence[Routed], on: date) -> None:
        self.on = on
        self.lines = upward({row.home for row in rows}, on)
        self._tops = {line[-1] for line in self.lines.values()}
        self._load_gathering()
        self._load_supervisors({row.supervising_unit for row in rows if row.supervising_unit is not None})
        self._load_fallbacks({(row.facts.region, row.facts.street) for row in rows if row.facts.region})
        above = self._names(self._above()).values_list("party_organization", "kind", "name")
        self.kinds = {node: kind for node, kind, _ in above}
        self.names = {node: name for node, _, name in above}

    def _above(self) -> set[int]:
        return {node for line in self.lines.values() for node in line}

    def _names(self, nodes: Iterable[int]) -> Any:
        return Naming.objects.filter(during(self.on), party_organization__in=set(nodes))

    def _load_gathering(self) -> None:
        """Joint and industry committees below the tops, by axis and value, with how many units each carries."""
        below = (
            Lineage.objects.filter(ancestor__in=self._tops, valid_from__lte=self.on)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=self.on))
            .values_list("descendant", "ancestor")
        )
        tops = dict(below)
        rows = Naming.objects.filter(during(self.on), kind__in=GATHERING, party_organization__in=tops)
        self.gathering: dict[tuple[int, str, str, str], list[tuple[int, Found]]] = defaultdict(list)
        for node, name, kind, axis, value, ordinal in rows.values_list(
            "party_organization", "name", "kind", "axis", "axis_value", "ordinal"
        ):
            self.gathering[tops[node], kind, axis, value].append((ordinal or 0, Found(node, name)))
        carriers = {one.key for group in self.gathering.values() for _, one in group}
        held = Jurisdiction.objects.filter(during(self.on), party_organization__in=carriers)
        self.load = Counter(held.values_list("party_organization", flat=True))

    def _load_supervisors(self, units: set[int]) -> None:
        """Party organizations by the supervising unit they belong to."""
        seats = Seat.objects.filter(during(self.on), role=SeatRole.OWN.value)
        named = seats.filter(unit__in=units) | seats.filter(unit__kind=UnitKind.SUPERVISING_UNIT.value)
        rows = list(named.distinct().order_by("party_organization").values_list("unit", "party_organization"))
        names = dict(self._names(node for _, node in rows).values_list("party_organization", "name"))
        self.own: dict[int, list[Found]] = defaultdict(list)
        for unit, node in rows:
            if node in names:
                self.own[unit].append(Found(node, names[node]))
        self.bodies = dict(
            UnitName.objects.filter(during(self.on), unit__in=list(self.own)).values_list("unit", "name")
        )

    def _load_fallbacks(self, places: set[tuple[str, str]]) -> None:
        """Codes of the streets that are named, and who takes what nobody else answers for there."""
        regions = {region for region, _ in places}
        streets = Region.objects.filter(parent__in=regions, name__in={street for _, street in places})
        self.streets: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, parent, name in streets.values_list("code", "parent", "name"):
            self.streets[parent, name].append(code)
        codes = regions | {code for group in self.streets.values() for code in group}
        held = Locality.objects.filter(during(self.on), region__in=codes).values_list("region", "party_organization")
        names = dict(self._names(node for _, node in held).values_list("party_organization", "name"))
        self.fallbacks = {region: Found(node, names[node]) for region, node in held if node in names}

    def fills(self, target: Target) -> bool:
        """Is it a target that gathers many units, so that each proposal changes the next?"""
        return target.kind is RoutingTarget.JOINT_COMMITTEE

    def take(self, chosen: Found) -> None:
        self.load[chosen.key] += 1

    def candidates(self, target: Target, row: Routed) -> Sequence[Found]:
        """Those that fit, the one to propose first."""
        match target.kind:
            case RoutingTarget.SUPERVISOR_PARTY_ORG:
                return self.own.get(row.supervising_unit or 0, ())
            case RoutingTarget.REGULATOR_PARTY_ORG:
                return self._regulator(str(target.parameters.get("regulator") or ""))
            case RoutingTarget.COMPREHENSIVE_COMMITTEE:
                return self._comprehensive(row)
            case RoutingTarget.FALLBACK_STREET:
                return self._fallback(row)
            case RoutingTarget.INDUSTRY_PARTY_ORG:
                return self._gathering(PartyOrganizationKind.INDUSTRY_COMMITTEE, row)
            case _:
                return self._gathering(PartyOrganizationKind.JOINT_COMMITTEE, row)

    def _regulator(self, label: str) -> Sequence[Found]:
        stem = label.removesuffix("部门")
        return [one for unit, name in self.bodies.items() if stem and stem in name for one in self.own[unit]]

    def _comprehensive(self, row: Routed) -> Sequence[Found]:
        wanted = PartyOrganizationKind.COMPREHENSIVE_COMMITTEE.value
        node = next((one for one in self.lines[row.home] if self.kinds.get(one) == wanted), None)
        return [] if node is None else [Found(node, self.names[node])]

    def _fallback(self, row: Routed) -> Sequence[Found]:
        """The street's Party organization, else the one put down for its division."""
        region, street = row.facts.region, row.facts.street
        codes = [*self.streets.get((region, street), ()), region]
        return [self.fallbacks[code] for code in codes if code in self.fallbacks]

    def _gathering(self, kind: PartyOrganizationKind, row: Routed) -> Sequence[Found]:
        """By industry first, then field, then category; several of one value are filled from the emptiest on."""
        top = self.lines[row.home][-1]
        for axis, value in row.facts.axes.items():
            group = [one for word in spellings(value) for one in self.gathering.get((top, kind, axis, word), ())]
            if group:
                ordered = sorted(group, key=lambda one: (self.load[one[1].key], one[0], one[1].key))
                return [found for _, found in ordered]
        return ()

    def remedy(self, target: Target, row: Routed) -> str:
        """What to do when the register holds no such Party organization."""
        match target.kind:
            case RoutingTarget.SUPERVISOR_PARTY_ORG:
                body = row.facts.supervising_unit or "业务主管单位"
                what = f"请登记“{body}”的党组织，并写明其所在单位为“{body}”"
            case RoutingTarget.REGULATOR_PARTY_ORG:
                what = f"请登记{target.parameters.get('regulator') or '行业监管部门'}的党组织，并写明其所在单位"
            case RoutingTarget.FALLBACK_STREET:
                what = f"请为{row.facts.street or '所在街道（乡镇）'}指定兜底党组织；街道、行政区划未填的先补填"
            case RoutingTarget.COMPREHENSIVE_COMMITTEE:
                what = "请登记综合党委"
            case RoutingTarget.INDUSTRY_PARTY_ORG:
                what = "请登记该行业的行业党组织并写明行业；行业归属未填的先补填领域"
            case _:
                what = "没有与其行业、领域或类别相符的联合党委，请补填领域，或登记相符的联合党委"
        return f"目标党组织尚未登记：{what}"


def spellings(value: str) -> tuple[str, ...]:
    """A stored value and what it is called: committees are put down under either."""
    for words in (OrganizationSubtype, OrganizationType):
        if value in set(words):
            word = words(value)
            return (value, word.label, *word.spellings)
    return (value,) if value else ()
