"""信息填报: what an organization files about itself on its way into the register, its steps and the remarks on it.

``Submission`` has the columns of a case, so that the common header can take its place. Nothing of it is a fact of
the ledger; steps and remarks are added and never changed.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Submission(models.Model):
    """``filed`` holds what differs from the register, and the Party part, by field; no name or telephone of anybody.

    ``holder`` says whose turn it is, empty once it is closed; which office that is follows from the register of today.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    holder = models.CharField(max_length=12, blank=True, default="")
    due_on = models.DateField(null=True)
    law_day = models.DateField()
    version = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="submissions")
    filed = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_unit_has_one_open_submission", fields=["unit"], condition=~Q(holder="")),
        ]
        indexes = [models.Index(name="submissions_of_a_holder", fields=["holder", "unit"])]


class Step(models.Model):
    """One act by which a submission came into ``state``. One that was sent keeps what was filed, and the facts of
    the register that were seen then."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12)
    filed = models.JSONField(null=True)
    seen = models.JSONField(null=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class Remark(models.Model):
    """What is to be mended in one field, said when the submission was returned."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="remarks")
    field = models.CharField(max_length=40)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_remark_on_a_field", fields=["step", "field"])]
