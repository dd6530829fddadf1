"""What else is known about a unit: grade, contacts, head-counts, hub designation, the planning grid."""

from __future__ import annotations

from django.db import models

from shuniu.models.facts import IN_FORCE, Fact, never_two, one_open


class Grade(Fact):
    """The assessment grade a social organization holds: 1A to 5A."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=4)

    class Meta:
        constraints = [never_two("a_unit_holds_one_grade", "unit")]


class OfficeContact(Fact):
    """Whom an office is reached through: its name, and its telephone, which is never stored in clear.

    Also secretaries and instructors that ledgers name, until a post with a person exists. ``role`` is office,
    contact, secretary or instructor. The telephone is bound to ``row`` so that it cannot be moved to another.
    """

    row = models.UUIDField()
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    instructor = models.ForeignKey("Instructor", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=60, blank=True, default="")
    phone = models.BinaryField(null=True)

    class Meta:
        constraints = [
            one_open("a_unit_has_one_contact_of_a_role", "unit", "role"),
            one_open("a_party_organization_has_one_contact_of_a_role", "party_organization", "role"),
            one_open("an_instructor_has_one_contact", "instructor", "role"),
        ]


class HeadCount(models.Model):
    """Counts without names as a ledger, a survey or a return reports them, for the day ``as_of``."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField()
    full_time = models.PositiveIntegerField(null=True)
    members = models.PositiveIntegerField(null=True)
    full_members = models.PositiveIntegerField(null=True)
    probationary = models.PositiveIntegerField(null=True)
    relations_in = models.PositiveIntegerField(null=True)
    relations_out = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=200)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")
    retracted = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_head_count_of_a_unit_and_day",
                fields=["unit", "as_of"],
                condition=models.Q(retracted__isnull=True),
            ),
        ]


class ReportedState(Fact):
    """What an organization or its superior reports of Party building in it, from the day of the report until the next.

    Stands beside what the register counts and is never mixed with it: differences are a list to work off. Counts of
    members stand in the head-count of the same day. ``instructor``: one is reported; name and telephone are an office
    contact. Nothing is derived from what a report leaves open (null, or an empty text).
    """

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.CharField(max_length=200)
    staff = models.PositiveIntegerField(null=True)
    supervising_unit = models.CharField(max_length=200, blank=True, default="")
    has_party_organization = models.BooleanField(null=True)
    formation_mode = models.CharField(max_length=30, blank=True, default="")
    party_organization = models.CharField(max_length=200, blank=True, default="")
    formed_on = models.DateField(null=True)
    formed_precision = models.CharField(max_length=8, blank=True, default="")
    reason_not_formed = models.CharField(max_length=200, blank=True, default="")
    instructor = models.BooleanField(null=True)
    instructor_unit = models.CharField(max_length=200, blank=True, default="")
    trade_union = models.BooleanField(null=True)
    youth_league = models.BooleanField(null=True)
    womens_federation = models.BooleanField(null=True)

    class Meta:
        constraints = [one_open("a_unit_has_one_open_reported_state", "unit")]
        indexes = [models.Index(name="reported_states_of_a_unit", fields=["unit"], condition=IN_FORCE)]


class DifferenceAside(Fact):
    """A difference between report and register is set aside with a reason, up to the day ``until``. That may be put
    off while it is in force, so it does not end the period; being taken up again does.

    ``reported`` and ``held`` are both sides as the list of differences compares them: where either says otherwise, it
    is another difference and not set aside.
    """

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20)
    reported = models.CharField(max_length=200, blank=True, default="")
    held = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(max_length=200)
    until = models.DateField()

    class Meta:
        constraints = [never_two("a_difference_is_set_aside_once", "unit", "kind")]


class Hub(Fact):
    """A unit is a hub-type social organization at a level, accredited or set up by a body (C01)."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(max_length=10)
    verb = models.CharField(max_length=20)
    designated_by = models.CharField(max_length=120)
    field = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        constraints = [never_two("a_unit_is_a_hub_once", "unit")]


class HubElement(Fact):
    """One of the three bodies or the meeting system of “3+1” exists at a hub (C04)."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    element = models.CharField(max_length=30)

    class Meta:
        constraints = [never_two("a_hub_has_an_element_once", "unit", "element")]


class PlannedCell(Fact):
    """A cell of the planning grid: one industry, province of origin or township that should have its body (A14)."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    subtype = models.CharField(max_length=40)
    cell = models.CharField(max_length=60)
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [never_two("a_cell_is_planned_once", "party_organization", "subtype", "cell")]
