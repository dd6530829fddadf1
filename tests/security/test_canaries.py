"""The strangers' texts, codes and ids appear nowhere else; texts that want to be markup are told as texts."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection
from tests.security.leaks import INSIDERS, leaked, unescaped
from tests.security.tree import CANARY, World
from tests.security.walking import FULL

from shuniu.policy.persons.fields import ORGANIZATION_FIELDS, PERSONAL_FIELDS

# Columns that hold no free text: words and codes of the house, keys, ciphers, derived rows.
NOT_FREE: dict[str, str] = {
    "Account": "password", "Assignment": "role", "Batch": "kind digest state counts content staged choices",
    "Coverage": "role", "Entry": "act subject_kind", "Formation": "mode basis sponsor established_precision",
    "Grade": "grade", "Guidance": "kind", "Hub": "level verb", "HubElement": "element",
    "InstructorPool": "source", "LocalFigure": "key value", "Locality": "region", "Look": "subject_kind field",
    "Naming": "sort_key kind axis", "OfficeContact": "role phone", "PackBinding": "chain", "PartyOrganization": "code",
    "PlannedCell": "subtype", "Receipt": "key digest answer", "Region": "code name level parent",
    "Registration": "sort_key type subtype legal_status mode status level region influence activity_scope"
    " established_precision",
    "ReportedFigure": "key", "Seal": "previous digest mac", "SealedEntry": "digest", "Seat": "role",
    "Standing": "status type region mode base", "Succession": "kind", "Target": "measure", "Unit": "kind code",
    "UnitName": "sort_key", "WorkCoverage": "instrument", "WrappedKey": "purpose wrapped",
}  # fmt: skip


def test_a_canary_sits_in_every_free_text_of_the_ledger(world: World) -> None:
    columns = {(one.table, one.column) for one in PERSONAL_FIELDS}
    columns |= {(table, column) for table, names in ORGANIZATION_FIELDS.items() for column in names}
    closed = {(table, column) for table, names in NOT_FREE.items() for column in names.split()}
    assert closed <= columns, closed - columns
    empty = [f"{table}.{column}" for table, column in sorted(columns - closed) if not _sits_in(table, column)]
    assert empty == [], "put a canary there (tests/security/places.py) or say that it holds no free text"


def _sits_in(table: str, column: str) -> bool:
    model = apps.get_model("shuniu", table)
    field = model._meta.get_field(column).column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{model._meta.db_table}" WHERE "{field}"::text LIKE %s LIMIT 1', [f"%{CANARY}%"])
        return cursor.fetchone() is not None


# Supervising unit and authority are one kind of reader, so are instructor and organization; all in a full proof.
ASKED = INSIDERS if FULL else ("committee", "joint", "branch", "supervisor", "organization", "security_admin",
                               "audit_admin", "nobody")  # fmt: skip


@pytest.mark.parametrize("persona", ASKED)
def test_nothing_of_the_strangers_is_seen(world: World, persona: str) -> None:
    assert leaked(world, [persona]) == []


def test_the_strangers_own_clerk_sees_it(world: World) -> None:
    """The canaries are alive: where they may be seen, they are."""
    assert len(leaked(world, ["outsider"], ["organization", "party_list", "accounts", "journal", "batch"])) > 5


# Fields whose text stands on some page of the own tree, escaped.
SHOWN = {
    "naming.name", "registration.name", "registration.address", "registration.street", "registration.field",
    "registration.by", "registration.reason", "officecontact.name", "headcount.source", "formation.approver",
    "formation.number", "account.name", "account.title", "entry.reason", "unitname.name", "hub.by",
}  # fmt: skip


def test_texts_are_told_as_texts(world: World) -> None:
    raw, shown = unescaped(world, ["committee", "audit_admin"])
    assert raw == []
    assert {one.lower() for one in shown} >= SHOWN
