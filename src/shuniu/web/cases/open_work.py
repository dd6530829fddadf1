"""The open work of what is about to end, what came of it, and what somebody took on: as tables on other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from shuniu.policy.cases.lapsing import RULES
from shuniu.policy.words.cases import CaseKind, CaseState, Fate
from shuniu.policy.words.submissions import SubmissionState
from shuniu.queries.cases.ending import OpenWork, settled_by, taken_on
from shuniu.web.cases.telling import due_of, kind_of, page_of_kind, status_of
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.parts import Link, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One case: the door to it, whom it is about, how far it is, what becomes or became of it."""

    case: Link
    about: str
    state: Status
    due: Status | None
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTable:
    title: str
    lead: str
    rows: Sequence[WorkRow]
    notes: Sequence[str] = ()
    then: str = "办理后"


def work_before(request: HttpRequest, work: OpenWork, act: str) -> WorkTable | None:
    """``act``: what is about to be done, as its button says. None where nothing is open."""
    if not work.total and not work.meetings:
        return None
    said = {Fate.LAPSES: "自动终止", Fate.PASSES_ON: "转由承接的党组织办理", Fate.STAYS: "继续办理"}
    counts = "，".join(f"{said[fate]} {work.counts[fate]} 项" for fate in Fate if work.counts.get(fate))
    notes = [f"待召开的党委会 {work.meetings} 次，随之取消。"] if work.meetings else []
    if work.hidden:
        notes.append(f"另有 {work.hidden} 项不在当前岗位的查阅范围内。")
    if work.total - work.hidden > len(work.rows):
        notes.append(f"这里列出其中 {len(work.rows)} 项。")
    return WorkTable(
        title=f"未办结的事项 {work.total} 项",
        lead=f"{act}以后：{counts}。{RULES.title}。" if counts else "",
        rows=[_row(request, row, _then(row)) for row in work.rows],
        notes=notes,
    )


def _then(row: Mapping[str, Any]) -> str:
    if row["fate"] is Fate.PASSES_ON and row["to"]:
        return f"转由“{row['to']}”办理"
    return str(row["fate"].label)


def work_done(request: HttpRequest, entry: int, on: Any) -> WorkTable | None:
    """What a line of the journal did to open work."""
    rows, more = settled_by(actor_of(request), entry, on)
    if not rows and not more:
        return None
    notes = [f"另有 {more} 项没有列出，或者不在当前岗位的查阅范围内。"] if more else []
    return WorkTable(
        title=f"随之处理的事项 {len(rows) + more} 项",
        lead=f"{RULES.title}。",
        rows=[_row(request, row, row["verb"].label) for row in rows],
        notes=notes,
        then="处理",
    )


def work_taken(request: HttpRequest, node: int) -> WorkTable | None:
    """What came to a Party organization from others that ended."""
    rows = taken_on(actor_of(request), node, day_of(request))
    if not rows:
        return None
    return WorkTable(
        title="从已撤并的党组织承接的",
        lead="还在办的由本党组织接着办；随之终止的可以查阅。",
        rows=[_row(request, row, str(row["reason"]).partition("，")[0]) for row in rows],
        then="由来",
    )


def _row(request: HttpRequest, row: Mapping[str, Any], then: str) -> WorkRow:
    reported = row["kind"] == CaseKind.INFORMATION
    page = "" if reported or not row["opens"] else page_of_kind(row["kind"], row["uuid"])
    today = actor_of(request).today
    state = (SubmissionState if reported else CaseState)(row["state"])
    return WorkRow(
        case=Link(
            kind_of(row) + (f"（{row['number']}）" if row["number"] else ""), with_day(request, page) if page else ""
        ),
        about=row["about"],
        state=status_of(state),
        due=due_of(row["due_on"], today, provisional=row["due_provisional"], planned=row["due_planned"])
        if row["holder"]
        else None,
        then=then,
    )
