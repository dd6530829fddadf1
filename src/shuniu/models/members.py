"""Members of the Party: who they are, where they are held, where they take part, where they work.

Only members and those who applied have rows here. Number and mobile are encrypted under the person's own key;
destroying the key forgets them in every copy.
"""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from shuniu.models.facts import IN_FORCE, Fact, one_open
from shuniu.models.imports import WrappedKey
from shuniu.models.organizations.units import name_pairs


class Person(models.Model):
    """Identity of a member. Everything known stands in dated facts; ``key`` opens the encrypted ones."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    key = models.ForeignKey(WrappedKey, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+", db_index=False)


class Particulars(Fact):
    """One wide dated fact: what the roll says about the person (the national form's items that are kept).

    ``ethnic_group`` is a code of GB/T 3304, ``education`` one of GB/T 4658. ``citizen_number`` and ``mobile`` are
    encrypted for the row of the person; ``number_index`` finds the number again and says nothing else.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    sort_key = models.CharField(max_length=120)
    sex = models.CharField(max_length=8, blank=True, default="")
    ethnic_group = models.CharField(max_length=2, blank=True, default="")
    born_on = models.DateField(null=True)
    born_precision = models.CharField(max_length=8, blank=True, default="")
    education = models.CharField(max_length=2, blank=True, default="")
    citizen_number = models.BinaryField(null=True)
    number_index = models.BinaryField(max_length=32, null=True)
    mobile = models.BinaryField(null=True)

    class Meta:
        constraints = [
            one_open("a_person_has_one_open_record", "person"),
            one_open("a_number_belongs_to_one_person", "number_index"),
        ]
        indexes = [
            models.Index(name="particulars_of_a_person", fields=["person"], condition=IN_FORCE),
            # The order of the roll: without it every page sorts the whole of it.
            models.Index(name="particulars_by_name", fields=["sort_key", "person"], condition=IN_FORCE),
            GinIndex(name_pairs("name"), name="particulars_by_pairs", condition=IN_FORCE),
        ]


class Membership(Fact):
    """A member is held at a Party organization: the one where the organizational relation lies (一方隶属).

    ``state`` is full or probationary, empty where the ledger does not say. ``admitted_on`` and ``full_member_on`` are
    attributes: the fact itself counts from the day the ledger speaks of.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.CharField(max_length=20, blank=True, default="")
    admitted_on = models.DateField(null=True)
    admitted_precision = models.CharField(max_length=8, blank=True, default="")
    full_member_on = models.DateField(null=True)
    full_member_precision = models.CharField(max_length=8, blank=True, default="")
    status = models.CharField(max_length=20, blank=True, default="")
    lost_contact = models.BooleanField(null=True)
    lost_contact_on = models.DateField(null=True)
    lost_contact_precision = models.CharField(max_length=8, blank=True, default="")
    mobile_member = models.BooleanField(null=True)
    moved_to = models.CharField(max_length=60, blank=True, default="")
    # Set on a fact that has ended without going on elsewhere on this platform.
    leaving = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [one_open("a_member_is_held_at_one_party_organization", "person")]
        indexes = [
            models.Index(name="memberships_of_a_person", fields=["person"], condition=IN_FORCE),
            models.Index(name="memberships_of_a_branch", fields=["party_organization"], condition=IN_FORCE),
        ]


class Participation(Fact):
    """A member held elsewhere takes part in the life of this Party organization as well (参加多重组织生活)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [one_open("a_member_takes_part_in_a_branch_once", "person", "party_organization")]
        indexes = [
            models.Index(name="participations_of_a_person", fields=["person"], condition=IN_FORCE),
            models.Index(name="participations_in_a_branch", fields=["party_organization"], condition=IN_FORCE),
        ]


class Employment(Fact):
    """Where a member works and as what; ``unit`` is empty where the ledger names the work only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    position = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [one_open("a_person_has_one_open_employment", "person")]
        indexes = [
            models.Index(name="employments_of_a_person", fields=["person"], condition=IN_FORCE),
            models.Index(name="employments_at_a_unit", fields=["unit"], condition=IN_FORCE),
        ]


class Post(Fact):
    """A Party post (党内职务) a member holds in a Party organization, as a ledger or the office says it.

    ``how`` it was come by (elected, appointed, designated) and the number of the document that says so, both empty
    where a ledger does not say; ``full_time`` is None where nobody said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    post = models.CharField(max_length=40)
    how = models.CharField(max_length=12, blank=True, default="", db_default="")
    document_number = models.CharField(max_length=60, blank=True, default="", db_default="")
    full_time = models.BooleanField(null=True)

    class Meta:
        constraints = [one_open("a_member_holds_one_post_in_a_party_organization", "person", "party_organization")]
        indexes = [
            models.Index(name="posts_of_a_person", fields=["person"], condition=IN_FORCE),
            models.Index(name="posts_in_a_party_organization", fields=["party_organization"], condition=IN_FORCE),
        ]


class PartyAffairsWorker(Fact):
    """A member works for a Party organization as 党务工作者, full-time or beside other work (J09).

    ``unit`` is the one that supplies the worker, as the secretary's unit does (B11); ``trained_on`` the day of the
    training before the work began (J07). Nothing is said of how anybody works.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    party_organization = models.ForeignKey(
        "PartyOrganization", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    full_time = models.BooleanField(default=False)
    trained_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_open("a_member_works_once_for_a_party_organization", "person", "party_organization"),
        ]
        indexes = [
            models.Index(name="affairs_workers_by_person", fields=["person"], condition=IN_FORCE),
            models.Index(name="affairs_workers_at", fields=["party_organization"], condition=IN_FORCE),
        ]


class MembershipRequest(models.Model):
    """An office entered somebody whose number the roll of another office holds: that one is asked (组织关系核对).

    Nothing about the person is told to the asking office but the answer. Whoever holds the person now answers.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_for = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    # The name as the asking ledger writes it: the answer is told under it.
    name = models.CharField(max_length=60)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, default="open")
    answered = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=200, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_branch_asks_once_for_a_person",
                fields=["person", "asked_for"],
                condition=models.Q(state="open"),
            ),
        ]
