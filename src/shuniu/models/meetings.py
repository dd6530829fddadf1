"""党委会: a committee's meeting, what stands on its agenda, and what it has resolved on each case."""

from __future__ import annotations

import uuid

from django.db import models


class Meeting(models.Model):
    """``proposed`` is how many held a post in the committee on the day, empty where none was known; where ``due``
    differs from it ``due_reason`` says why. ``attended`` is the line by which attendance was put down. Who led it, who
    had asked for leave and who sat in is told by posts and numbers, nobody by name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    title = models.CharField(max_length=80, blank=True, default="")
    place = models.CharField(max_length=80, blank=True, default="")
    state = models.CharField(max_length=12, default="planned")
    proposed = models.PositiveSmallIntegerField(null=True)
    due = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    due_reason = models.CharField(max_length=200, blank=True, default="")
    chaired_by = models.CharField(max_length=40, blank=True, default="", db_default="")
    on_leave = models.PositiveSmallIntegerField(null=True)
    excused = models.JSONField(default=list)
    sat_in = models.PositiveSmallIntegerField(null=True)
    observers = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")
    attended = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(name="meetings_of_a_committee", fields=["party_organization", "-held_on"])]


class AgendaItem(models.Model):
    """A case on an agenda; one that is moved back leaves it, and its own steps tell of that."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items", db_index=False)
    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="agendas")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_case_stands_once_on_an_agenda", fields=["meeting", "case"])]


class Resolution(models.Model):
    """What a meeting resolved on one case: numbers of votes, never whose; why it was not agreed to, with the
    keys of the clauses. Added once and never changed."""

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="resolution")
    outcome = models.CharField(max_length=20)
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstain = models.PositiveSmallIntegerField()
    recused = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=500, blank=True, default="")
    clauses = models.JSONField(default=list)
    next_steps = models.CharField(max_length=500, blank=True, default="")
    due_on = models.DateField(null=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")
