"""Two acts that wait for each other: the page does its own once more, else says that nothing was written."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from psycopg.errors import DeadlockDetected
from tests.cast import Cast
from tests.commands.rival import rival
from tests.ground.database import Ground
from tests.web.offices import enter, public, sent, sit_down
from tests.web.test_imports import good, upload, workbook

from shuniu.models import Batch, Entry, Registration
from shuniu.web.imports import batches


@pytest.fixture
def unit(transactional_db: None, cast: Cast) -> int:
    return enter(cast, "澄川市阿岚学会", field="科技")[0]


def changed(client: Client, unit: int) -> Any:
    return sent(client, f"/organizations/{public(unit)}/change/", field="环保")


def fields(unit: int) -> set[str]:
    return set(Registration.objects.filter(unit=unit, retracted__isnull=True).values_list("field", flat=True))


def test_an_act_given_up_for_another_is_done_once_more(
    ground: Ground, cast: Cast, unit: int, caplog: pytest.LogCaptureFixture
) -> None:
    client, lines = sit_down(cast.clerk), Entry.objects.count()
    with rival(ground.app_url, unit, times=1):
        answer = changed(client, unit)
    assert answer.status_code == 302 and "done once more" in caplog.text
    assert fields(unit) == {"科技", "环保"} and Entry.objects.count() == lines + 1


def test_given_up_twice_it_is_a_calm_page_and_nothing_was_written(
    ground: Ground, cast: Cast, unit: int, caplog: pytest.LogCaptureFixture
) -> None:
    client, lines = sit_down(cast.clerk), Entry.objects.count()
    with rival(ground.app_url, unit, times=2):
        answer = changed(client, unit)
    page = answer.content.decode()
    assert answer.status_code == 409 and "登记没有改动" in page and "再提交一次" in page
    assert "given up again" in caplog.text
    assert fields(unit) == {"科技"} and Entry.objects.count() == lines


@pytest.mark.django_db
def test_a_file_that_came_with_it_is_read_from_its_beginning_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, asked = batches.receive_ledger, list[int]()

    def once_given_up(act: Any, received: Any) -> Any:
        asked.append(len(received.content))
        if len(asked) == 1:
            raise DeadlockDetected
        return usual(act, received)

    monkeypatch.setattr(batches, "receive_ledger", once_given_up)
    content = workbook([good(number, f"澄川市第{number}学会") for number in range(1, 4)])
    answer = upload(sit_down(cast.clerk), content)
    assert answer.status_code == 302 and asked == [len(content)] * 2
    assert Batch.objects.count() == 1
