"""The committee whose meetings are tried, with a small procedure in the place of one of the kinds."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.commands.cases.meeting import SHORT, Table, table

from shuniu.policy import procedures


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(procedures.PROCEDURES, SHORT.kind, SHORT)  # type: ignore[arg-type]


@pytest.fixture
def round_table(cast: Cast, short: None) -> Table:
    return table(cast)
