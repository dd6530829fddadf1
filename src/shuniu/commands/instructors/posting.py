"""Send instructors to organizations, one to several, and end that; while it lasts it is an instrument of work
coverage (G07)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.instructors.pool import codes_of, in_reach
from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.commands.party.reported_contacts import end_beside_posting, hand_over_to_posting
from shuniu.kernel.decision import Objection
from shuniu.kernel.text import document_number
from shuniu.models import InstructorPool, Posting, WorkLog
from shuniu.policy.instructors.posting import PostingFacts, may_post
from shuniu.policy.instructors.work import may_end_posting
from shuniu.policy.words import Precision
from shuniu.queries.days import during, since
from shuniu.queries.facts.organizations import units

SENT = Relation(model=Posting, key=("instructor", "unit"), what="该指导员对该单位的派驻")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """``instructor`` is sent to ``unit`` under a document.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and begins anew later.
    """

    instructor: int
    unit: int
    document_number: str = ""
    seen: Seen = None
    later_too: bool = False

    @property
    def key(self) -> tuple[int, int]:
        return self.instructor, self.unit


def post_instructors(act: Act, rows: Sequence[Sending], *, precision: str = Precision.DAY) -> list[int]:
    """派驻 from ``act.on``. Returns the units that changed.

    Whom a report names there is no contact beside it any more; the reported telephone goes to the same name.
    """
    with open_act(act, "instructor.post", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_lawful(act, rows))
        numbers = [{"document_number": document_number(row.document_number)} for row in rows]
        changes = [Change(row.key, one, row.seen) for row, one in zip(rows, numbers, strict=True)]
        touched = change_from(opened.act, Posting, SENT.key, changes, precision=precision)
        hand_over_to_posting(opened.act, touched)
        return _counted(opened, touched)


def end_postings(act: Act, rows: Sequence[Sending]) -> list[int]:
    """派驻结束 on ``act.on``. Returns the units that changed.

    What the work log tells was done while sent: a posting does not end before it. The same instructor sent to the
    same unit again later is not sent either, once agreed to with ``later_too``.
    """
    with open_act(act, "instructor.end_posting", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_logged_afterwards(act, rows))
        endings = [Ending(key=row.key, seen=row.seen, later_too=row.later_too) for row in rows]
        touched = end_relations(opened.act, SENT, endings)
        end_beside_posting(opened.act, {key[1] for key in touched})
        return _counted(opened, touched)


def _counted(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    changed = sorted({key[1] for key in touched})
    recount(opened.act, units=changed)
    opened.answer["units"] = changed
    return changed


def _prepare(act: Act, rows: Sequence[Sending]) -> None:
    lock_units([row.unit for row in rows])
    refuse([*named_twice([row.key for row in rows], "同一派驻"), *_guarded(act, rows)])


def _guarded(act: Act, rows: Sequence[Sending]) -> Iterator[Objection]:
    reach = units_in_reach(act.actor, {row.unit for row in rows})
    instructors = in_reach(act.actor, {row.instructor for row in rows}, act.actor.today)
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
        if row.instructor not in instructors:
            yield out_of_reach("该指导员", index, "instructor")


def _lawful(act: Act, rows: Sequence[Sending]) -> Iterator[Objection]:
    keys = {row.instructor for row in rows}
    known, codes = units({row.unit for row in rows}, act.on), codes_of(keys)
    pools = dict(
        InstructorPool.objects.filter(during(act.on), instructor__in=keys).values_list("instructor", "available")
    )
    for index, row in enumerate(rows):
        unit = known[row.unit]
        facts = PostingFacts(
            instructor=codes[row.instructor],
            unit=unit.label,
            on=act.on,
            pooled=row.instructor in pools,
            available=pools.get(row.instructor, False),
            unit_known=unit.known,
        )
        yield from may_post(facts, index).objections


def _logged_afterwards(act: Act, rows: Sequence[Sending]) -> Iterator[Objection]:
    keys = {row.instructor for row in rows}
    known, codes = units({row.unit for row in rows}, act.on), codes_of(keys)
    logs = WorkLog.objects.filter(since(act.on), instructor__in=keys, unit__in=set(known)).order_by("period")
    latest = {row[:2]: row[2] for row in logs.values_list("instructor", "unit", "period__startswith")}
    for index, row in enumerate(rows):
        day = latest.get(row.key)
        yield from may_end_posting(codes[row.instructor], known[row.unit].label, act.on, day, index).objections
