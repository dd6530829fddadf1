"""换届: what was approved of an election, who stands, and the numbers of each vote. Who voted how is nowhere.

It hangs on the case; what comes of it (terms, posts) are facts of their own, written when the result is approved.
"""

from __future__ import annotations

from django.db import models

from shuniu.models.cases import Case


class ElectionCase(models.Model):
    """What the level above approved. ``seats`` of the committee; 0: there is none, the members elect the secretary.

    Of a by-election they are the places to be filled, and ``in_committee`` says that there is a committee: whoever sits
    on it stays, and it elects ``secretary`` and ``deputies``.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="election")
    party_organization = models.ForeignKey("PartyOrganization", on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=20)
    seats = models.PositiveSmallIntegerField()
    secretary = models.PositiveSmallIntegerField(default=1, db_default=1)
    deputies = models.PositiveSmallIntegerField()
    in_committee = models.BooleanField(default=False, db_default=False)


class Candidate(models.Model):
    """A member who stands for ``post``, or was ``written_in``; ``outcome`` is empty until a vote has settled it.

    ``division`` is the work of an elected member within the committee, as its first meeting divided it. ``place``: on
    the ballot, where the body has set the order itself.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="candidates")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=40)
    written_in = models.BooleanField(default=False, db_default=False)
    outcome = models.CharField(max_length=12, blank=True, default="", db_default="")
    division = models.CharField(max_length=40, blank=True, default="", db_default="")
    place = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_member_stands_for_a_post_once", fields=["case", "post", "person"])
        ]


class BallotOrder(models.Model):
    """The names for one post stand in an order that the body has set by hand, for this reason."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="ballot_orders")
    post = models.CharField(max_length=40)
    reason = models.CharField(max_length=60)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="a_ballot_has_one_order_by_hand", fields=["case", "post"])]


class ElectionRound(models.Model):
    """One vote on one post. ``voters`` have a vote, ``on_roll`` is what the register counted that day, ``note`` says
    why they differ. ``excluded`` counts by class who is left out of those due. ``consent``: how many agreed to leave
    ``seats`` empty. ``withdrawn``: the report was returned and the minutes are entered anew. ``chaired_by`` is a word,
    ``scrutineers`` and ``tellers`` are members by their public ids."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    post = models.CharField(max_length=40)
    held_on = models.DateField()
    seats = models.PositiveSmallIntegerField()
    voters = models.PositiveIntegerField()
    on_roll = models.PositiveIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True, default="", db_default="")
    excluded = models.JSONField(default=dict)
    agreed = models.BooleanField(default=False)
    present = models.PositiveIntegerField()
    issued = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    valid = models.PositiveIntegerField()
    consent = models.PositiveIntegerField(null=True)
    chaired_by = models.CharField(max_length=20, blank=True, default="", db_default="")
    on_leave = models.PositiveIntegerField(null=True)
    sat_in = models.PositiveIntegerField(null=True)
    scrutineers = models.JSONField(default=list)
    tellers = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False, db_default=False)
    recorded = models.ForeignKey("Entry", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="votes_are_numbered_within_a_case", fields=["case", "number"])]


class Votes(models.Model):
    """How many said yes, no or abstained on one candidate in one vote."""

    round = models.ForeignKey(ElectionRound, on_delete=models.PROTECT, related_name="votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="votes")
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="a_candidate_is_counted_once", fields=["round", "candidate"])]
