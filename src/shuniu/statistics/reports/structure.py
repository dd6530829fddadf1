"""党员结构: how many members of a node stand in which group on a day, and the same by its children?

Counted only; no row is opened and no encrypted field is read. Whoever looks from above is told no number of persons
under five and none from which one follows (``policy/figures/withholding``); a branch sees its own numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from psycopg import sql

from shuniu.access import Actor
from shuniu.models import Lineage, Naming
from shuniu.policy.figures.withholding import TOTAL, Withholding, descend_together
from shuniu.policy.members.holding import holds_members
from shuniu.policy.members.structure import (
    AGES,
    JOINED,
    PLAIN,
    UNDATED,
    Group,
    Occupations,
    Part,
    following,
    group_of,
    groups,
)
from shuniu.policy.words import MembershipState, PartyOrganizationKind
from shuniu.queries.days import during
from shuniu.statistics.counting import answer
from shuniu.statistics.law import law_at
from shuniu.statistics.places import guarded, places
from shuniu.statistics.reports.asked import asked

Numbers = Mapping[str, int]
Told = Mapping[str, int | None]

# Everything that is told of a member in one text: so many are put into their groups while they are read, where the
# planner takes seven columns for as many groups as there are members and sorts them all. What is free text stands
# last. Of several places of work the latest is told.
_COUNTED = """
    SELECT h.child, h.said, count(*) FROM (
        SELECT l.child_id AS child, concat_ws(E'\\x1f', m.state,
            coalesce(p.sex, ''), coalesce(p.ethnic_group, ''), coalesce(p.education, ''),
            coalesce(width_bucket(extract(year FROM age(%(on)s::date, p.born_on))::int, %(ages)s::int[])::text, ''),
            coalesce(width_bucket(m.admitted_on, %(joined)s::date[])::text, ''), coalesce(e.position, '')) AS said
        FROM shuniu_lineage l
        JOIN shuniu_partyorganization o ON o.id = l.descendant_id AND o.managed
        JOIN shuniu_naming n ON n.party_organization_id = l.descendant_id AND n.retracted_id IS NULL
            AND n.period @> %(on)s::date AND n.kind = any(%(holding)s)
        JOIN shuniu_membership m ON m.party_organization_id = l.descendant_id AND m.retracted_id IS NULL
            AND m.period @> %(on)s::date
        LEFT JOIN shuniu_particulars p ON p.person_id = m.person_id AND p.retracted_id IS NULL
            AND p.period @> %(on)s::date
        LEFT JOIN shuniu_employment e ON e.person_id = m.person_id AND e.retracted_id IS NULL
            AND e.period @> %(on)s::date AND NOT EXISTS (
                SELECT FROM shuniu_employment later WHERE later.person_id = e.person_id
                AND later.retracted_id IS NULL AND later.period @> %(on)s::date
                AND (later.period, later.id) > (e.period, e.id))
        WHERE l.ancestor_id = %(node)s AND l.valid_from <= %(on)s AND (l.valid_to IS NULL OR l.valid_to > %(on)s)
        OFFSET 0
    ) h GROUP BY 1, 2
"""
_BETWEEN = "\x1f"
_HOLDING = [kind.value for kind in PartyOrganizationKind if holds_members(kind.value)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The members of a node by one part: (group, number); ``more``: a sum that follows, with its name."""

    part: Part
    lines: Sequence[tuple[Group, int | None]]
    more: tuple[str, int | None] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """``members`` None: fewer than five, nothing is told. ``own``: a branch looks at itself, nothing is withheld."""

    members: int | None
    own: bool
    parts: Sequence[Parted]

    @property
    def withheld(self) -> bool:
        return self.members is None or any(number is None for one in self.parts for _, number in one.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildLine:
    """``code`` is empty for whom the node holds itself."""

    code: str
    name: str
    numbers: Sequence[int | None]
    members: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StructureByChild:
    part: Part
    groups: Sequence[Group]
    lines: Sequence[ChildLine]
    totals: Sequence[int | None]
    members: int | None
    own: bool

    @property
    def withheld(self) -> bool:
        return any(number is None for line in self.lines for number in (line.members, *line.numbers))


def member_structure(actor: Actor, node: int, on: date) -> Structure:
    """The node by every part. Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    looking = _Looking(actor, node, on)
    told = {part: looking.told(part) for part in Part}
    members = next(iter(told.values()))[TOTAL]
    return Structure(
        members=members,
        own=looking.own,
        parts=[_parted(part, looking.groups[part], told[part]) for part in Part],
    )


def _parted(part: Part, among: Sequence[Group], told: Told) -> Parted:
    lines = [(group, told[group.key]) for group in among]
    return Parted(part=part, lines=lines, more=following(part, told, told[TOTAL]))


def structure_by_child(actor: Actor, node: int, on: date, part: Part) -> StructureByChild:
    """The children by one part, the largest first where their sums are told. Raises NotYours, NothingKnown."""
    asked(actor, node, on)
    looking = _Looking(actor, node, on)
    whole, rows = looking.told(part), looking.told_by_child(part)
    named = places(rows, on)
    lines = [
        ChildLine(
            code="" if child == node else named[child].code,
            name="本级直接编入" if child == node else named[child].name,
            numbers=[row[group.key] for group in looking.groups[part]],
            members=row[TOTAL],
        )
        for child, row in rows.items()
    ]
    return StructureByChild(
        part=part,
        groups=looking.groups[part],
        lines=sorted(lines, key=lambda one: (-(one.members or 0), not one.code, one.code)),
        totals=[whole[group.key] for group in looking.groups[part]],
        members=whole[TOTAL],
        own=looking.own,
    )


class _Looking:
    """The way from the topmost node that the actor may read down to the one asked for, with the numbers on it."""

    def __init__(self, actor: Actor, node: int, on: date) -> None:
        self.node, self.on = node, on
        self.own = actor.node == node and _is_branch(node, on)
        self.way = _way(actor, node, on)
        # One table of words for all tables of the way: they are compared with one another.
        self.occupations = Occupations.of(law_at([self.way[0]], on)[self.way[0]])
        self.counted = {one: _counted(one, on) for one in self.way}
        top = self.counted[self.way[0]]
        self.groups = {part: groups(part, _summed(top[part]), self.occupations) for part in Part}
        self._tables: dict[Part, Withholding] | None = None

    def _rows(self, part: Part, node: int) -> dict[int, Numbers]:
        among = frozenset(group.key for group in self.groups[part])
        rows: dict[int, Numbers] = {}
        for child, stored in self.counted[node][part].items():
            numbers = dict.fromkeys((group.key for group in self.groups[part]), 0)
            for value, number in stored.items():
                said = self.occupations.class_of(value) if part is Part.OCCUPATION else value
                numbers[group_of(part, said, among)] += number
            rows[child] = numbers
        return rows

    def _withholding(self) -> dict[Part, Withholding]:
        """The tables above the node, of every part at once; its own is laid only where it is asked for."""
        if self._tables is None:
            top, *_ = self.way
            self._tables = {part: Withholding(top, _summed(self._rows(part, top)), PLAIN) for part in Part}
            for one in self.way[:-1]:
                self._descend(one, self._tables)
        return self._tables

    def _descend(self, node: int, tables: Mapping[Part, Withholding]) -> None:
        descend_together(list(tables.values()), node, [self._rows(part, node) for part in tables])

    def _nobody(self, node: int) -> bool:
        return not any(self.counted[node].values())

    def told(self, part: Part) -> Told:
        own = _summed(self._rows(part, self.node))
        if self.own or self._nobody(self.node):
            keys = [group.key for group in self.groups[part]]
            return {key: own.get(key, 0) for key in keys} | {TOTAL: sum(own.values())}
        return self._withholding()[part].told_of(self.node)

    def told_by_child(self, part: Part) -> dict[int, Told]:
        rows = self._rows(part, self.node)
        if self.own:
            return {child: {**numbers, TOTAL: sum(numbers.values())} for child, numbers in rows.items()}
        tables = self._withholding()
        # That there are children with members would tell something of a sum that is not told.
        if not rows or tables[part].told_of(self.node)[TOTAL] is None:
            return {}
        self._descend(self.node, tables)
        return {child: tables[part].told(self.node, child) for child in rows}


def _way(actor: Actor, node: int, on: date) -> list[int]:
    standing = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    above = Lineage.objects.filter(standing, descendant=node, valid_from__lte=on).order_by("-depth")
    found = list(above.values_list("ancestor", flat=True))
    mine = guarded(actor, found)
    return [one for one in found if one in mine]


def _is_branch(node: int, on: date) -> bool:
    kind = Naming.objects.filter(during(on), party_organization=node).values_list("kind", flat=True).first()
    return kind is not None and PartyOrganizationKind(kind).is_branch


def _counted(node: int, on: date) -> dict[Part, dict[int, dict[str, int]]]:
    """By part, child (the node itself for whom it holds) and stored value; a child without members is not there."""
    given = {"node": node, "on": on, "ages": list(AGES), "joined": list(JOINED), "holding": _HOLDING}
    found: dict[Part, dict[int, dict[str, int]]] = {part: {} for part in Part}
    for child, said, number in sorted(answer(sql.SQL(_COUNTED), given)):
        for part, stored in _stored(said).items():
            numbers = found[part].setdefault(child, {})
            numbers[stored] = numbers.get(stored, 0) + number
    return found


def _stored(said: str) -> dict[Part, str]:
    state, sex, ethnic_group, education, age, joined, position = said.split(_BETWEEN, 6)
    return {
        Part.SEX: sex,
        Part.ETHNIC_GROUP: ethnic_group,
        Part.AGE: age,
        Part.EDUCATION: education,
        Part.OCCUPATION: position,
        Part.JOINED: (joined or UNDATED) if state == MembershipState.FULL else state,
    }


def _summed(rows: Mapping[int, Numbers]) -> dict[str, int]:
    whole: dict[str, int] = {}
    for numbers in rows.values():
        for key, number in numbers.items():
            whole[key] = whole.get(key, 0) + number
    return whole
