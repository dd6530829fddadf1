"""Of which kind is the body that elects, when does its term end, whom does its roll count, who stands?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from shuniu.models import (
    Candidate,
    Case,
    ElectionCase,
    ElectionRound,
    Entry,
    Lineage,
    Membership,
    Particulars,
    PartyOrganization,
    Person,
    Post,
    Step,
    Term,
)
from shuniu.policy.elections.candidates import CandidateFact, Seats
from shuniu.policy.elections.terms import family_of
from shuniu.policy.elections.vacancies import BY_ELECTION, Leadership
from shuniu.policy.elections.votes import Standing
from shuniu.policy.words import MembershipState, MembershipStatus, PartyPost
from shuniu.policy.words.cases import CaseKind, CaseState, FollowUpTopic, Verb
from shuniu.queries.days import during
from shuniu.queries.facts.packs import upward
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFacts:
    """``kind`` is empty where it does not stand that day. ``above``: the nearest managed Party organization over it,
    itself where there is none. ``ends_on``: of the latest term that has begun, None where it has no end or there is
    none; ``begins_on`` likewise. ``regular``: the end it had before it was postponed; None: it was not.
    ``first``: nobody has led it yet, and it was founded here or has no term; or it was raised
    since, and its first election is left to do. What is to be raised on a later day still elects as what it is."""

    key: int
    kind: str
    label: str
    managed: bool
    above: int
    begins_on: date | None
    ends_on: date | None
    regular: date | None
    full_members: int | None
    first: bool


def body_facts(node: int, on: date) -> BodyFacts:
    found = nodes([node])[node]
    named = found.named(on)
    term = Term.objects.filter(retracted__isnull=True, party_organization=node, period__startswith__lte=on)
    period, regular = term.order_by("-period").values_list("period", "regular_until").first() or (None, None)
    return BodyFacts(
        key=node,
        kind=named.kind if named else "",
        label=found.label,
        managed=found.managed,
        above=managed_above(node, on),
        begins_on=period.lower if period else None,
        ends_on=period.upper if period else None,
        regular=regular,
        full_members=full_members(node, on),
        first=_left_to_elect(node, on) or (not has_been_led(node, on) and (period is None or _founded_here(node))),
    )


def has_been_led(node: int, on: date) -> bool:
    return _leading(node).filter(period__startswith__lte=on).exists()


def _left_to_elect(node: int, on: date) -> bool:
    """It was raised by an act of this register, and its first election as what it is that day is still to be held."""
    rows = Case.objects.filter(kind=CaseKind.FOLLOW_UP.value, topic=FollowUpTopic.FIRST_ELECTION.value)
    return rows.filter(unit=None, party_organization=node, law_day__lte=on).exclude(holder="").exists()


def _leading(node: int) -> QuerySet[Post]:
    leading = [one.value for one in PartyPost if one.leads]
    return Post.objects.filter(retracted__isnull=True, party_organization=node, post__in=leading)


def _founded_here(node: int) -> bool:
    rows = Case.objects.filter(kind=CaseKind.FORMATION.value, party_organization=node)
    return rows.filter(state=CaseState.DONE.value).exists()


def managed_above(node: int, on: date) -> int:
    """The nearest managed Party organization over it; itself where there is none."""
    line = upward([node], on)[node][1:]
    managed = set(PartyOrganization.objects.filter(pk__in=line, managed=True).values_list("pk", flat=True))
    return next((one for one in line if one in managed), node)


def electing(node: int, on: date) -> list[int]:
    """The body and what stands below it: in these its members are held."""
    days = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    return list(Lineage.objects.filter(days, ancestor=node).values_list("descendant", flat=True))


def full_members(node: int, on: date) -> int | None:
    """Those with a vote whom the rolls name that day; None where the rolls name nobody at all."""
    held = Membership.objects.filter(during(on), party_organization__in=electing(node, on))
    if not held.exists():
        return None
    voting = held.filter(state=MembershipState.FULL.value).exclude(status=MembershipStatus.SUSPENDED.value)
    return voting.count()


_NOBODY = (False, "", "", None)


def candidate_facts(node: int, wanted: Iterable[tuple[int, PartyPost]], on: date) -> list[CandidateFact]:
    rows = list(wanted)
    persons = {person for person, _ in rows}
    here = set(electing(node, on))
    held = {
        person: (place in here, state, status, since)
        for person, place, state, status, since in Membership.objects.filter(
            during(on), person__in=persons
        ).values_list("person", "party_organization", "state", "status", "full_member_on")
    }
    names = dict(Particulars.objects.filter(during(on), person__in=persons).values_list("person", "name"))
    return [
        CandidateFact(
            person=person,
            name=names.get(person, ""),
            post=post,
            held=held.get(person, _NOBODY)[0],
            state=held.get(person, _NOBODY)[1],
            status=held.get(person, _NOBODY)[2],
            full_since=held.get(person, _NOBODY)[3],
        )
        for person, post in rows
    ]


def persons_named(publics: Collection[str]) -> dict[str, int]:
    """The keys of members by their public ids."""
    found = Person.objects.filter(uuid__in=set(publics)).values_list("uuid", "pk")
    return {str(public): key for public, key in found}


def standing(case: int) -> list[Standing]:
    rows = Candidate.objects.filter(case=case).order_by("pk")
    return [
        Standing(candidate=row.pk, person=row.person_id, post=row.post, outcome=row.outcome, written_in=row.written_in)
        for row in rows
    ]


def rounds_standing(case: int) -> QuerySet[ElectionRound]:
    """The votes on those who stand now: not entered anew, and since others were put forward the last time."""
    rounds = ElectionRound.objects.filter(case=case, withdrawn=False)
    return rounds.filter(recorded__gte=renominated(case)).order_by("number")


def renominated(case: int) -> Coalesce:
    """The journal line by which others were put forward the last time, 0 where nobody was."""
    anew = Step.objects.filter(case=case, verb=Verb.RENOMINATE.value).order_by("-pk").values("recorded")[:1]
    return Coalesce(Subquery(anew), 0)


def seats_of(case: int, on: date) -> Seats:
    """What was approved; of a by-election with those who sit on the committee that day."""
    found = ElectionCase.objects.select_related("case").get(case=case)
    return Seats(
        committee=found.seats,
        deputies=found.deputies,
        secretary=found.secretary,
        by_election=found.case.topic == BY_ELECTION,
        remain=leadership_of(found.party_organization_id, on).members if found.in_committee else None,
    )


def leadership_of(node: int, on: date) -> Leadership:
    """Who leads it that day, and how many its last election that is over was to give it.

    It has a committee where that election had one, where more than secretary and deputy lead it, and where its kind
    always has one.
    """
    posts = _leading(node)
    held = dict(posts.filter(during(on)).values_list("person", "post"))
    last = _last_election(node)
    plain = set(held.values()) - {PartyPost.SECRETARY.value, PartyPost.DEPUTY_SECRETARY.value}
    named = nodes([node])[node].named(on)
    always = named is not None and family_of(named.kind) not in ("", "branch")
    return Leadership(
        members=frozenset(held),
        secretary=PartyPost.SECRETARY.value in held.values(),
        deputies=list(held.values()).count(PartyPost.DEPUTY_SECRETARY.value),
        committee=last.seats > 0 if last is not None else bool(plain) or always,
        led=bool(held) or posts.filter(period__startswith__lte=on).exists(),
        approved_seats=last.seats if last is not None and last.seats else None,
        approved_deputies=None if last is None else last.deputies,
    )


def _last_election(node: int) -> ElectionCase | None:
    """The last one at the end of a term whose result was approved."""
    over = [CaseState.TO_ARCHIVE.value, CaseState.DONE.value]
    rows = ElectionCase.objects.filter(party_organization=node, case__state__in=over, case__topic="")
    return rows.order_by("-case").first()


def reduced_posts(case: int) -> set[str]:
    """The posts of which places were left empty with consent."""
    rows = ElectionRound.objects.filter(case=case, withdrawn=False, consent__isnull=False)
    return set(rows.values_list("post", flat=True))


def moved_on(case: int, verb: str) -> date | None:
    """The day on which the case was last moved by that verb."""
    steps = Step.objects.filter(case=case, verb=verb).order_by("-pk").values("recorded")[:1]
    return Entry.objects.filter(pk__in=steps).values_list("on", flat=True).first()


def open_case(kind: str, node: int) -> Case | None:
    rows = Case.objects.filter(kind=kind, party_organization=node, unit__isnull=True).exclude(holder="")
    return rows.select_for_update(no_key=True).first()
