"""By which organizations does a figure of a day read otherwise now than it did at a moment, and why?

Both sides are counted by the same count; who is on one side and not on the other is the difference, one cause each, so
that it adds up by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from shuniu.access import Actor
from shuniu.models import (
    Coverage,
    Employment,
    Guidance,
    HeadCount,
    Jurisdiction,
    Membership,
    Posting,
    Registration,
    WorkCoverage,
)
from shuniu.policy.figures.learning import Learned, learned
from shuniu.policy.measures import Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.queries.arrays import among
from shuniu.statistics.answers import NoFigures, NotCountedSo
from shuniu.statistics.check.units import Said
from shuniu.statistics.earlier.figures import Asking
from shuniu.statistics.earlier.ledger import names_of
from shuniu.statistics.earlier.moment import NOW, Moment, Then, known_at
from shuniu.statistics.earlier.subjects import Split
from shuniu.statistics.places import require

_FACTS = (Registration, Jurisdiction, Coverage, WorkCoverage, Posting, Guidance, Employment)


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedUnit:
    """An organization that counts otherwise now. Steps are +1, 0 or -1; ``added`` is what it changes the sum by."""

    uuid: UUID
    code: str
    name: str
    cause: Learned
    step: int
    whole_step: int
    added: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """``numbers``: the numerator then and now; ``wholes`` the denominators of a ratio, else None."""

    measure: Measure
    at: str
    on: date
    known_at: datetime
    numbers: tuple[int, int]
    wholes: tuple[int, int] | None
    units: tuple[LearnedUnit, ...]


def differences_for(actor: Actor, measure_key: str, asked: Then) -> Differences | NoFigures:
    """Raises NotYours, UnknownMeasure, NotCountedSo, TooMany."""
    require(actor, asked.node)
    measure = measure_of(measure_key)
    if measure.subject is not Subject.UNIT:
        raise NotCountedSo(f"“{measure.name}”不按社会组织计数，不能逐家说明")
    moment = known_at(asked.at)
    then, now = (Asking(asked.node, asked.on, one) for one in (moment, NOW))
    if silent := then.place.silent or measure.awaits:
        return NoFigures(measure=measure, at=then.place.code, on=asked.on, sentence=silent)
    lasted, before, after = _counted(then, now, measure)
    return Differences(
        measure=measure,
        at=then.place.code,
        on=asked.on,
        known_at=asked.at,
        numbers=(lasted[0] + int(before.numerator), lasted[0] + int(after.numerator)),
        wholes=(lasted[1] + int(before.denominator or 0), lasted[1] + int(after.denominator or 0))
        if measure.is_ratio
        else None,
        units=_units((then, before), (now, after), moment),
    )


def _counted(then: Asking, now: Asking, measure: Measure) -> tuple[tuple[int, int], Split, Split]:
    """What reads the same then and now, numerator and denominator; and the rows beside it, then and now."""
    if not then.lasts(measure):
        return (0, 0), then.split(measure.key), now.split(measure.key)
    found = then.lasting(measure.key)
    numerator, denominator, _ = found.parts[0].numbers
    before, after = (one.split_among(measure.key, found.changed) for one in (then, now))
    return (int(numerator or 0), int(denominator or 0)), before, after


def _units(then: tuple[Asking, Split], now: tuple[Asking, Split], moment: Moment) -> tuple[LearnedUnit, ...]:
    summed = then[1].measure.sums
    inside = _weights(then[1].inside, summed), _weights(now[1].inside, summed)
    whole = _weights(then[1].whole or ()), _weights(now[1].whole or ())
    both = [{unit: after.get(unit, 0) - before.get(unit, 0) for unit in {*before, *after}} for before, after in
            (inside, whole)]  # fmt: skip
    changed = {unit for side in both for unit, step in side.items() if step}
    names = {**names_of(changed, then[0].ledger), **names_of(changed, now[0].ledger)}
    acts = _acts(changed, then[0].on, moment)
    found = [
        LearnedUnit(
            uuid=names[unit][0],
            code=names[unit][1],
            name=names[unit][2],
            cause=learned(acts.get(unit, ())),
            step=_sign(both[0].get(unit, 0)),
            whole_step=both[1].get(unit, 0),
            added=both[0].get(unit, 0),
        )
        for unit in sorted(changed, key=lambda unit: (names[unit][3], unit))
    ]
    return tuple(sorted(found, key=lambda one: list(Learned).index(one.cause)))


def _weights(rows: Sequence[Said], summed: tuple[str, ...] = ()) -> dict[int, int]:
    return {row["subject"]: (row[summed[0]] or 0) if summed else 1 for row in rows}


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _acts(units: Iterable[int], on: date, moment: Moment) -> dict[int, set[str]]:
    """What has been done since to what the register says of each unit on the day."""
    wanted = among(units)
    found: dict[int, set[str]] = {}
    day = Q(period__contains=on)
    for model in _FACTS:
        _gather(found, model.objects.filter(day, unit__in=wanted), moment)
    _gather(found, HeadCount.objects.filter(as_of__lte=on, unit__in=wanted), moment)
    _gather_members(found, Employment.objects.filter(day, unit__in=wanted), day, moment)
    return found


def _gather_members(found: dict[int, set[str]], employed: QuerySet[Any], day: Q, moment: Moment) -> None:
    """What has been done since to the memberships of those who work there, or did by what was known then."""
    works: dict[int, set[int]] = {}
    for unit, person in employed.values_list("unit_id", "person_id"):
        works.setdefault(person, set()).add(unit)
    done: dict[int, set[str]] = {}
    _gather(done, Membership.objects.filter(day, person__in=among(works)), moment, by="person_id")
    for person, acts in done.items():
        for unit in works[person]:
            found.setdefault(unit, set()).update(acts)


def _gather(found: dict[int, set[str]], rows: QuerySet[Any], moment: Moment, by: str = "unit_id") -> None:
    """Both ends of a fact's life: written since, or taken back since."""
    since = [("recorded", Q(recorded__at__gt=moment.at)), ("retracted", Q(retracted__at__gt=moment.at))]
    for end, later in since:
        chosen = rows.filter(later | Q(**{f"{end}__in": moment.unfinished}))
        for key, act in chosen.values_list(by, f"{end}__act"):
            found.setdefault(key, set()).add(act)
