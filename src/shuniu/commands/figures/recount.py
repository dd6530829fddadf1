"""Bring the derived tables in line with the facts: for some units and nodes, or for everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from psycopg import sql

from shuniu.commands.figures.building import build, build_tallies, forget_tallies, newly_large
from shuniu.commands.figures.crossings import recount_crossings
from shuniu.commands.figures.folding import hold_folding
from shuniu.commands.figures.gathering import as_array, asked, gather
from shuniu.commands.figures.lineage import rebuild_lineage
from shuniu.commands.figures.placing import counted_otherwise
from shuniu.commands.figures.rolls import recount_rolls
from shuniu.commands.figures.stretches import COLUMNS, Units
from shuniu.commands.figures.sweeping import sweep_lineage, sweep_standing
from shuniu.commands.figures.tallies import FIELDS, large_nodes, stretches_changed, tree_changed
from shuniu.commands.journal import Act, ChangedMeanwhile, lock_tree
from shuniu.models import LAYOUT, Layout, Standing, TallyNode, record
from shuniu.queries.facts.packs import FiguresThrough

# So many units at a time: memory stays bounded however large the register is.
PORTION = 20_000
# And when everything is built anew, by statements instead of unit by unit.
MOST_AT_ONCE = 100_000
# As they are written: an array is compared by its text.
_WRITTEN = [
    sql.SQL("s.{}{}").format(sql.Identifier(str(FIELDS[name].column)), sql.SQL("::text" * (name == "guided_by")))
    for name in COLUMNS
]
_STRETCHES = (
    sql.SQL("""
    SELECT s.id, {} FROM unnest(%(keys)s::bigint[]) AS wanted(unit) JOIN shuniu_standing s ON s.unit_id = wanted.unit
""")
    .format(sql.SQL(", ").join(_WRITTEN))
    .as_string()
)
_AROUND = """
    SELECT DISTINCT 0, c.party_organization_id FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage c ON c.unit_id = asked.key
    UNION ALL
    SELECT DISTINCT 1, other.unit_id FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_coverage mine ON mine.unit_id = asked.key
    JOIN shuniu_coverage other ON other.party_organization_id = mine.party_organization_id
        AND other.retracted_id IS NULL
    UNION ALL
    SELECT 1, g.unit_id FROM unnest(%(keys)s::bigint[]) AS asked(key)
    JOIN shuniu_guidance g ON g.hub_id = asked.key AND g.retracted_id IS NULL
"""
_later: ContextVar[bool] = ContextVar("recount_later", default=False)
_together: ContextVar[set[int] | None] = ContextVar("recount_together", default=None)


@contextmanager
def recount_later() -> Iterator[None]:
    """Within, acts leave lineage to be kept up and stretches to one ``rebuild`` at the end: for large loads."""
    mark = _later.set(True)
    try:
        yield
    finally:
        _later.reset(mark)


@contextmanager
def recount_once(act: Act | None) -> Iterator[None]:
    """Within, commands leave lineage to be kept up at once; units are counted together at the end, each once."""
    if _together.get() is not None:
        yield
        return
    waiting: set[int] = set()
    mark = _together.set(waiting)
    try:
        yield
    finally:
        _together.reset(mark)
    recount(act, units=sorted(waiting))


def recount(
    act: Act | None, *, units: Sequence[int] = (), nodes: Sequence[int] = (), only_places: bool = False
) -> None:
    """Rebuild what hangs on the named units, and on the named nodes with everything below them.

    Runs in the transaction of the act: a figure read after it is right. ``act`` is who asks, for symmetry of
    every command; derived rows point to no journal line. ``only_places``: nothing but where the nodes stand changed.
    """
    rewritten = rebuild_lineage(nodes) if nodes else None
    if _later.get():
        return
    wanted = set(units)
    if rewritten is not None:
        tree_changed(large_nodes(), rewritten.held, rewritten.lines)
        wanted |= _hanging_on(counted_otherwise(rewritten) if only_places else rewritten.nodes)
    waiting = _together.get()
    if waiting is not None:
        waiting |= wanted
        return
    if not wanted:
        return
    hold_shared(wanted)
    crossed, beside = _around(wanted)
    large, texts = large_nodes(), None
    for portion in _portions(sorted(wanted | beside)):
        texts = _standing(portion, large)
    recount_crossings(crossed, texts)


def recount_posts(nodes: Iterable[int]) -> None:
    """After an act on posts in these Party organizations, which it holds."""
    if not _later.get():
        recount_crossings(nodes)


def hold_shared(units: set[int], nodes: Sequence[int] = ()) -> None:
    """Two acts on units that share a Party organization, or a hub, count one after the other; ``nodes`` besides.

    Each would else gather without what the other is writing. Whoever comes second sees all of it. These locks are the
    last an act takes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.id FROM shuniu_partyorganization p WHERE p.id IN (
                SELECT c.party_organization_id FROM unnest(%(units)s::bigint[]) AS asked(key)
                JOIN shuniu_coverage c ON c.unit_id = asked.key
                UNION ALL SELECT unnest(%(nodes)s::bigint[])
            ) ORDER BY p.id FOR NO KEY UPDATE
            """,
            {"units": as_array(units), "nodes": as_array(nodes)},
        )
        cursor.execute(
            """
            SELECT u.id FROM shuniu_unit u WHERE u.id IN (
                SELECT g.hub_id FROM unnest(%(units)s::bigint[]) AS asked(key)
                JOIN shuniu_guidance g ON g.unit_id = asked.key AND g.hub_id IS NOT NULL AND g.retracted_id IS NULL
            ) ORDER BY u.id FOR NO KEY UPDATE
            """,
            {"units": as_array(units)},
        )


def _around(units: set[int]) -> tuple[set[int], set[int]]:
    """The Party organizations that cover the units, also one that was taken back, and the units counted beside them:
    those that share such a Party organization, and those a hub contacts.

    Whether a unit was formed separately is told by who else is covered; what a hub stands for, by its elements.
    """
    found: tuple[set[int], set[int]] = (set(), set())
    for beside, key in asked(_AROUND, sorted(units)):
        found[beside].add(key)
    return found


def _hanging_on(nodes: set[int]) -> set[int]:
    """Units that are counted at, covered by, or registered at one of the nodes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT unit_id FROM shuniu_jurisdiction
            WHERE retracted_id IS NULL AND party_organization_id = any(%(nodes)s)
            UNION SELECT unit_id FROM shuniu_coverage
            WHERE retracted_id IS NULL AND party_organization_id = any(%(nodes)s)
            UNION SELECT unit_id FROM shuniu_standing WHERE node_id = any(%(nodes)s)
            UNION SELECT id FROM shuniu_unit WHERE registered_at_id = any(%(nodes)s)
            """,
            {"nodes": list(nodes)},
        )
        return {row[0] for row in cursor.fetchall()}


def _portions(units: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(units), PORTION):
        yield units[start : start + PORTION]


def _standing(units: Sequence[int], large: frozenset[int]) -> FiguresThrough | None:
    """Write what differs from what stands; most of what is counted anew does not. Returns the texts it read."""
    counted = Units(gather(units))
    lines = [tuple(line) for line in counted.lines()]
    held = _held(units)
    gone, come = held.keys() - set(lines), [line for line in lines if line not in held]
    if gone:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM shuniu_standing s USING unnest(%s::bigint[]) AS gone(id) WHERE s.id = gone.id",
                [as_array(held[row] for row in gone)],
            )
            if cursor.rowcount != len(gone):
                raise ChangedMeanwhile
    record.insert(Standing, COLUMNS, come)
    stretches_changed(large, gone, come)
    return counted.laws.texts if counted.laws is not None else None


def _held(units: Sequence[int]) -> dict[tuple[Any, ...], int]:
    """The stretches of the units as COLUMNS tell them, with their keys."""
    return {row[1:]: row[0] for row in asked(_STRETCHES, units)}


def rebuild(at: datetime) -> int:
    """Everything anew, after a large load or when the layout has changed. Returns how many units there are.

    Nobody acts meanwhile; whoever reads sees what was there before until it is done.
    """
    with transaction.atomic():
        lock_tree()
        hold_folding()
        forget_tallies()
        sweep_lineage()
        count = sweep_standing(MOST_AT_ONCE)
        build(newly_large(), at)
        recount_rolls()
        recount_crossings()
        Layout.objects.all().delete()
        Layout.objects.create(number=LAYOUT, built_at=at)
    return count


def keep_tallies(at: datetime) -> int:
    """Build everything anew where it was made under another layout, else the tallies of nodes that have grown large.

    Returns how many nodes keep tallies that did not before.
    """
    if not Layout.objects.filter(number=LAYOUT).exists():
        rebuild(at)
        return TallyNode.objects.count()
    return len(build_tallies(at))
