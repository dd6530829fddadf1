"""May this body ask for its election, with this form and so many seats, on this day?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.elections.terms import DELAY, ON_TIME, family_of, limit_of
from shuniu.policy.packs import Figures
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words.elections import ElectionForm

NEEDED = "formation.committee_needed_members_min"
TEMPORARY = Clause("national#支部条例8")
APPOINTED = "structure.joint_committee_appointment"
# After the reply the members elect the branch committee, or the secretary where there is none.
FIRST = Clause("national#支部条例6")
LONGEST_GROUNDS = 500
# What is led by more than before, by the figures that hold for it; first what has no term.
_LEVELS = ("", "branch", "general_branch", "primary_committee")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFacts:
    """``full_members`` of the roll, None where the roll names nobody; ``seats`` of the committee, 0 where there is
    none and the members elect the secretary themselves; ``ends_on`` of the term, None where it has no end, ``regular``
    the end it had before it was postponed, None where it was not.

    ``first``: nobody has led the body since it was set up, so that no term is put off or cut short.
    """

    kind: str
    full_members: int | None
    form: str
    seats: int
    deputies: int
    planned_on: date | None
    ends_on: date | None
    grounds: str
    on: date
    first: bool = False
    regular: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is said beside it and stands against nothing."""

    text: str
    clause: Clause


def may_begin(kind: str, figures: Figures) -> Decision:
    """A temporary branch has no term; joint committees are appointed where the texts say so (X-18)."""
    if not family_of(kind):
        said = (f"这是{Kind(kind).label}", "任务完成后随机构撤销；需要长期设置的办理改建")
        return Decision((_objection(TEMPORARY, "no_election", "不办理换届选举。", said),))
    appointed = figures.stated(APPOINTED)
    if appointed is not None and is_appointed(kind, figures):
        said = ("班子由上级任命", "办理班子任命")
        return Decision((_objection(appointed.clause, "appointed", "联合党委的班子不经选举产生。", said),))
    return Decision()


def is_appointed(kind: str, figures: Figures) -> bool:
    return kind == Kind.JOINT_COMMITTEE and figures.stated(APPOINTED) is not None


def elects_first(kind: str, figures: Figures) -> bool:
    """A body that was set up elects its leadership, unless it has no term, or a level above appoints it."""
    return may_begin(kind, figures).allowed


def is_raised(before: str, now: str) -> bool:
    """升格: it is led by a body that nobody has elected yet, of a general branch, of a committee; or it lasts now, and
    whoever led it was designated for a task (支部条例8)."""
    return _LEVELS.index(family_of(now)) > _LEVELS.index(family_of(before))


def may_request(facts: RequestFacts, figures: Figures) -> Decision:
    return Decision((*may_begin(facts.kind, figures).objections, *_seats(facts, figures), *_rest(facts, figures)))


def notes_on(facts: RequestFacts, figures: Figures) -> list[Note]:
    """What is usual and not kept to; it is told to whoever files and whoever decides."""
    found = []
    limits = limits_of(facts.kind, figures)
    if limits is not None and limits[0]["usual"] < facts.seats <= limits[0]["max"]:
        found.append(Note(text=f"名额 {facts.seats} 名，一般不超过 {limits[0]['usual']} 名。", clause=limits[1]))
    regular = facts.regular or facts.ends_on
    limit = None if regular is None else limit_of(regular, figures)
    if limit is not None and regular is not None and facts.on > limit and not facts.first:
        found.append(Note(text=f"任期 {regular.isoformat()} 届满，已经超过延期的最长期限。", clause=ON_TIME))
    return found


def limits_of(kind: str, figures: Figures) -> tuple[dict[str, int], Clause] | None:
    """How many a committee of that kind has: min, usual, max."""
    family = family_of(kind)
    figure = figures.stated(f"{family}.committee_seats") if family else None
    if figure is None:
        return None
    return {str(one["key"]): int(one["number"]) for one in figure.value}, figure.clause


def _seats(facts: RequestFacts, figures: Figures) -> Iterator[Objection]:
    needed = figures.value(NEEDED)
    few = family_of(facts.kind) == "branch" and facts.full_members is not None
    if few and (facts.full_members or 0) < int(needed.value):
        if facts.seats:
            said = (f"正式党员 {facts.full_members} 名", "名额填 0，由党员大会直接选举书记，必要时选 1 名副书记")
            yield _objection(
                needed.clause, "no_committee", f"正式党员不足{needed.value}名的，不设委员会。", said, "seats"
            )
        return
    limits = limits_of(facts.kind, figures)
    if limits is None:
        return
    least, most = limits[0]["min"], limits[0]["max"]
    if facts.seats == 0 and facts.full_members is None and family_of(facts.kind) == "branch":
        return  # how many there are is not known: a branch without a committee is possible
    if facts.seats < least:
        said = (f"填写的名额是 {facts.seats} 名", f"委员会不少于 {least} 名")
        yield _objection(limits[1], "seats_few", "委员会名额太少。", said, "seats")
    elif facts.seats > most:
        said = (f"填写的名额是 {facts.seats} 名", f"不超过 {most} 名")
        yield _objection(limits[1], "seats_many", "委员会名额太多。", said, "seats")


def _rest(facts: RequestFacts, figures: Figures) -> Iterator[Objection]:
    yield from _deputies(facts)
    yield from delegates_without_grounds(facts.form, facts.full_members, facts.grounds, figures)
    if facts.planned_on is None:
        said = ("没有填写日期", "填写拟召开大会的日期")
        yield _objection(ON_TIME, "day_missing", "请填写拟召开大会的日期。", said, "planned_on")
        return
    yield from _day(facts, facts.planned_on, figures)


def _deputies(facts: RequestFacts) -> Iterator[Objection]:
    if facts.seats and facts.deputies >= facts.seats:
        said = (f"副书记 {facts.deputies} 名，委员会 {facts.seats} 名", "书记、副书记在委员中产生，减少副书记名额")
        yield _objection(Clause("national#选举条例17"), "deputies_many", "副书记名额太多。", said, "deputies")
    elif not facts.seats and facts.deputies > 1:
        said = (f"副书记 {facts.deputies} 名", "不设委员会的，必要时设 1 名副书记")
        yield _objection(Clause("national#支部条例20"), "deputies_many", "副书记名额太多。", said, "deputies")


def delegates_without_grounds(form: str, members: int | None, grounds: str, figures: Figures) -> Iterator[Objection]:
    """A meeting of delegates takes so many full members, or grounds."""
    least = figures.value("election.delegates_members_min")
    if form != ElectionForm.DELEGATES or grounds.strip():
        return
    if members is None or members < int(least.value):
        said = (
            "名册没有党员" if members is None else f"正式党员 {members} 名",
            f"党员不足 {least.value} 名而驻地分散的，写明理由；否则召开党员大会",
        )
        yield _objection(least.clause, "delegates", "召开代表大会的条件没有写明。", said, "grounds")


def _day(facts: RequestFacts, planned: date, figures: Figures) -> Iterator[Objection]:
    """Later than the end, or earlier than reminders begin, is a delay or an advance: it needs grounds, a year is the
    limit. What is overdue beyond it already cannot be mended by forbidding the election."""
    if planned < facts.on:
        said = (f"填写的是 {planned.isoformat()}", "填写今天或以后的日期；已经召开的，在登记结果时如实补记")
        yield _objection(ON_TIME, "day_past", "拟召开日期已经过去。", said, "planned_on")
    if facts.first or facts.ends_on is None:
        return
    years = figures.integer(DELAY)
    regular = facts.regular or facts.ends_on
    limit, earliest = after_months(regular, 12 * years), after_months(regular, -12 * years)
    begins = after_months(regular, -figures.integer("election.reminder_months"))
    ended = f"任期 {facts.ends_on.isoformat()} 届满"
    ended += f"（延期前 {regular.isoformat()}）" if facts.regular else ""
    if planned > limit >= facts.on:
        said = (ended, f"不晚于 {limit.isoformat()} 召开，并写明理由")
        yield _objection(ON_TIME, "delayed_beyond", f"延期一般不超过{years}年。", said, "planned_on")
    elif planned < earliest:
        said = (ended, f"不早于 {earliest.isoformat()} 召开，并写明理由")
        yield _objection(ON_TIME, "advanced_beyond", f"提前一般不超过{years}年。", said, "planned_on")
    elif (planned > facts.ends_on or planned < begins) and not facts.grounds.strip():
        said = (ended, "写明延期或者提前的理由，由上级批准")
        yield _objection(ON_TIME, "grounds_missing", "延期或者提前换届需要写明理由。", said, "grounds")


def _objection(clause: Clause, code: str, missing: str, said: tuple[str, str], field: str = "") -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )
