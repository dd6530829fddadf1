"""How do the matters of an election read, and which boxes does its shared screen have?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.policy.elections.candidates import SOURCE
from shuniu.policy.elections.letters import Letter
from shuniu.policy.elections.steps import ELECTION, FIRST, POSTPONEMENT, needs_reason
from shuniu.policy.members.secretary import SAID
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.policy.words.elections import ElectionForm, Outcome
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.elections.card import CandidateLine, ElectionCard
from shuniu.queries.elections.letters import LetterLine
from shuniu.web.cases.screen import NO_VALUE, Asked, CaseScreen, Door, FieldRow
from shuniu.web.frame import with_day, writing_off
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day, word

REQUEST = ("form", "seats", "deputies", "planned_on", "grounds")
BY_REQUEST = ("form", "seats", "secretary", "deputies", "planned_on", "grounds")
OUTCOMES: Mapping[str, Status] = {
    Outcome.ELECTED: Status(Outcome.ELECTED.label, "done"),
    Outcome.NOT_ELECTED: Status(Outcome.NOT_ELECTED.label, "muted"),
    Outcome.TIED: Status(Outcome.TIED.label, "soon"),
    Outcome.NOT_NAMED: Status(Outcome.NOT_NAMED.label, "muted"),
    "": Status("待选举", "plain"),
}
# What a button says where the verb alone does not.
LABELS: Mapping[tuple[CaseState, Verb], str] = {
    (CaseState.DRAFT, Verb.SUBMIT): "填写换届请示",
    (CaseState.RETURNED, Verb.SUBMIT): "修改换届请示",
    (CaseState.NOMINATING, Verb.SUBMIT): "填写候选人预备人选",
    (CaseState.NOMINATION_RETURNED, Verb.SUBMIT): "修改候选人预备人选",
    (CaseState.REQUESTED, Verb.APPROVE): "批准换届",
    (CaseState.NOMINATED, Verb.ACCEPT): "候选人审查通过",
    (CaseState.VOTING, Verb.ELECT): "登记选举结果",
    (CaseState.FIRST_MEETING, Verb.RECORD): "登记第一次委员会会议选举结果",
    (CaseState.REPORT_RETURNED, Verb.REPORT): "再次报告选举结果",
    (CaseState.TO_REPORT, Verb.REPORT): "报告选举结果",
    (CaseState.REPORTED, Verb.REPLY): "批复选举结果",
}

# Acts with a page on which the reason is written.
REASONED_PAGES: Mapping[Verb, str] = {Verb.DROP: "election_end", Verb.RENOMINATE: "election_renominate"}

# What went out, by what it says.
SENT: Mapping[Letter | None, str] = {
    Letter.APPROVAL: "换届批复",
    Letter.FIRST: "首次选举批复",
    Letter.RESULT: "结果批复",
    Letter.BY_ELECTION: "补选批复",
    Letter.BY_ELECTION_RESULT: "结果批复",
    Letter.DELAY: "延期批复",
    Letter.NO_DELAY: "延期批复",
    Letter.REMINDER: "已发提醒函",
}


def said(name: str, value: Any) -> Any:
    if name == "management_stated":
        return "是" if value else None
    if name == "form" and value:
        return word(value, ElectionForm)
    if name in ("seats", "deputies") and value is not None:
        return "不设委员会" if name == "seats" and value == 0 else f"{value} 名"
    if name == "candidates":
        return f"{len(value)} 人次，见上表" if value else None
    if name == "minutes":
        return f"{len(value)} 次投票，见上表" if value else None
    return value or None


# The same table where the boxes say what is filled within a term.
BY_TABLE = replace(
    ELECTION,
    fields={
        **ELECTION.fields,
        "seats": "补选委员",
        "secretary": "补选书记",
        "deputies": "补选副书记",
        "grounds": "出缺的原因",
    },
)


def by_election_said(name: str, value: Any) -> Any:
    """Places, not a whole committee: none is none."""
    if name in ("seats", "secretary", "deputies") and value is not None:
        return f"{int(value)} 名" if value else "不补选"
    return said(name, value)


_NONE: Mapping[str, str] = {}


def called_of(topic: str, *, first: bool) -> str:
    return "补选" if topic else "首次选举" if first else "换届"


def election_asked(card: CaseCard, code: str, topic: str = "", sources: Mapping[str, str] = _NONE) -> Asked:
    """``sources``: as the texts call from where a secretary comes."""
    state = card.state
    assert isinstance(state, CaseState)
    request = "by_election_new" if topic else "election_new"
    pages = {
        Verb.SUBMIT: reverse(request, args=[code])
        if state in (CaseState.DRAFT, CaseState.RETURNED)
        else reverse("election_candidates", args=[card.uuid]),
        Verb.ELECT: reverse("election_vote", args=[card.uuid]),
        Verb.RECORD: reverse("election_vote", args=[card.uuid]) if state is CaseState.FIRST_MEETING else "",
        Verb.REPORT: reverse("election_report", args=[card.uuid]),
        Verb.APPROVE: "" if card.own else reverse("election_approve", args=[card.uuid]),
        Verb.ARCHIVE: reverse("election_archive", args=[card.uuid]),
        Verb.REPLY: "" if card.own else reverse("election_reply", args=[card.uuid]),
    }
    sent = [Verb.ACCEPT, Verb.RETURN, Verb.RESUME, Verb.DROP]
    # Whoever is to decide does not take back what the body has sent.
    sent += [] if card.here and not card.own else [Verb.WITHDRAW]
    called = called_of(topic, first=bool(card.filed.get(FIRST)))
    labels = {key: label.replace("换届", called) for key, label in LABELS.items()}
    if topic:
        labels = {key: label.replace("第一次", "") for key, label in labels.items()}
    doors = {
        verb: Door(address=address, link=True, label=labels.get((state, verb), "")) for verb, address in pages.items()
    }
    moves = reverse("election_move", args=[card.uuid])
    doors |= {verb: Door(address=f"{moves}?verb={verb.value}", label=labels.get((state, verb), "")) for verb in sent}
    for verb, page in REASONED_PAGES.items():
        if needs_reason(state, verb):
            doors[verb] = Door(address=reverse(page, args=[card.uuid]), link=True)
    parts: list[tuple[str, Sequence[str]]] = [(f"{called}请示", BY_REQUEST if topic else REQUEST)]
    if "candidates" in card.filed:
        parts.append(("候选人和选举结果", ("candidates", *(("minutes",) if "minutes" in card.filed else ()))))
    asked = [name for name in (SOURCE, *SAID) if card.filed.get(name)]
    if asked:
        parts.append(("书记候选人", asked))
    table, plain = (BY_TABLE, by_election_said) if topic else (ELECTION, said)

    def telling(name: str, value: Any) -> Any:
        return sources.get(value, value) or None if name == SOURCE else plain(name, value)

    return Asked(procedure=table, parts=parts, said=telling, doors=doors)


def with_letters(screen: CaseScreen, letters: Sequence[LetterLine]) -> CaseScreen:
    """What went out is told by what it says, and once."""
    sent = {one.number for one in letters}
    facts = [(label, value) for label, value in screen.facts if getattr(value, "label", "") not in sent]
    return replace(screen, facts=[*facts, *letter_links(letters)])


def told_by_stages(screen: CaseScreen) -> CaseScreen:
    """Each stage sends something of its own: what the one before had not sent yet is no change."""

    def plain(row: FieldRow) -> FieldRow:
        return replace(row, before="") if row.before == NO_VALUE else row

    parts = [replace(part, rows=[plain(row) for row in part.rows]) for part in screen.parts]
    return replace(screen, parts=parts, changed=[row for row in screen.changed if row.before != NO_VALUE])


def postponement_asked(card: CaseCard, code: str) -> Asked:
    moves = reverse("postponement_move", args=[card.uuid])
    doors = {
        Verb.APPROVE: Door(address=reverse("postponement_approve", args=[card.uuid]), link=True, label="批准延期"),
        Verb.RETURN: Door(address=f"{moves}?verb=return"),
        Verb.REFUSE: Door(address=reverse("postponement_refuse", args=[card.uuid]), link=True),
        Verb.SUBMIT: Door(address=reverse("postponement_new", args=[code]), link=True, label="修改延期请示"),
        Verb.WITHDRAW: Door(address="" if card.here and not card.own else f"{moves}?verb=withdraw"),
        Verb.DROP: Door(address=f"{moves}?verb=drop"),
    }
    return Asked(procedure=POSTPONEMENT, parts=[("延期请示", ("until", "grounds"))], said=said, doors=doors)


def crumbs(request: HttpRequest, *more: Link) -> list[Link]:
    return [
        Link("事项", with_day(request, reverse("cases"))),
        Link("换届", with_day(request, reverse("elections"))),
        *more,
    ]


def post_of(value: str) -> str:
    return str(word(value, PartyPost))


def letter_links(rows: Sequence[LetterLine]) -> list[tuple[str, Any]]:
    """Each letter that went out, for the facts of a page: to be downloaded, or only told where it is on paper."""
    return [
        (
            SENT.get(one.letter, "批复"),
            f"{one.number}（{day(one.issued_on)}，补录）"
            if one.on_paper
            else Link(f"{one.number}（下载 Word）", reverse("election_letter", args=[one.uuid])),
        )
        for one in rows
    ]


def to_order(found: ElectionCard, post: str) -> list[CandidateLine]:
    """Those whose order this actor may set now; nobody where there is none to set, or all were voted on."""
    rows = [one for one in found.standing if one.post == post]
    mine = found.case.here and found.case.state in ELECTION.filled_in and all(one.name for one in rows)
    return rows if mine and len(rows) > 1 and not all(one.outcome for one in rows) else []


def orders_told(request: HttpRequest, found: ElectionCard) -> list[dict[str, Any]]:
    """For each post with several names: how they stand on the ballot, and where that is changed."""
    told = []
    for post in dict.fromkeys(one.post for one in found.standing):
        rows = [one for one in found.standing if one.post == post]
        if len(rows) < 2 or not all(one.name for one in rows):
            continue
        order = found.in_order(post, rows)
        asked = to_order(found, post) and not writing_off(request)
        told.append(
            {
                "post": post_of(post),
                "said": order.said or f"“{order.unknown}”不在笔画表中，请排定顺序",
                "by_hand": post in found.orders,
                "address": reverse("election_order", args=[found.case.uuid, post]) if asked else "",
            }
        )
    return told
