"""Put down which members work for a Party organization as 党务工作者, full-time or beside other work; end it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.commands.journal import Act, Change, Seen, change_from, keep_tree, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse, units_to_name
from shuniu.commands.members.reaching import lock_persons, persons_in_reach
from shuniu.kernel.decision import Objection
from shuniu.models import PartyAffairsWorker
from shuniu.policy.grants import Action
from shuniu.policy.members.workers import WorkerFacts, may_work
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.posts import states_on

WORK = Relation(model=PartyAffairsWorker, key=("person", "party_organization"), what="党务工作")


@dataclass(frozen=True, slots=True, kw_only=True)
class AffairsWorker:
    """``unit``: the one that supplies the worker, where one does. ``later_too``: when it ends and begins anew later."""

    person: int
    party_organization: int
    full_time: bool = False
    unit: int | None = None
    trained_on: date | None = None
    seen: Seen = None
    later_too: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.person, self.party_organization


def set_workers(act: Act, rows: Sequence[AffairsWorker]) -> list[int]:
    """From ``act.on``. Returns the Party organizations where something changed. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "affairs_worker.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _hold(rows)
        refuse([*_guarded(act, rows), *_lawful(act, rows)])
        changes = [
            Change(row.key, {"full_time": row.full_time, "unit": row.unit, "trained_on": row.trained_on}, row.seen)
            for row in rows
        ]
        touched = change_from(opened.act, PartyAffairsWorker, WORK.key, changes)
        opened.answer["party_organizations"] = sorted({node for _, node in touched})
        return list(opened.answer["party_organizations"])


def end_workers(act: Act, rows: Sequence[AffairsWorker]) -> list[int]:
    """They no longer work there from ``act.on`` on. Returns the Party organizations where something changed."""
    with open_act(act, "affairs_worker.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _hold(rows)
        refuse(_guarded(act, rows, ending=True))
        endings = [Ending(key=row.key, seen=row.seen, later_too=row.later_too) for row in rows]
        touched = end_relations(opened.act, WORK, endings)
        opened.answer["party_organizations"] = sorted({node for _, node in touched})
        return list(opened.answer["party_organizations"])


def _hold(rows: Sequence[AffairsWorker]) -> None:
    keep_tree()
    lock_persons([row.person for row in rows])
    lock_units([row.unit for row in rows if row.unit is not None])


def _guarded(act: Act, rows: Sequence[AffairsWorker], *, ending: bool = False) -> Iterator[Objection]:
    yield from named_twice([row.key for row in rows], "同一名党员")
    mine = persons_in_reach(act.actor, [row.person for row in rows])
    places = nodes_in_reach(act.actor, [row.party_organization for row in rows], Action.WRITE_MEMBER)
    units = units_to_name(act.actor, [row.unit for row in rows if row.unit is not None])
    for index, row in enumerate(rows):
        if row.party_organization not in places:
            yield out_of_reach("该党组织", index, "party_organization")
        if not ending and row.person not in mine:
            yield out_of_reach("该党员", index, "person")
        if not ending and row.unit is not None and row.unit not in units:
            yield out_of_reach("该单位", index, "unit")


def _lawful(act: Act, rows: Sequence[AffairsWorker]) -> Iterator[Objection]:
    known = states_on([row.person for row in rows], act.on)
    figures = figures_at({row.party_organization for row in rows}, act.on)
    for index, row in enumerate(rows):
        facts = WorkerFacts(
            on_roll=row.person in known, full_time=row.full_time, begins_on=act.on, trained_on=row.trained_on
        )
        yield from may_work(facts, figures[row.party_organization], index).objections
