"""What does the law need to know of a Party organization that is to be adjusted?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuniu.models import Case, Coverage, Membership, Placement
from shuniu.policy.words import MembershipState
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.days import during
from shuniu.queries.facts.party import nodes
from shuniu.queries.facts.urging import gathered_at, pooling_branches


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A member of the roll: the key, and whether a full member."""

    person: int
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """A Party organization on a day: ``parent`` it stands under, its roll by public id, the units it covers.

    ``further``: where members are gathered, the units nobody covers at which they work; a branch that is split off may
    take these as well.
    """

    key: int
    name: str
    kind: str
    parent: int | None
    superior: str
    roll: dict[str, Held]
    units: frozenset[int]
    further: frozenset[int] = frozenset()


def adjusted(key: int, on: date) -> Adjusted:
    placed = Placement.objects.filter(during(on), party_organization=key).values_list("parent", flat=True)
    parent = placed.first()
    known = nodes([key] if parent is None else [key, parent])
    named = known[key].named(on) if key in known else None
    above = known[parent].named(on) if parent in known and known[parent].managed else None
    rows = Membership.objects.filter(during(on), party_organization=key)
    covered = Coverage.objects.filter(during(on), party_organization=key)
    return Adjusted(
        key=key,
        name=named.name if named else "",
        kind=named.kind if named else "",
        parent=parent,
        superior=above.name if above else "",
        roll={
            str(public): Held(person=person, full=state == MembershipState.FULL)
            for person, public, state in rows.values_list("person", "person__uuid", "state")
        },
        units=(units := frozenset(covered.values_list("unit", flat=True))),
        further=further_units(key, on) - units,
    )


def further_units(key: int, on: date) -> frozenset[int]:
    """Empty but for a branch in which the members of other units are gathered."""
    if not pooling_branches(on).filter(pk=key).exists():
        return frozenset()
    return frozenset(one.unit for one in gathered_at([key], on).get(key, ()))


def adjustments_elsewhere(key: int, case: int | None) -> tuple[str, ...]:
    """Other adjustments of it that are under way, by what they are."""
    rows = Case.objects.filter(kind=CaseKind.ADJUSTMENT.value, party_organization=key).exclude(holder="")
    topics = rows.order_by("topic").values_list("pk", "topic")
    return tuple(AdjustmentTopic(topic).label for found, topic in topics if found != case)


def persons_named(publics: Iterable[str], roll: dict[str, Held]) -> list[int]:
    """The keys of those named who are on the roll."""
    return [roll[one].person for one in publics if one in roll]
