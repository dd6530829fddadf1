"""Is a statement that is asked again prepared on the server, and does it then answer as before?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast
from tests.web.offices import attach, enter

from shuniu.queries import shapes
from shuniu.queries.arrays import answers
from shuniu.queries.organizations.listing import Filters, organization_page
from shuniu.queries.paging import Window
from shuniu.queries.prepared import rows_of, statement

pytestmark = pytest.mark.django_db
ADDED = "SELECT %(one)s::bigint + %(two)s, %(one)s, 5 %% 3"


def prepared(part: str) -> list[tuple[Any, ...]]:
    """Of this connection: how often planned for the values, how often not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE strpos(statement, %s) > 0", [part]
        )
        return cursor.fetchall()


def test_a_statement_is_planned_once_and_takes_any_values() -> None:
    for one, two in [(1, 2), (3, 40_000), (5_000_000_000, 6)] * 3:
        assert answers(ADDED, one=one, two=two) == [(one + two, one, 2)]
    [(custom, generic)] = prepared("$1::bigint + $2")
    assert custom + generic == 7  # from the third time on, whatever the size of the numbers
    assert generic > 0


def test_both_ways_to_write_a_place() -> None:
    assert statement("SELECT %s, '%%', %s").numbered == b"SELECT $1, '%', $2"
    named = statement("SELECT %(b)s, %(a)s, %(b)s")
    assert (named.numbered, list(named.names)) == (b"SELECT $1, $2, $1", ["b", "a"])


def test_who_listens_hears_it() -> None:
    with CaptureQueriesContext(connection) as heard:
        assert answers(ADDED, one=1, two=2) == [(3, 1, 2)]
    assert [one["sql"] for one in heard.captured_queries] == ["SELECT 1::bigint + 2, 1, 5 % 3"]
    texts = []
    with connection.execute_wrapper(lambda go, text, *more: (texts.append(text), go(text, *more))[1]):
        answers(ADDED, one=1, two=2)
    assert texts == [ADDED]


def test_what_the_server_refuses_is_refused_as_ever() -> None:
    divided = statement("SELECT 1 / %s::bigint")
    for _ in range(4):
        assert rows_of(divided, [1]) == [(1,)]
    with pytest.raises(DataError), transaction.atomic():
        rows_of(divided, [0])
    assert rows_of(divided, [1]) == [(1,)]
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            rows_of(divided, [1])


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_told_anew() -> None:
    for _ in range(2):
        for _ in range(5):
            assert answers(ADDED, one=1, two=2) == [(3, 1, 2)]
        assert len(prepared("$1::bigint + $2")) == 1
        connection.close()
        assert prepared("$1::bigint + $2") == []


@pytest.mark.django_db(transaction=True)
def test_behind_a_pooler_nothing_is_prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    connection.close()
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "prepare_threshold", None)
    for _ in range(5):
        assert answers(ADDED, one=1, two=2) == [(3, 1, 2)]
    assert prepared("$1::bigint + $2") == []
    connection.close()


def test_what_is_asked_about_most_of_a_register_is_planned_each_time(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "COMPARED", False)
    units = enter(cast, "澄川市一会", "澄川市二会")
    attach(cast, units, cast.joint)

    def pages(**more: bool) -> list[list[str]]:
        actor = replace(cast.secretary, **more)
        found = [organization_page(actor, date(2020, 1, 1), Filters(), Window()) for _ in range(9)]
        return [[row["name"] for row in page.rows] for page in found]

    wide = pages(wide=True)
    kept = prepared('FROM "shuniu_registration"')
    assert pages() == wide
    assert len(prepared('FROM "shuniu_registration"')) == len(kept) + 1


@pytest.mark.django_db(transaction=True)
def test_a_connection_the_server_has_ended_is_made_again_for_the_first_question(
    owner_connection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended() -> None:
        owner_connection.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    connection.close()
    monkeypatch.setitem(connection.settings_dict, "CONN_HEALTH_CHECKS", True)
    for _ in range(4):
        answers(ADDED, one=1, two=2)
    ended()
    connection.health_check_done = False  # as at the beginning of a request
    assert answers(ADDED, one=1, two=2) == [(3, 1, 2)]
    ended()
    with pytest.raises(OperationalError):  # in the middle of one nothing is asked twice
        answers(ADDED, one=1, two=2)
    connection.close()
    with pytest.raises(OperationalError), transaction.atomic():
        answers(ADDED, one=1, two=2)
        ended()
        connection.health_check_done = False
        answers(ADDED, one=1, two=2)
    connection.close()
