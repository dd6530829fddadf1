"""How many candidates does it take, and who may stand?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.members.secretary import Nomination, standing
from shuniu.policy.members.secretary import may_nominate as nominated_from
from shuniu.policy.packs import Figure, Figures
from shuniu.policy.words.members import MembershipState, MembershipStatus, PartyPost

SURPLUS, CEILING = "election.surplus_percent_min", "election.surplus_percent_max"
BY_SURPLUS = "election.by_election_surplus_percent_min"
WHO = Clause("national#选举条例5")
LEADERS = Clause("national#选举条例17")
# Where it is filed from which source the candidate for secretary comes.
SOURCE = "secretary_source"
# What is nominated; how a committee divides its work is settled in its first meeting.
NOMINATED = (PartyPost.COMMITTEE_MEMBER, PartyPost.SECRETARY, PartyPost.DEPUTY_SECRETARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateFact:
    """``held``: the relation lies in this body, or below it where it is a committee over branches."""

    person: int
    name: str
    post: PartyPost
    held: bool
    state: str
    status: str = ""
    full_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """``committee`` is 0 where there is none: the members elect secretary and deputy themselves.

    Of a by-election they are the places to be filled; ``remain`` are those who sit on the committee and stay, by
    person; None where a whole committee is elected, or there is none.
    """

    committee: int
    deputies: int
    secretary: int = 1
    by_election: bool = False
    remain: frozenset[int] | None = None

    @property
    def in_committee(self) -> bool:
        """Secretary and deputy are elected by a committee."""
        return bool(self.committee) or self.remain is not None


def least_candidates(seats: int, percent: int) -> int:
    """So many more than seats that the surplus is at least the share: 3 → 4, 5 → 6, 7 → 9."""
    return -(-seats * (100 + percent) // 100)


def most_candidates(seats: int, percent: int, least: int) -> int:
    """Never fewer than the least: a small committee keeps its one more."""
    return max(seats * (100 + percent) // 100, least)


def may_nominate(rows: Sequence[CandidateFact], seats: Seats, figures: Figures) -> Decision:
    return Decision(
        (
            *_numbers(rows, seats, figures),
            *_leaders(rows, seats),
            *_sitting(rows, seats),
            *(one for row in rows for one in _who(row)),
        )
    )


def may_put_forward(
    rows: Sequence[CandidateFact], seats: Seats, source: Nomination | None, figures: Figures
) -> Decision:
    """Who is named, and from where the candidate for secretary comes (J01–J07); None: no secretary is elected."""
    found = may_nominate(rows, seats, figures).objections
    return Decision(found if source is None else (*found, *_source(source, figures)))


def _source(source: Nomination, figures: Figures) -> Iterator[Objection]:
    for one in nominated_from(source, figures).objections:
        yield replace(one, field=SOURCE) if one.field == "source" else one


def standing_of(rows: Sequence[CandidateFact], on: date, figures: Figures) -> list[Objection]:
    """支部条例24, 一般: what whoever reviews the candidates weighs; it bars nothing."""
    found = (standing(row.full_since, on, figures) for row in rows if row.post is PartyPost.SECRETARY)
    return [one for one in found if one is not None]


def _sitting(rows: Sequence[CandidateFact], seats: Seats) -> Iterator[Objection]:
    for row in rows:
        if row.post is PartyPost.COMMITTEE_MEMBER and row.person in (seats.remain or ()):
            said = ("已经是本届委员", "另提人选")
            yield _objection(LEADERS, "already_member", f"{row.name}不用再选为委员。", said)


def surplus_of(seats: Seats, figures: Figures) -> Figure | None:
    """How many per cent more than places; of a by-election no text says it: None, until an office decides it."""
    return figures.stated(BY_SURPLUS) if seats.by_election else figures.value(SURPLUS)


def _count(rows: Sequence[CandidateFact], post: PartyPost) -> int:
    return sum(1 for row in rows if row.post is post)


def _numbers(rows: Sequence[CandidateFact], seats: Seats, figures: Figures) -> Iterator[Objection]:
    named = _count(rows, PartyPost.COMMITTEE_MEMBER)
    surplus = surplus_of(seats, figures)
    clause = LEADERS if surplus is None else surplus.clause
    if not seats.committee:
        if named:
            said = (f"提名委员 {named} 名", "只提名书记，必要时提名副书记")
            missing = "没有委员名额，不提名委员。" if seats.in_committee else "不设委员会，不提名委员。"
            yield _objection(clause, "no_committee", missing, said)
        return
    percent = 0 if surplus is None else int(surplus.value)
    least = least_candidates(seats.committee, percent)
    if named < least:
        said = (f"应选 {seats.committee} 名，提名 {named} 名", f"至少提名 {least} 名")
        yield _objection(clause, "surplus", f"候选人差额不足{percent}%。" if percent else "候选人少于名额。", said)
    ceiling = figures.stated(CEILING)
    if ceiling is None:
        return
    most = most_candidates(seats.committee, int(ceiling.value), least)
    if named > most:
        said = (f"应选 {seats.committee} 名，提名 {named} 名", f"至多提名 {most} 名")
        yield _objection(ceiling.clause, "ceiling", f"候选人差额不超过{ceiling.value}%。", said)


def _leaders(rows: Sequence[CandidateFact], seats: Seats) -> Iterator[Objection]:
    for post, places in ((PartyPost.SECRETARY, seats.secretary), (PartyPost.DEPUTY_SECRETARY, seats.deputies)):
        named = _count(rows, post)
        if named != places:
            said = (f"提名{post.label} {named} 名", f"等额提名 {places} 名")
            yield _objection(LEADERS, f"{post.value}_number", f"{post.label}候选人应为 {places} 名。", said)
    members = {row.person for row in rows if row.post is PartyPost.COMMITTEE_MEMBER} | (seats.remain or frozenset())
    leaders = Counter(row.person for row in rows if row.post is not PartyPost.COMMITTEE_MEMBER)
    names = {row.person: row.name for row in rows}
    for person, times in leaders.items():
        if times > 1:
            said = (f"{names[person]}被提名 {times} 个职务", "书记、副书记不由一人担任")
            yield _objection(LEADERS, "two_posts", "同一人只能提名一个领导职务。", said)
        if seats.in_committee and person not in members:
            said = (f"{names[person]}没有被提名为委员", "同时提名为委员，或者另提人选")
            yield _objection(LEADERS, "not_among_members", "书记、副书记候选人应同时是委员候选人。", said)


def _who(row: CandidateFact) -> Iterator[Objection]:
    if not row.held:
        said = ("组织关系不在这里", "先转入组织关系，或者另提人选")
        yield _objection(WHO, "not_held", f"{row.name}不是本党组织的党员。", said)
    elif row.state != MembershipState.FULL:
        word = "预备党员" if row.state == MembershipState.PROBATIONARY else "名册没有写明人员类别"
        yield _objection(WHO, "not_full", f"{row.name}没有被选举权。", (word, "另提正式党员"))
    elif row.status == MembershipStatus.SUSPENDED:
        yield _objection(WHO, "suspended", f"{row.name}没有被选举权。", ("停止党籍", "另提正式党员"))


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str]) -> Objection:
    return Objection(
        clause=clause,
        code=code,
        missing=missing,
        fact=said[0],
        remedy=said[1],
        who="换届的党组织",
        field="candidates",
    )


def may_be_written_in(rows: Sequence[CandidateFact], electorate: frozenset[int] | None) -> Decision:
    """Whoever has the right to stand; for a post of the committee only one of those elected into it."""
    strangers = [row for row in rows if electorate is not None and row.person not in electorate]
    return Decision(
        (
            *(one for row in rows for one in _who(row)),
            *(
                _objection(
                    LEADERS, "not_elected", f"{row.name}不是新选出的委员。", ("没有当选委员", "在新选出的委员中选举")
                )
                for row in strangers
            ),
        )
    )
