"""Do the counted rolls say what the memberships say, on every day on which any of them changes?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from shuniu.models import Membership, PartyOrganization, RollStanding
from shuniu.models.facts import IN_FORCE
from shuniu.policy.words import MembershipState

# members, full, probationary
Held = tuple[int, int, int]
NOBODY: Held = (0, 0, 0)


def roll_differences() -> Iterator[str]:
    """The first day on which a roll differs, for each Party organization."""
    counted = _counted()
    kept: dict[int, list[tuple[date, date | None, Held]]] = defaultdict(list)
    for node, start, end, *held in RollStanding.objects.values_list(
        "party_organization", "valid_from", "valid_to", "members", "full_members", "probationary"
    ).iterator():
        kept[node].append((start, end, (held[0], held[1], held[2])))
    for node in sorted(counted.keys() | kept.keys()):
        days = counted[node].keys() | {day for row in kept[node] for day in row[:2] if day is not None}
        running: Counter[str] = Counter()
        for day in sorted(days):
            running.update(counted[node].get(day, {}))
            wanted = (running["members"], running[MembershipState.FULL], running[MembershipState.PROBATIONARY])
            found = [held for start, end, held in kept[node] if start <= day and (end is None or day < end)]
            if found != ([wanted] if wanted != NOBODY else []):
                yield _told(node, day, wanted, found)
                break


def _counted() -> dict[int, dict[date, Counter[str]]]:
    """By Party organization and day: by how much the members, full and probationary ones become more."""
    steps: dict[int, dict[date, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    rows = Membership.objects.filter(IN_FORCE).values_list("party_organization", "period", "state")
    for node, period, state in rows.iterator():
        for day, sign in ((period.lower, 1), (period.upper, -1)):
            if day is not None:
                steps[node][day].update({"members": sign, state: sign})
    return steps


def _told(node: int, day: date, wanted: Held, found: list[Held]) -> str:
    code = PartyOrganization.objects.values_list("code", flat=True).get(pk=node)
    said = "、".join(str(one) for one in found) or "没有"
    return f"党组织“{code}”在{day.isoformat()}的党员、正式、预备应为{wanted}，派生表为{said}。"
