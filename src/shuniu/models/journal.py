"""The journal: one line for each act, without values; facts point to it. Sealed in blocks by a job."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL


class TransactionNumber(models.Field):
    """PostgreSQL's xid8: which transaction wrote the line, so that sealing never overtakes an open one."""

    def db_type(self, connection: object) -> str:
        return "xid8"


class Entry(models.Model):
    """One act, also for an import of 50,000 rows. ``on`` is the day it counts from, ``at`` when it was done."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    act = models.CharField(max_length=60)
    actor = models.ForeignKey("Account", on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey("Assignment", on_delete=models.PROTECT, null=True, related_name="+")
    node = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    at = models.DateTimeField()
    rows = models.PositiveIntegerField(default=0)
    # What the act was about, when that is one thing: its table's word and its public id.
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject = models.UUIDField(null=True)
    clause = models.CharField(max_length=120, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    undoes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    # The order of sealing: lines of transactions that may still be open are never sealed.
    transaction = TransactionNumber(db_default=RawSQL("pg_current_xact_id()", ()))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_entry_is_undone_once", fields=["undoes"], condition=Q(undoes__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="entries_of_a_node", fields=["node", "-id"]),
            models.Index(name="entries_of_an_actor", fields=["actor", "-id"]),
            models.Index(name="entries_about_a_subject", fields=["subject", "-id"]),
            # What was done since a moment: acts are written in the order of their moments, so a few kilobytes tell it.
            BrinIndex(name="acts_by_moment", fields=["at"], autosummarize=True),
        ]


class Receipt(models.Model):
    """The answer to a request that carried a key: the same key again gets it and changes nothing."""

    actor = models.ForeignKey("Account", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_answer_per_key_of_an_actor", fields=["actor", "key"]),
        ]


class Seal(models.Model):
    """A block of entries under a keyed chain: ``digest`` covers the previous seal and every line of the block."""

    lines = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)
    at = models.DateTimeField()


class SealedEntry(models.Model):
    """Which block an entry stands in, at which place, and the chain up to there."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="sealed")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField()
    # The chain up to and including this line: names the first line that was touched, not only its block.
    digest = models.BinaryField()


class Look(models.Model):
    """Who looked at which protected value, and why. Kept apart from the journal; it changes nothing."""

    actor = models.ForeignKey("Account", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    field = models.CharField(max_length=40)
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="looks_at_a_subject", fields=["subject", "-id"])]
