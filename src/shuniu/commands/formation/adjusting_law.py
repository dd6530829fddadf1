"""Ask the law about an adjustment as it is filled in, at any step, without changing anything.

What the ordinary acts have against it is asked of them under the day of the act: nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.access import Actor
from shuniu.commands.formation.adjusting_terms import new_rows
from shuniu.commands.formation.asking import Office, office_for
from shuniu.commands.journal import Act, Seen
from shuniu.commands.journal.reaching import nodes_in_reach, nodes_to_name, out_of_reach, refuse, units_to_name
from shuniu.commands.party.dissolve import COVERED, MEMBERS, dissolution_refused
from shuniu.commands.party.establish import establishments_refused
from shuniu.commands.party.merge import merger_refused
from shuniu.commands.party.move import Move, moves_refused
from shuniu.commands.party.rename import namings_refused
from shuniu.kernel.decision import Objection
from shuniu.models import Case
from shuniu.policy.formation.adjusting import AdjustmentFacts, ends, judge_adjustment
from shuniu.policy.formation.adjusting_parts import PartFacts
from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.formation.applying import Checked
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic as Topic
from shuniu.queries.facts.adjusting import Adjusted, adjusted, adjustments_elsewhere
from shuniu.queries.facts.ending import tied_to_nodes
from shuniu.queries.facts.formation import units_of

# Party organizations that are named in what is filled in.
NAMED = ("into", "parent", "receiver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusting:
    """An adjustment as it is filled in: ``filed`` by the names of ``policy.formation.adjusting_steps.FIELDS``.

    ``version`` is that of the open one that was looked at, 0 where there was none; ``seen`` the names it bore.
    """

    party_organization: int
    topic: Topic
    filed: Mapping[str, Any]
    version: int = 0
    seen: Seen = None


def ask_adjustment(act: Act, row: Adjusting) -> Checked:
    """检查: everything the law says. Raises Refused out of reach."""
    in_reach(act.actor, row)
    held = open_of(row.party_organization, row.topic)
    return judged(act, row.topic, row.party_organization, wanted(row), held)


def judged(act: Act, topic: Topic, key: int, filed: Mapping[str, Any], held: Case | None) -> Checked:
    """Under the texts of the law's day of the case, those of today while it was not sent."""
    now = adjusted(key, act.on)
    facts = facts_of(act, topic, now, filed, held)
    sent = held is not None and held.state != ADJUSTMENT.first
    office = office_of(act, now, held.law_day if held is not None and sent else act.on)
    return judge_adjustment(facts, office.figures if office else None)


def in_reach(actor: Actor, row: Adjusting) -> None:
    """The Party organization itself, and those named, each as far as this actor may name it."""
    if row.party_organization not in nodes_in_reach(actor, [row.party_organization], Action.FILE_CASE):
        refuse([out_of_reach("该党组织", field="party_organization")])
    named = {name: row.filed[name] for name in NAMED if row.filed.get(name)}
    may_name = nodes_to_name(actor, set(named.values())) if named else set()
    refuse(out_of_reach("该党组织", field=name) for name, key in named.items() if key not in may_name)
    taken = set(row.filed.get("units") or ())
    if taken - (units_to_name(actor, taken) if taken else taken):
        refuse([out_of_reach("增加覆盖的单位", field="units")])


def open_of(key: int, topic: Topic) -> Case | None:
    rows = Case.objects.filter(kind=ADJUSTMENT.kind.value, topic=topic.value, party_organization=key)
    return rows.exclude(holder="").first()


def wanted(row: Adjusting) -> dict[str, Any]:
    """What is filled in, of the fields of its topic."""
    return {name: row.filed[name] for name in fields_of(row.topic) if row.filed.get(name) not in (None, "", [], False)}


def office_of(act: Act, now: Adjusted, law_day: Any) -> Office | None:
    """Who decides: as for a Party organization that would be set up under the same superior."""
    if now.parent is None:
        return None
    return office_for({"parent": now.parent, "mode": ""}, act.on, law_day)


def facts_of(act: Act, topic: Topic, now: Adjusted, filed: Mapping[str, Any], held: Case | None) -> AdjustmentFacts:
    return AdjustmentFacts(
        topic=topic,
        filed=filed,
        name=now.name,
        kind=now.kind,
        superior=now.superior,
        full=sum(one.full for one in now.roll.values()),
        members=len(now.roll),
        units=len(now.units),
        elsewhere=adjustments_elsewhere(now.key, held.pk if held else None),
        parts=parts_of(now, filed.get("parts") or ()),
        taken=units_of(filed.get("units") or (), act.on),
        against=tuple(_against(act, topic, now, filed)) if now.name and now.parent else (),
        open_work=len(tied_to_nodes([now.key], held.pk if held else None)) if ends(topic, filed) else 0,
    )


def parts_of(now: Adjusted, rows: Sequence[Mapping[str, Any]]) -> tuple[PartFacts, ...]:
    found, units_taken, members_taken = [], set[int](), set[str]()
    for one in rows:
        units, members = set(one.get("units") or ()), set(one.get("members") or ())
        mine = members & now.roll.keys()
        found.append(
            PartFacts(
                name=str(one.get("name") or "").strip(),
                kind=str(one.get("kind") or ""),
                units=tuple(sorted(units & (now.units | now.further))),
                added=len(units & now.further),
                members=len(mine),
                full=sum(now.roll[public].full for public in mine),
                strange_units=len(units - now.units - now.further),
                strange_members=len(members - mine),
                twice=bool(units & units_taken or members & members_taken),
            )
        )
        units_taken |= units
        members_taken |= members
    return tuple(found)


def _against(act: Act, topic: Topic, now: Adjusted, filed: Mapping[str, Any]) -> list[Objection]:
    """Of the acts that would carry it out; only where enough is filled in to ask them."""
    found: list[Objection] = []
    naming = {name: filed[name] for name in ("name", "kind") if filed.get(name)}
    if naming and topic in (Topic.RENAME, Topic.RANK, Topic.EVOLVE):
        found += namings_refused(act, {now.key: naming})
    if topic is Topic.MERGE and filed.get("into"):
        found += merger_refused(act, [now.key], filed["into"])
    if topic is Topic.REATTACH and filed.get("parent"):
        found += moves_refused(act, [Move(party_organization=now.key, parent=filed["parent"])])
    if topic is not Topic.MERGE and ends(topic, filed):
        found += dissolution_refused(act, [now.key], frozenset({MEMBERS, COVERED}))
    new = new_rows(topic, now, filed) if topic in (Topic.SPLIT, Topic.EVOLVE) else []
    if new:
        found += establishments_refused(act, new)
    return found
