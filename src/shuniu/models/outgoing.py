"""发文登记: what an office has sent out under a number of its own. Rows are added and never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class Document(models.Model):
    """``on_paper``: it went out before, under a number that was not given here. ``addressed_to``: the Party
    organization it goes to, where the platform knows which. ``text``: what it says, a paragraph to a line, where it was
    written here; ``copies``: 抄送; ``as_letter``: in the form of a letter. ``answers``: the one to which it replies;
    ``asks``: a letter that asks for a reply."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    addressee = models.CharField(max_length=200, blank=True, default="")
    issued_on = models.DateField()
    on_paper = models.BooleanField(default=False)
    case = models.ForeignKey("Case", on_delete=models.PROTECT, null=True, related_name="documents")
    meeting = models.ForeignKey("Meeting", on_delete=models.PROTECT, null=True, related_name="documents")
    text = models.TextField(blank=True, default="", db_default="")
    copies = models.JSONField(default=list)
    as_letter = models.BooleanField(default=False, db_default=False)
    addressed_to = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    answers = models.ForeignKey("Document", on_delete=models.PROTECT, null=True, related_name="replies")
    asks = models.BooleanField(default=False, db_default=False)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_number_is_given_to_one_document", fields=["party_organization", "mark", "year", "number"]
            )
        ]
        indexes = [models.Index(name="documents_of_an_office", fields=["party_organization", "-issued_on", "-id"])]


class DocumentWithdrawal(models.Model):
    """作废: the document stays readable and its number used."""

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.CharField(max_length=200)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class DocumentCase(models.Model):
    """A further case to which a document replies that stood in the register already, with the meeting that decided on
    the case."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="further", db_index=False)
    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("Meeting", on_delete=models.PROTECT, null=True, related_name="+")
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_document_replies_once_to_a_case", fields=["document", "case"])]


class DocumentReceiver(models.Model):
    """收文: a body of the platform to which a document went when it was given its number; ``copied``: 抄送."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="receivers", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+")
    copied = models.BooleanField(default=False)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_party_organization_receives_once", fields=["document", "party_organization"]
            ),
            models.UniqueConstraint(name="a_unit_receives_once", fields=["document", "unit"]),
            models.CheckConstraint(
                name="somebody_receives_it",
                condition=Q(party_organization__isnull=False, unit__isnull=True)
                | Q(party_organization__isnull=True, unit__isnull=False),
            ),
        ]


class DocumentReceipt(models.Model):
    """签收: the body has it, whoever opened it there; ``on_paper``: handed over, as whoever sent it out says."""

    receiver = models.OneToOneField(DocumentReceiver, on_delete=models.PROTECT, related_name="receipt")
    on_paper = models.BooleanField(default=False)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class DocumentNote(models.Model):
    """阅办: what the body has done with it, where no document of its own replies."""

    receiver = models.OneToOneField(DocumentReceiver, on_delete=models.PROTECT, related_name="note")
    outcome = models.CharField(max_length=10)
    text = models.CharField(max_length=500, blank=True, default="")
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")
