"""What runs by itself, and when? Each task may run twice or late without harm.

Sealing and folding run every few seconds in the worker itself (jobs/rhythm.py): a queue entry every three seconds
would write more than it seals.
"""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from procrastinate.contrib.django import app

from shuniu.commands.figures.recount import keep_tallies
from shuniu.commands.formation.planning import carry_out
from shuniu.commands.imports.batches import expire_batches
from shuniu.commands.journal import act_of
from shuniu.commands.party.moved_work import hand_on_moved_work
from shuniu.jobs.nightly import check_night
from shuniu.jobs.rhythm import keep_anchor
from shuniu.queries.accounts import NoHome, system_actor
from shuniu.spreadsheets.imports.staging import LAYOUT


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="expire_imports")
def expire_imports(timestamp: int) -> int:
    """Files that nobody applied within their day, or can read any more, are forgotten: their keys are destroyed."""
    try:
        return expire_batches(act_of(system_actor(datetime.now(UTC))), LAYOUT)
    except NoHome:
        return 0


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="anchor_journal")
def anchor_journal(timestamp: int) -> None:
    keep_anchor(datetime.now(UTC))


@app.periodic(cron="30 18 * * *")
@app.task(queueing_lock="check_everything")
def check_everything(timestamp: int) -> int:
    """At half past two in the night of Shanghai; cron speaks UTC. Returns how many differences there are."""
    return check_night(datetime.now(UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="tally_nodes")
def tally_nodes(timestamp: int) -> int:
    """Nodes that have grown large get their tallies. Returns how many."""
    return keep_tallies(datetime.now(UTC))


@app.periodic(cron="1 * * * *")
@app.task(queueing_lock="hand_on_work")
def hand_on_work(timestamp: int) -> int:
    """Right after midnight of Shanghai, and each hour for a worker that stood still: the open work of what stands under
    another superior since today. Returns how many cases."""
    try:
        return hand_on_moved_work(act_of(system_actor(datetime.now(UTC))))
    except NoHome:
        return 0


@app.task
def plan_formation(run: str) -> bool:
    """A planning run too large to be waited for (组建规划). Run twice it computes once."""
    return carry_out(UUID(run))


@app.periodic(cron="50 * * * *")
@app.task(queueing_lock="clear_sessions")
def clear_sessions(timestamp: int) -> None:
    SessionStore.clear_expired()
