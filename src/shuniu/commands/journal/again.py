"""Do an act once more that the database gave up for the sake of another.

Where two acts wait for each other the database ends one of them. Nothing of it was written, and the other then goes
on; mostly the second time it comes through.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from shuniu.commands.journal.acts import lines_kept

# In the words of the driver: deadlock detected; could not serialize.
_GIVEN_UP = frozenset({"40P01", "40001"})
Answer = TypeVar("Answer")


class GivenUp(Exception):
    """Twice in a row, and nothing was written."""

    def __init__(self) -> None:
        super().__init__("同时有别的办理涉及同一内容，这次没有写入，登记没有改动。请稍等片刻再办一次。")


def can_be_done_again(problem: BaseException, kept: int) -> bool:
    """Was it given up for another's sake, and nothing kept since ``lines_kept`` said ``kept``?

    Whoever calls does all of it again: what went before it in the same request was only read.
    """
    told = (problem, problem.__cause__)  # Django hands the driver's word on as the cause
    return any(getattr(one, "sqlstate", None) in _GIVEN_UP for one in told) and lines_kept() == kept


def once_more(work: Callable[[], Answer]) -> Answer:
    """``work``, and once more where it was given up and nothing of it was kept. Raises GivenUp the second time."""
    kept = lines_kept()
    try:
        return work()
    except Exception as problem:
        if not can_be_done_again(problem, kept):
            raise
    try:
        return work()
    except Exception as problem:
        if not can_be_done_again(problem, kept):
            raise
        raise GivenUp from problem
