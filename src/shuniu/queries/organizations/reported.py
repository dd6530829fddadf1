"""What is reported of Party building in one organization on a day? For whoever has been let to its card."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from shuniu.models import ReportedState
from shuniu.queries.days import during


def reported_state(unit: int, on: date) -> Mapping[str, Any] | None:
    rows: Any = ReportedState.objects.filter(during(on), unit=unit).values()
    state: Mapping[str, Any] | None = rows.first()
    return state
