"""Which letter is it by its title, how long is there still time, and may somebody be reminded?"""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.elections.letters import Letter, ReminderFacts, letter_of, may_remind, months_left, title_of

END = date(2026, 8, 31)


@pytest.mark.parametrize("letter", Letter)
def test_a_letter_is_found_again_by_its_title(letter: Letter) -> None:
    assert letter_of(title_of(letter, "中共澄川市阿岚学会支部委员会")) is letter


@pytest.mark.parametrize(
    "title",
    [
        "", "关于开展专项行动的通知",
        # It begins or ends as one of them does, and is none.
        "关于同意成立中共澄川市阿岚学会支部委员会的批复", "关于召开会议研究补选结果的批复意见",
        "转发关于做好换届选举工作的提醒函", "关于做好年度考核工作的提醒函",
    ],
)  # fmt: skip
def test_what_is_about_something_else_is_none_of_them(title: str) -> None:
    assert letter_of(title) is None


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2026, 2, 28), 7), (date(2026, 3, 1), 6), (date(2026, 4, 30), 5), (date(2026, 5, 1), 4),
        (date(2026, 7, 30), 2), (date(2026, 7, 31), 1), (date(2026, 8, 30), 1), (END, 0), (date(2026, 9, 1), 0),
    ],
)  # fmt: skip
def test_how_many_months_are_left(on: date, months: int) -> None:
    assert months_left(on, END) == months


@pytest.mark.parametrize(
    ("ends_on", "own", "codes"),
    [(END, False, []), (None, False, ["term_open"]), (END, True, ["nobody_above"]),
     (None, True, ["term_open", "nobody_above"])],
)  # fmt: skip
def test_the_level_above_reminds_whose_term_has_an_end(ends_on: date | None, own: bool, codes: list[str]) -> None:
    assert [one.code for one in may_remind(ReminderFacts(ends_on=ends_on, own=own)).objections] == codes
