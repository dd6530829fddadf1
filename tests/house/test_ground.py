"""Do tests stand on what they believe they stand on?"""

from __future__ import annotations

import threading

import psycopg
import pytest
from django.db import ProgrammingError, connection, connections, transaction
from tests.ground.database import Ground


def insert(key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_session (session_key, session_data, expire_date) VALUES (%s, '', now())", [key]
        )


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        return int(cursor.fetchone()[0])


def seeded() -> dict[str, int]:
    """Rows of each table that migrations fill."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute("SELECT has_table_privilege(%s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
                found[table] = int(cursor.fetchone()[0])
    return found


@pytest.mark.django_db
def test_connection_is_the_application_role_and_cannot_change_tables(ground: Ground) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        assert cursor.fetchone() == ("shuniu_app", ground.name)
    for statement in ("CREATE TABLE intruder (id int)", "TRUNCATE django_session", "DROP TABLE django_session"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
class TestAfterCommit:
    def test_rows_are_really_committed(self, owner_connection: psycopg.Connection) -> None:
        insert("committed")
        assert owner_connection.execute("SELECT count(*) FROM django_session").fetchone() == (1,)

    def test_next_test_finds_only_what_migrations_seeded(self) -> None:
        assert count() == 0
        assert seeded()["django_content_type"] > 0

    def test_threads_commit_beside_each_other(self) -> None:
        def write(key: str) -> None:
            insert(key)
            connections.close_all()

        threads = [threading.Thread(target=write, args=(f"key-{number}",)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert count() == 4

    def test_a_connection_left_open_does_not_block_the_reset(self, ground: Ground) -> None:
        left = psycopg.connect(ground.app_url)
        left.execute("SELECT 1")
        ground.clone()
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")
        left.close()


@pytest.mark.django_db
def test_ordinary_test_begins_with_nothing_of_the_earlier_ones() -> None:
    assert count() == 0
    insert("rolled-back")


@pytest.mark.django_db
def test_ordinary_test_is_rolled_back() -> None:
    assert count() == 0
