"""The check of every night, and where its answer is found in the morning."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from shuniu.jobs.rhythm import latest_anchor
from shuniu.queries.seals import verify

ANSWER = "check.json"


def check_night(at: datetime) -> int:
    """Derived tables against the facts, the journal against its seals. Returns how many differences there are."""
    from shuniu.jobs.checking import all_differences  # only at night: the worker sealing by day does not need it

    findings = all_differences()
    verified = verify(latest_anchor())
    if verified.problem:
        findings.append(verified.problem)
    _keep({"at": at.isoformat(), "findings": findings, "lines": verified.lines})
    return len(findings)


def latest_check() -> dict[str, Any] | None:
    """What the latest nightly check found; None before the first."""
    place = Path(settings.STATE) / ANSWER
    found: dict[str, Any] | None = json.loads(place.read_text("utf-8")) if place.exists() else None
    return found


def _keep(answer: dict[str, Any]) -> None:
    place = Path(settings.STATE) / ANSWER
    unfinished = place.with_name(f"{ANSWER}.{os.getpid()}")
    unfinished.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    unfinished.replace(place)
