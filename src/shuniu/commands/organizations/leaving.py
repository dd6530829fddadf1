"""Let go of the open work about organizations that are no longer in the register, in the act that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from shuniu.commands.cases.lapsing import settle_units
from shuniu.commands.journal import Act
from shuniu.models import Registration
from shuniu.policy.organizations.keeping import ENDED
from shuniu.policy.words import RegistrationStatus
from shuniu.queries.arrays import among
from shuniu.queries.days import during


def let_go(act: Act, changed: Collection[int], changes: Iterable[Mapping[str, Any]]) -> None:
    """Of those that ``changed``; not where one has come back since the day of the act."""
    if not any(one.get("status") in ENDED for one in changes):
        return
    on = max(act.on, act.actor.today)
    ended = Registration.objects.filter(during(on), unit__in=among(changed), status__in=ENDED)
    by_status: dict[str, list[int]] = defaultdict(list)
    for unit, status in ended.values_list("unit", "status"):
        by_status[status].append(unit)
    for status, keys in sorted(by_status.items()):
        settle_units(act, keys, RegistrationStatus(status).label)
