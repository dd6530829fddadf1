"""Put down that Party organizations cover units from a day on, or no longer do (组织覆盖)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_units, open_act
from shuniu.commands.journal.ending import Ending, Relation, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.party.relating import unlawful, unreachable
from shuniu.models import Coverage
from shuniu.policy.party.answering import may_cover
from shuniu.policy.words import CoverageRole, Precision

KEY = ["party_organization", "unit"]
COVERING = Relation(model=Coverage, key=("party_organization", "unit"), what="该党组织对该单位的组织覆盖")


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """``party_organization`` covers ``unit``: as the unit that hosts it, or as one that shares it.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and begins anew later.
    """

    party_organization: int
    unit: int
    role: CoverageRole = CoverageRole.HOST
    seen: Seen = None
    later_too: bool = False


def cover_units(act: Act, rows: Sequence[Covering], *, precision: str = Precision.DAY) -> list[int]:
    """From ``act.on`` the units are covered. It counts while both exist. Returns the units that changed."""
    with open_act(act, "coverage.begin", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        refuse(unlawful(act, rows, may_cover))
        changes = [Change((row.party_organization, row.unit), {"role": row.role.value}, row.seen) for row in rows]
        return _counted(opened, change_from(opened.act, Coverage, KEY, changes, precision=precision))


def uncover_units(act: Act, rows: Sequence[Covering]) -> list[int]:
    """From ``act.on`` the Party organizations no longer cover the units. Returns the units that changed.

    In whichever role: a stretch that begins later, also in the other role, is the same coverage and ends too, once
    agreed to with ``later_too``.
    """
    with open_act(act, "coverage.end", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["units"])
        _prepare(act, rows)
        endings = [
            Ending(key=(row.party_organization, row.unit), seen=row.seen, later_too=row.later_too) for row in rows
        ]
        return _counted(opened, end_relations(opened.act, COVERING, endings))


def _prepare(act: Act, rows: Sequence[Covering]) -> None:
    lock_units([row.unit for row in rows])
    pairs = [(row.party_organization, row.unit) for row in rows]
    refuse([*named_twice(pairs, "同一党组织对该单位的覆盖"), *unreachable(act, rows)])


def _counted(opened: Opened, touched: set[tuple[int, ...]]) -> list[int]:
    changed = sorted({key[1] for key in touched})
    # Separate or joint is told by how many units a Party organization covers: its other units count anew too.
    branches = {key[0] for key in touched}
    sharing = set(Coverage.objects.filter(party_organization__in=branches).values_list("unit", flat=True))
    recount(opened.act, units=sorted(sharing | set(changed)))
    opened.answer["units"] = changed
    return changed
