"""How does the list of what is archived of an election read?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.elections.archiving import NOT_LISTED
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import ArchivePaper
from shuniu.queries.accounts import granted
from shuniu.queries.elections.archiving import ArchiveList, Held
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.frame import actor_of, writing_off
from shuniu.web.wording import day

SAID = f"{NOT_LISTED}，以下按办理步骤列出，不因材料不全不予归档。"
# Of the ballots themselves the platform never holds anything.
ONLY_NUMBERS = "平台只登记票数"
NOT_HELD = "平台没有"


def may_note_here(request: HttpRequest, found: ElectionCard) -> bool:
    """Its papers are noted by whoever archived it, from then on."""
    mine = found.case.state is CaseState.DONE and found.case.applies
    return mine and granted(actor_of(request), Action.FILE_CASE) and not writing_off(request)


def told_of_archive(request: HttpRequest, found: ElectionCard, archived: ArchiveList) -> dict[str, Any]:
    key = found.case.uuid
    return {
        "said": SAID,
        "rows": rows_of(archived),
        "absent": absent_in(archived),
        "file": reverse("election_archive_list", args=[key]),
        "note": reverse("election_archive", args=[key]) if may_note_here(request, found) else "",
    }


def rows_of(archived: ArchiveList) -> list[tuple[str, str, str]]:
    """The paper, what the platform holds of it, where it lies on paper."""
    return [(one.paper.label, held_said(one.paper, one.held), one.place) for one in archived.lines]


def absent_in(archived: ArchiveList) -> str:
    return "、".join(one.label for one in archived.without_place)


def held_said(paper: ArchivePaper, held: Any) -> str:
    if not held:
        return ONLY_NUMBERS if paper is ArchivePaper.BALLOTS else NOT_HELD
    return "；".join(_said(one) for one in held)


def _said(one: Held) -> str:
    if one.number:
        return f"{one.number}（{day(one.on)}）"
    if one.vote is not None:
        return f"第 {one.vote} 次投票的登记（{day(one.on)}）"
    return f"{day(one.on)} 在平台办理"
