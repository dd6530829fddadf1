"""常用视图: the address of a list or board that an account keeps, for itself or for the offices below.

A preference and no part of the ledger (decision 0006): no fact, no journal line; its owner renames and deletes it.
"""

from __future__ import annotations

import uuid

from django.db import models


class SavedView(models.Model):
    """``path`` and ``query`` are an address of this platform. ``shared_at`` set: every office at or below reads it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    account = models.ForeignKey("Account", on_delete=models.PROTECT, related_name="views")
    name = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    query = models.CharField(max_length=1000, blank=True, default="")
    shared_at = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="an_account_names_a_view_once", fields=["account", "name"]),
            models.CheckConstraint(
                name="a_view_is_an_address_of_our_own",
                condition=models.Q(path__startswith="/") & ~models.Q(path__startswith="//"),
            ),
        ]
        indexes = [models.Index(name="views_shared_at_a_node", fields=["shared_at"])]
