"""House rule: every dated fact has two times, belongs to one line of the journal, and cannot be rewritten."""

from __future__ import annotations

import psycopg
import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.db.utils import ProgrammingError

from shuniu.models.facts import Fact
from shuniu.models.privileges import GROWING


def facts() -> list[type[Model]]:
    return [model for model in apps.get_app_config("shuniu").get_models() if issubclass(model, Fact)]


def test_there_are_facts() -> None:
    assert len(facts()) > 20


@pytest.mark.parametrize("model", facts(), ids=lambda model: model.__name__)
def test_a_fact_belongs_to_exactly_one_line(model: type[Model]) -> None:
    recorded, retracted = model._meta.get_field("recorded"), model._meta.get_field("retracted")
    assert recorded.null is False
    assert retracted.null is True


@pytest.mark.django_db
@pytest.mark.parametrize("model", facts(), ids=lambda model: model.__name__)
def test_the_application_role_cannot_rewrite_or_delete_a_fact(model: type[Model]) -> None:
    table = model._meta.db_table
    column = next(f.column for f in model._meta.concrete_fields if f.column not in ("id", "retracted_id"))
    for statement in (f'UPDATE "{table}" SET "{column}" = "{column}"', f'DELETE FROM "{table}"', f'TRUNCATE "{table}"'):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(GROWING, key=lambda model: model.__name__), ids=lambda model: model.__name__)
def test_the_journal_only_grows(model: type[Model]) -> None:
    table = model._meta.db_table
    for statement in (f'UPDATE "{table}" SET id = id', f'DELETE FROM "{table}"', f'TRUNCATE "{table}"'):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                statement.replace("SET id = id", f'SET "{model._meta.pk.column}" = "{model._meta.pk.column}"')
            )


@pytest.mark.django_db
def test_the_application_role_owns_nothing(owner_connection: psycopg.Connection) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)")
        role, superuser = cursor.fetchone()
    owned = owner_connection.execute(
        "SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = %s", [role]
    ).fetchone()
    assert superuser is False
    assert owned == (0,)
