"""Who may work for a Party organization: of the roll, and trained before where a text wants that."""

from __future__ import annotations

from datetime import date

import pytest

from shuniu.policy.members.workers import WorkerFacts, may_work
from shuniu.policy.packs import merged

ON = date(2026, 6, 1)
ANHUI, BEIJING = merged(("ah2017", "national"), ON), merged(("bj2016", "national"), ON)
CASES = [
    ("full-time", ANHUI, True, True, None, []),
    ("ah2017#J07 part-time, no training", ANHUI, True, False, None, ["training_first"]),
    ("ah2017#J07 part-time, trained that day", ANHUI, True, False, ON, []),
    ("ah2017#J07 part-time, trained the day after", ANHUI, True, False, date(2026, 6, 2), ["training_first"]),
    ("bj2016 speaks of no such training", BEIJING, True, False, None, []),
    ("no text at all", None, True, False, None, []),
    ("national#党章8 not of the roll", ANHUI, False, True, None, ["not_held"]),
]


@pytest.mark.req("J07", "J09")
@pytest.mark.parametrize(
    ("figures", "on_roll", "full_time", "trained", "codes"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_a_worker(figures: object, on_roll: bool, full_time: bool, trained: date | None, codes: list[str]) -> None:
    facts = WorkerFacts(on_roll=on_roll, full_time=full_time, begins_on=ON, trained_on=trained)
    assert [one.code for one in may_work(facts, figures).objections] == codes  # type: ignore[arg-type]
