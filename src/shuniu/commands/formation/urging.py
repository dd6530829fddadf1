"""Draft what is urged as an adjustment, or put it aside with a reason; what is urged is computed and never stored.

Members come along into the draft by their public ids as the roll names them; whoever fills it in reads their names
only where the roll is theirs to read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.moving import Move, move
from shuniu.commands.formation.adjusting import begin_adjustment
from shuniu.commands.formation.adjusting_law import Adjusting
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.reaching import nodes_in_reach, out_of_reach, refuse
from shuniu.models import Case, PartyOrganization
from shuniu.policy.cases.following import CLAUSE, FOLLOW_UP, OF, PART, TEXT, UNTIL, kept
from shuniu.policy.formation.pooling import Group, could_be_set_up, joined, part_of, sums_of
from shuniu.policy.formation.temporary import CLAUSE as TASKED
from shuniu.policy.formation.temporary import grounds_of, stands
from shuniu.policy.formation.waiving import CLAUSE as WAIVING
from shuniu.policy.formation.waiving import WaivingFacts, may_waive, not_urged
from shuniu.policy.grants import Action
from shuniu.policy.words.adjusting import AdjustmentTopic
from shuniu.policy.words.cases import CaseKind, FollowUpTopic, Verb
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.urging import gathered_at, pooling_branches, temporary_at, temporary_branches, waived_at

_TOPICS = {FollowUpTopic.SPLIT_OFF: AdjustmentTopic.SPLIT, FollowUpTopic.END_TEMPORARY: AdjustmentTopic.DISSOLVE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiving:
    """``part``: which of the groups of a branch; empty for a temporary one. ``until``: then it is urged again."""

    party_organization: int
    topic: FollowUpTopic
    reason: str
    part: str = ""
    until: date | None = None


def draft_split(act: Act, node: int, basis: str, value: str) -> UUID:
    """起草分设 out of a branch in which members are gathered, with those of one area or field filled in.

    Raises Refused where there are not enough of them today, ChangedMeanwhile where one is open already.
    """
    _in_reach(act, node, Action.FILE_CASE)
    group = _groups(act, node).get(part_of(basis, value))
    if group is None:
        refuse([not_urged()])
    assert group is not None
    along = joined(gathered_at([node], act.on)[node], group)
    units = sorted({one.unit for one in along})
    part = {"name": "", "kind": group.kind.value, "units": units, "members": [one.member for one in along]}
    filed = {"parts": [part], "grounds": f"{group.sentence}。依据：{group.by}"[:500]}
    return begin_adjustment(act, Adjusting(party_organization=node, topic=AdjustmentTopic.SPLIT, filed=filed))


def draft_dissolution(act: Act, node: int) -> UUID:
    """起草撤销 of a temporary branch whose end has come or is near. Raises Refused, ChangedMeanwhile."""
    _in_reach(act, node, Action.FILE_CASE)
    told = _temporary(act, node)
    if told is None:
        refuse([not_urged()])
    filed = {"grounds": told}
    return begin_adjustment(act, Adjusting(party_organization=node, topic=AdjustmentTopic.DISSOLVE, filed=filed))


def waive_urging(act: Act, row: Waiving) -> UUID:
    """暂不办理: with its reason, dated, taken up again on the day that is named. Raises Refused."""
    public, node = uuid4(), row.party_organization
    with open_act(act, "urging.waive", about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        keep_tree()
        _in_reach(act, node, Action.REVIEW_CASE)
        # Two who put the same aside wait for each other here: the second finds it put aside.
        PartyOrganization.objects.select_for_update(no_key=True).get(pk=node)
        text = _text(act, row)
        ends = row.topic is FollowUpTopic.END_TEMPORARY
        asked = WaivingFacts(urged=bool(text), reason=row.reason, until=row.until, on=act.on, ends=ends)
        refuse(may_waive(asked).objections)
        until = row.until.isoformat() if row.until else ""
        filed = {TEXT: text, CLAUSE: kept(TASKED if ends else WAIVING), OF: "", PART: row.part, UNTIL: until}
        about = Beginning(
            public=public, party_organization=node, committee=act.actor.node, origin=act.actor.node,
            topic=row.topic.value,
        )  # fmt: skip
        held = begin(opened.act, FOLLOW_UP, about, filed)
        move(opened.act, FOLLOW_UP, held, Move(verb=Verb.WAIVE, reason=row.reason))
        opened.answer["case"] = str(public)
        return public


def _text(act: Act, row: Waiving) -> str:
    """What is urged, in one sentence; empty where it is not urged now."""
    node, topic = row.party_organization, _TOPICS[row.topic]
    open_ = Case.objects.filter(kind=CaseKind.ADJUSTMENT.value, topic=topic.value, party_organization=node)
    if open_.exclude(holder="").exists() or (node, row.part) in waived_at(row.topic, [node], act.on):
        return ""
    if row.topic is FollowUpTopic.END_TEMPORARY:
        return _temporary(act, node) or ""
    group = _groups(act, node).get(row.part)
    return group.sentence if group is not None else ""


def _groups(act: Act, node: int) -> dict[str, Group]:
    if not pooling_branches(act.on).filter(pk=node).exists():
        return {}
    figures = figures_at([node], act.on)[node]
    found = could_be_set_up(sums_of(gathered_at([node], act.on).get(node, ())), figures)
    return {one.part: one for one in found}


def _temporary(act: Act, node: int) -> str | None:
    """Why it is to end, or to be given an end."""
    if not temporary_branches(act.on).filter(pk=node).exists():
        return None
    told = stands(temporary_at([node], act.on)[node], act.on, figures_at([node], act.on)[node])
    return grounds_of(told) if told.urged else None


def _in_reach(act: Act, node: int, action: Action) -> None:
    if node not in nodes_in_reach(act.actor, [node], action):
        refuse([out_of_reach("该党组织", field="party_organization")])
