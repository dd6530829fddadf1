"""Whom Party organizations answer for, guide and cover; whom they have sent where, and what was done there."""

from __future__ import annotations

import uuid

from django.db import models

from shuniu.models.facts import IN_FORCE, Fact, never_two


class Jurisdiction(Fact):
    """The Party organization responsible for a unit; at most one on a day (归口 / 具体负责)."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    clause = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [never_two("a_unit_has_one_responsible_party_organization", "unit")]
        # Before the tables are known to it (a first load), the server joins the other two indexes and reads one wholly.
        indexes = [
            models.Index(name="answered_for", fields=["party_organization"], condition=models.Q(retracted__isnull=True))
        ]


class Guidance(Fact):
    """A guiding or contact relation, apart from jurisdiction, n to m; by a Party organization or by a hub."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    hub = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20)
    clause = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="guidance_comes_from_one_side",
                condition=models.Q(party_organization__isnull=False, hub__isnull=True)
                | models.Q(party_organization__isnull=True, hub__isnull=False),
            ),
            never_two("a_guide_guides_a_unit_once", "party_organization", "unit", "kind"),
            never_two("a_hub_contacts_a_unit_once", "hub", "unit", "kind"),
        ]


class Coverage(Fact):
    """A Party organization covers a unit; it counts while both exist (组织覆盖事实). Role is host or member."""

    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)

    class Meta:
        constraints = [never_two("a_unit_is_covered_by_a_branch_once", "party_organization", "unit")]


class WorkCoverage(Fact):
    """An instrument by which Party work reaches a unit without an organization in it (工作覆盖)."""

    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    instrument = models.CharField(max_length=40)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [never_two("an_instrument_reaches_a_unit_once", "unit", "instrument")]


class Instructor(models.Model):
    """A Party-building instructor in a pool. The name and telephone stand in the office contact, not here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    code = models.CharField(max_length=40, unique=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class InstructorPool(Fact):
    """An instructor stands in the pool of a node: source category, full-time or not, available or not (G03, G06)."""

    instructor = models.ForeignKey(Instructor, on_delete=models.PROTECT, related_name="pools")
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=30)
    full_time = models.BooleanField(default=False)
    available = models.BooleanField(default=True)
    home_unit = models.CharField(max_length=120, blank=True, default="")
    # How the instructor was selected: the body that recommended, and the decision with its number and day (G02).
    recommended_by = models.CharField(max_length=120, blank=True, default="", db_default="")
    selection_number = models.CharField(max_length=80, blank=True, default="", db_default="")
    selected_on = models.DateField(null=True)

    class Meta:
        constraints = [never_two("an_instructor_stands_in_one_pool", "instructor")]


class Posting(Fact):
    """An instructor is sent to a unit; while it lasts it is an instrument of work coverage (G07)."""

    instructor = models.ForeignKey(Instructor, on_delete=models.PROTECT, related_name="postings")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+")
    document_number = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [never_two("an_instructor_is_sent_to_a_unit_once", "instructor", "unit")]


class WorkLog(Fact):
    """What an instructor did at an organization on the one day of the period, under one of the duties (G02).

    It speaks of work at the organization; nothing is said of persons there. ``uuid`` is the same through every
    correction: correcting takes back one row and writes another.
    """

    uuid = models.UUIDField(default=uuid.uuid4)
    instructor = models.ForeignKey(Instructor, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    duty = models.CharField(max_length=40)
    done = models.CharField(max_length=200)

    class Meta:
        constraints = [never_two("a_work_log_is_kept_once", "uuid")]
        indexes = [models.Index(name="work_logs_of_a_unit", fields=["unit"], condition=IN_FORCE)]


class InstructorCourse(models.Model):
    """A training of instructors, through every correction of what is known of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")


class InstructorTraining(Fact):
    """A training that a node held for instructors, on the days of the period (G02). No marks, no results."""

    course = models.ForeignKey(InstructorCourse, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    organizer = models.CharField(max_length=120, blank=True, default="")
    hours = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [never_two("a_course_is_held_once", "course")]


class TrainedInstructor(Fact):
    """An instructor took part in a training. The Party organization is that of the training."""

    course = models.ForeignKey(InstructorCourse, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    instructor = models.ForeignKey(Instructor, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [never_two("an_instructor_takes_part_in_a_course_once", "course", "instructor")]
