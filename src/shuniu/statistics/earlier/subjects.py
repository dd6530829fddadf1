"""Which rows of each subject were known at a node, and which of them does a measure count?

Rows are plain dictionaries and the law is asked of each (``CONDITIONS``): the second reading of what the counter
says in SQL.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F

from shuniu.models import Hub, HubElement, Membership, Naming, PartyOrganization, Posting
from shuniu.policy.leadership.crossing import management
from shuniu.policy.measures import CONDITIONS, Measure, Subject
from shuniu.policy.members.holding import holds_members
from shuniu.policy.packs import Figures
from shuniu.policy.words import Line, MembershipState
from shuniu.queries.arrays import among
from shuniu.queries.leadership.crossing import covered_by, crossings_of
from shuniu.statistics.answers import Number
from shuniu.statistics.check.units import Said
from shuniu.statistics.earlier.ledger import MOST_ADDED, PORTION, Ledger

# Party organizations, by the step below the node.
Below = Mapping[int, int]


def rows_of(ledger: Ledger, subject: Subject, line: Line) -> list[Said]:
    """Every row of a subject; ``subject`` is its key, ``child`` the step below the node."""
    return ledger.rows(line) if subject is Subject.UNIT else _others(ledger, subject)


def portions_of(ledger: Ledger, subject: Subject, line: Line | None) -> Iterator[list[Said]]:
    """The same to be added up: organizations come in portions, everything else at once. Raises TooMany."""
    if line is not None:
        yield from ledger.portions(line, MOST_ADDED)
    else:
        yield _others(ledger, subject)


def portions_among(ledger: Ledger, subject: Subject, line: Line, keys: Collection[int]) -> Iterator[list[Said]]:
    """The rows of some of a subject, which may stand elsewhere."""
    if subject is Subject.UNIT:
        wanted = sorted(keys)
        for start in range(0, len(wanted), PORTION):
            yield ledger.told_of(set(wanted[start : start + PORTION]), line)
    elif keys:
        yield _BODIES[subject](ledger, ledger.childs(keys))


def _others(ledger: Ledger, subject: Subject) -> list[Said]:
    return _BODIES[subject](ledger, ledger.below) if subject in _BODIES else _AT_UNITS[subject](ledger)


def _party_organizations(ledger: Ledger, below: Below) -> list[Said]:
    managed = set(PartyOrganization.objects.filter(pk__in=among(below), managed=True).values_list("pk", flat=True))
    rows = Naming.objects.filter(ledger.standing, party_organization__in=among(managed))
    return [
        {"subject": node, "child": below[node], "kind": kind, "name": name, "sort_key": sort_key}
        for node, kind, name, sort_key in rows.values_list("party_organization_id", "kind", "name", "sort_key")
    ]


def _hubs(ledger: Ledger) -> list[Said]:
    rows = list(Hub.objects.filter(ledger.standing).values("level", "verb", subject=F("unit_id")))
    at = ledger.places_of(row["subject"] for row in rows)
    elements: dict[int, list[str]] = {}
    held = HubElement.objects.filter(ledger.standing, unit__in=among(at))
    for unit, element in held.values_list("unit_id", "element"):
        elements.setdefault(unit, []).append(element)
    return [
        {**row, "child": at[row["subject"]], "elements": elements.get(row["subject"], [])}
        for row in rows
        if row["subject"] in at
    ]


def _postings(ledger: Ledger) -> list[Said]:
    rows = list(Posting.objects.filter(ledger.standing).values_list("unit_id", "instructor_id"))
    at = ledger.places_of(unit for unit, _ in rows)
    return [
        {"subject": unit, "unit": unit, "instructor": instructor, "child": at[unit]}
        for unit, instructor in rows
        if unit in at
    ]


def _rolls(ledger: Ledger, below: Below) -> list[Said]:
    """Every Party organization that holds members, with how many; None where nobody stands in its roll."""
    rows = [row for row in _party_organizations(ledger, below) if holds_members(row["kind"])]
    held: dict[int, Counter[str]] = {}
    known = Membership.objects.filter(ledger.standing, party_organization__in=among(below))
    for node, state, count in known.values_list("party_organization_id", "state").annotate(Count("pk")):
        held.setdefault(node, Counter())[state] += count
    return [{**row, **_counted(held.get(row["subject"]))} for row in rows]


def _counted(states: Counter[str] | None) -> Said:
    if states is None:
        return dict.fromkeys(("members", "full_members", "probationary"))
    full, probationary = states[MembershipState.FULL], states[MembershipState.PROBATIONARY]
    return {"members": states.total(), "full_members": full, "probationary": probationary}


def _crossings(ledger: Ledger, below: Below) -> list[Said]:
    """Every Party organization that covered something, with its leaders, the managers there, and who was both."""
    rows = {row["subject"]: row for row in _party_organizations(ledger, below)}
    covers = covered_by(rows, ledger.standing)
    counting = ledger.standing_among(unit for units in covers.values() for unit in units)
    covers = {node: units & counting for node, units in covers.items() if units & counting}
    posts = {node: management(law) for node, law in ledger.laws_at(covers).items()}
    found = crossings_of(covers, posts, ledger.standing)
    return [
        {**rows[node], "leaders": one.leaders, "managers": one.managers, "in_both": one.both}
        for node, one in found.items()
    ]


_BODIES: Mapping[Subject, Callable[[Ledger, Below], list[Said]]] = {
    Subject.PARTY_ORGANIZATION: _party_organizations,
    Subject.ROLL: _rolls,
    Subject.CROSSING: _crossings,
}
_AT_UNITS: Mapping[Subject, Callable[[Ledger], list[Said]]] = {Subject.HUB: _hubs, Subject.POSTING: _postings}


@dataclass(frozen=True, slots=True)
class Split:
    """The rows of the numerator, and those of the denominator where the measure is a share."""

    measure: Measure
    inside: Sequence[Said]
    whole: Sequence[Said] | None

    @property
    def numerator(self) -> Number:
        if self.measure.sums:
            return sum(row[self.measure.sums[0]] or 0 for row in self.inside)
        return self._count(self.inside)

    @property
    def denominator(self) -> Number | None:
        if self.whole is None:
            return None
        return sum(row[self.measure.over] or 0 for row in self.whole) if self.measure.over else self._count(self.whole)

    @property
    def missing(self) -> int:
        summed = self.measure.sums[0] if self.measure.sums else ""
        return sum(1 for row in self.inside if row[summed] is None) if summed else 0

    @property
    def behind(self) -> Sequence[Said]:
        """The rows that make up the number: of a sum, those that add to it."""
        if not self.measure.sums:
            return self.inside
        return [row for row in self.inside if (row[self.measure.sums[0]] or 0) > 0]

    @property
    def keys(self) -> set[int]:
        return {row[self.measure.distinct or "subject"] for row in self.behind}

    def _count(self, rows: Sequence[Said]) -> int:
        return len({row[self.measure.distinct] for row in rows}) if self.measure.distinct else len(rows)


def split(measure: Measure, law: Figures, rows: Sequence[Said]) -> Split:
    """The rows a measure counts where these figures of law hold."""
    kinds = {kind.value for kind in measure.kinds(law)} if measure.subject is Subject.PARTY_ORGANIZATION else None
    counted = [row for row in rows if kinds is None or row["kind"] in kinds]
    base = measure.denominator_for(law)
    whole = None if base is None else [row for row in counted if _holds(base, row)]
    return Split(measure, [row for row in counted if _holds((*(base or ()), *measure.numerator), row)], whole)


def _holds(names: Sequence[str], row: Said) -> bool:
    return all(CONDITIONS[name].holds(row) for name in names)
