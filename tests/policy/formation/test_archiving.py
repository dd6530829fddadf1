"""Which papers come of setting up or adjusting a Party organization, and which of them does a text name?"""

from __future__ import annotations

from typing import Any

import pytest

from shuniu.policy.formation.archiving import FILED_BY, FormationArchive, formation_papers
from shuniu.policy.words.archiving import FormationPaper as P
from shuniu.policy.words.cases import CaseKind

NOTHING: dict[str, Any] = dict.fromkeys(
    ("joined", "checked", "passed", "reviewed", "met", "outside", "answered", "agreed"), False
)
LOOKED = {"checked": True, "reviewed": True}


@pytest.mark.parametrize(
    ("taken", "known", "papers"),
    [
        pytest.param({}, (), [P.REQUEST], id="sent and taken back"),
        pytest.param(
            {**LOOKED, "met": True, "agreed": True},
            (),
            [P.REQUEST, P.CHECK, P.REVIEW, P.MINUTES, P.REPLY, P.FILED],
            id="national#支部条例6 agreed to by a meeting",
        ),
        pytest.param(
            {**LOOKED, "joined": True, "met": True, "answered": True},
            (),
            [P.REQUEST, P.CONSENTS, P.CHECK, P.REVIEW, P.MINUTES, P.ANSWER],
            id="a joint application, refused",
        ),
        pytest.param(
            {**LOOKED, "met": True, "answered": True, "agreed": True},
            (),
            [P.REQUEST, P.CHECK, P.REVIEW, P.MINUTES, P.ANSWER, P.REPLY, P.FILED],
            id="put off, then agreed to",
        ),
        pytest.param(
            {**LOOKED, "outside": True, "agreed": True},
            (),
            [P.REQUEST, P.CHECK, P.REVIEW, P.OUTSIDE, P.FILED],
            id="ah2017#D19 the street committee replies itself",
        ),
        pytest.param(
            {**LOOKED, "passed": True, "met": True, "agreed": True},
            (),
            [P.REQUEST, P.CHECK, P.PASSED, P.REVIEW, P.MINUTES, P.REPLY, P.FILED],
            id="passed on by whoever answers for the organization",
        ),
        pytest.param({}, (P.REPLY, P.FILED), [P.REQUEST, P.REPLY, P.FILED], id="what is there is listed"),
    ],
)
def test_the_papers_are_those_of_the_steps(taken: dict[str, Any], known: tuple[P, ...], papers: list[P]) -> None:
    assert list(formation_papers(FormationArchive(**{**NOTHING, **taken}, known=known))) == papers


def test_the_filing_with_the_level_above_is_named_by_a_text() -> None:
    assert {kind: str(clause) for kind, clause in FILED_BY.items()} == {
        CaseKind.FORMATION: "national#支部条例6",
        CaseKind.ADJUSTMENT: "national#支部条例7",
    }
