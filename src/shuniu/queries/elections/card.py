"""One election: the case with what was approved, who stands, every vote that counts, and what is voted on next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q

from shuniu.access import Actor
from shuniu.kernel.decision import Objection
from shuniu.models import BallotOrder, Candidate, Case, ElectionCase, ElectionRound, Person, Votes
from shuniu.policy.elections.ballot import NamesInOrder, names_in_order
from shuniu.policy.elections.candidates import BY_SURPLUS, SURPLUS, Seats, least_candidates, standing_of
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.elections.votes import LEADERS, OpenVote, open_vote
from shuniu.policy.members.secretary import source_labels
from shuniu.policy.packs import Figures
from shuniu.policy.words import PartyPost
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.elections import Outcome
from shuniu.queries.cases.card import CaseCard, case_card
from shuniu.queries.elections.people import names_to_read
from shuniu.queries.facts.elections import candidate_facts, reduced_posts, renominated, seats_of, standing
from shuniu.queries.facts.packs import figures_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateLine:
    key: int
    person: UUID
    name: str
    post: str
    outcome: str
    written_in: bool
    division: str
    place: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteLine:
    """The votes of one candidate: key, name, yes, no, abstained."""

    candidate: int
    name: str
    yes: int
    no: int
    abstain: int
    written_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One vote. ``late``: it was entered on a later day than it was held. ``agreed``: to whom is left out of those
    due. ``stands``: it was on those who stand now; others were put forward after the rest."""

    number: int
    post: str
    held_on: date
    entered_on: date
    seats: int
    voters: int
    due: int
    agreed: bool
    excluded: Mapping[str, int]
    present: int
    issued: int
    returned: int
    valid: int
    consent: int | None
    note: str
    chaired_by: str
    on_leave: int | None
    sat_in: int | None
    scrutineers: Sequence[str]
    tellers: Sequence[str]
    votes: Sequence[VoteLine]
    stands: bool

    @property
    def late(self) -> bool:
        return self.entered_on > self.held_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionCard:
    """``topic`` tells a by-election. ``places`` as approved, None before; ``seats`` and ``deputies`` of them.
    ``least``: candidates for the committee. ``vote``: what is voted on next, where it is voted. ``orders``: by post,
    why the body has set the order of its ballot by hand. The candidates stand as on their ballots.
    ``sources``: as the texts call from where a secretary comes; ``weighed``: what is so in general of the one named for
    that post, for whoever reviews it. ``texts``: under which it stands, once it is approved."""

    case: CaseCard
    body: int
    code: str
    topic: str
    places: Seats | None
    least: int | None
    candidates: Sequence[CandidateLine]
    rounds: Sequence[RoundLine]
    vote: OpenVote | None
    orders: Mapping[str, str]
    sources: Mapping[str, str]
    weighed: Sequence[Objection]
    texts: Figures | None = None

    def in_order(self, post: str, rows: Sequence[CandidateLine]) -> NamesInOrder:
        """Some of those who stand for a post, as they stand on its ballot."""
        return _in_order(post, rows, self.orders)

    def in_committee(self, post: str) -> bool:
        """It is voted on by the committee, not by the members."""
        return self.places is not None and self.places.in_committee and post in LEADERS

    @property
    def standing(self) -> Sequence[CandidateLine]:
        """Without those who stood before and were not put forward again."""
        return [one for one in self.candidates if one.outcome != Outcome.NOT_NAMED]

    @property
    def first_meeting(self) -> RoundLine | None:
        """The first vote on those who stand: the members' meeting that elected."""
        return next((one for one in self.rounds if one.stands), None)

    @property
    def seats(self) -> int | None:
        return self.places.committee if self.places else None

    @property
    def deputies(self) -> int | None:
        return self.places.deputies if self.places else None


def election_card(actor: Actor, public: UUID, on: date) -> ElectionCard:
    """Raises NotFound out of reach."""
    case = case_card(actor, ELECTION, public, on)
    row = Case.objects.select_related("party_organization").get(pk=case.key)
    assert row.party_organization is not None, "an election is that of a Party organization"
    places = seats_of(row.pk, on) if ElectionCase.objects.filter(case=row).exists() else None
    orders = dict(BallotOrder.objects.filter(case=row).values_list("post", "reason"))
    candidates = _candidates(actor, row.pk, on, orders)
    node = row.party_organization.pk
    texts = figures_at([node], row.law_day)[node] if places is not None else None
    voting = case.state in (CaseState.VOTING, CaseState.FIRST_MEETING)
    return ElectionCard(
        case=case,
        body=node,
        code=row.party_organization.code,
        topic=row.topic,
        places=places,
        least=_least(places, texts),
        candidates=candidates,
        rounds=_rounds(actor, row.pk, on, [one.key for one in candidates]),
        vote=open_vote(CaseState(case.state), places, standing(row.pk), reduced_posts(row.pk))
        if voting and places
        else None,
        orders=orders,
        texts=texts,
        sources=source_labels(texts),
        weighed=[] if texts is None else _weighed(row, candidates, on, texts),
    )


def _weighed(row: Case, candidates: Sequence[CandidateLine], on: date, texts: Figures) -> list[Objection]:
    """While the candidates are reviewed; whoever may not read the roll is told nothing of it."""
    node = row.party_organization_id
    named = [one for one in candidates if one.post == PartyPost.SECRETARY and one.name]
    if row.state != CaseState.NOMINATED or node is None or not named:
        return []
    people = Candidate.objects.filter(pk__in=[one.key for one in named]).values_list("person", flat=True)
    facts = candidate_facts(node, [(person, PartyPost.SECRETARY) for person in people], on)
    return standing_of(facts, on, texts)


def _least(places: Seats | None, texts: Figures | None) -> int | None:
    if places is None or not places.committee or texts is None:
        return None
    surplus = texts.stated(BY_SURPLUS if places.by_election else SURPLUS)
    return None if surplus is None else least_candidates(places.committee, int(surplus.value))


def _candidates(actor: Actor, case: int, on: date, orders: Mapping[str, str]) -> list[CandidateLine]:
    rows = list(Candidate.objects.filter(case=case).select_related("person").order_by("pk"))
    names = names_to_read(actor, [row.person_id for row in rows], on)
    found = [
        CandidateLine(
            key=row.pk,
            person=row.person.uuid,
            name=names.get(row.person_id, ""),
            post=row.post,
            outcome=row.outcome,
            written_in=row.written_in,
            division=row.division,
            place=row.place,
        )
        for row in rows
    ]
    return [one for post in dict.fromkeys(one.post for one in found) for one in _ordered(found, post, orders)]


def _ordered(rows: Sequence[CandidateLine], post: str, orders: Mapping[str, str]) -> list[CandidateLine]:
    """Those of one post as they stand on its ballot."""
    mine = [one for one in rows if one.post == post]
    return [mine[place] for place in _in_order(post, mine, orders).places]


def _in_order(post: str, rows: Sequence[CandidateLine], orders: Mapping[str, str]) -> NamesInOrder:
    return names_in_order(post, [one.name for one in rows], [one.place for one in rows], orders.get(post, ""))


def _rounds(actor: Actor, case: int, on: date, order: Sequence[int]) -> list[RoundLine]:
    """The votes of each in the ``order`` in which the candidates stand."""
    stands = ExpressionWrapper(Q(recorded__gte=renominated(case)), output_field=BooleanField())
    held = ElectionRound.objects.filter(case=case, withdrawn=False).annotate(stands=stands)
    rows = list(held.select_related("recorded").order_by("number"))
    votes: dict[int, list[Votes]] = {}
    found = Votes.objects.filter(round__in=rows).select_related("candidate")
    for vote in sorted(found, key=lambda one: order.index(one.candidate_id)):
        votes.setdefault(vote.round_id, []).append(vote)
    public = {one for row in rows for one in (*row.scrutineers, *row.tellers)}
    counted_by = dict(Person.objects.filter(uuid__in=public).values_list("uuid", "pk")) if public else {}
    standing_here = {one.candidate.person_id for held in votes.values() for one in held}
    names = names_to_read(actor, standing_here | set(counted_by.values()), on)
    counting = {str(uuid): names.get(key, "") for uuid, key in counted_by.items()}
    return [
        RoundLine(
            number=row.number,
            post=row.post,
            held_on=row.held_on,
            entered_on=row.recorded.on,
            seats=row.seats,
            voters=row.voters,
            agreed=row.agreed,
            due=row.voters - sum(row.excluded.values()),
            excluded=row.excluded,
            present=row.present,
            issued=row.issued,
            returned=row.returned,
            valid=row.valid,
            consent=row.consent,
            note=row.note,
            chaired_by=row.chaired_by,
            on_leave=row.on_leave,
            sat_in=row.sat_in,
            scrutineers=[counting.get(one, "") for one in row.scrutineers],
            tellers=[counting.get(one, "") for one in row.tellers],
            stands=row.stands,
            votes=[
                VoteLine(
                    candidate=one.candidate_id,
                    name=names.get(one.candidate.person_id, ""),
                    yes=one.yes,
                    no=one.no,
                    abstain=one.abstain,
                    written_in=one.candidate.written_in,
                )
                for one in votes.get(row.pk, ())
            ],
        )
        for row in rows
    ]
