"""An organization's own renewal (换届): when it is due, and what its Party organization said of the procedure."""

from __future__ import annotations

from django.db import models

from shuniu.models.facts import Fact, never_two


class Renewal(Fact):
    """When the board of a social organization was last renewed and when it is due next, as known from the day on."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    held_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [never_two("a_unit_has_one_day_of_renewal", "unit")]


class RenewalOpinion(Fact):
    """What a Party organization says of the procedure of the renewal of ``renewal_on``, from the day it was given.

    Of the procedure alone: an opinion and matters, both of closed lists; nothing of candidates and no free text.
    """

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    renewal_on = models.DateField()
    opinion = models.CharField(max_length=20)
    matters = models.JSONField(default=list)

    class Meta:
        constraints = [
            never_two("a_renewal_has_one_opinion_of_a_party_organization", "unit", "party_organization", "renewal_on")
        ]
