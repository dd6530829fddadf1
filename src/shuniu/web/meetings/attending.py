"""How do those who led a meeting, were on leave or sat in read: by posts and numbers?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shuniu.policy.cases.attending import Presence
from shuniu.policy.words import PartyPost
from shuniu.policy.words.meetings import Observer
from shuniu.queries.cases.meetings import MeetingCard


def attended_of(card: MeetingCard) -> list[tuple[str, Any]]:
    """Nothing before attendance is put down."""
    if card.due is None:
        return []
    found: list[tuple[str, Any]] = [("到会", f"应到 {card.due} 名，实到 {card.present} 名")]
    if card.due_reason:
        found.append(("应到人数说明", f"任职登记 {card.proposed} 名；{card.due_reason}"))
    elif card.proposed is None:
        found.append(("应到人数说明", "班子任职未登记，按会议记录填报"))
    return [*found, *_presence_of(card.who)]


def _presence_of(who: Presence) -> list[tuple[str, Any]]:
    """Who led it, who was on leave, who sat in; what is not put down is not told."""
    told: list[tuple[str, Any]] = [("主持", posts_said([who.chaired_by]))] if who.chaired_by else []
    for label, number, said in (
        ("请假", who.on_leave, posts_said(who.excused)),
        ("列席", who.sat_in, observers_said(who.observers)),
    ):
        if number is not None:
            told.append((label, f"{number} 名" + (f"（{said}）" if said and number else "")))
    return told


def posts_said(posts: Sequence[str]) -> str:
    return "、".join(PartyPost(one).label for one in posts)


def observers_said(observers: Sequence[str]) -> str:
    return "、".join(Observer(one).label for one in observers)
