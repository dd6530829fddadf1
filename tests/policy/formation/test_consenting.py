"""Each organization named agrees by itself, or is spoken for where nobody signs in there, which is marked."""

from __future__ import annotations

import pytest

from shuniu.policy.formation.applying import UnitFacts
from shuniu.policy.formation.consenting import ConsentFacts, check_consents, may_consent
from shuniu.policy.words.cases import CaseState as S
from shuniu.policy.words.cases import Consent as Answer

HOST, FIRST, SECOND = (UnitFacts(key=key, name=name) for key, name in ((1, "牵头会"), (2, "甲会"), (3, "乙会")))


@pytest.mark.req("D07", "D08", "D14")
@pytest.mark.parametrize(
    ("consents", "facts"),
    [
        pytest.param({}, ["还没有表示", "还没有表示"], id="nobody-asked-yet"),
        pytest.param({2: Answer.AGREED, 3: None}, ["还没有表示"], id="one-has-agreed"),
        pytest.param({2: Answer.DECLINED, 3: Answer.TAKEN_BACK}, ["已表示不同意", "已撤回同意"], id="each-separately"),
        pytest.param({2: Answer.AGREED, 3: Answer.AGREED}, [], id="all-agree"),
        pytest.param(None, [], id="an-office-began-it"),
    ],
)
def test_each_that_has_not_agreed_is_an_objection_of_its_own(
    consents: dict[int, Answer | None] | None, facts: list[str]
) -> None:
    found = list(check_consents((HOST, FIRST, SECOND), consents))
    assert [one.fact for one in found] == facts
    assert all(one.code == "not_agreed" and one.field == "units" and one.alternatives for one in found)
    assert not list(check_consents((HOST,), {}))


@pytest.mark.parametrize(
    ("given", "codes"),
    [
        pytest.param({}, [], id="agrees"),
        pytest.param({"answer": Answer.DECLINED}, [], id="declines"),
        pytest.param({"current": Answer.AGREED}, ["answered_already"], id="twice"),
        pytest.param({"answer": Answer.TAKEN_BACK}, ["nothing_to_take_back"], id="nothing-said-yet"),
        pytest.param({"answer": Answer.TAKEN_BACK, "current": Answer.DECLINED}, ["nothing_to_take_back"],
                     id="declined-before"),
        pytest.param({"answer": Answer.TAKEN_BACK, "current": Answer.AGREED}, [], id="takes-back"),
        pytest.param({"answer": Answer.AGREED, "current": Answer.TAKEN_BACK}, [], id="agrees-again"),
        pytest.param({"state": S.REVIEWING}, [], id="until-the-review-is-through"),
        pytest.param({"state": S.TO_MEET}, ["too_late"], id="after-the-review"),
        pytest.param({"own_case": False}, ["too_late"], id="an-office-began-it"),
        pytest.param({"behalf": True, "basis": "来函"}, [], id="on-behalf"),
        pytest.param({"behalf": True, "basis": " "}, ["basis_missing"], id="on-behalf-without-basis"),
        pytest.param({"behalf": True, "basis": "函" * 300}, [], id="basis-300"),
        pytest.param({"behalf": True, "basis": "函" * 301}, ["basis_missing"], id="basis-301"),
        pytest.param({"behalf": True, "signs_in": True, "state": S.DONE},
                     ["too_late", "answers_itself", "basis_missing"], id="all-at-once"),
    ],
)  # fmt: skip
def test_when_may_it_be_said_and_by_whom(given: dict[str, object], codes: list[str]) -> None:
    facts: dict[str, object] = {"state": S.DRAFT, "answer": Answer.AGREED, "current": None}
    assert [one.code for one in may_consent(ConsentFacts(**facts | given)).objections] == codes  # type: ignore[arg-type]
