"""Hand on the open work of Party organizations whose move was put down ahead, on the day on which it takes effect.

Nobody does it: it runs by itself. Each new superior has a line of the journal that tells what came to it.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from django.db import transaction

from shuniu.commands.cases.lapsing import follow_moves
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.queries.facts.moved import left_behind

NAME = "party_organization.hand_on"


def hand_on_moved_work(act: Act) -> int:
    """What lies with the superior of before, of those that stand under another one by ``act.on``; the line counts from
    the day of the move. Run twice it finds nothing. Returns how many cases."""
    with transaction.atomic():
        lock_tree()
        left = left_behind(act.on)
        for (since, now), rows in groupby(left, key=lambda one: (one.since, one.now)):
            with open_act(replace(act, on=since), NAME, node=now) as opened:
                for one in rows:
                    follow_moves(opened.act, {one.node: (one.before, one.now)}, only=one.cases)
    return len({case for one in left for case in one.cases})
