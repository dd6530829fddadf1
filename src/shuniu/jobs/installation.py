"""Bring the database to the present layout as its owner, give the application role its rights, lay in the places."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


def owner_alias() -> str:
    """The connection that may change tables; the ordinary one where no owner is set apart."""
    return "owner" if "owner" in settings.DATABASES else "default"


def prepare_database() -> None:
    """Migrate, grant, lay in the divisions. Running it again changes nothing."""
    from shuniu.commands.places import lay_in_divisions
    from shuniu.queries.privileges import statements  # app ready

    alias = owner_alias()
    call_command("migrate", database=alias, interactive=False, verbosity=0)
    role = str(settings.DATABASES["default"].get("USER") or "")
    if alias == "owner" and role:
        with connections[alias].cursor() as cursor:
            for line in statements(role):
                cursor.execute(line)
    lay_in_divisions()


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
