"""Accounts and what they may act as. Accounts are not persons."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from shuniu.models.facts import Fact, never_two


class AccountManager(BaseUserManager["Account"]):
    """Only what Django's sign-in needs: finding an account by its name. Accounts are made by commands."""


class Account(AbstractBaseUser):
    """Somebody or something that signs in. ``system`` accounts act for jobs and never sign in."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    username = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    system = models.BooleanField(default=False)
    must_change_password = models.BooleanField(default=True)
    # Raised with every change of password, rights or state: sessions that carry an older one end at once.
    epoch = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, null=True, related_name="+")

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    @property
    def is_staff(self) -> bool:
        return False


class Assignment(Fact):
    """An account may act in ``role`` at a Party organization or for a unit, while the period lasts."""

    # The same through every copy of the fact: ending an assignment takes back one row and writes another.
    uuid = models.UUIDField(default=uuid.uuid4)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("Unit", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            never_two("an_assignment_is_held_once", "uuid"),
            models.CheckConstraint(
                name="an_assignment_is_at_one_place",
                condition=models.Q(party_organization__isnull=False, unit__isnull=True)
                | models.Q(party_organization__isnull=True, unit__isnull=False),
            ),
        ]
        indexes = [models.Index(name="assignments_of_an_account", fields=["account"])]


class Home(models.Model):
    """The committee that runs this deployment, and the first account of ``init``; one row, made by it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="a_deployment_has_one_home", condition=models.Q(id=1))]
