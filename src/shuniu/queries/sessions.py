"""Which session does a browser hold, and of which account? Asked at each request, before anything else."""

from __future__ import annotations

from datetime import datetime

from shuniu.queries.accounts import SIGNED_IN, SignedIn, day_at, signed_in
from shuniu.queries.arrays import answers

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s"
_WITH_ACCOUNT = f"""
    SELECT d.session_data, a.* FROM django_session d LEFT JOIN LATERAL ({SIGNED_IN}) a ON TRUE
    WHERE d.session_key = %(key)s AND d.expire_date > %(now)s
"""  # noqa: S608 – a statement written by hand


def session_kept(key: str, now: datetime) -> str | None:
    """What the session holds, as it was written; None where there is none any more."""
    found = answers(_SESSION, key=key, now=now) if _is_key(key) else []
    return str(found[0][0]) if found else None


def session_with_account(key: str, account: int, now: datetime) -> tuple[str | None, SignedIn | None]:
    """The same, and beside it in the same question the account that it was said to be of. Whether it is, the session
    itself tells."""
    found = answers(_WITH_ACCOUNT, key=key, now=now, account=account, on=day_at(now)) if _is_key(key) else []
    return (str(found[0][0]), signed_in([row[1:] for row in found])) if found else (None, None)


def _is_key(key: str) -> bool:
    """A key we gave is made of these; what else a cookie says is no key."""
    return key.isascii() and key.isalnum()
