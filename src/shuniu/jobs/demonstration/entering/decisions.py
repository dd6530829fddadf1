"""Enter what the office decided, set out to reach and reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from shuniu.commands.figures.campaigns import OpenCampaign, SetGoal, Terms, open_campaigns, set_goals
from shuniu.commands.packs.decide import AdoptedPractice, DecidedFigure, adopt_practices, decide_figures
from shuniu.commands.packs.figures import Reported, SetTarget, report_figures, set_targets
from shuniu.jobs.demonstration.entering.known import Known

KINDS = ("adopt", "decide", "target", "report", "campaign", "goal")


def enter_decisions(known: Known, node: int, on: date, what: str, rows: Sequence[tuple[Any, ...]]) -> None:
    act = known.act(on)
    if what == "adopt":
        adopt_practices(
            act,
            [
                AdoptedPractice(party_organization=node, key=key, pack=pack, decision=decision)
                for key, pack, decision in rows
            ],
        )
    elif what == "decide":
        decide_figures(
            act,
            [
                DecidedFigure(party_organization=node, key=key, value=value, decision=decision)
                for key, value, decision in rows
            ],
        )
    elif what == "target":
        set_targets(act, [_target(node, *row) for row in rows])
    elif what == "campaign":
        known.campaigns.update(
            zip((row[0] for row in rows), open_campaigns(act, [_campaign(node, *row) for row in rows]), strict=True)
        )
    elif what == "goal":
        set_goals(act, [_goal(known, node, *row) for row in rows])
    else:
        report_figures(act, [_reported(node, *row) for row in rows])


def _target(node: int, measure: str, baseline: str, points: str, due_on: date, source: str) -> SetTarget:
    return SetTarget(
        party_organization=node,
        measure=measure,
        baseline=Decimal(baseline),
        points=Decimal(points),
        due_on=due_on,
        source=source,
    )


def _campaign(node: int, name: str, number: str, issued_on: date, bodies: tuple[str, ...], clause: str) -> OpenCampaign:
    terms = Terms(name=name, document_number=number, issued_on=issued_on, bodies=bodies, clause=clause)
    return OpenCampaign(party_organization=node, terms=terms)


def _goal(known: Known, node: int, campaign: str, measure: str, *cells: Any) -> SetGoal:
    baseline, goal, due_on, clause = cells
    return SetGoal(
        campaign=known.campaigns[campaign],
        party_organization=node,
        measure=measure,
        baseline=_decimal(baseline),
        goal=Decimal(goal),
        due_on=due_on,
        clause=clause,
    )


def _reported(node: int, key: str, *cells: str | None) -> Reported:
    numerator, denominator, share, source, clause = cells
    return Reported(
        party_organization=node,
        key=key,
        source=source or "",
        numerator=_decimal(numerator),
        denominator=_decimal(denominator),
        share=_decimal(share),
        clause=clause or "",
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
