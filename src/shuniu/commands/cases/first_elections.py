"""Leave the first election of what was set up, or raised, to its superior: by an application, by an adjustment that was
decided on, or put down at once in the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shuniu.commands.cases.following import FollowUp, end_follow_ups, open_follow_ups
from shuniu.commands.journal import Act
from shuniu.kernel.calendar import after_months
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.elections.requesting import FIRST, elects_first, is_raised
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import CaseKind, FollowUpTopic
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes, places

ELECT = "election.first_within_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """``superior`` has it to see to; ``of``: the case by which it was set up, if any, ``committee`` who decided."""

    key: int
    name: str
    kind: str
    superior: int
    committee: int
    of: UUID | None


def first_elections(act: Act, made: Iterable[NewBody], figures: Figures) -> list[FollowUp]:
    """Of those that elect their leadership under these texts."""
    return [
        FollowUp(
            topic=FollowUpTopic.FIRST_ELECTION,
            text=f"{one.name}：召开党员大会，选举产生委员会；不设委员会的，选举书记",
            clause=FIRST.key,
            party_organization=one.key,
            office=one.superior,
            committee=one.committee,
            of=one.of,
            due=_due(act, figures),
        )
        for one in made
        if elects_first(one.kind, figures)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided on it, under the texts of which day; ``of``: by which case, None where it was put down at once."""

    committee: int
    law_day: date
    of: UUID | None = None


def decided_by(row: Case) -> Decided:
    assert row.committee_id is not None, "an adjustment is decided on by somebody"
    return Decided(committee=row.committee_id, law_day=row.law_day, of=row.uuid)


def open_first_elections(act: Act, bodies: Sequence[int], decided: Decided | None = None) -> list[UUID]:
    """Of what was set up beside another one, or raised to another kind, from the day of the act on: it elects as after
    an application. Without ``decided`` the office of the act has. Within an open act whose guard was asked."""
    committee = decided.committee if decided else act.actor.node
    if not bodies or committee is None:
        return []
    figures = figures_at([committee], decided.law_day if decided else act.on)[committee]
    if figures is None:
        return []
    known, above = nodes(bodies), places(bodies, act.on)
    new = []
    for key in bodies:
        named, superior = known[key].named(act.on), above[key][0].parent
        if named is None or superior is None or not known[key].managed:
            continue
        of = decided.of if decided else None
        body = NewBody(key=key, name=named.name, kind=named.kind, superior=superior, committee=committee, of=of)
        new.append(body)
    return open_follow_ups(act, first_elections(act, new, figures))


def end_first_elections(act: Act, elected: Mapping[int, date], said: str) -> None:
    """``elected``: of each Party organization the day from which those hold who were elected. An election from before
    the day it is raised leaves to do what is left for that day. Within an open act whose guard was asked."""
    rows = Case.objects.filter(kind=CaseKind.FOLLOW_UP.value, topic=FollowUpTopic.FIRST_ELECTION.value, unit=None)
    left = rows.filter(party_organization__in=elected).exclude(holder="")
    for body, since in left.order_by("pk").values_list("party_organization", "law_day"):
        if body is not None and since <= elected[body]:
            end_follow_ups(act, FollowUpTopic.FIRST_ELECTION, body, said)


def kinds_on(keys: Sequence[int], on: date) -> dict[int, str]:
    """What they are that day, as far as they stand."""
    held = {key: node.named(on) for key, node in nodes(keys).items()}
    return {key: named.kind for key, named in held.items() if named is not None}


def raised(before: Mapping[int, str], on: date) -> list[int]:
    """Those that are more than they were ``before``: whoever led them was not elected to that."""
    now = kinds_on(list(before), on)
    return sorted(key for key, kind in before.items() if key in now and is_raised(kind, now[key]))


def _due(act: Act, figures: Figures) -> Due | None:
    """Only an office sets a day: the text has none."""
    stated = figures.stated(ELECT)
    if stated is None:
        return None
    return Due(day=after_months(act.on, int(stated.value)), provisional=False, clause=stated.clause)
