"""What does a leadership still lack by the texts (B10, B11, J10)? Findings: they bar nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.members.posts import DATED
from shuniu.policy.members.secretary import standing
from shuniu.policy.packs import Figures, NotStated
from shuniu.policy.words import PartyOrganizationKind, PartyPost

COMMITTEE = Clause("national#支部条例20")
UNIT = Clause("bj2020#B11")
NEEDED, SEATS_MIN = "formation.committee_needed_members_min", "formation.committee_seats_min"
SEATS_USUAL, SEATS_MAX = "formation.committee_seats_usual_max", "formation.committee_seats_max"
DEPUTY, DEPUTY_SIZE = "secretary.full_time_deputy_threshold", "secretary.full_time_deputy_size"
SUPPLIES = "structure.secretary_unit_supplies"
COMMISSARIES = (
    PartyPost.ORGANIZATION_COMMISSARY,
    PartyPost.PUBLICITY_COMMISSARY,
    PartyPost.DISCIPLINE_COMMISSARY,
)
ITSELF, ABOVE = "本级党组织", "上级党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLine:
    """A post of the day; ``full_member_on`` of whoever holds it, as the roll says it."""

    post: PartyPost
    full_time: bool | None = None
    full_member_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadershipFacts:
    """``members`` and ``full_members`` of its roll; ``staff`` of the largest organization it covers, None where the
    register does not say it; what the secretary's unit supplies: full-time workers, and how
    many instructors stand in its pool."""

    kind: PartyOrganizationKind
    on: date
    posts: Sequence[PostLine] = ()
    members: int = 0
    full_members: int = 0
    staff: int | None = None
    secretary_unit: bool = False
    supplied: dict[str, int] = field(default_factory=dict)


# What is not there, of all findings; that one is too many, or of too short a standing, is read at the body itself.
SHORT = frozenset({"no_secretary", "seats_few", "commissaries", "deputy_size_unknown"})


def is_short(found: Objection) -> bool:
    return found.code in SHORT or found.code.endswith("_missing")


def is_undecided(found: Objection) -> bool:
    """A limit that no text gives: it says the same of every body under the same texts."""
    return found.code == "deputy_open"


def leadership_findings(facts: LeadershipFacts, figures: Figures) -> list[Objection]:
    return [*_secretary(facts, figures), *_branch(facts, figures), *_deputy(facts, figures), *_supplied(facts, figures)]


def _count(facts: LeadershipFacts) -> Counter[PartyPost]:
    return Counter(one.post for one in facts.posts)


def _secretary(facts: LeadershipFacts, figures: Figures) -> Iterator[Objection]:
    count = _count(facts)[PartyPost.SECRETARY]
    # The branch regulations speak of branches alone.
    clause = COMMITTEE if facts.kind.is_branch else DATED
    if count == 0:
        said = ("当日没有书记。", "没有登记书记任职", "通过选举、任命或者指定产生书记；已在纸面批准的，由上级补登任职")
        yield _finding(clause, "no_secretary", said, ITSELF)
    if count > 1:
        said = ("当日登记了不止一名书记。", f"书记 {count} 名", "请核对任职，登记原书记免职")
        yield _finding(clause, "two_secretaries", said, ITSELF)
    for one in facts.posts:
        found = standing(one.full_member_on, facts.on, figures) if one.post is PartyPost.SECRETARY else None
        if found is not None:
            yield found


def _branch(facts: LeadershipFacts, figures: Figures) -> Iterator[Objection]:
    """支部条例20: from seven full members on a committee of three to five, seven at most; below, a secretary and, if
    needed, a deputy."""
    needed = figures.stated(NEEDED)
    if not facts.kind.is_branch or needed is None:
        return
    count = _count(facts)
    seats = sum(number for post, number in count.items() if post.leads)
    if count[PartyPost.DEPUTY_SECRETARY] > 1:
        said = ("副书记一般设 1 名。", f"副书记 {count[PartyPost.DEPUTY_SECRETARY]} 名", "请核对任职")
        yield _finding(COMMITTEE, "deputies", said, ITSELF)
    if facts.full_members < needed.value:
        if seats > count[PartyPost.SECRETARY] + count[PartyPost.DEPUTY_SECRETARY]:
            said = (
                f"正式党员不足 {needed.value} 人的，设书记 1 名，必要时设副书记 1 名。",
                f"正式党员 {facts.full_members} 人，班子 {seats} 人",
                "请核对任职，或核对党员名册",
            )
            yield _finding(needed.clause, "committee_too_early", said, ITSELF)
        return
    yield from _seats(facts, seats, figures)
    missing = [post.label for post in COMMISSARIES if not count[post]]
    if missing:
        said = (
            f"支部委员会设书记和组织、宣传、纪检委员，还缺{'、'.join(missing)}。",
            f"正式党员 {facts.full_members} 人",
            "可以由委员兼任；产生后由上级补登任职",
        )
        yield _finding(COMMITTEE, "commissaries", said, ITSELF)


def _seats(facts: LeadershipFacts, seats: int, figures: Figures) -> Iterator[Objection]:
    least, usual, most = (figures.stated(key) for key in (SEATS_MIN, SEATS_USUAL, SEATS_MAX))
    if least is None or usual is None or most is None:
        return
    if least.value <= seats <= usual.value:
        return
    told = f"支部委员会由 {least.value} 至 {usual.value} 人组成，一般不超过 {most.value} 人。"
    code = "seats_few" if seats < least.value else "seats_many" if seats <= most.value else "seats_too_many"
    yield _finding(least.clause, code, (told, f"班子 {seats} 人", "换届或者补选时按规定人数产生"), ITSELF)


def _deputy(facts: LeadershipFacts, figures: Figures) -> Iterator[Objection]:
    """J10: the text says 规模大、党员数量多 and no number of either; until both are decided nobody is told so."""
    silences = [one for key in (DEPUTY, DEPUTY_SIZE) if (one := _silence(key, figures)) is not None]
    for one in silences:
        if one.clause is not None and facts.members:
            said = (f"{one.label}原文未明示。", one.note or "原文没有数字", f"由{one.who}作出决定")
            yield _finding(one.clause, "deputy_open", said, one.who)
    full_time = any(one.post is PartyPost.DEPUTY_SECRETARY and one.full_time for one in facts.posts)
    if silences or full_time:
        return
    members, size = figures.value(DEPUTY), figures.value(DEPUTY_SIZE)
    if facts.members < int(members.value):
        return
    rule = f"社会组织工作人员 {size.value} 人以上、党员 {members.value} 名以上的，应配备专职副书记。"
    if facts.staff is None:
        fact = f"党员 {facts.members} 名；覆盖的社会组织没有登记工作人员数，不能判断"
        yield _finding(members.clause, "deputy_size_unknown", (rule, fact, "登记工作人员数"), ITSELF)
    elif facts.staff >= int(size.value):
        fact = f"党员 {facts.members} 名，所覆盖的最大的社会组织工作人员 {facts.staff} 人，没有登记专职副书记"
        yield _finding(members.clause, "deputy_missing", (rule, fact, "配备后由上级补登任职，写明专职"), ITSELF)


def _silence(key: str, figures: Figures) -> NotStated | None:
    try:
        figures.value(key)
    except NotStated as silence:
        return silence
    return None


def _supplied(facts: LeadershipFacts, figures: Figures) -> Iterator[Objection]:
    """Only of joint committees: the text speaks of their secretary's unit."""
    supplies = figures.stated(SUPPLIES)
    if facts.kind is not PartyOrganizationKind.JOINT_COMMITTEE or supplies is None:
        return
    if not facts.secretary_unit:
        said = ("联合党委应当登记书记单位。", "没有登记书记单位", "登记书记所在的单位，由它提供场地、人员和资源")
        yield _finding(UNIT, "secretary_unit_missing", said, ABOVE)
    for row in supplies.value:
        have = facts.supplied.get(row["key"], 0)
        if have < int(row["min"]):
            said = (
                f"书记单位至少配备{row['label']} {row['min']} 名。",
                f"已登记 {have} 名",
                f"由书记单位配备后登记{row['label']}",
            )
            yield _finding(supplies.clause, f"{row['key']}_missing", said, "书记单位")


def _finding(clause: Clause, code: str, said: tuple[str, str, str], who: str) -> Objection:
    missing, fact, remedy = said
    return Objection(clause=clause, code=code, missing=missing, fact=fact, remedy=remedy, who=who)
