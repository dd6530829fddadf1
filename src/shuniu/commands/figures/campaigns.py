"""Begin a campaign, change or correct what it says, set its goals, end it (E12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from shuniu.commands.journal import Act, Change, Seen, change_from, correct, lock_tree, open_act
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.kernel.period import Period
from shuniu.kernel.text import document_number
from shuniu.models import Campaign, CampaignTarget, CampaignTerms, record
from shuniu.policy.figures.campaigns import CampaignFacts, GoalFacts, may_open_campaign, may_set_goal
from shuniu.policy.grants import Action
from shuniu.queries.days import during

DAY = timedelta(days=1)
WHAT = "这个专项行动"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the document says."""

    name: str
    document_number: str
    bodies: tuple[str, ...]
    issued_on: date | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCampaign:
    """``ends_on``: the last day, where the document names one."""

    party_organization: int
    terms: Terms
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RewordCampaign:
    campaign: UUID
    terms: Terms
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGoal:
    """``goal`` None takes the goal away from the day on."""

    campaign: UUID
    party_organization: int
    measure: str
    baseline: Decimal | None
    goal: Decimal | None
    due_on: date
    clause: str = ""
    seen: Seen = None


def open_campaigns(act: Act, rows: Sequence[OpenCampaign]) -> list[UUID]:
    """From ``act.on``. Returns the public ids."""
    with open_act(act, "campaign.open", request=asked(act, rows)) as opened:
        if opened.repeated:
            return [UUID(one) for one in opened.answer["campaigns"]]
        lock_tree()
        nodes = [row.party_organization for row in rows]
        _within(act, nodes)
        ends = ends_of(act, nodes)
        refuse(one for row in rows for one in may_open_campaign(_facts(row.terms, act.on, row.ends_on)).objections)
        made = [Campaign.objects.create(recorded=opened.act.line) for _ in rows]
        lines = []
        for campaign, row in zip(made, rows, strict=True):
            last = None if row.ends_on is None else row.ends_on + DAY
            bounds = [day for day in (last, ends.get(row.party_organization)) if day is not None]
            days = record.days(Period(act.on, min(bounds, default=None)))
            values = _values(row.terms)
            lines.append([campaign.pk, row.party_organization, *values.values(), days, "day"])
        fields = ["campaign", "party_organization", *_values(rows[0].terms), "period", "precision"] if rows else []
        record.record(opened.act.line, CampaignTerms, fields, lines)
        opened.answer["campaigns"] = [str(one.uuid) for one in made]
        return [one.uuid for one in made]


def change_campaigns(act: Act, rows: Sequence[RewordCampaign]) -> list[int]:
    """变更 from ``act.on``. Returns the campaigns whose terms changed."""
    return _reword(act, "campaign.change", rows)


def correct_campaigns(act: Act, rows: Sequence[RewordCampaign]) -> list[int]:
    """更正 of what is said on ``act.on``: the same days, other words. Returns the campaigns corrected."""
    return _reword(act, "campaign.correct", rows)


def _reword(act: Act, name: str, rows: Sequence[RewordCampaign]) -> list[int]:
    with open_act(act, name, request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["campaigns"])
        lock_tree()
        held = _held(act, [row.campaign for row in rows])
        refuse(
            one
            for row in rows
            for one in may_open_campaign(_facts(row.terms, held[row.campaign].period.lower, None)).objections
        )
        ends = {one.campaign_id: one.period.upper for one in held.values()}
        keys = [held[row.campaign].campaign_id for row in rows]
        changes = [
            Change((key,), _values(row.terms), row.seen, ends.get(key)) for key, row in zip(keys, rows, strict=True)
        ]
        write = correct if name == "campaign.correct" else change_from
        changed = sorted(key[0] for key in write(opened.act, CampaignTerms, ["campaign"], changes))
        opened.answer["campaigns"] = changed
        return changed


def set_goals(act: Act, rows: Sequence[SetGoal]) -> list[int]:
    """From ``act.on`` these goals hold, in place of earlier ones. Returns the campaigns for which one changed."""
    with open_act(act, "campaign.set_target", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["campaigns"])
        lock_tree()
        held = _held(act, [row.campaign for row in rows])
        nodes = [row.party_organization for row in rows]
        _within(act, nodes)
        keys = [(held[row.campaign].campaign_id, row.party_organization, row.measure) for row in rows]
        refuse(named_twice(keys, "该指标"))
        refuse(
            one
            for index, row in enumerate(rows)
            if row.goal is not None
            for one in may_set_goal(_goal_facts(row, act.on, row.goal), index).objections
        )
        ends = ends_of(act, nodes)
        changes = [
            Change(key, _goal_values(row), row.seen, _until(held[row.campaign], ends.get(row.party_organization)))
            for key, row in zip(keys, rows, strict=True)
        ]
        touched = change_from(opened.act, CampaignTarget, ["campaign", "party_organization", "measure"], changes)
        changed = sorted({key[0] for key in touched})
        opened.answer["campaigns"] = changed
        return changed


def end_campaigns(act: Act, campaigns: Sequence[UUID]) -> list[int]:
    """They and their goals end on ``act.on``; before it everything stays. Returns the campaigns."""
    request = [str(one) for one in campaigns] if act.key and act.entry is None else None
    with open_act(act, "campaign.end", request=request) as opened:
        if opened.repeated:
            return list(opened.answer["campaigns"])
        lock_tree()
        keys = [one.campaign_id for one in _held(act, campaigns).values()]
        for model in (CampaignTerms, CampaignTarget):
            end_facts(opened.act, model, "campaign", keys)
        opened.answer["campaigns"] = sorted(keys)
        return sorted(keys)


def _within(act: Act, nodes: Sequence[int]) -> None:
    reach = nodes_in_reach(act.actor, nodes, Action.SET_TARGET)
    refuse(out_of_reach("该党组织", index) for index, node in enumerate(nodes) if node not in reach)


def _held(act: Act, campaigns: Sequence[UUID]) -> dict[UUID, CampaignTerms]:
    """The terms in force on the day of the act. Refused alike: foreign ones, missing ones, and those not under way."""
    rows = CampaignTerms.objects.filter(during(act.on), campaign__uuid__in=set(campaigns)).select_related("campaign")
    held = {one.campaign.uuid: one for one in rows}
    reach = nodes_in_reach(act.actor, {one.party_organization_id for one in held.values()}, Action.SET_TARGET)
    mine = {public: one for public, one in held.items() if one.party_organization_id in reach}
    refuse(out_of_reach(WHAT, index) for index, public in enumerate(campaigns) if public not in mine)
    return mine


def _facts(terms: Terms, starts_on: date, ends_on: date | None) -> CampaignFacts:
    return CampaignFacts(
        name=terms.name,
        document_number=terms.document_number,
        issued_on=terms.issued_on,
        bodies=terms.bodies,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _values(terms: Terms) -> dict[str, Any]:
    written = replace(terms, name=terms.name.strip(), document_number=document_number(terms.document_number))
    return {**asdict(written), "bodies": [one.strip() for one in terms.bodies if one.strip()]}


def _goal_facts(row: SetGoal, on: date, goal: Decimal) -> GoalFacts:
    return GoalFacts(measure=row.measure, baseline=row.baseline, goal=goal, due_on=row.due_on, on=on)


def _goal_values(row: SetGoal) -> Mapping[str, Any] | None:
    if row.goal is None:
        return None
    return {"baseline": row.baseline, "goal": row.goal, "due_on": row.due_on, "clause": row.clause}


def _until(terms: CampaignTerms, end: date | None) -> date | None:
    """A goal lasts no longer than its campaign and its node."""
    return min((day for day in (terms.period.upper, end) if day is not None), default=None)
