"""Set what a node has set out to reach, and put down figures that somebody reports, with their source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, lock_tree, open_act
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.packs.bind import guarded
from shuniu.models import ReportedFigure, Target
from shuniu.policy.figures.setting import ReportedFacts, TargetFacts, may_report, may_set_target
from shuniu.policy.grants import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTarget:
    """``baseline`` in per cent, ``points`` in percentage points, until ``due_on`` (E07)."""

    party_organization: int
    measure: str
    baseline: Decimal
    points: Decimal
    due_on: date
    source: str
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """``share`` (0 to 1) as the source prints it when it gives no counts."""

    party_organization: int
    key: str
    source: str
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    share: Decimal | None = None
    clause: str = ""
    seen: Seen = None


def set_targets(act: Act, rows: Sequence[SetTarget]) -> list[int]:
    """From ``act.on`` the node has this target for the measure, in place of an earlier one. Returns the nodes."""
    with open_act(act, "target.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        keys = [(row.party_organization, row.measure) for row in rows]
        ends = _prepare(act, keys, Action.SET_TARGET)
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_set_target(_target_facts(row, act.on), index).objections
        )
        changes = [
            Change(key, _values(row, "party_organization", "measure"), row.seen, ends.get(row.party_organization))
            for key, row in zip(keys, rows, strict=True)
        ]
        return _written(opened, change_from(opened.act, Target, ["party_organization", "measure"], changes))


def report_figures(act: Act, rows: Sequence[Reported]) -> list[int]:
    """From ``act.on`` until the next report of the same key. Returns the nodes."""
    with open_act(act, "figure.report", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        keys = [(row.party_organization, row.key) for row in rows]
        ends = _prepare(act, keys, Action.SET_TARGET)
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_report(_reported_facts(row), index).objections
        )
        changes = [
            Change(key, _values(row, "party_organization", "key"), row.seen, ends.get(row.party_organization))
            for key, row in zip(keys, rows, strict=True)
        ]
        return _written(opened, change_from(opened.act, ReportedFigure, ["party_organization", "key"], changes))


def _prepare(act: Act, keys: Sequence[tuple[int, str]], action: Action) -> Mapping[int, date]:
    lock_tree()
    refuse([*named_twice(keys, "该指标"), *guarded(act, [node for node, _ in keys], action)])
    return ends_of(act, [node for node, _ in keys])


def _values(row: SetTarget | Reported, *keys: str) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name not in (*keys, "seen")}


def _target_facts(row: SetTarget, on: date) -> TargetFacts:
    return TargetFacts(on=on, **_values(row, "party_organization"))


def _reported_facts(row: Reported) -> ReportedFacts:
    return ReportedFacts(**_values(row, "party_organization", "clause"))


def _written(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    changed = sorted({key[0] for key in touched})
    opened.answer["party_organizations"] = changed
    return changed
