"""Lay an invented register down as facts: COPY table by table, a journal line for each group; nothing is judged.

For worlds that are made up, never for ledgers: it refuses where anything is registered already under another line
than its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db import connection

from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.members.enter import NewMember, write_members
from shuniu.models import (
    Coverage,
    Formation,
    HeadCount,
    Jurisdiction,
    Naming,
    PartyOrganization,
    Placement,
    Registration,
    Unit,
    WorkCoverage,
    record,
)
from shuniu.models.secrecy import blind_index
from shuniu.policy.words.accounts import Role

MODELS = {
    model.__name__: model
    for model in (
        PartyOrganization, Naming, Placement, Formation, Unit, Registration, Jurisdiction, Coverage, WorkCoverage,
        HeadCount,
    )
}  # fmt: skip
NAME = "deployment.lay_down"
# Members in memory at a time.
PORTION = 20_000


class NotEmpty(Exception):
    """There is a register already: an invented one is not mixed with it."""

    def __init__(self) -> None:
        super().__init__("这里已有登记数据，不能再装入虚构的数据。")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one table by its English name; they are made as they are written."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]


def days(first: int, after: int) -> str:
    """A period from ordinals as it is written; 0: no end."""
    end = date.fromordinal(after).isoformat() if after else ""
    return f"[{date.fromordinal(first).isoformat()},{end})"


def new_keys(name: str, count: int) -> list[int]:
    return record.numbers(MODELS[name], count)


def lay_down(act: Act, node: int, tables: Iterable[Table]) -> int:
    """Write the tables, in their order, under one line. Returns how many rows."""
    _permit(act)
    with open_act(act, NAME, node=node) as opened:
        lock_tree()
        _check_at_once()
        return sum(record.record(opened.act.line, MODELS[one.name], one.columns, one.rows) for one in tables)


def lay_down_members(act: Act, node: int, members: Iterator[NewMember]) -> int:
    """Enter members as a roll taken over from paper, a portion at a time, each encrypted under a key of its own."""
    _permit(act)
    with open_act(act, NAME, node=node) as opened:
        _check_at_once()
        count = 0
        while portion := list(islice(members, PORTION)):
            rows = [(one, blind_index(one.number) if one.number else None) for one in portion]
            count += len(write_members(opened.act, rows, "opening"))
    return count


def _permit(act: Act) -> None:
    """Only the platform itself, and only into a register of its own making."""
    assert act.actor.role is Role.SYSTEM, "an invented register is laid down by the system account"
    if Unit.objects.exclude(recorded__act=NAME).exists():
        raise NotEmpty


def _check_at_once() -> None:
    """Millions of foreign keys are not put off until the end: the list of them would fill the memory."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
