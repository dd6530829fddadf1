"""Put down at which units Party organizations sit: their own, the one that hosts them, the secretary's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, out_of_reach, refuse, units_to_name
from shuniu.commands.party.standing import nodes_to_write
from shuniu.kernel.decision import Objection
from shuniu.models import Seat
from shuniu.policy.words import Precision, SeatRole

SEAT = Relation(model=Seat, key=("party_organization", "unit", "role"), what="该所在单位关系")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """``party_organization`` belongs to, is hosted by, or is led by a secretary of ``unit``.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and begins anew later.
    """

    party_organization: int
    unit: int
    role: SeatRole = SeatRole.OWN
    seen: Seen = None
    later_too: bool = False

    @property
    def key(self) -> tuple[int, int, str]:
        return self.party_organization, self.unit, self.role.value


def seat_party_organizations(act: Act, rows: Sequence[Seating], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on``. Returns the Party organizations whose seats changed."""
    with open_act(act, "seat.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, rows)
        ends = ends_of(act, [row.party_organization for row in rows])
        changes = [Change(row.key, {}, row.seen, ends.get(row.party_organization)) for row in rows]
        return _told(opened, change_from(opened.act, Seat, SEAT.key, changes, precision=precision))


def unseat_party_organizations(act: Act, rows: Sequence[Seating]) -> list[int]:
    """They no longer sit there from ``act.on`` on. Returns the Party organizations whose seats changed.

    The same unit in the same role from a later day on is the same seat: it ends too, once agreed to with
    ``later_too``.
    """
    with open_act(act, "seat.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, rows)
        endings = [Ending(key=row.key, seen=row.seen, later_too=row.later_too) for row in rows]
        return _told(opened, end_relations(opened.act, SEAT, endings))


def _prepare(act: Act, rows: Sequence[Seating]) -> None:
    lock_units([row.unit for row in rows])
    refuse([*named_twice([row.key for row in rows], "同一所在单位"), *_guarded(act, rows)])
    nodes_to_write(act, [row.party_organization for row in rows])


def _told(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    changed = sorted({key[0] for key in touched})
    opened.answer["party_organizations"] = changed
    return changed


def _guarded(act: Act, rows: Sequence[Seating]) -> Iterator[Objection]:
    reach = units_to_name(act.actor, {row.unit for row in rows})
    for index, row in enumerate(rows):
        if row.unit not in reach:
            yield out_of_reach("该单位", index, "unit")
