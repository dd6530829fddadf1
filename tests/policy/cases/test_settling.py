"""When is a start-up grant paid, and when have the relations come over? By the clause, with every boundary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shuniu.kernel.decision import Clause
from shuniu.kernel.period import Period
from shuniu.policy.cases.settling import (
    GrantFacts,
    Transfers,
    may_settle_grant,
    may_settle_transfers,
    may_settle_urging,
)
from shuniu.policy.packs import Figure, LocalValue, merged

DAY = date(2020, 7, 1)
GRANT, TRANSFER = Clause("bj2016#18"), Clause("ah2017#D17")
KEY = "formation.start_grant_amount"


def laid_down() -> Figure:
    decided = LocalValue(key=KEY, period=Period(DAY, None), decision="〔2020〕1号", value=2000, adopts="", clause=None)
    figure = merged(("bj2016", "national"), DAY, (decided,)).stated(KEY)
    assert figure is not None
    return figure


@pytest.mark.req("K07")
def test_the_text_names_no_amount_and_the_office_lays_it_down() -> None:
    assert merged(("bj2016", "national"), DAY).stated(KEY) is None
    assert laid_down().value == 2000


@pytest.mark.req("K07")
@pytest.mark.parametrize(
    ("given", "codes"),
    [
        ({}, []),
        ({"amount": None}, ["paid_missing"]),
        ({"amount": Decimal(0)}, ["paid_missing"]),
        ({"amount": Decimal("0.01")}, []),
        ({"paid_on": None}, ["paid_on_missing"]),
        ({"paid_on": date(2020, 7, 2)}, ["paid_on_ahead"]),
        ({"paid_on": date(2020, 6, 1)}, []),
        ({"paid_on": date(2020, 5, 31)}, ["paid_before_founded"]),
        ({"amount": None, "paid_on": None}, ["paid_missing", "paid_on_missing"]),
    ],
)
def test_a_grant_ends_with_its_amount_and_its_day(given: dict[str, Any], codes: list[str]) -> None:
    facts: dict[str, Any] = {
        "amount": Decimal(1500), "paid_on": DAY, "laid_down": None, "founded_on": date(2020, 6, 1), "today": DAY,
        "clause": GRANT,
    }  # fmt: skip
    assert [one.code for one in may_settle_grant(GrantFacts(**{**facts, **given})).objections] == codes


@pytest.mark.req("K07")
@pytest.mark.parametrize(("amount", "codes"), [(1999, ["paid_less"]), (2000, []), (2001, [])])
def test_no_less_than_was_laid_down(amount: int, codes: list[str]) -> None:
    facts = GrantFacts(
        amount=Decimal(amount), paid_on=DAY, laid_down=laid_down(), founded_on=None, today=DAY, clause=GRANT
    )
    assert [one.code for one in may_settle_grant(facts).objections] == codes


@pytest.mark.req("D09")
@pytest.mark.parametrize(
    ("why_not", "applied", "codes"),
    [
        ("", True, []),
        ("", False, ["not_applied"]),
        ("  ", False, ["not_applied"]),
        ("正在注销", False, []),
        ("多" * 501, True, ["why_not_length"]),
    ],
)
def test_what_was_urged_ends_with_an_application_or_with_the_reason_why_not(
    why_not: str, applied: bool, codes: list[str]
) -> None:
    found = may_settle_urging(why_not, TRANSFER, applied=applied).objections
    assert [one.code for one in found] == codes
    assert {(one.clause, one.field) for one in found} <= {(TRANSFER, "why_not")}


@pytest.mark.req("D17")
@pytest.mark.parametrize(
    ("transfers", "short", "codes"),
    [
        (Transfers(expected=3, arrived=3), "", []),
        (Transfers(expected=3, arrived=4), "", []),
        (Transfers(expected=3, arrived=2), "", ["relations_not_in"]),
        (Transfers(expected=3, arrived=2), " ", ["relations_not_in"]),
        (Transfers(expected=3, arrived=2), "一名已调离", []),
        (Transfers(expected=3, arrived=3), "多" * 501, ["short_length"]),
        (None, "", []),
    ],
)
def test_transfers_end_when_the_roll_shows_them_or_with_a_reason(
    transfers: Transfers | None, short: str, codes: list[str]
) -> None:
    found = may_settle_transfers(transfers, short, TRANSFER).objections
    assert [one.code for one in found] == codes
    assert {one.clause for one in found} <= {TRANSFER}
