"""Which of the Party organizations named may be written by the actor, and which of them stand on the day?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shuniu.commands.journal import Act, Seen, in_force
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.reaching import nodes_in_reach, nodes_to_name, out_of_reach, refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Naming
from shuniu.policy.grants import Action
from shuniu.policy.party.existing import absent, ending
from shuniu.queries.facts.party import NodeFacts, nodes


def nodes_to_write(
    act: Act, keys: Sequence[int], action: Action = Action.WRITE_PARTY_ORGANIZATION
) -> dict[int, NodeFacts]:
    """The nodes of the rows, in the order of the rows; raises Refused unless all may be written and stand that day."""
    reach = nodes_in_reach(act.actor, keys, action)
    refuse(out_of_reach("该党组织", row, "party_organization") for row, key in enumerate(keys) if key not in reach)
    found = nodes(keys)
    refuse(absences(found, keys, act))
    return found


def nodes_named(act: Act, keys: Sequence[int | None]) -> dict[int, NodeFacts]:
    """As ``nodes_to_write`` for nodes that are only put down in a relation; a row may name none."""
    named = nodes_to_name(act.actor, _given(keys))
    refuse(
        out_of_reach("该党组织", row, "party_organization")
        for row, key in enumerate(keys)
        if key is not None and key not in named
    )
    found = nodes(_given(keys))
    refuse(absences(found, keys, act))
    refuse(endings(found, keys, act))
    return found


def endings(found: dict[int, NodeFacts], keys: Sequence[int | None], act: Act) -> Iterator[Objection]:
    """An objection for each row whose Party organization is to end: nothing is hung on it that would outlive it."""
    for row, key in enumerate(keys):
        if key is not None and (ends_on := found[key].ends_on(act.on)) is not None:
            yield ending(found[key].label, ends_on, row)


def _given(keys: Sequence[int | None]) -> list[int]:
    return [key for key in keys if key is not None]


def absences(found: dict[int, NodeFacts], keys: Sequence[int | None], act: Act) -> Iterator[Objection]:
    """An objection for each row whose Party organization does not exist on the day of the act."""
    for row, key in enumerate(keys):
        if key is not None and not found[key].exists(act.on):
            yield absent(found[key].label, act.on, row)


def names_unchanged(keys: Sequence[int], seen: Seen) -> None:
    """Raise ChangedMeanwhile where they bear other names, on any day, than the office looked at."""
    if seen is not None:
        held = in_force(Naming, ["party_organization"], [(key,) for key in keys])
        unchanged(Naming, ["party_organization"], {(key,): seen for key in keys}, held)
