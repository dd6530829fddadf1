"""Put down a change of a Party organization that was approved on paper; the journal line keeps by whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import refuse
from shuniu.policy.party.approved import Approval, may_put_down

Answer = TypeVar("Answer")


def put_down_approved(
    act: Act, approval: Approval, change: Callable[[Act], Answer], *, correction: bool = False
) -> Answer:
    """补登: ``change`` is done as an act whose line says who approved it and under which number.

    Ledgers and cases do their changes without it: a case keeps its own reply. Raises Refused.
    """
    refuse(may_put_down(approval, correction=correction).objections)
    return change(replace(act, reason=approval.sentence))
