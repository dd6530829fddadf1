"""What a meeting decided, said as the 批复 says it: which Party organization, of what kind, how formed, whom it covers.

Members are told by their number, as in every document that goes further than the roll may be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from shuniu.policy.formation.adjusting_steps import ADJUSTMENT, fields_of
from shuniu.policy.words import FormationMode, PartyOrganizationKind, PartyPost
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.cases.asked import AskedFor, asked_for
from shuniu.queries.cases.meetings import AgendaLine, CaseLine, MeetingCard
from shuniu.queries.formation.adjusting import AdjustedNames, names_filed
from shuniu.queries.organizations.bodies import names_of
from shuniu.web.formation.adjusting_reading import said_by
from shuniu.web.frame import actor_of, day_of
from shuniu.web.meetings.views import about_of
from shuniu.web.wording import word

# Why it was asked for stands in the request.
GROUNDS = ("grounds", "exception_grounds")
NOT_TAKEN_UP, NOT_YET = "没有研究", "还没有登记"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Whom a case was about when it was decided on, and what was decided: 同意成立…, or that nothing was yet."""

    about: str
    decision: str


def resolved(request: HttpRequest, card: MeetingCard) -> dict[int, Resolved]:
    """By case. Minutes are written from what lay before the meeting: what is filled in since changes none."""
    actor, on = actor_of(request), day_of(request)
    asked = asked_for(actor, card.key, [one.case.key for one in card.items])
    adjusting = [asked[one.case.key].filed for one in card.items if _adjusts(one.case) and one.case.key in asked]
    names = replace(names_filed(actor, adjusting, on), members={})
    bodies = {one.filed["centre"] for one in asked.values() if one.filed.get("centre")}
    units = names_of(bodies.union(*(one.units for one in asked.values())), card.held_on)
    return {
        one.case.key: Resolved(
            about=_covered(asked.get(one.case.key), units) or about_of(one.case),
            decision=_said(card, one, asked.get(one.case.key), names, units),
        )
        for one in card.items
    }


def _covered(asked: AskedFor | None, units: Mapping[int, str]) -> str:
    return "、".join(units[key] for key in asked.units if key in units) if asked is not None else ""


def _said(
    card: MeetingCard, one: AgendaLine, asked: AskedFor | None, names: AdjustedNames, units: Mapping[int, str]
) -> str:
    if one.outcome is None:
        return NOT_TAKEN_UP if card.state is MeetingState.CLOSED else NOT_YET
    if asked is None:
        return one.outcome.label
    told: Mapping[str, Callable[[], str]] = {
        CaseKind.FORMATION: lambda: _formed(asked, units),
        CaseKind.ADJUSTMENT: lambda: _adjusted(one.case, asked, names),
        CaseKind.APPOINTMENT: lambda: _appointed(one.case, asked.filed),
    }
    return one.outcome.label + (told[one.case.kind]() if one.case.kind in told else "")


def _adjusts(case: CaseLine) -> bool:
    return case.kind == CaseKind.ADJUSTMENT


def _formed(asked: AskedFor, units: Mapping[int, str]) -> str:
    filed = asked.filed
    kind = f"（{word(filed['kind'], PartyOrganizationKind)}）" if filed.get("kind") else ""
    mode = f"，组建方式为{word(filed['mode'], FormationMode)}" if filed.get("mode") else ""
    hosted = f"，依托{units[filed['centre']]}" if filed.get("centre") in units else ""
    return f"成立{filed.get('name') or '党组织'}{kind}{mode}{hosted}，覆盖{_covered(asked, units)}"


def _adjusted(case: CaseLine, asked: AskedFor, names: AdjustedNames) -> str:
    topic, said = AdjustmentTopic(asked.topic), said_by(names)
    values = [(name, said(name, asked.filed.get(name))) for name in fields_of(topic) if name not in GROUNDS]
    told = "；".join(f"{ADJUSTMENT.fields[name]}：{value}" for name, value in values if value)
    return f"{case.about}{topic.label}" + (f"（{told}）" if told else "")


def _appointed(case: CaseLine, filed: Mapping[str, Any]) -> str:
    places = Counter(one["post"] for one in filed.get("posts") or ())
    told = "、".join(f"{post.label}{places[post.value]}名" for post in PartyPost if places[post.value])
    return f"{case.about}班子任职" + (f"：{told}" if told else "")
