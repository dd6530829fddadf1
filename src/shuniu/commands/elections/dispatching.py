"""Ask the level above to send a secretary: it has that on its list until it says what came of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from uuid import UUID

from shuniu.commands.cases.filling import refuse_ending, unchanged
from shuniu.commands.cases.following import FollowUp, open_about, open_follow_ups
from shuniu.commands.elections.moving import lawful
from shuniu.commands.elections.requesting import body_to_file
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import nodes_in_reach
from shuniu.policy.elections.dispatching import DispatchFacts, clause_of, may_ask_to_dispatch
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import FollowUpTopic


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """``version`` is that of what is still open, as the page showed it; 0: nothing was."""

    body: int
    grounds: str
    version: int = 0


def ask_to_dispatch(act: Act, row: Asking) -> UUID:
    """提请上级选派. Asked again it says from now on what is written now. Raises Refused, ChangedMeanwhile."""
    node = row.body if nodes_in_reach(act.actor, [row.body], Action.FILE_CASE) else None
    with open_act(act, "secretary.ask", node=node, request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        body, texts = body_to_file(opened.act, row.body)
        facts = DispatchFacts(above=body.above != body.key, grounds=row.grounds)
        lawful(lambda: may_ask_to_dispatch(facts, texts))
        wanted = FollowUp(
            topic=FollowUpTopic.DISPATCH,
            text=f"{body.label}没有合适的书记人选，提请选派。{row.grounds.strip()}",
            clause=clause_of(texts).key,
            party_organization=body.key,
            office=body.above,
            committee=body.above,
        )
        refuse_ending(act, [body.key])
        unchanged(open_about(wanted), row.version)
        (public,) = open_follow_ups(opened.act, [wanted])
        opened.answer["case"] = str(public)
        return public
