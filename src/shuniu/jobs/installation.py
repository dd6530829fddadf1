"""Bring the database to the present layout as its owner, give the application role its rights, lay in the places."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader

OLDER = (
    "数据库的结构来自一个较早的开发版本，不能直接升级，没有改动任何内容。请先用做出它的版本备份，再换一个空的数据库。"
)
NEWER = "数据库的结构来自一个更新的版本，没有改动任何内容。请换用与它同版或更新的程序。"


class StrangeLayout(Exception):
    """The tables are neither those of this program nor such as it knows the way from."""


def owner_alias() -> str:
    """The connection that may change tables; the ordinary one where no owner is set apart."""
    return "owner" if "owner" in settings.DATABASES else "default"


def prepare_database() -> None:
    """Migrate, grant, lay in the divisions. Running it again changes nothing.

    Raises StrangeLayout, with nothing changed.
    """
    from shuniu.commands.places import lay_in_divisions
    from shuniu.queries.privileges import statements  # app ready

    alias = owner_alias()
    _check_layout(alias)
    call_command("migrate", database=alias, interactive=False, verbosity=0)
    role = str(settings.DATABASES["default"].get("USER") or "")
    if alias == "owner" and role:
        with connections[alias].cursor() as cursor:
            for line in statements(role):
                cursor.execute(line)
    lay_in_divisions()


def _check_layout(alias: str) -> None:
    """Django passes over what it does not know: tables half as old as a squashed migration, or newer than all."""
    loader = MigrationLoader(connections[alias])
    ours = {name: migration for (app, name), migration in loader.disk_migrations.items() if app == "shuniu"}
    stood = {name for app, name in loader.applied_migrations if app == "shuniu"}
    replaced = {name for migration in ours.values() for _, name in migration.replaces}
    if stood - {*ours} - replaced:
        raise StrangeLayout(NEWER)
    if stood & replaced and not replaced <= stood:
        raise StrangeLayout(OLDER)


def founded() -> bool:
    """Does a home committee stand here already?"""
    from shuniu.queries.accounts import NoHome, home_office  # app ready

    try:
        home_office()
    except NoHome:
        return False
    return True


def gather_statistics() -> None:
    """After a large load nothing should wait until the server has looked at the new tables by itself."""
    connection = connections[owner_alias()]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    if connection.alias != DEFAULT_DB_ALIAS:
        connection.close()
