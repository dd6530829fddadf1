"""Read the session of a browser. It is Django's in all but the way it is asked for, which is written by hand."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.utils.timezone import now

from shuniu.queries.accounts import account_signed_in
from shuniu.queries.sessions import session_kept


class SessionStore(db.SessionStore):
    """Named by its module in SESSION_ENGINE."""

    def load(self) -> dict[str, Any]:
        held = session_kept(self.session_key, now()) if self.session_key else None
        if held is None:
            self._session_key = None  # nobody may choose the key of a new session
            return {}
        return dict(self.decode(held))


class AccountBackend(ModelBackend):
    """Signs in by name and password as Django does."""

    def get_user(self, user_id: Any) -> Any:
        """With what it may act under (``held``), for the middleware that asks next."""
        found = account_signed_in(int(user_id), now())
        if found is None or not self.user_can_authenticate(found[0]):
            return None
        account, held = found
        account.held = held  # type: ignore[attr-defined]
        return account
