"""Keep what is reported of Party building beside what is counted; accept a formation it reports into the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from shuniu.access import visible, whole_tree
from shuniu.commands.figures.recount import recount_once
from shuniu.commands.journal import Act, Change, Seen, change_from, lock_tree, open_act
from shuniu.commands.journal.reaching import hold_units, refuse
from shuniu.commands.organizations.attributes import CountOfMembers, report_head_counts
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.reported_contacts import NamedInstructor, keep_named_instructors
from shuniu.kernel.decision import Objection
from shuniu.models import Coverage, Jurisdiction, Naming, ReportedState, Unit
from shuniu.policy.grants import Action
from shuniu.policy.party.accepting import AcceptingFacts, following, may_accept, may_report
from shuniu.policy.party.kinds import kind_of
from shuniu.policy.words import CoverageRole, FormationMode, PartyOrganizationKind, Precision
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units
from shuniu.queries.naming import node_names

STATE = (
    "source", "staff", "supervising_unit", "has_party_organization", "formation_mode", "party_organization",
    "formed_on", "formed_precision", "reason_not_formed", "instructor", "instructor_unit", "trade_union",
    "youth_league", "womens_federation",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a source reports of one unit from the day of the act on. ``state`` holds columns of the reported state,
    ``count`` the counts of the same day, ``named`` the instructor it names."""

    unit: int
    state: Mapping[str, Any] = field(default_factory=dict)
    count: CountOfMembers | None = None
    named: NamedInstructor | None = None
    seen: Seen = None


def report_states(act: Act, rows: Sequence[Report], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` until the next report. Nothing of it is counted. Returns the units that changed."""
    request = [[row.unit, sorted(row.state)] for row in rows] if act.key else None
    with open_act(act, "organization.report_state", request=request) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        lock_tree()
        keys = [row.unit for row in rows]
        hold_units(act, keys, keys)
        held = _states(act, keys)
        refuse(_untrue(rows, held))
        changes = [Change((row.unit,), following(row.state), row.seen) for row in rows if row.state]
        touched = {key[0] for key in change_from(opened.act, ReportedState, ["unit"], changes, precision=precision)}
        counts = [row.count for row in rows if row.count is not None]
        touched |= set(report_head_counts(opened.act, counts)) if counts else set()
        touched |= keep_named_instructors(opened.act, _instructors(rows), precision=precision)
        opened.answer["units"] = sorted(touched)
        return sorted(touched)


def _untrue(rows: Sequence[Report], held: Mapping[int, Mapping[str, Any]]) -> Iterator[Any]:
    """The law is asked about all that would be reported: an earlier report may contradict the new one."""
    for index, row in enumerate(rows):
        if row.state:
            yield from may_report({**held.get(row.unit, {}), **following(row.state)}, index).objections


def _instructors(rows: Sequence[Report]) -> dict[int, NamedInstructor | None]:
    """Of which units another instructor, or none, is reported; what says nothing of it changes nothing."""
    none = {row.unit: None for row in rows if not row.state.get("instructor", True)}
    return {**none, **{row.unit: row.named for row in rows if row.named is not None}}


def accept_formations(act: Act, keys: Sequence[int], *, seen: Mapping[int, Seen] | None = None) -> list[int]:
    """What is reported for the units on ``act.on`` becomes a fact of the register from that day: the Party
    organization is set up where the register lacks it, and covers them. Returns the Party organizations.

    ``seen``: the reported states the office looked at. Raises Refused with the objections of every unit.
    """
    with open_act(act, "formation.accept", request=asked_units(act, keys)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        hold_units(act, list(keys), list(keys))
        states = _states(act, keys)
        names = {row["party_organization"] for row in states.values()} - {""}
        known = _called(act, names)
        refuse(_objections(act, keys, states, known, seen or {}))
        with recount_once(opened.act):
            nodes = _set_up(opened.act, keys, states, known)
            _cover(opened.act, keys, states, nodes)
        opened.answer["party_organizations"] = sorted(set(nodes.values()))
        return list(opened.answer["party_organizations"])


def asked_units(act: Act, keys: Sequence[int]) -> Any:
    return list(keys) if act.key and act.entry is None else None


def _states(act: Act, keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    rows: Any = ReportedState.objects.filter(during(act.on), unit__in=list(keys)).values()
    return {row["unit_id"]: row for row in rows}


def _called(act: Act, names: set[str]) -> dict[str, list[int]]:
    """The Party organizations of the whole tree that bear one of the names on the day."""
    found: dict[str, list[int]] = {}
    rows = Naming.objects.filter(during(act.on), name__in=names, party_organization__in=whole_tree(act.actor))
    for name, key in rows.values_list("name", "party_organization_id"):
        found.setdefault(name, []).append(key)
    return found


def _objections(
    act: Act,
    keys: Sequence[int],
    states: Mapping[int, Mapping[str, Any]],
    known: Mapping[str, Sequence[int]],
    seen: Mapping[int, Seen],
) -> Iterator[Any]:
    labels = units(keys, act.on)
    held = Coverage.objects.filter(during(act.on), unit__in=list(keys))
    covered = {(unit, node) for unit, node in held.values_list("unit_id", "party_organization_id")}
    for index, key in enumerate(keys):
        state = states.get(key)
        name = state["party_organization"] if state else ""
        nodes = known.get(name, ())
        looked_at = seen.get(key)
        facts = AcceptingFacts(
            unit=labels[key].label,
            reported=state is not None,
            formed=bool(state and state["has_party_organization"]),
            name=name,
            bearers=len(nodes),
            covered=any((key, node) in covered for node in nodes),
            stale=looked_at is not None and looked_at != (() if state is None else (state["id"],)),
        )
        yield from may_accept(facts, index).objections


def _set_up(
    act: Act, keys: Sequence[int], states: Mapping[int, Mapping[str, Any]], known: Mapping[str, Sequence[int]]
) -> dict[str, int]:
    """Names to keys; a Party organization the register lacks stands under whoever is responsible for its first unit."""
    nodes = {name: found[0] for name, found in known.items()}
    first: dict[str, int] = {}
    for key in keys:
        first.setdefault(states[key]["party_organization"], key)
    missing = [name for name in first if name not in nodes]
    parents = _parents(act, [first[name] for name in missing])
    rows = [_new(name, states[first[name]], parents[first[name]]) for name in missing]
    made = establish_party_organizations(act, rows, precision=Precision.OPENING)
    return nodes | dict(zip(missing, made, strict=True))


def _new(name: str, state: Mapping[str, Any], parent: int) -> NewPartyOrganization:
    joint = state["formation_mode"] == FormationMode.JOINT
    usual = PartyOrganizationKind.JOINT_BRANCH if joint else PartyOrganizationKind.PARTY_BRANCH
    return NewPartyOrganization(
        name=name,
        kind=(kind_of(name) or usual).value,
        parent=parent,
        terms=Terms(
            mode=state["formation_mode"],
            established_on=state["formed_on"],
            established_precision=state["formed_precision"],
        ),
    )


def _parents(act: Act, keys: Sequence[int]) -> dict[int, int]:
    """Who is responsible for each unit on the day, else the node into whose register it was entered."""
    entered = dict(Unit.objects.filter(pk__in=keys).values_list("pk", "registered_at_id"))
    held = Jurisdiction.objects.filter(during(act.on), unit__in=keys, party_organization__managed=True)
    return entered | dict(held.values_list("unit_id", "party_organization_id"))


def _cover(act: Act, keys: Sequence[int], states: Mapping[int, Mapping[str, Any]], nodes: Mapping[str, int]) -> None:
    """The first unit of a Party organization that covers nobody yet hosts it, the others share it."""
    hosted = set(
        Coverage.objects.filter(during(act.on), party_organization__in=nodes.values()).values_list(
            "party_organization_id", flat=True
        )
    )
    rows = []
    for key in keys:
        node = nodes[states[key]["party_organization"]]
        role = CoverageRole.MEMBER if node in hosted else CoverageRole.HOST
        hosted.add(node)
        rows.append(Covering(party_organization=node, unit=key, role=role))
    cover_units(act, rows, precision=Precision.OPENING)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFormation:
    """What accepting would do for one unit. ``existing``: it joins a Party organization that stands, named so; else
    one is set up under ``superior``."""

    unit: int
    uuid: UUID
    name: str
    state: Mapping[str, Any]
    existing: bool
    superior: str
    objections: tuple[Objection, ...]


def planned_formations(act: Act, uuids: Sequence[UUID]) -> list[PlannedFormation]:
    """Nothing is written. Units out of reach are left out like those that do not exist."""
    mine = visible(Unit.objects.filter(uuid__in=uuids), act.actor, Action.WRITE_UNIT)
    found = dict(mine.values_list("pk", "uuid"))
    keys = sorted(found, key=lambda key: uuids.index(found[key]))
    states = _states(act, keys)
    known = _called(act, {row["party_organization"] for row in states.values()} - {""})
    parents = _parents(act, keys)
    names, labels = node_names(parents.values(), act.on), units(keys, act.on)
    against: dict[int, list[Objection]] = {}
    for one in _objections(act, keys, states, known, {}):
        against.setdefault(one.row or 0, []).append(one)
    return [
        PlannedFormation(
            unit=key,
            uuid=found[key],
            name=labels[key].label,
            state=states.get(key, {}),
            existing=bool(known.get(states[key]["party_organization"])) if key in states else False,
            superior=names.get(parents[key], ""),
            objections=tuple(against.get(index, ())),
        )
        for index, key in enumerate(keys)
    ]
