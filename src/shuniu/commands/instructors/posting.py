"""Send instructors to organizations, one to several, and end that; while it lasts it is an instrument of work
coverage (G07)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.instructors.pool import codes_of, in_reach
from shuniu.commands.journal import Act, Change, Opened, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Objection
from shuniu.kernel.text import document_number
from shuniu.models import InstructorPool, Posting
from shuniu.policy.instructors.posting import PostingFacts, may_post
from shuniu.policy.words import Precision
from shuniu.queries.days import during
from shuniu.queries.facts.organizations import units

KEY = ["instructor", "unit"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """``instructor`` is sent to ``unit`` under a document."""

    instructor: int
    unit: int
    document_number: str = ""


def post_instructors(act: Act, rows: Sequence[Sending], *, precision: str = Precision.DAY) -> list[int]:
    """派驻 from ``act.on``. Returns the units that changed."""
    with open_act(act, "instructor.post", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(_lawful(act, rows))
        numbers = [{"document_number": document_number(row.document_number)} for row in rows]
        changes = [Change((row.instructor, row.unit), one) for row, one in zip(rows, numbers, strict=True)]
        return _write(opened, changes, precision)


def end_postings(act: Act, rows: Sequence[Sending]) -> list[int]:
    """派驻结束 on ``act.on``. Returns the units that changed."""
    with open_act(act, "instructor.end_posting", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        return _write(opened, [Change((row.instructor, row.unit), None) for row in rows], Precision.DAY)


def _write(opened: Opened, changes: Sequence[Change], precision: str) -> list[int]:
    changed = sorted({key[1] for key in change_from(opened.act, Posting, KEY, changes, precision=precision)})
    recount(opened.act, units=changed)
    opened.answer["units"] = changed
    return changed


def _prepare(act: Act, rows: Sequence[Sending]) -> None:
    lock_units([row.unit for row in rows])
    refuse([*named_twice([(row.instructor, row.unit) for row in rows], "同一派驻"), *_guarded(act, rows)])


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
