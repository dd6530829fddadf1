"""Which new Party organizations does an adjustment set up, and under which terms?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shuniu.commands.party.establish import NewPartyOrganization, Terms
from shuniu.policy.words import FormationMode, SeatRole
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.queries.facts.adjusting import Adjusted


def new_rows(
    topic: AdjustmentTopic, now: Adjusted, filed: Mapping[str, Any], terms: Terms | None = None
) -> list[NewPartyOrganization]:
    """Beside the source; below it where it is raised to a body that has branches (升格)."""
    parent = now.key if topic is AdjustmentTopic.RANK else now.parent
    return [
        NewPartyOrganization(
            name=str(one.get("name") or "").strip(),
            kind=str(one.get("kind") or ""),
            parent=parent,
            terms=_terms(one, terms),
            seats=_seats(one),
        )
        for one in filed.get("parts") or ()
    ]


def _terms(one: Mapping[str, Any], terms: Terms | None) -> Terms | None:
    if terms is None:
        return None
    units = len(one.get("units") or ())
    mode = "" if not units else FormationMode.SEPARATE if units == 1 else FormationMode.JOINT
    return Terms(
        mode=str(mode),
        approver=terms.approver,
        document_number=terms.document_number,
        document_on=terms.document_on,
        established_on=terms.established_on,
        established_precision=terms.established_precision,
    )


def _seats(one: Mapping[str, Any]) -> tuple[tuple[int, SeatRole], ...]:
    """Its own unit, or the first of several as the one that hosts it."""
    units = sorted(one.get("units") or ())
    return ((units[0], SeatRole.OWN if len(units) == 1 else SeatRole.HOST),) if units else ()
