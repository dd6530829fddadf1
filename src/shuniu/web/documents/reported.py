"""What does the 选举结果报告 say? The meetings and their votes, who was elected to which post; nothing beside them.

A name of a member is not kept in the register: ××× stands for it there, and is written where the roll may be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpRequest

from shuniu.policy.elections.letters import reported_in
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.elections import Outcome
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.elections.card import CandidateLine, ElectionCard, RoundLine, election_card
from shuniu.queries.elections.minutes import meetings_of
from shuniu.queries.organizations.card import NotFound
from shuniu.web.documents.saying import NO_NAME, RULES, Parts, Said, text_of
from shuniu.web.elections.conducting import meeting_said
from shuniu.web.elections.papers import called_in, name_of
from shuniu.web.elections.recording import REPORTED
from shuniu.web.elections.telling import post_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import full_day

CLOSING = "特此报告，请审批。"
_POSTS = (PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY, PartyPost.COMMITTEE_MEMBER)
Named = Callable[[str], str]


def result_said(request: HttpRequest, card: CaseCard) -> Said:
    """Raises NotFound before it is reported."""
    if card.state not in REPORTED:
        raise NotFound
    found = election_card(actor_of(request), card.uuid, day_of(request))
    names: list[str] = []

    def named(name: str) -> str:
        names.append(name)
        return NO_NAME

    first = found.first_meeting
    if first is None:
        raise NotFound
    meeting = meeting_said(found, committee=found.in_committee(first.post))
    opening = (
        f"按照{RULES}有关规定，{name_of(found)}于{full_day(first.held_on)}召开{meeting}进行{called_in(found)}。"
        "现将选举结果报告如下："
    )
    parts: Parts = [
        ("到会和投票情况", _meetings(found)),
        ("得票情况", [_votes(one, named) for one in found.rounds]),
        ("选举结果", _elected(found, named)),
    ]
    title = reported_in(name_of(found), found.topic)
    return Said(title, text_of(opening, parts, CLOSING), names=tuple(names))


def _meetings(found: ElectionCard) -> list[str]:
    told = []
    for votes in meetings_of(found):
        meeting = meeting_said(found, committee=found.in_committee(votes[0].post))
        told += [f"{full_day(one.held_on)}{meeting}第{one.number}次投票，{_attended(one)}" for one in votes]
    return told


def _attended(one: RoundLine) -> str:
    reduced = f"到会人员{one.consent}名同意减少名额。" if one.consent is not None else ""
    return (
        f"选举{post_of(one.post)}{one.seats}名：应到会{one.due}名，实到会{one.present}名；"
        f"发出选票{one.issued}张，收回{one.returned}张，有效{one.valid}张。{reduced}"
    )


def _votes(one: RoundLine, named: Named) -> str:
    told = []
    for vote in one.votes:
        other = "（另选）" if vote.written_in else f"、不赞成{vote.no}票、弃权{vote.abstain}票"
        told.append(f"{named(vote.name)}赞成{vote.yes}票{other}")
    return f"第{one.number}次投票：{'；'.join(told)}。"


def _elected(found: ElectionCard, named: Named) -> list[str]:
    """By posts, with the work of each within the committee."""
    told = []
    for post in _POSTS:
        mine = [one for one in found.candidates if one.post == post and one.outcome == Outcome.ELECTED]
        if mine:
            told.append(f"{post.label}：{_named(mine, named)}。")
    return told


def _named(rows: Sequence[CandidateLine], named: Named) -> str:
    return "、".join(
        named(one.name) + (f"（{post_of(one.division)}）" if one.division and one.division != one.post else "")
        for one in rows
    )


REPORTED_ON: Mapping[CaseKind, Callable[[HttpRequest, CaseCard], Said]] = {CaseKind.ELECTION: result_said}
