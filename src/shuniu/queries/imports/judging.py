"""Which judge does a kind of ledger have?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shuniu.access import Actor
from shuniu.queries.imports import organizations, party
from shuniu.queries.imports.judgement import Judgement, LedgerRow

KINDS = ("social_organizations", "party_organizations")


def judge_rows(
    actor: Actor,
    node: int,
    on: date,
    kind: str,
    rows: Sequence[LedgerRow],
    choices: Mapping[int, str] | None = None,
) -> list[Judgement]:
    """One judgement per row against the register of ``node`` on ``on``; nothing is written."""
    if kind == "social_organizations":
        return organizations.judge(actor, node, on, rows, choices)
    if kind == "party_organizations":
        return party.judge(actor, node, on, rows)
    raise ValueError(f"no judge for {kind}")
