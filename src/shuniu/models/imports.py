"""A ledger on its way in: shown first, then done; destroyed when applied or after a day."""

from __future__ import annotations

import uuid

from django.db import models


class WrappedKey(models.Model):
    """A key under the master key. Stands in schema ``keys``, which ``backup`` leaves out and saves apart."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    purpose = models.CharField(max_length=20)
    wrapped = models.BinaryField()

    class Meta:
        db_table = 'keys"."wrapped_key'


class Batch(models.Model):
    """One file of a clerk. File, staged rows and unknown columns are encrypted under the key of the import."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    node = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    actor = models.ForeignKey("Account", on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    kind = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    counts = models.JSONField(default=dict)
    # How the carrier laid out ``staged`` and ``choices``; 0 is from before such numbers were kept.
    layout = models.PositiveSmallIntegerField(default=0)
    key = models.ForeignKey(WrappedKey, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField(null=True)
    staged = models.BinaryField(null=True)
    # The clerk's mapping of columns, mended cells and choices between look-alikes, encrypted as well.
    choices = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    entry = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(name="batches_of_an_actor", fields=["actor", "-id"])]
