"""Read the session of a browser and the account it is of. Both are Django's in all but the way they are asked for,
which is written by hand and is one question."""

from __future__ import annotations

import json
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.utils.timezone import now

from shuniu.queries.accounts import SignedIn, account_signed_in
from shuniu.queries.sessions import session_kept, session_with_account

# Of which account a session was when this program last saw it. It only says for whom to ask beside the session: what
# counts is what the session says now, and for another account is asked anew. So many are remembered.
_seen_of: dict[str, int] = {}
MOST = 10_000
# What was found beside the session of this request, until somebody asks for its account.
_beside: ContextVar[tuple[int, SignedIn | None] | None] = ContextVar("beside", default=None)


class SessionStore(db.SessionStore):
    """Named by its module in SESSION_ENGINE."""

    def load(self) -> dict[str, Any]:
        held = self._asked(self.session_key) if self.session_key else None
        if held is None:
            self._session_key = None  # nobody may choose the key of a new session
            return {}
        found: dict[str, Any] = json.loads(_opened(held))
        _remember(self.session_key, found)
        return found

    def encode(self, session_dict: dict[str, Any]) -> str:
        """As it is kept under its key from now on."""
        _remember(self.session_key, session_dict)
        return str(super().encode(session_dict))

    def _asked(self, key: str) -> str | None:
        account = _seen_of.get(key)
        _beside.set(None)
        if account is None:
            return session_kept(key, now())
        held, found = session_with_account(key, account, now())
        _beside.set((account, found))
        return held


def _remember(key: str | None, held: dict[str, Any]) -> None:
    if key is None or SESSION_KEY not in held:
        return
    if len(_seen_of) >= MOST:
        _seen_of.clear()
    _seen_of[key] = int(held[SESSION_KEY])


@lru_cache(maxsize=1_000)
def _opened(written: str) -> str:
    """What was signed, as JSON; that the signature is ours need not be found out anew for the same text."""
    return json.dumps(SessionStore().decode(written))


class AccountBackend(ModelBackend):
    """Signs in by name and password as Django does."""

    def get_user(self, user_id: Any) -> Any:
        """With what it may act under (``held``), for the middleware that asks next."""
        beside, account = _beside.get(), int(user_id)
        _beside.set(None)
        found = beside[1] if beside is not None and beside[0] == account else account_signed_in(account, now())
        if found is None or not self.user_can_authenticate(found[0]):
            return None
        signed_in, held = found
        signed_in.held = held  # type: ignore[attr-defined]
        return signed_in
