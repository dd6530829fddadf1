"""What the machines of the procedures share: on whose lists the open cases stand, and how many steps were made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis.strategies import SearchStrategy
from tests.ground.sizes import FULL

from shuniu.access import Actor, cases_on_the_list

_COLUMNS = (
    "case_key bigint, case_kind varchar, case_state varchar, case_holder varchar, case_unit bigint, case_node bigint, "
    "case_on text[]"
)
_HELD = """
    SELECT c.id, c.kind, c.state, c.holder, c.unit_id, c.party_organization_id,
        array(SELECT who FROM listed WHERE which = c.id)
    FROM shuniu_case c ORDER BY c.id
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A case as it stands: enough to tell where a model must find it. ``on``: whose lists it is on."""

    key: int
    kind: str
    state: str
    holder: str
    unit: int | None
    node: int | None
    on: list[str]


class Lists:
    """Every step asks everybody for the list. What the guard asks of an actor reads the same all the time: it is put
    together once, and the server plans it once. ``agree`` puts it together anew and must hear the same."""

    def __init__(self, actors: Mapping[str, Actor]) -> None:
        self.actors = actors
        self._name = f"lists_{uuid4().hex}"
        parts, values = [], []
        for name, actor in actors.items():
            text, given_ = cases_on_the_list(actor).values_list("pk").query.sql_with_params()
            parts.append(f"SELECT %s::text, found.id FROM ({text}) found(id)")
            values += [name, *given_]
        # A function of this session's own: the driver lets go of everything it has prepared where an act is refused.
        with connection.cursor() as cursor:
            listed = cursor.mogrify(" UNION ALL ".join(parts), values)
            cursor.execute(
                f"CREATE FUNCTION pg_temp.{self._name}() RETURNS TABLE({_COLUMNS}) LANGUAGE plpgsql AS $asked$ "
                f"BEGIN RETURN QUERY WITH listed(who, which) AS ({listed}) {_HELD}; END $asked$"
            )

    def now(self) -> list[Held]:
        """Every case, the latest last."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM pg_temp.{self._name}()")
            return [Held(*row) for row in cursor.fetchall()]

    def agree(self) -> bool:
        asked = {
            (name, key)
            for name, actor in self.actors.items()
            for key in cases_on_the_list(actor).values_list("pk", flat=True)
        }
        return asked == {(name, case.key) for case in self.now() for name in case.on}


EACH = 5_000


def run(
    moves: SearchStrategy[Any],
    follow: Callable[[Any], int],
    examples: int,
    at_least: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each script begins with the world as it was. ``follow`` makes its steps and tells how many they were.

    At full size it is said from time to time how far the machine has come, and at its end.
    """
    made, begun = 0, monotonic()

    def tell() -> None:
        with capsys.disabled():
            print(f" {made} steps without a divergence, {(monotonic() - begun) / 60:.1f} minutes", flush=True)

    @settings(max_examples=examples, deadline=None)
    @given(moves)
    def one(script: Any) -> None:
        nonlocal made
        before = made
        with transaction.atomic():
            made += follow(script)
            transaction.set_rollback(True)
        if FULL and made // EACH > before // EACH:
            tell()

    one()
    assert made >= at_least
    if FULL:
        tell()
