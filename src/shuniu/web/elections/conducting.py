"""How does a meeting that votes read: what it is called, who led it, who was on leave or sat in, who counted?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.elections.conducting import may_lead
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.words.elections import Chair, ElectionForm
from shuniu.queries.elections.card import ElectionCard, RoundLine
from shuniu.queries.elections.minutes import meetings_of, texts_behind
from shuniu.web.frame import with_day
from shuniu.web.wording import word

NOT_TOLD = "未登记"


def conduct_said(one: RoundLine) -> str:
    """Names only of members within reach. Who counted is told also where nobody was put down: the text asks for it."""
    told = [f"主持：{Chair(one.chaired_by).label if one.chaired_by else NOT_TOLD}"]
    told += [f"请假 {one.on_leave} 名"] if one.on_leave is not None else []
    told += [f"列席 {one.sat_in} 名"] if one.sat_in is not None else []
    told += [f"监票人：{counted_by(one.scrutineers)}", f"计票人：{counted_by(one.tellers)}"]
    return "　".join(told)


def counted_by(named: Sequence[str]) -> str:
    """Scrutineers or tellers, as far as they may be read."""
    if not named:
        return NOT_TOLD
    known = [name for name in named if name]
    hidden = len(named) - len(known)
    return "、".join([*known, *([f"{hidden} 名不在可查看范围"] if hidden else [])])


def chairs_of(found: ElectionCard) -> frozenset[Chair]:
    """Who may lead the meeting whose vote is put down next."""
    form = ElectionForm(found.case.filed.get("form") or ElectionForm.GENERAL_MEETING.value)
    return may_lead(form, in_committee=found.vote is not None and found.vote.electorate is not None)


def minutes_links(request: HttpRequest, found: ElectionCard) -> Mapping[int, str]:
    """Where the minutes of each meeting are taken out, by the number of its first vote; nowhere where no text says who
    is elected."""
    if not found.rounds or texts_behind(found) is None:
        return {}
    return {
        votes[0].number: with_day(request, reverse("election_minutes", args=[found.case.uuid, votes[0].number]))
        for votes in meetings_of(found)
    }


def meeting_said(found: ElectionCard, *, committee: bool) -> str:
    """What the meeting is called."""
    if committee:
        return "委员会会议" if found.topic == BY_ELECTION else "第一次委员会会议"
    return str(word(found.case.filed.get("form") or ElectionForm.GENERAL_MEETING.value, ElectionForm))
