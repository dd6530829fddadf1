"""文书模板: the Word files an office writes its documents from, where it has any of its own. Added, never changed."""

from __future__ import annotations

from django.db import models


class DocumentTemplate(models.Model):
    """The latest row of an office and kind holds, for it and for what stands below it; without ``content`` the one
    above holds again, or that of the platform."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    content = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(name="templates_of_an_office", fields=["party_organization", "kind", "-id"])]
