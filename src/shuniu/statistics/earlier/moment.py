"""What was known at a moment? A filter on facts: recorded by then, and not taken back by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from shuniu.models.facts import IN_FORCE

# An act bears the moment at which it was begun. One that was begun before a reading and finished after it was not
# known to that reading; the snapshot of the reading names it, as long as the database knows its transaction. What a
# transaction has written itself it knows.
_UNFINISHED = """
    SELECT id FROM shuniu_entry WHERE at <= %s AND NOT pg_visible_in_snapshot(transaction, %s::pg_snapshot)
        AND transaction IS DISTINCT FROM pg_current_xact_id_if_assigned()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """``at`` None is now. ``unfinished``: lines of the journal of that time whose acts were still under way."""

    at: datetime | None = None
    snapshot: str = ""
    unfinished: frozenset[int] = frozenset()

    @property
    def known(self) -> Q:
        """Of any table of facts, those that were in force as it was known then."""
        if self.at is None:
            return IN_FORCE
        taken_back_later = Q(retracted__isnull=True) | Q(retracted__at__gt=self.at)
        if not self.unfinished:
            return Q(recorded__at__lte=self.at) & taken_back_later
        later = Q(retracted__in=self.unfinished)
        return Q(recorded__at__lte=self.at) & ~Q(recorded__in=self.unfinished) & (taken_back_later | later)

    def during(self, on: date) -> Q:
        """The same, of one day."""
        return self.known & Q(period__contains=on)


NOW = Moment()


def known_at(at: datetime, snapshot: str = "") -> Moment:
    """A moment that has passed; with the ``snapshot`` of a reading, exactly what that reading knew."""
    if not snapshot:
        return Moment(at=at)
    with connection.cursor() as cursor:
        cursor.execute(_UNFINISHED, [at, snapshot])
        return Moment(at=at, snapshot=snapshot, unfinished=frozenset(row[0] for row in cursor.fetchall()))


def reading(at: datetime) -> Moment:
    """The moment of a reading that begins now: whatever is finished while it lasts stays unknown to it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        return known_at(at, str(cursor.fetchone()[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """A question about one node on one day, as it was known at a moment."""

    node: int
    on: date
    at: datetime
