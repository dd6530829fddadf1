"""What did the facts known at a moment say about one node on one day: its tree, its units, its law?

``standing`` holds only what is known now. The units of the node are therefore counted one by one by the same careful
count with which the checker goes over the derived tables, out of facts that were known then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q

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
    Unit,
    WorkCoverage,
)
from shuniu.policy.packs import Figures, merged
from shuniu.policy.words import Line
from shuniu.queries.arrays import among
from shuniu.queries.packs import figures_standing
from shuniu.statistics.check.due import Due, Head
from shuniu.statistics.check.held import Held, held
from shuniu.statistics.check.units import REGISTERED, Counted, Said
from shuniu.statistics.earlier.moment import Moment
from shuniu.statistics.law import CONVENTIONS

# So many organizations are counted at a time; what was read of them is let go before the next are read.
PORTION = 10_000
# Above this the organizations of a node are not told one by one, and above that not even added up: it would take
# longer than somebody waits for a page.
MOST, MOST_ADDED = 20_000, 100_000


class TooMany(LookupError):
    """More organizations than are counted afresh; ``since``: so many were written about since the moment."""

    def __init__(self, most: int, since: int | None = None) -> None:
        told = f"按当时所知的数逐家重新计算，限于{most:,}家以内的党组织；请选择下级党组织分别查看。"
        if since is not None:
            told = (
                f"那一时刻以后登记或更正过的有{since:,}家（个），超过一次能逐家重新计算的{most:,}家；"
                "请选择较晚的时刻，或者选择下级党组织分别查看。"
            )
        super().__init__(told)


class _Upward(dict[int, list[Held]]):
    """Where Party organizations stood, as it was known: of each that is asked for, with everything that ever stood
    above it. Few of a nation's two hundred thousand are."""

    def __init__(self, known: Q) -> None:
        super().__init__()
        self._known, self._all = known, False

    def load(self, nodes: Iterable[int]) -> None:
        wanted = set(nodes) - self.keys()
        while wanted and not self._all:
            found = held(Placement, "party_organization", ("parent",), wanted, known=self._known)
            self.update({node: found.get(node, []) for node in wanted})
            wanted = {row.values[0] for rows in found.values() for row in rows} - {None} - self.keys()

    def load_all(self) -> None:
        self.update(held(Placement, "party_organization", ("parent",), known=self._known))
        self._all = True

    def __missing__(self, node: int) -> list[Held]:
        self.load([node])
        return dict.get(self, node) or []

    def get(self, node: int, default: Any = None) -> Any:
        return self[node] or default


class _Law:
    """The figures of law as they were known, on the one day that is asked about."""

    def __init__(self, lines: Mapping[int, list[int]], on: date, moment: Moment) -> None:
        self._found = figures_standing(lines, on, moment.during(on))
        self._plain = merged(CONVENTIONS, on)

    def at(self, node: int, day: date) -> Figures:
        return self._found.get(node) or self._plain


class Ledger(Counted):
    """One node on one day."""

    def __init__(self, node: int, on: date, moment: Moment) -> None:
        self.node, self.on, self.moment = node, on, moment
        self.standing = moment.during(on)
        self.places: _Upward = _Upward(moment.known)
        self.due = Due()
        self._childs: dict[int, int | None] = {}

    @cached_property
    def below(self) -> dict[int, int]:
        """Everything under the node on the day, by the step below it; the node itself by itself."""
        self.places.load_all()
        return self._children()

    @cached_property
    def stands(self) -> bool:
        """Was the node known to stand on the day?"""
        return any(row.on(self.on) for row in self.places[self.node])

    def childs(self, nodes: Iterable[int]) -> dict[int, int]:
        """Of some nodes those that stood under this one on the day, by the step below it."""
        wanted = set(nodes)
        self.places.load(wanted)
        return {node: child for node in wanted if (child := self._child_of(node)) is not None}

    def _child_of(self, node: int) -> int | None:
        if node not in self._childs:
            line = self._line(node) if self.stands else []
            above = line.index(self.node) if self.node in line else None
            self._childs[node] = None if above is None else line[max(0, above - 1)]
        return self._childs[node]

    @cached_property
    def figures(self) -> Figures:
        """The law at the node itself."""
        return _Law({self.node: self._line(self.node)}, self.on, self.moment).at(self.node, self.on)

    def rows(self, line: Line) -> list[Said]:
        """Every unit that counts, as one row: what was counted about it, and below which child it stands.

        Raises TooMany.
        """
        return [row for portion in self.portions(line, MOST) for row in portion]

    def portions(self, line: Line, most: int) -> Iterator[list[Said]]:
        """The same, one portion after another, and one without rows where there are none. Raises TooMany."""
        wanted = self._kept(most) if line is not Line.GUIDED else set()
        if line is not Line.RESPONSIBLE:
            wanted |= self._guided(most)
        units = sorted(wanted)
        for start in range(0, max(1, len(units)), PORTION):
            yield self.told_of(set(units[start : start + PORTION]), line)

    def standing_among(self, units: Iterable[int]) -> set[int]:
        """Of some units those that counted that day, wherever. Raises TooMany."""
        wanted, found = sorted(set(units)), set[int]()
        if len(wanted) > MOST_ADDED:
            raise TooMany(MOST_ADDED)
        for start in range(0, len(wanted), PORTION):
            self._read(set(wanted[start : start + PORTION]))
            found |= {unit for unit in self.registered if self.counted(unit, self.on) is not None}
        return found

    def laws_at(self, nodes: Iterable[int]) -> dict[int, Figures]:
        """The law at each of some nodes."""
        wanted = set(nodes)
        self.places.load(wanted)
        laws = _Law({node: self._line(node) for node in wanted}, self.on, self.moment)
        return {node: laws.at(node, self.on) for node in wanted}

    def told_of(self, units: set[int], line: Line) -> list[Said]:
        """The same of some units, which may stand elsewhere."""
        self._read(units)
        found = []
        for unit in sorted(self.registered):
            said = self.counted(unit, self.on)
            if said is not None and (child := self._child(said, line)) is not None:
                found.append({**said, "unit_id": unit, "subject": unit, "child": child, "active_covered": False})
        return found

    def _kept(self, most: int) -> set[int]:
        """Units for which somebody here may answer: those answered for, and those entered here that nobody is."""
        answered = Jurisdiction.objects.filter(self.standing)
        mine = answered.filter(party_organization__in=among(self.below))
        here = Unit.objects.filter(registered_at__in=among(self._homes())).exclude(pk__in=answered.values("unit"))
        found = set(mine.values_list("unit_id", flat=True)[: most + 1])
        found |= set(here.values_list("pk", flat=True)[: most + 1])
        if len(found) > most:
            raise TooMany(most)
        return found

    def places_of(self, units: Iterable[int]) -> dict[int, int]:
        """Below which child each of the units stands; those that stand elsewhere are left out."""
        wanted = set(units)
        answering = Jurisdiction.objects.filter(self.standing, unit__in=among(wanted))
        at = dict(answering.values_list("unit_id", "party_organization_id"))
        entered = dict(Unit.objects.filter(pk__in=among(wanted - at.keys())).values_list("pk", "registered_at"))
        self.places.load(entered.values())
        at |= {unit: self.keeper(home, self.on) for unit, home in entered.items()}
        below = self.childs(at.values())
        return {unit: below[node] for unit, node in at.items() if node in below}

    def _children(self) -> dict[int, int]:
        under: dict[int, list[int]] = {}
        standing = False
        for one, rows in self.places.items():
            place = next((row for row in rows if row.on(self.on)), None)
            if place is None:
                continue
            standing = standing or one == self.node
            if place.values[0] is not None:
                under.setdefault(place.values[0], []).append(one)
        found = {self.node: self.node} if standing else {}
        frontier = [(one, one) for one in under.get(self.node, ())] if standing else []
        while frontier:
            one, child = frontier.pop()
            if one not in found:
                found[one] = child
                frontier += [(lower, child) for lower in under.get(one, ())]
        return found

    def _homes(self) -> set[int]:
        """Nodes whose register is kept here: those that stand here, and those that ended and left it here."""
        ended = {one for one in self.places if self._over(one, self.on) and self.keeper(one, self.on) in self.below}
        return set(self.below) | ended

    def _guided(self, most: int) -> set[int]:
        rows = Guidance.objects.filter(self.standing, party_organization__in=among(self.below))
        found = set(rows.values_list("unit_id", flat=True)[: most + 1])
        if len(found) > most:
            raise TooMany(most)
        return found

    def _child(self, said: Said, line: Line) -> int | None:
        nodes = [said["node_id"]] if line is not Line.GUIDED else []
        if line is not Line.RESPONSIBLE:
            nodes += said["guided_by"]
        found = (self._child_of(one) for one in nodes)
        return min((one for one in found if one is not None), default=None)

    def _line(self, node: int) -> list[int]:
        """The node and everything above it on the day, nearest first."""
        found: list[int] = []
        current: int | None = node
        while current is not None and current not in found:
            found.append(current)
            place = next((row for row in self.places.get(current, ()) if row.on(self.on)), None)
            current = place.values[0] if place else None
        return found

    def _read(self, units: set[int]) -> None:
        """The facts of the day about these units and about who covers them, and nothing else."""
        day = self.standing
        self.registered = held(Registration, "unit", REGISTERED, units, known=day)
        self.answered = held(Jurisdiction, "unit", ("party_organization",), units, known=day)
        self.covers = held(Coverage, "unit", ("party_organization",), units, known=day)
        covering = {row.values[0] for rows in self.covers.values() for row in rows}
        answering = {row.values[0] for rows in self.answered.values() for row in rows}
        self.shared = held(Coverage, "party_organization", ("unit",), covering, known=day)
        self.worked = held(WorkCoverage, "unit", ("instrument",), units, known=day)
        self.posted = held(Posting, "unit", (), units, known=day)
        self.guided = held(Guidance, "unit", ("party_organization", "hub"), units, known=day)
        self.elements = held(HubElement, "unit", ("element",), known=day)
        self.named = held(Naming, "party_organization", ("kind",), covering | answering, known=day)
        self.formed = held(Formation, "party_organization", ("mode",), covering, known=day)
        self.heads = self._heads(units)
        self.employed = held(Employment, "unit", ("person",), units, known=day)
        self.memberships = held(Membership, "person", ("state", "status"), self._people(), known=day)
        self.home = dict(Unit.objects.filter(pk__in=among(self.registered)).values_list("pk", "registered_at"))
        self.places.load(answering | set(self.home.values()))
        asked = answering | {self.keeper(home, self.on) for home in set(self.home.values())}
        self.laws = _Law({node: self._line(node) for node in asked}, self.on, self.moment)

    def _heads(self, units: set[int]) -> dict[int, list[Head]]:
        rows = HeadCount.objects.filter(self.moment.known, Q(as_of__lte=self.on), unit__in=among(units)).order_by(
            "as_of"
        )
        found: dict[int, list[Head]] = {}
        for unit, as_of, full, members in rows.values_list("unit", "as_of", "full_members", "members"):
            found.setdefault(unit, []).append((as_of, full, members))
        return found


def names_of(units: Iterable[int], ledger: Ledger) -> dict[int, tuple[Any, ...]]:
    """Public id, code and the name of the day as it was known, by unit."""
    wanted = set(units)
    named = Registration.objects.filter(ledger.standing, unit__in=among(wanted)).values_list(
        "unit_id", "name", "sort_key"
    )
    names = {unit: (name, sort_key) for unit, name, sort_key in named}
    rows = Unit.objects.filter(pk__in=among(wanted)).values_list("pk", "uuid", "code")
    return {key: (uuid, code or "", *names.get(key, (code or "", code or ""))) for key, uuid, code in rows}
