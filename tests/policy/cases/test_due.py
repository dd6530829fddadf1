"""Until when is a case to be dealt with in the state it comes into? By text, and by what an office decides itself."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.cases.due import due_on
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.leadership.appointment import APPOINTMENT
from shuniu.policy.packs import Figures, LocalValue, merged
from shuniu.policy.words.cases import CaseState as S

LAW = date(2020, 6, 1)
SENT = date(2020, 6, 1)
CHECK, REVIEW = "formation.check_working_days", "formation.review_working_days"
MONTH = "national#支部条例6"


def decided(**values: int) -> Figures:
    local = [
        LocalValue(key=key, period=Period(LAW, None), decision="党委办事时限规定", value=value)
        for key, value in values.items()
    ]
    return merged(("national",), LAW, local)


@pytest.mark.req("D10")
@pytest.mark.parametrize(
    ("state", "since", "sent", "figures", "expected"),
    [
        # 支部条例6: a month from the application, whatever the step.
        (S.CHECKING, SENT, SENT, {}, date(2020, 7, 1)),
        (S.REVIEWING, date(2020, 6, 20), SENT, {}, date(2020, 7, 1)),
        (S.TO_REPLY, date(2020, 6, 29), SENT, {}, date(2020, 7, 1)),
        (S.CHECKING, date(2020, 1, 31), date(2020, 1, 31), {}, date(2020, 2, 29)),
        # The earlier of the step's own day and that of the whole.
        (S.CHECKING, SENT, SENT, {CHECK: 5}, date(2020, 6, 8)),
        (S.CHECKING, SENT, SENT, {CHECK: 60}, date(2020, 7, 1)),
        # 端午: from 25 to 27 June 2020 nobody works, on Sunday 28 June all do.
        (S.REVIEWING, date(2020, 6, 24), SENT, {REVIEW: 2}, date(2020, 6, 29)),
        (S.CHECKING, SENT, SENT, {REVIEW: 2}, date(2020, 7, 1)),
        # While the applicant has it, nothing of the office runs.
        (S.RETURNED, date(2020, 6, 5), SENT, {CHECK: 5, REVIEW: 5}, None),
        (S.DEFERRED, date(2020, 6, 5), SENT, {CHECK: 5, REVIEW: 5}, None),
    ],
)
def test_an_application_is_due(
    state: S, since: date, sent: date, figures: dict[str, int], expected: date | None
) -> None:
    found = due_on(FORMATION, state, since=since, submitted=sent, figures=decided(**figures))
    assert (found.day if found else None) == expected
    assert found is None or not found.provisional


def test_the_day_names_the_text_it_follows_from() -> None:
    found = due_on(FORMATION, S.CHECKING, since=SENT, submitted=SENT, figures=decided())
    assert found is not None and found.clause.key == MONTH
    own = due_on(FORMATION, S.CHECKING, since=SENT, submitted=SENT, figures=decided(**{CHECK: 5}))
    assert own is not None and own.clause.key != MONTH


def test_working_days_of_a_year_that_is_not_known_yet_are_provisional_and_months_never() -> None:
    since, figures = date(2199, 9, 27), decided(**{CHECK: 5})
    found = due_on(FORMATION, S.CHECKING, since=since, submitted=since, figures=figures)
    assert found is not None and (found.day, found.provisional) == (date(2199, 10, 4), True)
    found = due_on(FORMATION, S.TO_REPLY, since=since, submitted=since, figures=figures)
    assert found is not None and (found.day, found.provisional) == (date(2199, 10, 27), False)


@pytest.mark.parametrize("procedure", [ELECTION, APPOINTMENT])
def test_where_no_text_sets_a_day_there_is_none(procedure: object) -> None:
    assert due_on(procedure, S.REVIEWING, since=SENT, submitted=SENT, figures=decided()) is None  # type: ignore[arg-type]


def test_the_whole_of_an_appointment_runs_from_its_first_sending() -> None:
    figures = decided(**{"appointment.review_working_days": 3, "appointment.decide_working_days": 10})
    reviewing = due_on(APPOINTMENT, S.REVIEWING, since=date(2020, 6, 10), submitted=SENT, figures=figures)
    meeting = due_on(APPOINTMENT, S.TO_MEET, since=date(2020, 6, 10), submitted=SENT, figures=figures)
    late = due_on(APPOINTMENT, S.REVIEWING, since=date(2020, 6, 11), submitted=SENT, figures=figures)
    days = [one.day if one else None for one in (reviewing, meeting, late)]
    assert days == [date(2020, 6, 15), date(2020, 6, 15), date(2020, 6, 15)]
