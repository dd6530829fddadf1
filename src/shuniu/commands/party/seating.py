"""Put down at which units Party organizations sit: their own, the one that hosts them, the secretary's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.commands.journal import Act, Change, Opened, change_from, lock_units, open_act
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_to_name
from shuniu.commands.party.standing import nodes_to_write
from shuniu.kernel.decision import Objection
from shuniu.models import Seat
from shuniu.policy.words import Precision, SeatRole

KEY = ["party_organization", "unit", "role"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """``party_organization`` belongs to, is hosted by, or is led by a secretary of ``unit``."""

    party_organization: int
    unit: int
    role: SeatRole = SeatRole.OWN


def seat_party_organizations(act: Act, rows: Sequence[Seating], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the Party organizations whose seats changed."""
    with open_act(act, "seat.begin", request=asked(act, rows)) as opened:
        return _write(opened, act, rows, {}, precision)


def unseat_party_organizations(act: Act, rows: Sequence[Seating]) -> list[int]:
    """They no longer sit there from ``act.on`` on. Returns the Party organizations whose seats changed."""
    with open_act(act, "seat.end", request=asked(act, rows)) as opened:
        return _write(opened, act, rows, None, Precision.DAY)


def _write(
    opened: Opened, act: Act, rows: Sequence[Seating], values: dict[str, str] | None, precision: str
) -> list[int]:
    if opened.repeated:
        return list(opened.answer["party_organizations"])
    lock_units([row.unit for row in rows])
    keys = [(row.party_organization, row.unit, row.role.value) for row in rows]
    refuse([*named_twice(keys, "同一所在单位"), *_guarded(act, rows)])
    nodes_to_write(act, [row.party_organization for row in rows])
    touched = change_from(opened.act, Seat, KEY, [Change(key, values) for key in keys], precision=precision)
    changed = sorted({key[0] for key in touched})
    opened.answer["party_organizations"] = changed
    return changed


def _guarded(act: Act, rows: Sequence[Seating]) -> Iterator[Objection]:
    reach = units_to_name(act.actor, {row.unit for row in rows})
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
