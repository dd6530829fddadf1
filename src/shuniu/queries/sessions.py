"""Which session does a browser hold, and whose account is it? Asked at each request, before anything else."""

from __future__ import annotations

from datetime import datetime

from shuniu.models import Account
from shuniu.queries.arrays import answers

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s"
_NAMES = [field.attname for field in Account._meta.concrete_fields]
_ACCOUNT = """
    SELECT id, password, last_login, uuid, username, title, is_active, system, must_change_password, epoch, version,
        recorded_id
    FROM shuniu_account WHERE id = %(account)s
"""


def session_kept(key: str, now: datetime) -> str | None:
    """What the session holds, as it was written; None where there is none any more."""
    # A key we gave is made of these; what else a cookie says is no key.
    if not (key.isascii() and key.isalnum()):
        return None
    found = answers(_SESSION, key=key, now=now)
    return str(found[0][0]) if found else None


def account_of_key(account: int) -> Account | None:
    found = answers(_ACCOUNT, account=account)
    return Account.from_db("default", _NAMES, found[0]) if found else None
