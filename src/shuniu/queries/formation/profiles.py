"""What does the register say of the organizations that apply: what they are, who registered them, who works there?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, visible
from shuniu.models import Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import OrganizationType
from shuniu.queries.facts.organizations import registered
from shuniu.queries.organizations.bodies import names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Empty or None: the register does not say so. ``staff``: full-time and part-time as far as they are told."""

    name: str
    code: str
    type: str
    authority: str
    supervisor: str
    established: str
    address: str
    full_time: int | None
    part_time: int | None

    @property
    def staffed(self) -> bool:
        return self.full_time is not None or self.part_time is not None


def profiles_of(actor: Actor, units: Sequence[int], on: date) -> list[Profile]:
    """In this order; of those alone that the actor reads in the register."""
    mine = visible(Unit.objects.filter(pk__in=units), actor, Action.READ_UNIT)
    codes = dict(mine.values_list("pk", "code"))
    rows = registered(codes, on)
    bodies = names_of({row[name] for row in rows.values() for name in ("authority_id", "supervising_unit_id")}, on)
    return [
        Profile(
            name=row["name"],
            code=codes[key] or "",
            type=OrganizationType(row["type"]).label if row["type"] else "",
            authority=bodies.get(row["authority_id"], ""),
            supervisor=bodies.get(row["supervising_unit_id"], ""),
            established=_partial(row["established_on"], row["established_precision"]),
            address=row["address"],
            full_time=row["full_time_staff"],
            part_time=row["part_time_staff"],
        )
        for key in units
        if (row := rows.get(key)) is not None
    ]


def _partial(on: date | None, precision: str) -> str:
    """As far as the day is known."""
    if on is None:
        return ""
    month = "" if precision == "year" else f"{on.month}月"
    return f"{on.year}年{month}{'' if precision in ('year', 'month') else f'{on.day}日'}"
