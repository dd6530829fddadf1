"""Leave the first election of what was set up to its superior: by an application, or out of another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from shuniu.commands.cases.following import FollowUp, open_follow_ups
from shuniu.commands.journal import Act
from shuniu.kernel.calendar import after_months
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.elections.requesting import FIRST, elects_first
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import FollowUpTopic
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import nodes, places

ELECT = "election.first_within_months"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """``superior`` has it to see to; ``of``: the case by which it was set up, ``committee`` who decided on that."""

    key: int
    name: str
    kind: str
    superior: int
    committee: int
    of: UUID


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


def open_first_elections(act: Act, row: Case, made: Sequence[int]) -> list[UUID]:
    """Of what an adjustment set up, from the day of the act on: it elects as after an application."""
    assert row.committee_id is not None, "an adjustment is decided on by somebody"
    figures = figures_at([row.committee_id], row.law_day)[row.committee_id]
    if not made or figures is None:
        return []
    known, above = nodes(made), places(made, act.on)
    bodies = []
    for key in made:
        named, superior = known[key].named(act.on), above[key][0].parent
        assert named is not None and superior is not None, "it stands somewhere from the day of the reply on"
        bodies.append(
            NewBody(
                key=key, name=named.name, kind=named.kind, superior=superior, committee=row.committee_id, of=row.uuid
            )
        )
    return open_follow_ups(act, first_elections(act, bodies, figures))


def _due(act: Act, figures: Figures) -> Due | None:
    """Only an office sets a day: the text has none."""
    stated = figures.stated(ELECT)
    if stated is None:
        return None
    return Due(day=after_months(act.on, int(stated.value)), provisional=False, clause=stated.clause)
