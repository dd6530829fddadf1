"""Which rows stood behind a number as it was known at a moment?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shuniu.access import Actor
from shuniu.models import Instructor, PartyOrganization
from shuniu.policy.measures import OF_BODIES, Measure, Subject
from shuniu.policy.measures import measure as measure_of
from shuniu.statistics.answers import NoFigures, NotCountedSo, RowPage, Wanted
from shuniu.statistics.check.units import Said
from shuniu.statistics.dimensions import dimensions
from shuniu.statistics.earlier.figures import Asking
from shuniu.statistics.earlier.ledger import names_of
from shuniu.statistics.earlier.moment import Then, known_at
from shuniu.statistics.earlier.subjects import Split
from shuniu.statistics.places import require
from shuniu.statistics.rows import DENOMINATOR, FIRST_PAGE, NUMERATOR, told

# What the rows of the counter carry beside their frame, in its order.
_COUNTED = (
    "node_id", "attached", "status", "type", "region", "field", "mode", "supervisor_id", "org_covered",
    "work_covered", "separate", "eligible", "base", "full_members", "roll_full_members", "members", "staff",
)  # fmt: skip
_BESIDE: Mapping[Subject, tuple[str, ...]] = {
    Subject.UNIT: _COUNTED,
    Subject.HUB: ("level", "verb", "elements"),
    Subject.PARTY_ORGANIZATION: ("kind",),
    Subject.POSTING: (),
    Subject.ROLL: ("members", "full_members", "probationary"),
    Subject.CROSSING: ("leaders", "managers", "in_both"),
}


def rows_known_for(
    actor: Actor,
    measure_key: str,
    then: Then,
    filters: Mapping[str, str] | None = None,
    wanted: Wanted = FIRST_PAGE,
) -> RowPage | NoFigures:
    """Raises NotYours, UnknownMeasure, NotCountedSo, TooMany."""
    require(actor, then.node)
    measure, on = measure_of(measure_key), then.on
    dimensions(measure, list(filters or {}))
    asking = Asking(then.node, on, known_at(then.at), filters)
    if silent := asking.silence(measure):
        return NoFigures(measure=measure, at=asking.place.code, on=on, sentence=silent)
    if measure.subject is Subject.REPORTED:
        return RowPage(measure=measure, at=asking.place.code, on=on, rows=(), after=None, known_at=then.at)
    framed = _framed(asking, measure, _part(asking.split_of(measure_key, wanted.part), wanted.part))
    page, after = _page(framed, wanted)
    return RowPage(
        measure=measure, at=asking.place.code, on=on, rows=told(measure, page, on), after=after, known_at=then.at
    )


def _part(found: Split, part: str) -> Sequence[Said]:
    if part == NUMERATOR:
        return found.behind
    if part != DENOMINATOR or found.whole is None:
        raise NotCountedSo(f"“{found.measure.name}”没有“{part}”这一部分")
    return found.whole


def _framed(asking: Asking, measure: Measure, rows: Sequence[Said]) -> list[tuple[Any, ...]]:
    """Public id, code, name, order and key, then what is shown beside; in the order of names."""
    by_key = {row[measure.distinct or "subject"]: row for row in rows}
    frames = _frames(asking, measure, by_key)
    beside = _BESIDE[measure.subject]
    found = [(*frames[key], key, *(row[column] for column in beside)) for key, row in by_key.items()]
    return sorted(found, key=lambda row: (row[3], row[4]))


def _frames(asking: Asking, measure: Measure, rows: Mapping[int, Said]) -> Mapping[int, tuple[Any, ...]]:
    if measure.distinct == "instructor":
        sent = Instructor.objects.filter(pk__in=rows).values_list("pk", "uuid", "code")
        return {key: (uuid, code, "", code) for key, uuid, code in sent}
    if measure.subject in OF_BODIES:
        known = PartyOrganization.objects.filter(pk__in=rows).values_list("pk", "uuid", "code")
        return {key: (uuid, code, rows[key]["name"], rows[key]["sort_key"]) for key, uuid, code in known}
    return names_of(rows, asking.ledger)


def _page(rows: list[tuple[Any, ...]], wanted: Wanted) -> tuple[list[tuple[Any, ...]], tuple[str, int] | None]:
    if wanted.after is not None:
        rows = [row for row in rows if (row[3], row[4]) > wanted.after]
    page = rows if wanted.limit is None else rows[: wanted.limit]
    return page, (page[-1][3], page[-1][4]) if len(page) < len(rows) else None
