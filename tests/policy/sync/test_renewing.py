"""Its own renewal beside the term of its branch (F03), and the procedural opinion (F13), with every boundary."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.packs.merging import LocalValue, merged
from shuniu.policy.sync.renewing import (
    OpinionFacts,
    RenewalDays,
    RenewalFacts,
    judge_renewal,
    may_give_opinion,
    may_record_renewal,
)

ON = date(2020, 7, 1)
BEIJING = ("bj2020", "bj2016", "bj2015", "national")
DUE = date(2021, 6, 1)


def texts(chain: tuple[str, ...] = BEIJING, days: int | None = None):
    said = {"key": "renewal.days_apart_max", "period": Period(ON), "decision": "会议纪要3号"}
    return merged(chain, ON, [LocalValue(**said, value=days)] if days is not None else [])


@pytest.mark.req("F03")
@pytest.mark.parametrize(
    ("unit", "term", "decided", "state", "days"),
    [
        pytest.param(DUE, DUE, None, "together", 0, id="bj2015#F03 the same day"),
        pytest.param(DUE, date(2021, 6, 2), None, "undecided", 1, id="bj2015#F03 a day apart, nobody decided how many"),
        pytest.param(DUE, date(2021, 7, 1), 30, "together", 30, id="bj2015#F03 exactly the days decided"),
        pytest.param(DUE, date(2021, 7, 2), 30, "apart", 31, id="bj2015#F03 a day more than decided"),
        pytest.param(DUE, date(2021, 5, 1), 30, "apart", 31, id="bj2015#F03 the branch first"),
        pytest.param(None, DUE, 30, "unit_unknown", None, id="bj2015#F03 own day not known"),
        pytest.param(DUE, None, 30, "term_unknown", None, id="bj2015#F03 term without an end"),
        pytest.param(None, None, 30, "unit_unknown", None, id="bj2015#F03 nothing known"),
    ],
)
def test_own_renewal_beside_the_term(
    unit: date | None, term: date | None, decided: int | None, state: str, days: int | None
) -> None:
    found = judge_renewal(RenewalFacts(unit_due=unit, term_due=term), texts(days=decided))
    assert found is not None
    assert (found.state, found.days, found.clause.key) == (state, days, "bj2015#F03")
    assert found.open is (state != "together")
    assert ("原文未明示" in found.sentence) is (state == "undecided")


@pytest.mark.req("F03")
@pytest.mark.parametrize("chain", [("national",), ("ah2017", "national"), ("xy", "national"), ("bj2016", "national")])
def test_where_no_text_wants_them_together_nothing_is_found(chain: tuple[str, ...]) -> None:
    assert judge_renewal(RenewalFacts(unit_due=DUE, term_due=ON), texts(chain)) is None
    assert judge_renewal(RenewalFacts(unit_due=DUE, term_due=ON), None) is None


@pytest.mark.parametrize(
    ("held", "due", "source", "codes"),
    [
        (None, DUE, "章程", []),
        (ON, None, "会议决议", []),
        (ON, DUE, "章程", []),
        (None, None, "章程", ["days_missing"]),
        (date(2020, 7, 2), None, "章程", ["held_later"]),
        (ON, ON, "章程", ["days_reversed"]),
        (ON, date(2020, 7, 2), "章程", []),
        (date(2020, 7, 2), ON, " ", ["held_later", "days_reversed", "source_missing"]),
    ],
)
def test_days_of_a_renewal(held: date | None, due: date | None, source: str, codes: list[str]) -> None:
    said = RenewalDays(held_on=held, due_on=due, source=source, today=ON)
    assert [one.code for one in may_record_renewal(said).objections] == codes


def opinion(**other: object) -> OpinionFacts:
    given = {"party_organization": "支部", "unit": "学会", "opinion": "complied", "matters": (), "stands": True}
    return OpinionFacts(**{**given, "figures": texts(), **other})  # type: ignore[arg-type]


@pytest.mark.req("F13")
@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        pytest.param(opinion(), [], id="bj2020#F13"),
        pytest.param(opinion(opinion="with_remarks", matters=("notice",)), [], id="bj2020#F13 with a matter"),
        pytest.param(opinion(opinion="not_complied", matters=("quorum", "ballot")), [], id="bj2020#F13 not complied"),
        pytest.param(opinion(opinion="with_remarks"), ["matters_missing"], id="bj2020#F13 remarks name a matter"),
        pytest.param(opinion(matters=("notice",)), ["matters_given"], id="bj2020#F13 complied needs none"),
        pytest.param(opinion(opinion="候选人合适"), ["opinion_unknown"], id="bj2020#F13 nothing of candidates"),
        pytest.param(
            opinion(opinion="not_complied", matters=("张三",)), ["matter_unknown"], id="bj2020#F13 no free words"
        ),
        pytest.param(opinion(stands=False), ["not_theirs"], id="bj2020#F13 only who covers or answers"),
        pytest.param(opinion(figures=texts(("bj2016", "national"))), ["not_asked"], id="bj2016 does not ask for it"),
        pytest.param(opinion(figures=None, stands=False, opinion=""), ["not_asked", "not_theirs", "opinion_unknown"],
                     id="everything at once"),
    ],
)  # fmt: skip
def test_an_opinion_speaks_of_the_procedure_alone(facts: OpinionFacts, codes: list[str]) -> None:
    assert [one.code for one in may_give_opinion(facts).objections] == codes
