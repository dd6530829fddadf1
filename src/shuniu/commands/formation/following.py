"""What is left to do once an application is decided, and who is urged to make one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from shuniu.commands.cases.following import FollowUp, open_follow_ups
from shuniu.commands.formation.asking import Office, office_for
from shuniu.commands.journal import Act, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.kernel.calendar import after_working_days
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.formation.urging import may_urge
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import FollowUpTopic
from shuniu.queries.facts.formation import responsible_for, superior_for, units_of

GRANT, TRANSFER, WITHIN = "formation.start_grant", "formation.transfer_required", "formation.transfer_working_days"


def open_after_reply(act: Act, row: Case, key: int, office: Office) -> list[UUID]:
    """启动经费 (K07) and, where the text asks for it, the transfer of relations (D17); both lie with the superior."""
    return open_follow_ups(act, _after_reply(act, row, key, office)) if office.figures else []


def _after_reply(act: Act, row: Case, key: int, office: Office) -> Iterator[FollowUp]:
    figures, name = office.figures, row.filed["name"]
    assert figures is not None, "an application is approved under texts"

    def opened(topic: FollowUpTopic, text: str, clause: str, due: Due | None) -> FollowUp:
        return FollowUp(
            topic=topic,
            text=text,
            clause=clause,
            party_organization=key,
            office=office.parent,
            committee=office.committee,
            of=row.uuid,
            due=due,
        )

    grant = figures.stated(GRANT)
    if grant is not None:
        text = f"{name}新组建，上级党组织给予一定的经费支持"
        yield opened(FollowUpTopic.START_GRANT, text, str(grant.clause), None)
    rows = figures.stated(TRANSFER)
    freed = {one["key"] for one in rows.value if not one["required"]} if rows else set()
    moving = row.filed.get("relations_in") or 0
    if rows is not None and moving and row.filed["mode"] not in freed:
        text = f"{name}：组织关系应转入的正式党员 {moving} 名，逐名办理转接"
        yield opened(FollowUpTopic.TRANSFER, text, str(rows.clause), _transfer_due(act, figures))


def _transfer_due(act: Act, figures: Figures) -> Due | None:
    stated = figures.stated(WITHIN)
    if stated is None:
        return None
    day, known = after_working_days(act.on, stated.value)
    return Due(day=day, provisional=not known, clause=stated.clause)


def open_after_answer(act: Act, row: Case, units: Sequence[int], next_steps: str) -> list[UUID]:
    """下步努力方向 for each organization that was refused; it lies with whoever answers for it."""
    return open_follow_ups(
        act,
        [
            FollowUp(
                topic=FollowUpTopic.NEXT_STEPS,
                text=next_steps,
                unit=unit,
                office=responsible_for(unit, act.on),
                committee=row.committee_id,
                of=row.uuid,
            )
            for unit in units
        ],
    )


def urge_formation(act: Act, unit: int) -> UUID:
    """督促同步建立 (D09): an organization that reaches the standard and has none yet is asked to apply.

    It lies with the organization, or with whoever answers for it. Raises Refused.
    """
    with open_act(act, "formation.urge", about=None, request=[unit]) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        lock_units([unit])
        if unit not in units_in_reach(act.actor, [unit], Action.FILE_CASE):
            refuse([out_of_reach("该社会组织", field="unit")])
        office = office_for({"parent": superior_for(unit, act.on)}, act.on, act.on)
        (facts,) = units_of([unit], act.on)
        refuse(may_urge(facts, office.figures).objections)
        text = "具备组建条件，登记和审批机关督促推动同步建立党组织；请提出组建申请"
        row = FollowUp(topic=FollowUpTopic.URGE, text=text, unit=unit, committee=office.committee)
        (public,) = open_follow_ups(opened.act, [row])
        opened.answer["case"] = str(public)
        return public
