"""From which tables does the program find its way to its own?"""

from __future__ import annotations

from importlib import import_module

import psycopg
import pytest

from shuniu.jobs.installation import StrangeLayout, prepare_database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
SQUASHED = "0001_squashed_0030_by_elections"


def recorded(owner: psycopg.Connection) -> list[str]:
    return [row[0] for row in owner.execute("SELECT name FROM django_migrations WHERE app = 'shuniu' ORDER BY name")]


def stand_at(owner: psycopg.Connection, names: list[str]) -> None:
    owner.execute("DELETE FROM django_migrations WHERE app = 'shuniu'")
    for name in names:
        owner.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('shuniu', %s, now())", [name])


def replaced() -> list[str]:
    return [name for _, name in import_module(f"shuniu.migrations.{SQUASHED}").Migration.replaces]


def test_tables_made_step_by_step_stand_as_they_are(owner_connection: psycopg.Connection) -> None:
    later = {*recorded(owner_connection)} - {SQUASHED, *replaced()}
    stand_at(owner_connection, [*replaced(), *sorted(later)])
    prepare_database()
    assert {SQUASHED, *replaced()} <= {*recorded(owner_connection)}
    prepare_database()


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["0001_ground"], "较早的开发版本"),
        (["0001_ground", "0017_rolls_tell_who_is_due"], "较早的开发版本"),
        ([SQUASHED, "0999_from_tomorrow"], "更新的版本"),
        (["0999_from_tomorrow"], "更新的版本"),
    ],
)
def test_what_cannot_be_reached_is_refused_and_left(
    owner_connection: psycopg.Connection, names: list[str], said: str
) -> None:
    stand_at(owner_connection, names)
    with pytest.raises(StrangeLayout, match=said):
        prepare_database()
    assert recorded(owner_connection) == sorted(names)
