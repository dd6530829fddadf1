"""Who acts in the tests of a module: entered once, and each test begins with it again.

To enter it for each test was half of what many of them did. A transaction is held open around the tests of a module;
theirs are savepoints in it.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from django.db import connection, transaction


class Kept:
    def __init__(self) -> None:
        self.name = ""
        self.around: transaction.Atomic | None = None
        self._made: Any = None

    def enter(self, name: str, build: Callable[[], Any]) -> None:
        """``build`` is asked unless its work stands here already."""
        if self.name == name and connection.connection is not None and not connection.closed_in_transaction:
            return
        self.leave()
        self.around = transaction.atomic()
        self.around.__enter__()
        self.name, self._made = name, build()

    def leave(self) -> None:
        if self.around is not None:
            around, self.around, self.name = self.around, None, ""
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    @property
    def made(self) -> Any:
        """The test's own: it may change it."""
        return deepcopy(self._made)
