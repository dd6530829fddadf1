"""事项: a procedure under way, its steps and the remarks on it; and the register that numbers what goes out.

One header for every kind; what a kind needs beside it hangs on it one to one. Nothing here is a fact of the ledger:
facts come of a case by the ordinary commands, when it is decided. Steps and remarks are added and never changed.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Case(models.Model):
    """``unit`` or ``party_organization`` is whom it is about, ``committee`` who decides on it.

    ``origin`` is the office that began it; empty: the unit itself did. ``holder`` says whose turn it is, empty once it
    is closed. ``at`` is the Party organization it lies with then; empty: with the unit, or with whoever answers for
    the unit today, which is never stored. ``filed`` holds what was filled in, by field; no name or telephone of
    anybody. ``topic`` tells two open cases of one kind about the same apart. ``law_day`` is the day whose texts it
    stands under to its end, ``effective_on`` the day from which what was decided counts, once the reply is given.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    number = models.CharField(max_length=40, blank=True, default="", db_default="")
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=30, blank=True, default="", db_default="")
    # What an office had before it when it began the case, where that was something of this platform.
    begun_from = models.CharField(max_length=12, blank=True, default="", db_default="")
    state = models.CharField(max_length=20)
    holder = models.CharField(max_length=12, blank=True, default="")
    at = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    # The calendar of that year was not known when the day was counted.
    due_provisional = models.BooleanField(default=False, db_default=False)
    # No text sets a day for the state it is in: whoever has it in hand has laid this one down.
    due_planned = models.BooleanField(default=False, db_default=False)
    law_day = models.DateField()
    effective_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="cases")
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    committee = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    filed = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_unit_has_one_open_case_of_a_kind",
                fields=["kind", "topic", "unit"],
                condition=~Q(holder="") & Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                name="a_party_organization_has_one_open_case_of_a_kind",
                fields=["kind", "topic", "party_organization"],
                condition=~Q(holder="") & Q(unit__isnull=True),
            ),
            models.CheckConstraint(
                name="a_case_is_about_somebody",
                condition=Q(unit__isnull=False) | Q(party_organization__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="cases_of_a_holder", fields=["holder", "unit"]),
            models.Index(name="open_cases_at", fields=["at"], condition=~Q(holder="")),
            models.Index(name="cases_of_a_committee", fields=["committee", "kind", "state"]),
        ]


class Step(models.Model):
    """One act by which a case came into ``state``. One that was sent keeps what was filed, and the facts of the
    register that were seen then. ``reason``, ``clauses`` (their keys) and ``next_steps`` are what a refusal or a
    deferral says, ``due_on`` until when what was put off is to be sent again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20)
    verb = models.CharField(max_length=20, blank=True, default="", db_default="")
    filed = models.JSONField(null=True)
    seen = models.JSONField(null=True)
    reason = models.CharField(max_length=500, blank=True, default="", db_default="")
    clauses = models.JSONField(default=list)
    next_steps = models.CharField(max_length=500, blank=True, default="", db_default="")
    due_on = models.DateField(null=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class Remark(models.Model):
    """What is to be mended in one field, said when the case was returned."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="remarks")
    field = models.CharField(max_length=40)
    text = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_remark_on_a_field", fields=["step", "field"])]


class CasePaper(models.Model):
    """Where a paper of a case that is over lies, and under which number, as whoever keeps its papers has noted."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    paper = models.CharField(max_length=20)
    place = models.CharField(max_length=60)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_paper_lies_in_one_place", fields=["case", "paper"])]


class CaseUnit(models.Model):
    """A further social organization that a case is about, as it is filled in now; steps keep what it was.

    ``answer`` is what it said last where it was asked, ``on_behalf``: an office said it in its place.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="units", db_index=False)
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, blank=True, default="", db_default="")
    on_behalf = models.BooleanField(default=False, db_default=False)
    answered = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_case_names_a_unit_once", fields=["case", "unit"])]


class Series(models.Model):
    """How far one body has numbered one sort of thing in one year: numbers are given without a gap."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_series_a_year", fields=["party_organization", "mark", "year"])]
