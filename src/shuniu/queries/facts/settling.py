"""What does the ledger say about what was left to do after a formation: who has come, since when does it stand?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from shuniu.models import Case, Coverage, RollStanding
from shuniu.policy.cases.following import OF
from shuniu.policy.cases.settling import Transfers
from shuniu.policy.words.cases import CaseKind, CaseState
from shuniu.queries.days import during, standing_on


def founded_on(filed: Mapping[str, Any]) -> date | None:
    """The day from which what the reply of the application set up stands."""
    return _origin(filed).values_list("effective_on", flat=True).first()


def transfers_to(node: int, filed: Mapping[str, Any], on: date) -> Transfers | None:
    """None where the application did not say whose relations are to lie there."""
    expected = (_origin(filed).values_list("filed", flat=True).first() or {}).get("relations_in")
    if expected is None:
        return None
    held = RollStanding.objects.filter(standing_on(on), party_organization=node)
    return Transfers(expected=int(expected), arrived=held.values_list("full_members", flat=True).first() or 0)


def applied_for(unit: int, on: date) -> bool:
    """An application that names the organization was sent and not given up, or a Party organization covers it."""
    named = Q(unit=unit) | Q(units__unit=unit)
    sent = Case.objects.filter(named, kind=CaseKind.FORMATION.value).exclude(number="").exclude(state__in=_GIVEN_UP)
    return sent.exists() or Coverage.objects.filter(during(on), unit=unit).exists()


_GIVEN_UP = tuple(one.value for one in (CaseState.DRAFT, CaseState.DROPPED, CaseState.LAPSED))


def _origin(filed: Mapping[str, Any]) -> QuerySet[Case]:
    """The application that it comes of."""
    return Case.objects.filter(uuid=filed[OF]) if filed.get(OF) else Case.objects.none()
