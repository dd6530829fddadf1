"""After an act on members: count the rolls it touched, where those members work, and where they lead."""

from __future__ import annotations

from django.db import connection

from shuniu.commands.figures.crossings import led_of
from shuniu.commands.figures.recount import hold_shared, recount, recount_posts
from shuniu.commands.figures.rolls import recount_rolls, rolls_of
from shuniu.commands.journal import Act, lock_units

# Where whoever was touched works on any day, and where the act says that he never did.
_WORKPLACES = """
    WITH touched AS (
        SELECT person_id FROM shuniu_membership WHERE recorded_id = %(line)s OR retracted_id = %(line)s
        UNION SELECT person_id FROM shuniu_employment WHERE recorded_id = %(line)s OR retracted_id = %(line)s
    )
    SELECT DISTINCT e.unit_id FROM touched JOIN shuniu_employment e ON e.person_id = touched.person_id
    WHERE e.unit_id IS NOT NULL AND (e.retracted_id IS NULL OR e.retracted_id = %(line)s)
"""


def recount_members_of(act: Act) -> None:
    """Within the transaction of the open act. Two acts on members of one organization wait for each other here."""
    units, nodes, led = workplaces_of(act), rolls_of(act), led_of(act)
    if units:
        lock_units(sorted(units))
    if units or led:
        hold_shared(units, sorted({*nodes, *led}))
    recount_rolls(nodes)
    recount(act, units=sorted(units))
    recount_posts(led)


def recount_posts_of(act: Act) -> None:
    """After an act on posts alone: who leads is counted, with whom of them manages. Within its transaction."""
    led = led_of(act)
    hold_shared(set(), sorted(led))
    recount_posts(led)


def workplaces_of(act: Act) -> set[int]:
    """The units of which the open act may have changed how many full members work there."""
    with connection.cursor() as cursor:
        cursor.execute(_WORKPLACES, {"line": act.line.pk})
        return {row[0] for row in cursor.fetchall()}
