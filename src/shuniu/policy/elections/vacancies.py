"""Which places of a committee are vacant, and may this by-election (补选) be asked for?

Whoever is elected sits for the rest of the term. How many may be left out of the surplus no text says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.elections.requesting import FIRST, delegates_without_grounds, limits_of, may_begin
from shuniu.policy.elections.terms import LONGEST_GROUNDS, ON_TIME
from shuniu.policy.packs import Figures

BY_ELECTION = "by_election"  # the topic of the case
VACANT = Clause("national#选举条例-补选")


@dataclass(frozen=True, slots=True, kw_only=True)
class Leadership:
    """Who leads the body that day, by person, and how many it was last approved to have; None where nobody knows.

    ``committee``: it has one; without it the members elect secretary and deputy themselves. ``led``: somebody has led
    it before.
    """

    members: frozenset[int]
    secretary: bool
    deputies: int
    committee: bool
    led: bool
    approved_seats: int | None = None
    approved_deputies: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vacancies:
    """Places without anybody; ``seats`` of the committee count whoever leads it too."""

    secretary: int
    deputies: int
    seats: int

    def __bool__(self) -> bool:
        return bool(self.secretary or self.deputies or self.seats)

    @property
    def told(self) -> str:
        """缺书记 1 名、副书记 1 名；委员会共缺 2 名: who led it sat on it, so the last number is not added."""
        leaders = [("书记", self.secretary), ("副书记", self.deputies)]
        found = "、".join(f"{label} {number} 名" for label, number in leaders if number)
        parts = [f"缺{found}" if found else "", f"委员会共缺 {self.seats} 名" if self.seats else ""]
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByElectionFacts:
    """``seats`` to be filled on the committee, ``secretary`` and ``deputies`` to be elected."""

    kind: str
    leadership: Leadership
    full_members: int | None
    form: str
    seats: int
    secretary: bool
    deputies: int
    planned_on: date | None
    ends_on: date | None
    grounds: str
    on: date
    first: bool = False


def vacancies_of(held: Leadership) -> Vacancies:
    """As far as it is known how many there should be; nothing is vacant where nobody has led it yet."""
    if not held.led:
        return Vacancies(secretary=0, deputies=0, seats=0)
    seats = held.approved_seats - len(held.members) if held.committee and held.approved_seats else 0
    deputies = (held.approved_deputies or 0) - held.deputies
    return Vacancies(secretary=int(not held.secretary), deputies=max(deputies, 0), seats=max(seats, 0))


def may_request_by_election(facts: ByElectionFacts, figures: Figures) -> Decision:
    return Decision(
        (
            *may_begin(facts.kind, figures).objections,
            *_term(facts),
            *_places(facts, figures),
            *_leaders(facts),
            *_filled_in(facts, figures),
        )
    )


def under_way(label: str) -> Objection:
    """One election of a body at a time: what is vacant is filled by it."""
    said = (f"{label}正在办理", f"在{label}中一并选举，或者办结以后再提出")
    return _objection(VACANT, "under_way", "同一党组织同时只办理一次选举。", said)


def _term(facts: ByElectionFacts) -> Iterator[Objection]:
    if facts.first:
        said = ("成立或升格以来没有选举过", "办理首次选举")
        yield _objection(FIRST, "never_elected", "还没有选举产生班子，不是补选。", said)
    elif facts.ends_on is None:
        said = ("没有登记现任期的届满日期", "先登记任期；补选的任职到本届任期届满为止")
        yield _objection(ON_TIME, "term_unknown", "没有正在进行的任期，不能补选。", said)
    elif max(facts.on, facts.planned_on or facts.on) >= facts.ends_on:
        said = (f"任期 {facts.ends_on.isoformat()} 届满", "办理换届选举")
        yield _objection(ON_TIME, "term_over", "任期届满的应当换届，不再补选。", said, "planned_on")


def _places(facts: ByElectionFacts, figures: Figures) -> Iterator[Objection]:
    held = facts.leadership
    if facts.first:
        return
    if not (facts.seats or facts.secretary or facts.deputies):
        yield _objection(VACANT, "nothing", "没有填写补选的职务。", ("名额都为空", "填写出缺的职务和名额"), "seats")
    if not facts.seats:
        return
    if not held.committee:
        said = ("没有委员会", "委员名额填 0，由党员大会补选书记或者副书记")
        yield _objection(VACANT, "no_committee", "不设委员会的，不补选委员。", said, "seats")
        return
    limits = limits_of(facts.kind, figures)
    most = held.approved_seats if held.approved_seats is not None else limits and limits[0]["max"]
    if most is not None and len(held.members) + facts.seats > most:
        said = (f"现有委员 {len(held.members)} 名，补选 {facts.seats} 名", f"委员会不超过 {most} 名")
        yield _objection(limits[1] if limits else VACANT, "seats_many", "补选名额超过缺额。", said, "seats")


def _leaders(facts: ByElectionFacts) -> Iterator[Objection]:
    held = facts.leadership
    if facts.secretary and held.secretary:
        said = ("当日仍有书记在任", "先登记书记离任，再补选")
        yield _objection(VACANT, "secretary_held", "书记没有出缺。", said, "secretary")
    most = held.approved_deputies
    if most is None and not held.committee:
        most = 1
    if most is not None and facts.deputies + held.deputies > most:
        said = (f"现有副书记 {held.deputies} 名，补选 {facts.deputies} 名", f"副书记不超过 {most} 名")
        yield _objection(VACANT, "deputies_many", "副书记补选名额超过缺额。", said, "deputies")
    if held.committee and (facts.secretary or facts.deputies) and len(held.members) + facts.seats == 0:
        said = ("委员会没有委员", "先补选委员，或者办理换届选举")
        yield _objection(VACANT, "committee_empty", "书记、副书记由委员会选举产生。", said, "seats")


def _filled_in(facts: ByElectionFacts, figures: Figures) -> Iterator[Objection]:
    yield from delegates_without_grounds(facts.form, facts.full_members, facts.grounds, figures)
    if not 0 < len(facts.grounds.strip()) <= LONGEST_GROUNDS:
        said = (f"写了 {len(facts.grounds.strip())} 字", "写明哪个职务因何出缺，不写个人姓名")
        yield _objection(VACANT, "grounds_missing", "请写明出缺的原因。", said, "grounds")
    if facts.planned_on is None:
        said = ("没有填写日期", "填写拟召开会议的日期")
        yield _objection(VACANT, "day_missing", "请填写拟召开会议的日期。", said, "planned_on")
    elif facts.planned_on < facts.on:
        said = (f"填写的是 {facts.planned_on.isoformat()}", "填写今天或以后的日期；已经召开的，在登记结果时如实补记")
        yield _objection(VACANT, "day_past", "拟召开日期已经过去。", said, "planned_on")


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="补选的党组织", field=field
    )
