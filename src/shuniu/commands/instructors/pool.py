"""Take Party-building instructors into the pool of a node, change what is known of them there, let them leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from shuniu.access import Actor
from shuniu.commands.journal import Act, Change, Seen, change_from, in_force, keep_tree, lock_tree, open_act
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.kernel.text import document_number
from shuniu.models import Instructor, InstructorPool, OfficeContact, Posting, record
from shuniu.models.secrecy import encrypt_many
from shuniu.policy.grants import Action
from shuniu.policy.instructors.posting import may_enter_pool, may_leave_pool, not_pooled
from shuniu.policy.instructors.training import may_be_selected
from shuniu.policy.words import ContactRole, Precision
from shuniu.queries.days import during
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import counted

# What a pool says of an instructor.
POOL = (
    "party_organization", "source", "full_time", "available", "home_unit",
    "recommended_by", "selection_number", "selected_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstructor:
    """Name and telephone go to the office contact; the telephone is only stored encrypted (G03, G06)."""

    party_organization: int
    name: str
    source: str
    full_time: bool = False
    available: bool = True
    home_unit: str = ""
    recommended_by: str = ""
    selection_number: str = ""
    selected_on: date | None = None
    phone: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolChange:
    """What changes for an instructor; None keeps its value. Another ``party_organization`` is another pool."""

    instructor: int
    party_organization: int | None = None
    source: str | None = None
    full_time: bool | None = None
    available: bool | None = None
    home_unit: str | None = None
    recommended_by: str | None = None
    selection_number: str | None = None
    selected_on: date | None = None
    seen: Seen = None


def enter_pool(act: Act, rows: Sequence[NewInstructor], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` they stand in the pools. Returns the keys of the instructors, in order."""
    request = [{**asdict(row), "phone": bool(row.phone)} for row in rows]
    with open_act(act, "instructor.enter_pool", request=request) as opened:
        if opened.repeated:
            return list(opened.answer["instructors"])
        keep_tree()
        nodes = [row.party_organization for row in rows]
        refuse(_pools_out_of_reach(act, nodes))
        nodes_named(act, nodes)
        refuse(_entering(act, rows))
        keys = record.numbers(Instructor, len(rows))
        pairs = list(zip(keys, rows, strict=True))
        lines = [(key, uuid4(), row.code or f"Z{key:06d}") for key, row in pairs]
        record.record(opened.act.line, Instructor, ["id", "uuid", "code"], lines)
        period = record.since(act.on)
        record.record(
            opened.act.line,
            InstructorPool,
            ["instructor", *POOL, "period", "precision"],
            [(key, *_said(row).values(), period, precision) for key, row in pairs],
        )
        _contacts(opened.act, pairs, precision)
        opened.answer["instructors"] = keys
        return keys


def _said(row: NewInstructor | PoolChange) -> dict[str, Any]:
    """What a row says of an instructor in a pool, in the order of POOL."""
    said = {name: getattr(row, name) for name in POOL}
    return {**said, "selection_number": said["selection_number"] and document_number(said["selection_number"])}


def _pools_out_of_reach(act: Act, nodes: Sequence[int | None]) -> Iterable[Objection]:
    reach = nodes_in_reach(act.actor, [node for node in nodes if node is not None], Action.WRITE_UNIT)
    return [
        out_of_reach("该党组织的人才库", index, "party_organization")
        for index, node in enumerate(nodes)
        if node is not None and node not in reach
    ]


def _entering(act: Act, rows: Sequence[NewInstructor]) -> Iterable[Objection]:
    figures = figures_at({row.party_organization for row in rows}, act.on)
    codes = [row.code for row in rows if row.code]
    taken = set(Instructor.objects.filter(code__in=codes).values_list("code", flat=True))
    yield from named_twice([row.code or index for index, row in enumerate(rows)], "指导员编号")
    for index, row in enumerate(rows):
        if row.code in taken:
            yield out_of_reach("该指导员编号", index, "code")
        yield from may_enter_pool(row.source, row.name, figures[row.party_organization], index).objections
        yield from may_be_selected(row.selected_on, act.on, index).objections


def _contacts(act: Act, pairs: Sequence[tuple[int, NewInstructor]], precision: str) -> None:
    rows = {key: uuid4() for key, _ in pairs}
    phones = [(key, row.phone) for key, row in pairs if row.phone]
    sealed = encrypt_many(
        [(phone, rows[key]) for key, phone in phones], table=OfficeContact._meta.db_table, field="phone"
    )
    ciphers: Mapping[int, bytes] = dict(zip([key for key, _ in phones], sealed, strict=True))
    role, period = ContactRole.INSTRUCTOR.value, record.since(act.on)
    record.record(
        act.line,
        OfficeContact,
        ["instructor", "row", "role", "name", "phone", "period", "precision"],
        [(key, rows[key], role, row.name, ciphers.get(key), period, precision) for key, row in pairs],
    )


def change_pools(act: Act, rows: Sequence[PoolChange]) -> list[int]:
    """From ``act.on``. Returns the instructors that changed."""
    with open_act(act, "instructor.change_pool", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["instructors"])
        lock_tree()
        keys = [row.instructor for row in rows]
        refuse_foreign(act, keys)
        refuse(_pools_out_of_reach(act, [row.party_organization for row in rows]))
        nodes_named(act, [row.party_organization for row in rows])
        refuse(_changing(act, rows))
        changes = [
            Change(
                (row.instructor,),
                {name: value for name, value in _said(row).items() if value is not None},
                row.seen,
            )
            for row in rows
        ]
        changed = sorted(key[0] for key in change_from(opened.act, InstructorPool, ["instructor"], changes))
        opened.answer["instructors"] = changed
        return changed


def _changing(act: Act, rows: Sequence[PoolChange]) -> Iterable[Objection]:
    """As for entering, by the texts of the node in whose pool they stand afterwards. What stays is not judged again."""
    keys = [row.instructor for row in rows]
    standing = InstructorPool.objects.filter(during(act.on), instructor__in=keys)
    held = {key: (node, source) for key, node, source in standing.values_list("instructor", *POOL[:2])}
    afterwards = [_merged(row, held.get(row.instructor)) for row in rows]
    figures = figures_at({node for node, _ in afterwards if node is not None}, act.on)
    codes = codes_of(keys)
    for index, (row, (node, source)) in enumerate(zip(rows, afterwards, strict=True)):
        if node is None:
            yield not_pooled(codes[row.instructor], act.on, index)
        elif (node, source) != held.get(row.instructor):
            # The name stands in the contact, which a change leaves alone; the number always does for it.
            yield from may_enter_pool(source, codes[row.instructor], figures[node], index).objections
        yield from may_be_selected(row.selected_on, act.on, index).objections


def _merged(row: PoolChange, held: tuple[int, str] | None) -> tuple[int | None, str]:
    """Node and source after the change; ``held``: those of the day."""
    node, source = held or (None, "")
    return row.party_organization or node, source if row.source is None else row.source


def leave_pool(act: Act, keys: Sequence[int], *, seen: Seen = None) -> list[int]:
    """Who stands in a pool on ``act.on`` stands in none from then on, and the contact ends. Returns who left.

    Nobody who entered later is taken out: the day before one entered is no day to leave on.
    """
    with open_act(act, "instructor.leave_pool", request=list(keys)) as opened:
        if opened.repeated:
            return list(opened.answer["instructors"])
        lock_tree()
        refuse_foreign(act, keys)
        held = in_force(InstructorPool, ["instructor"], [(key,) for key in keys])
        unchanged(InstructorPool, ["instructor"], {(key,): seen for key in keys}, held)
        posted = counted(Posting, "instructor", keys, act.on)
        codes = codes_of(keys)
        refuse(
            one
            for index, key in enumerate(keys)
            for one in may_leave_pool(codes[key], posted.get(key, 0), index).objections
        )
        pooled = InstructorPool.objects.filter(during(act.on), instructor__in=keys)
        left = sorted(pooled.values_list("instructor", flat=True))
        for model in (InstructorPool, OfficeContact):
            end_facts(opened.act, model, "instructor", left)
        opened.answer["instructors"] = left
        return left


def codes_of(keys: Iterable[int]) -> dict[int, str]:
    return dict(Instructor.objects.filter(pk__in=set(keys)).values_list("pk", "code"))


def refuse_foreign(act: Act, keys: Sequence[int]) -> None:
    """Raise Refused for instructors whose pool is out of reach today, and for one named twice."""
    reach = in_reach(act.actor, keys, act.actor.today)
    refuse(named_twice(keys, "该指导员"))
    refuse(out_of_reach("该指导员", index, "instructor") for index, key in enumerate(keys) if key not in reach)


def in_reach(actor: Actor, keys: Iterable[int], today: date) -> set[int]:
    """Instructors by the pool in which they stand now, or stood last."""
    rows: Any = InstructorPool.objects.filter(retracted__isnull=True, instructor__in=set(keys)).order_by("period")
    pools = dict(rows.values_list("instructor", "party_organization"))
    pools |= dict(rows.filter(during(today)).values_list("instructor", "party_organization"))
    nodes = nodes_in_reach(actor, pools.values(), Action.WRITE_UNIT)
    return {instructor for instructor, node in pools.items() if node in nodes}
