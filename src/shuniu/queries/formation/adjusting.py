"""A Party organization to be adjusted, as its page needs it: its roll, its units, and what is filled in already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shuniu.access import Actor, may, visible
from shuniu.models import Case, Coverage, Membership, Naming, Particulars, Person
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT
from shuniu.policy.grants import Action
from shuniu.policy.words import MembershipState
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.days import during
from shuniu.queries.facts.adjusting import further_units
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.choosing import choices_of
from shuniu.queries.party.tree import node_to_read


@dataclass(frozen=True, slots=True, kw_only=True)
class RollMember:
    """A member of the roll by public id; the name only for whoever may read it."""

    uuid: UUID
    name: str
    full: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAdjust:
    """``open`` is the adjustment of this topic under way, as this actor sees it. ``seen``: the names it ever bore."""

    key: int
    code: str
    name: str
    kind: str
    units: list[tuple[int, str]]
    members: list[RollMember]
    open: CaseCard | None
    seen: tuple[int, ...]

    @property
    def fillable(self) -> bool:
        return self.open is None or self.open.state in ADJUSTMENT.filled_in


def to_adjust(actor: Actor, code: str, topic: AdjustmentTopic, on: date) -> ToAdjust:
    """Raises NotFound for what may not be read, or not be reported on by this actor, or does not stand that day."""
    node = node_to_read(actor, code)
    named = Naming.objects.filter(during(on), party_organization=node).first()
    if named is None or not may(actor, Action.FILE_CASE, node):
        raise NotFound
    covered = Coverage.objects.filter(during(on), party_organization=node).values_list("unit", flat=True)
    units = {*covered, *(further_units(node.pk, on) if topic is AdjustmentTopic.SPLIT else ())}
    return ToAdjust(
        key=node.pk,
        code=node.code,
        name=named.name,
        kind=named.kind,
        units=sorted(names_of(units, on).items(), key=lambda one: one[1]),
        members=_roll(actor, node.pk, on),
        open=_open(actor, node.pk, topic, on),
        seen=tuple(
            Naming.objects.filter(retracted__isnull=True, party_organization=node)
            .order_by("pk")
            .values_list("pk", flat=True)
        ),
    )


def _roll(actor: Actor, node: int, on: date) -> list[RollMember]:
    mine = visible(Person.objects.filter(pk__in=_held(node, on)), actor, Action.READ_MEMBER).values("pk")
    states = dict(
        Membership.objects.filter(during(on), party_organization=node, person__in=mine).values_list("person", "state")
    )
    rows = Particulars.objects.filter(during(on), person__in=states).order_by("sort_key", "person")
    return [
        RollMember(uuid=public, name=name, full=states[person] == MembershipState.FULL)
        for person, public, name in rows.values_list("person", "person__uuid", "name")
    ]


def _held(node: int, on: date) -> Any:
    return Membership.objects.filter(during(on), party_organization=node).values("person")


def _open(actor: Actor, node: int, topic: AdjustmentTopic, on: date) -> CaseCard | None:
    """Only what the actor may read; a draft that lies with somebody else is nobody else's to see."""
    rows = Case.objects.filter(kind=ADJUSTMENT.kind.value, topic=topic.value, party_organization=node)
    public = rows.exclude(holder="").values_list("uuid", flat=True).first()
    if public is None:
        return None
    try:
        return case_card(actor, ADJUSTMENT, public, on)
    except NotFound:
        return None


def topic_of(actor: Actor, public: UUID) -> AdjustmentTopic:
    """Raises NotFound out of reach."""
    mine = visible(Case.objects.filter(uuid=public, kind=ADJUSTMENT.kind.value), actor, Action.READ_CASE, named=True)
    topic = mine.values_list("topic", flat=True).first()
    if topic is None:
        raise NotFound
    return AdjustmentTopic(topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedNames:
    """What keys in what was filled in are called. ``members`` are those this actor may read, by public id."""

    nodes: Mapping[int, str]
    units: Mapping[int, str]
    members: Mapping[str, str]


def names_filed(actor: Actor, filed: Iterable[Mapping[str, Any]], on: date) -> AdjustedNames:
    rows = [one for one in filed if one]
    parts = [part for one in rows for part in one.get("parts") or ()]
    nodes = {one[name] for one in rows for name in ("into", "parent", "receiver") if one.get(name)}
    publics = {public for part in parts for public in part.get("members") or ()}
    mine = visible(Person.objects.filter(uuid__in=publics), actor, Action.READ_MEMBER, named=True)
    told = Particulars.objects.filter(during(on), person__in=mine.values("pk"))
    return AdjustedNames(
        nodes={key: one.name for key, one in choices_of(nodes, on).items()},
        units=names_of([unit for one in (*rows, *parts) for unit in one.get("units") or ()], on),
        members={str(public): name for public, name in told.values_list("person__uuid", "name")},
    )
