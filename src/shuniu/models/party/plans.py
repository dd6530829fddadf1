"""How organizations without a Party organization are to be covered."""

from __future__ import annotations

from django.db import models

from shuniu.models.facts import IN_FORCE, Fact, never_two


class FormationPlan(Fact):
    """The plan for one organization: why there is no Party organization so far, in which way it is to be covered, by
    which day, and which Party organization sees to it (组建方案). How far it is, is never stored."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=20)
    planned_on = models.DateField()
    reason = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Who could be sent, where an instructor is planned; until then it is nobody's posting.
    instructor = models.ForeignKey("Instructor", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [never_two("a_unit_has_one_formation_plan", "unit")]
        indexes = [models.Index(name="formation_plans_by_day", fields=["planned_on"], condition=IN_FORCE)]
