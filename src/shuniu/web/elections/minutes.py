"""选举会议记录 of a meeting that voted, as a Word file to be signed; numbers of votes, nobody's vote."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.documents.content import Counted, ElectionMinutes, VoteTold
from shuniu.documents.writing import write
from shuniu.policy.cases.reasoning import clause_said
from shuniu.policy.grants import Action
from shuniu.policy.words.elections import Chair
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.cases.templates import template_for
from shuniu.queries.elections.card import VoteLine
from shuniu.queries.elections.minutes import MeetingMinutes, VoteResult, minutes_of
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.conducting import NOT_TOLD, counted_by, meeting_said
from shuniu.web.elections.papers import name_of
from shuniu.web.elections.telling import post_of
from shuniu.web.frame import actor_of
from shuniu.web.rights import needs
from shuniu.web.word_files import word_file
from shuniu.web.wording import NO_NAME, full_day


@require_GET
@needs(Action.READ_CASE)
def election_minutes(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """404 where no meeting began with that vote."""
    found = election_to_show(request, uuid)
    held = minutes_of(found, number)
    if held is None:
        raise Http404
    meeting = meeting_said(found, committee=held.committee)
    title = f"{name_of(found)}{meeting}选举记录"
    late = max(one.line.entered_on for one in held.votes)
    content = ElectionMinutes(
        title=title,
        party_organization=name_of(found),
        meeting=meeting,
        held_on=held.held_on,
        entered=f"{full_day(late)}补记" if late > held.held_on else "",
        votes=tuple(_vote(one, held) for one in held.votes),
        clauses=tuple(clause_said(one.key) for one in held.clauses),
    )
    kind = TemplateKind.ELECTION_MINUTES
    return word_file(title, write(kind, content, template_for(actor_of(request), found.body, kind)))


def _vote(one: VoteResult, held: MeetingMinutes) -> VoteTold:
    line = one.line
    return VoteTold(
        number=line.number,
        post=post_of(line.post),
        seats=line.seats,
        voters=line.voters,
        left_out=_left_out(one),
        due=line.due,
        present=line.present,
        attendance=f"实到会人数不少于应到会人数的{held.quorum}，可以进行选举。",
        issued=line.issued,
        returned=line.returned,
        valid=line.valid,
        ballots="收回的选票不多于发出的选票，选举有效。",
        counted=tuple(_counted(vote, one) for vote in line.votes),
        result=tuple(_result(one, held)),
        chaired_by=Chair(line.chaired_by).label if line.chaired_by else NOT_TOLD,
        on_leave="" if line.on_leave is None else str(line.on_leave),
        sat_in="" if line.sat_in is None else str(line.sat_in),
        scrutineers=counted_by(line.scrutineers),
        tellers=counted_by(line.tellers),
        note=line.note,
    )


def _left_out(one: VoteResult) -> str:
    """Who is not counted as due, by the classes of the text, and that this was agreed to."""
    if not one.excluded:
        return ""
    told = "、".join(f"{label}{number}名" for label, number in one.excluded)
    agreed = "，经上级党组织同意并经大会通过" if one.line.agreed else ""
    return f"{sum(number for _, number in one.excluded)}名（{told}{agreed}）"


def _counted(vote: VoteLine, one: VoteResult) -> Counted:
    """Whoever was written in gets yes alone: who wrote the name has said no to another."""
    elected, tied = vote.candidate in one.elected, vote.candidate in one.tied
    return Counted(
        name=(vote.name or NO_NAME) + ("（另选）" if vote.written_in else ""),
        yes=vote.yes,
        no="—" if vote.written_in else str(vote.no),
        abstain="—" if vote.written_in else str(vote.abstain),
        outcome="当选" if elected else "再次投票" if tied else "未当选",
    )


def _result(one: VoteResult, held: MeetingMinutes) -> list[str]:
    names = {vote.candidate: vote.name or NO_NAME for vote in one.line.votes}
    elected, tied = (("、".join(names[key] for key in keys)) for keys in (one.elected, one.tied))
    share = f"赞成票超过实到会人数的{held.majority}"
    said = [f"{share}，当选{post_of(one.line.post)}：{elected}。" if elected else f"没有人{share}。"]
    if tied:
        said.append(f"得票相同，再次投票：{tied}，还有{one.left}个名额。")
    elif one.left and one.closed:
        said.append(f"到会有选举权的{one.line.consent}名同意减少名额{one.left}名，不再另行选举。")
    elif one.left:
        said.append(f"还缺{one.left}名，另行选举。")
    return said
