"""How long is a term, which reminder is reached, in which class is what is overdue, may it be postponed until then?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.calendar import after_months
from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figure, Figures, NotStated
from shuniu.policy.words import PartyOrganizationKind as Kind
from shuniu.policy.words.elections import TermState

DELAY, RUNGS = "election.delay_years_max", "election.reminder_rungs"
ON_TIME = Clause("national#选举条例3")
LONGEST_GROUNDS = 500
# They last as long as the task they are formed for.
_TEMPORARY = frozenset({Kind.TEMPORARY_BRANCH, Kind.JOINT_TEMPORARY_BRANCH})


def family_of(kind: str) -> str:
    """Whose figures hold: those of branches, general branches or committees; empty where nobody is elected."""
    known = Kind(kind)
    if known in _TEMPORARY or known is Kind.LEADING_PARTY_GROUP:
        return ""
    if known is Kind.GENERAL_BRANCH:
        return "general_branch"
    return "branch" if known.is_branch else "primary_committee"


def term_years(kind: str, figures: Figures) -> Figure:
    """Raises NotStated where no text says it."""
    family = family_of(kind)
    key = f"{family or 'branch'}.term_years"
    if not family:
        raise NotStated(key, Clause("national#支部条例8"), "临时党支部一般不换届")
    return figures.value(key)


def ends_after(begins_on: date, years: int) -> date:
    """The first day that no longer belongs to the term."""
    return after_months(begins_on, 12 * years)


def limit_of(regular: date, figures: Figures) -> date | None:
    """Until which day a term may last that was to end on ``regular``, however often it is postponed; None where no
    text of the day says it."""
    delay = figures.stated(DELAY)
    return None if delay is None else ends_after(regular, int(delay.value))


def rung_of(ends_on: date, on: date, figures: Figures) -> int | None:
    """The months of the latest reminder reached on ``on``; None before the first and once the term is over.

    A reminder is reached on the day that lies its months before the end.
    """
    rungs = figures.stated(RUNGS)
    if on >= ends_on or rungs is None:
        return None
    months = sorted((int(one["key"]) for one in rungs.value), reverse=True)
    reached = [one for one in months if on >= after_months(ends_on, -one)]
    return reached[-1] if reached else None


def state_of_term(ends_on: date | None, on: date, figures: Figures, regular: date | None = None) -> TermState:
    """A term with no end is running. The year that a delay may take at most is the one after the ``regular`` end: the
    one it had before it was postponed (None: it was not)."""
    if ends_on is None:
        return TermState.RUNNING
    if on < ends_on:
        return TermState.NEAR if rung_of(ends_on, on, figures) is not None else TermState.RUNNING
    limit = limit_of(regular or ends_on, figures)
    if limit is None:
        return TermState.OVER
    return TermState.BEYOND if on > limit else TermState.WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PostponementFacts:
    """``ends_on``: the first day after the running, or latest, term; None where none has an end.
    ``regular``: the day on which it would have ended had it not been postponed before; None: it was not."""

    ends_on: date | None
    until: date | None
    grounds: str
    regular: date | None = None


def may_postpone(facts: PostponementFacts, figures: Figures) -> Decision:
    return Decision(tuple(_postponing(facts, figures)))


def _postponing(facts: PostponementFacts, figures: Figures) -> Iterator[Objection]:
    if not 0 < len(facts.grounds.strip()) <= LONGEST_GROUNDS:
        said = (f"写了 {len(facts.grounds.strip())} 字", f"写明延期的原因，不超过 {LONGEST_GROUNDS} 字")
        yield _objection("grounds_missing", "请写明延期换届的理由。", said, "grounds")
    if facts.ends_on is None:
        said = ("现任期没有登记届满日期", "先登记任期的届满日期")
        yield _objection("term_open", "没有届满日期，不能办理延期。", said, "until")
        return
    regular = facts.regular or facts.ends_on
    figure = figures.value(DELAY)
    limit = ends_after(regular, int(figure.value))
    if facts.regular is not None and limit <= facts.ends_on:
        said = (f"任期原到 {regular.isoformat()}，已经延到 {facts.ends_on.isoformat()}", "召开党员大会换届，不再延期")
        yield _objection("used_up", f"延期从原届满日期起一般不超过{figure.value}年。", said, "until", figure.clause)
        return
    if facts.until is None or facts.until <= facts.ends_on:
        said = (f"任期到 {facts.ends_on.isoformat()} 届满", "填写晚于届满日期的一天")
        yield _objection("not_later", "延期后的届满日期应晚于现届满日期。", said, "until")
        return
    if facts.until > limit:
        said = (
            f"任期原到 {regular.isoformat()}，延到 {facts.until.isoformat()}",
            f"不晚于 {limit.isoformat()}",
        )
        yield _objection("too_long", f"延期一般不超过{figure.value}年。", said, "until", figure.clause)


def _objection(code: str, missing: str, said: tuple[str, str], field: str, clause: Clause = ON_TIME) -> Objection:
    return Objection(
        clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who="换届的党组织", field=field
    )
