"""Which judge does a kind of ledger have?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shuniu.access import Actor
from shuniu.queries.imports import members, organizations, party, reported
from shuniu.queries.imports.judgement import Judgement, LedgerRow, refuse_repeated


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
        judgements = organizations.judge(actor, node, on, rows, choices)
    elif kind == "party_organizations":
        judgements = party.judge(actor, node, on, rows)
    elif kind == "party_building_state":
        judgements = reported.judge(actor, node, on, rows)
    elif kind == "members":
        judgements = members.judge(actor, node, on, rows, choices)
    else:
        raise ValueError(f"no judge for {kind}")
    refuse_repeated(judgements, lambda index: f"“{rows[index].sheet}”第{rows[index].row}行")
    return judgements
