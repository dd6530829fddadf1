"""Set the order of the names on a ballot by hand, with its reason, or return to the usual one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from shuniu.commands.cases.moving import case_to_move, state_of
from shuniu.commands.journal import Act, ChangedMeanwhile, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.models import BallotOrder, Candidate, Case
from shuniu.policy.elections.ballot import OrderFacts, may_order
from shuniu.policy.elections.steps import ELECTION
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyPost
from shuniu.policy.words.elections import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderByHand:
    """``places``: of each candidate for the post, by public id; empty: the usual order. ``reason`` stands on the
    ballot."""

    case: UUID
    version: int
    post: PartyPost
    places: Sequence[tuple[UUID, int]] = ()
    reason: str = ""


def order_ballot(act: Act, row: OrderByHand) -> None:
    """Raises Refused, ChangedMeanwhile."""
    with open_act(act, "election.order", about=("election", row.case), request=asdict(row)) as opened:
        if opened.repeated:
            return
        held = case_to_move(opened.act, ELECTION, row.case, Action.FILE_CASE, row.version)
        refuse(ELECTION.may_fill_in(state_of(ELECTION, held)).objections)
        mine = Candidate.objects.filter(case=held, post=row.post.value).exclude(outcome=Outcome.NOT_NAMED.value)
        standing = list(mine.select_related("person"))
        if row.places:
            _set(opened.act, held, row, standing)
        else:
            forget_orders(held, {row.post.value})
        Case.objects.filter(pk=held.pk).update(version=held.version + 1)


def forget_orders(held: Case, posts: Collection[str]) -> None:
    """The names stand as usual from now on."""
    Candidate.objects.filter(case=held, post__in=posts).update(place=None)
    BallotOrder.objects.filter(case=held, post__in=posts).delete()


def _set(act: Act, held: Case, row: OrderByHand, standing: Sequence[Candidate]) -> None:
    places = dict(row.places)
    if places.keys() != {one.person.uuid for one in standing}:
        raise ChangedMeanwhile
    facts = OrderFacts(
        places=tuple(places[one.person.uuid] for one in standing),
        settled=all(one.outcome for one in standing),
        reason=row.reason,
    )
    refuse(may_order(facts).objections)
    for one in standing:
        one.place = places[one.person.uuid]
    Candidate.objects.bulk_update(standing, ["place"])
    BallotOrder.objects.update_or_create(
        case=held, post=row.post.value, defaults={"reason": row.reason.strip(), "recorded": act.line}
    )
