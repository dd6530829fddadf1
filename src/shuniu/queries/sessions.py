"""Which session does a browser hold? Asked at each request, before anything else."""

from __future__ import annotations

from datetime import datetime

from shuniu.queries.arrays import answers

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %(key)s AND expire_date > %(now)s"


def session_kept(key: str, now: datetime) -> str | None:
    """What the session holds, as it was written; None where there is none any more."""
    # A key we gave is made of these; what else a cookie says is no key.
    if not (key.isascii() and key.isalnum()):
        return None
    found = answers(_SESSION, key=key, now=now)
    return str(found[0][0]) if found else None
