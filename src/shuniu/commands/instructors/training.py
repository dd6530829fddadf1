"""Record the trainings that a node held for instructors, and correct what is known of them (G02)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.instructors.pool import codes_of, in_reach
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, keep_tree, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.models import InstructorCourse, InstructorPool, InstructorTraining, TrainedInstructor, record
from shuniu.models.facts import Fact
from shuniu.policy.grants import Action
from shuniu.policy.instructors.training import TrainingFacts, may_record_training

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """A training that ``party_organization`` held, from day to day, and the instructors who took part."""

    party_organization: int
    name: str
    begins_on: date
    ends_on: date
    organizer: str = ""
    hours: int | None = None
    instructors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingCorrection:
    """What the training ``course`` should have said; None says that it never was held."""

    course: UUID
    said: Training | None
    seen: Seen = None


def record_trainings(act: Act, rows: Sequence[Training]) -> list[UUID]:
    """登记培训. Returns the public ids of the trainings, in order."""
    with open_act(act, "instructor.record_training", request=asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["trainings"]]
        keep_tree()
        refuse(_foreign_nodes(act, [row.party_organization for row in rows]))
        refuse(_foreign_instructors(act, [(row.instructors, ()) for row in rows]))
        refuse(_lawful(act, list(enumerate(rows))))
        keys = record.numbers(InstructorCourse, len(rows))
        ids = [uuid4() for _ in rows]
        record.record(opened.act.line, InstructorCourse, ["id", "uuid"], list(zip(keys, ids, strict=True)))
        _write(opened.act, list(zip(keys, rows, strict=True)))
        opened.answer["trainings"] = [str(one) for one in ids]
        return ids


def correct_trainings(act: Act, rows: Sequence[TrainingCorrection]) -> list[UUID]:
    """更正: the training and who took part, as they should have been. Returns the public ids of what changed."""
    with open_act(act, "instructor.correct_training", request=asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["trainings"]]
        lock_tree()
        ids = [row.course for row in rows]
        held = {row["course__uuid"]: row for row in _in_force(InstructorTraining, ids)}
        refuse(named_twice(ids, "该次培训"))
        refuse(_out_of_reach(act, ids, held))
        _unchanged(rows, held)
        taking_part = _taking_part(ids)
        refuse(_foreign_nodes(act, [row.said.party_organization if row.said else None for row in rows]))
        refuse(
            _foreign_instructors(
                act, [(row.said.instructors if row.said else (), taking_part.get(row.course, {})) for row in rows]
            )
        )
        refuse(_lawful(act, [(index, row.said) for index, row in enumerate(rows) if row.said is not None]))
        changed = [row for row in rows if row.said != _now(held[row.course], taking_part.get(row.course, {}))]
        _take_back(opened.act, InstructorTraining, [held[row.course]["id"] for row in changed])
        _take_back(opened.act, TrainedInstructor, [key for row in changed for key in _keys(taking_part, row.course)])
        _write(opened.act, [(held[row.course]["course_id"], row.said) for row in changed if row.said is not None])
        opened.answer["trainings"] = [str(row.course) for row in changed]
        return [row.course for row in changed]


def _write(act: Act, pairs: Sequence[tuple[int, Training]]) -> None:
    names = ["course", "party_organization", "name", "organizer", "hours", "period"]
    lines = [
        (key, row.party_organization, row.name, row.organizer, row.hours, record.days(_days(row))) for key, row in pairs
    ]
    record.record(act.line, InstructorTraining, names, lines)
    taking_part = [
        (key, row.party_organization, instructor, record.days(_days(row)))
        for key, row in pairs
        for instructor in sorted(set(row.instructors))
    ]
    record.record(act.line, TrainedInstructor, ["course", "party_organization", "instructor", "period"], taking_part)


def _days(row: Training) -> Period:
    return Period(row.begins_on, row.ends_on + DAY)


def _in_force(model: type[InstructorTraining | TrainedInstructor], ids: Iterable[UUID]) -> list[dict[str, Any]]:
    facts: Any = model._default_manager
    rows = facts.filter(retracted__isnull=True, course__uuid__in=set(ids))
    return list(rows.order_by("pk").values(*(one.attname for one in model._meta.concrete_fields), "course__uuid"))


def _taking_part(ids: Iterable[UUID]) -> dict[UUID, dict[int, int]]:
    """By training: the instructors, each with the key of the fact."""
    found: dict[UUID, dict[int, int]] = {}
    for row in _in_force(TrainedInstructor, ids):
        found.setdefault(row["course__uuid"], {})[row["instructor_id"]] = row["id"]
    return found


def _keys(taking_part: Mapping[UUID, Mapping[int, int]], course: UUID) -> Iterable[int]:
    return taking_part.get(course, {}).values()


def _now(held: Mapping[str, Any], taking_part: Collection[int]) -> Training:
    return Training(
        party_organization=held["party_organization_id"],
        name=held["name"],
        begins_on=held["period"].lower,
        ends_on=held["period"].upper - DAY,
        organizer=held["organizer"],
        hours=held["hours"],
        instructors=tuple(sorted(taking_part)),
    )


def _take_back(act: Act, model: type[Fact], keys: Sequence[int]) -> None:
    if len(record.retract(act.line, model, keys)) != len(keys):
        raise ChangedMeanwhile


def _unchanged(rows: Sequence[TrainingCorrection], held: Mapping[UUID, Mapping[str, Any]]) -> None:
    for row in rows:
        if row.seen is not None and row.seen != (held[row.course]["id"],):
            raise ChangedMeanwhile


def _out_of_reach(act: Act, ids: Sequence[UUID], held: Mapping[UUID, Mapping[str, Any]]) -> Iterator[Objection]:
    reach = nodes_in_reach(act.actor, [row["party_organization_id"] for row in held.values()], Action.WRITE_UNIT)
    for index, key in enumerate(ids):
        if key not in held or held[key]["party_organization_id"] not in reach:
            yield out_of_reach("该次培训", index)


def _foreign_nodes(act: Act, nodes: Sequence[int | None]) -> Iterator[Objection]:
    """Trainings are kept by whoever keeps the pools of the node."""
    reach = nodes_in_reach(act.actor, [node for node in nodes if node is not None], Action.WRITE_UNIT)
    for index, node in enumerate(nodes):
        if node is not None and node not in reach:
            yield out_of_reach("该党组织", index, "party_organization")


def _foreign_instructors(act: Act, rows: Sequence[tuple[Collection[int], Collection[int]]]) -> Iterator[Objection]:
    """Per row who takes part, and who is down already: those stay, wherever they stand by now."""
    named = {instructor for new, _ in rows for instructor in new}
    reach = in_reach(act.actor, named, act.actor.today)
    for index, (new, down) in enumerate(rows):
        if not set(new) <= reach | set(down):
            yield out_of_reach("该指导员", index, "instructors")


def _lawful(act: Act, rows: Sequence[tuple[int, Training]]) -> Iterator[Objection]:
    named = {instructor for _, row in rows for instructor in row.instructors}
    codes = codes_of(named)
    pools: dict[int, list[Any]] = {}
    held = InstructorPool.objects.filter(retracted__isnull=True, instructor__in=named)
    for instructor, days in held.values_list("instructor", "period"):
        pools.setdefault(instructor, []).append(days)
    for index, row in rows:
        outside = [one for one in row.instructors if not any(_meets(days, row) for days in pools.get(one, ()))]
        facts = TrainingFacts(
            name=row.name,
            begins_on=row.begins_on,
            ends_on=row.ends_on,
            today=act.actor.today,
            hours=row.hours,
            taking_part=[codes[one] for one in row.instructors],
            outside=[codes[one] for one in outside],
        )
        yield from may_record_training(facts, index).objections


def _meets(days: Any, row: Training) -> bool:
    return bool(days.lower <= row.ends_on and (days.upper is None or days.upper > row.begins_on))
