"""Candidates, the minutes of a vote, the report and the reply: what takes a page of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.elections.nominating import Nomination, keep_candidates, submit_candidates
from shuniu.commands.elections.reporting import ResultReply, ResultReport, reply_to_result, report_result
from shuniu.commands.elections.voting import Vote, VoteCount, record_vote
from shuniu.commands.journal import Act
from shuniu.policy.elections.candidates import SOURCE, Seats
from shuniu.policy.elections.steps import FIRST
from shuniu.policy.grants import Action
from shuniu.policy.members.secretary import SAID
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.elections import Outcome
from shuniu.queries.elections.card import ElectionCard
from shuniu.queries.elections.doors import proposed_secretary, sources_open
from shuniu.queries.elections.people import MemberToName, members_to_name
from shuniu.queries.elections.voting import Voting, voting_of
from shuniu.web.cases.numbering import NUMBER, marks_for, number_fact
from shuniu.web.elections.candidates import CandidatesForm
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.conducting import chairs_of
from shuniu.web.elections.filing import FILL
from shuniu.web.elections.forms import ReplyForm, ReportForm, VoteForm
from shuniu.web.elections.numbering import PAPER
from shuniu.web.elections.telling import crumbs, post_of
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, only_today, unless_done, written


def _found(request: HttpRequest, uuid: UUID, *verbs: Verb) -> ElectionCard:
    """403 where this is not the turn of this office, or nothing of the kind is done now."""
    found = election_to_show(request, uuid)
    if not found.case.verbs & set(verbs):
        unless_done(request, reverse("election", args=[uuid]))
        raise PermissionDenied
    return found


def _sheet(request: HttpRequest, found: ElectionCard, form: Any, act: tuple[str, str], **more: Any) -> Sheet:
    """``act``: the title of the page and the word of its button."""
    name = found.case.party_organization[1] if found.case.party_organization else ""
    back = reverse("election", args=[found.case.uuid])
    return Sheet(
        title=f"{act[0]}：{name}",
        form=form,
        submit=act[1],
        back=back,
        crumbs=crumbs(request, Link(name, back), Link(act[0], "")),
        **more,
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_candidates(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """候选人预备人选: kept or sent."""
    found = _found(request, uuid, Verb.SUBMIT)
    if found.places is None:
        raise PermissionDenied
    places = found.places
    people = members_to_name(actor_of(request), found.body, day_of(request))
    named: dict[str, list[str]] = {}
    for one in found.standing:
        named.setdefault(one.post, []).append(str(one.person))
    proposed = proposed_secretary(found.body) if found.case.filed.get(FIRST) else {}
    first = {
        "version": found.case.version,
        "members": named.get(PartyPost.COMMITTEE_MEMBER, []),
        "secretary": next(iter(named.get(PartyPost.SECRETARY, [])), "" if named else proposed.get("secretary", "")),
        "deputies": named.get(PartyPost.DEPUTY_SECRETARY, []),
        **{name: found.case.filed.get(name, proposed.get(name, "")) for name in (SOURCE, *SAID)},
    }
    form = CandidatesForm(
        request.POST or None,
        people,
        (places.committee, places.secretary, places.deputies),
        sources_open(found.body, found.case.law_day),
        initial=first,
    )
    kept = request.POST.get("way") == "keep"
    if kept:
        form.ask_nothing()

    def nominate(act: Act) -> None:
        version = form.cleaned_data["version"]
        row = Nomination(case=uuid, version=version, candidates=form.named, secretary=form.told)
        (keep_candidates if kept else submit_candidates)(act, row)

    facts = [*_to_nominate(found, places), *_proposed(people, proposed)]
    if places.secretary:
        facts.append(("没有合适的书记人选", Link("提请上级选派", reverse("secretary_dispatch", args=[found.code]))))
    remarks = [("候选人预备人选", found.case.remarks["candidates"])] if "candidates" in found.case.remarks else []
    sheet = _sheet(
        request, found, form, ("候选人预备人选", "提交"),
        facts=facts, template=FILL, more={"keep": "暂存", "remarks": remarks if found.case.unlocked else []},
    )  # fmt: skip
    said = "已暂存。" if kept else "候选人预备人选已提交，由上级党组织审查。"
    return written(request, sheet, nominate, said, sheet.back)


def _proposed(people: Sequence[MemberToName], proposed: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Whom the application named: a proposal, and no more than that."""
    names = [one.name for one in people if str(one.person) == proposed.get("secretary")]
    return [("组建时提出的书记人选", f"{names[0]}（供酝酿提名，由选举产生）")] if names else []


def _to_nominate(found: ElectionCard, places: Seats) -> list[tuple[str, Any]]:
    none = "不补选" if places.by_election else "不设委员会"
    facts = [
        ("补选委员" if places.by_election else "委员会名额", f"{places.committee} 名" if places.committee else none)
    ]
    if places.committee:
        silent = "补选的差额比例原文未明示，不少于名额" if places.by_election else "差额比例原文未明示"
        facts.append(("委员候选人", f"至少 {found.least} 名" if found.least else silent))
    leaders = [("书记", places.secretary), ("副书记", places.deputies)]
    told = "，".join(f"{label} {number} 名" for label, number in leaders if number or not places.by_election)
    facts.append(("书记、副书记", f"等额：{told}" if told else none))
    if places.remain is not None and told:
        facts.append(("人选范围", "现任委员" + ("，或者补选的委员候选人" if places.committee else "")))
    return facts


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_vote(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """登记选举结果: who is elected follows from the numbers."""
    found = _found(request, uuid, Verb.ELECT, Verb.RECORD)
    if found.vote is None:
        raise PermissionDenied
    voting = voting_of(actor_of(request), found, day_of(request))
    first = {"version": found.case.version, "voters": voting.voters}
    form = VoteForm(request.POST or None, voting.ballot, voting.others, voting.classes, initial=first)
    form.offer(chairs_of(found), reducible=found.vote.reducible)
    told: list[str] = []

    def vote(act: Act) -> None:
        cells = form.cleaned_data
        row = Vote(
            case=uuid,
            version=cells["version"],
            held_on=cells["held_on"],
            voters=cells["voters"],
            present=cells["present"],
            issued=cells["issued"],
            returned=cells["returned"],
            valid=cells["valid"],
            counts=[VoteCount(person=key, yes=yes, no=no, abstain=rest) for key, yes, no, rest in form.counted],
            note=cells["note"],
            excluded=form.excluded,
            agreed=cells["agreed"],
            consent=form.consented,
            conduct=form.conduct,
        )
        result = record_vote(act, row)
        told.append(_said(len(result.elected), result.left, tied=bool(result.tied), closed=result.closed))

    post = post_of(found.vote.post)
    facts: list[tuple[str, Any]] = [
        ("选举职务", post),
        ("应选", f"{found.vote.seats} 名"),
        ("选票", Link("下载选票（Word）", reverse("election_ballot", args=[uuid]))),
        ("名册有选举权", "名册没有党员" if voting.voters is None else f"{voting.voters} 名"),
    ]
    sheet = _sheet(
        request, found, form, (f"登记选举结果（{post}）", "登记"),
        facts=facts, notes=_to_look_at(voting), template="elections/vote.html.jinja",
    )  # fmt: skip
    return written(request, sheet, vote, lambda: told[0], sheet.back)


def _to_look_at(voting: Voting) -> list[str]:
    """What has no place by strokes stands last, and somebody looks at it before the ballots are printed."""
    if not voting.order.unknown:
        return []
    return [f"“{voting.order.unknown}”不在笔画表中，选票上排在最后；印制选票前请在换届页面的“选票顺序”里排定。"]


def _said(elected: int, left: int, *, tied: bool, closed: bool) -> str:
    said = f"已登记，选出 {elected} 名"
    if tied:
        return f"{said}；得票相同的再次投票，还有 {left} 个名额。"
    if left and not closed:
        return f"{said}；还缺 {left} 名，另行选举。"
    return f"{said}；按到会人员同意减少 {left} 个名额。" if left else f"{said}。"


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """报告选举结果, with the work each member takes on."""
    found = _found(request, uuid, Verb.REPORT)
    elected = [one for one in found.candidates if one.outcome == Outcome.ELECTED]
    leading = {one.person for one in elected if one.post != PartyPost.COMMITTEE_MEMBER}
    members = [one for one in elected if one.person not in leading]
    form = ReportForm(request.POST or None, members, initial={"version": found.case.version})

    def report(act: Act) -> None:
        report_result(act, ResultReport(case=uuid, version=form.cleaned_data["version"], divisions=form.divisions))

    sheet = _sheet(request, found, form, ("报告选举结果", "报告"), facts=_elected(found))
    return written(request, sheet, report, "选举结果已报告，由上级党组织批复。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def election_reply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """批复选举结果: posts and the new term are in the register from then on."""
    found = _found(request, uuid, Verb.REPLY)
    meeting = found.first_meeting
    first = {"version": found.case.version, "effective_on": meeting.held_on if meeting else None}
    marks = marks_for(request, found.case.at)
    form = ReplyForm(request.POST or None, marks, initial=first)

    def reply(act: Act) -> None:
        cells = form.cleaned_data
        row = ResultReply(
            case=uuid,
            version=cells["version"],
            effective_on=cells["effective_on"],
            numbering=form.numbering,
        )
        reply_to_result(act, row)

    sheet = _sheet(
        request, found, form, ("批复选举结果", "批复并发文"),
        facts=[*_elected(found), number_fact(marks)], template=NUMBER, fields=PAPER,
    )  # fmt: skip
    done = "补选结果已批复，任职已登记，任期不变。" if found.topic else "选举结果已批复，新班子和任期已登记。"
    return written(request, sheet, reply, done, sheet.back)


def _elected(found: ElectionCard) -> list[tuple[str, Any]]:
    names: dict[str, list[str]] = {}
    for one in found.candidates:
        if one.outcome == Outcome.ELECTED:
            names.setdefault(one.post, []).append(one.name or "不在可查看范围")
    return [(f"当选{post_of(post)}", "、".join(held)) for post, held in names.items()]
