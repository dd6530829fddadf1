"""What is left to do once an application is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from shuniu.commands.cases.first_elections import NewBody, first_elections
from shuniu.commands.cases.following import FollowUp, end_follow_ups, open_follow_ups
from shuniu.commands.cases.turning_down import due_of
from shuniu.commands.formation.asking import Office
from shuniu.commands.journal import Act
from shuniu.kernel.calendar import after_working_days
from shuniu.models import Case
from shuniu.policy.cases.due import Due
from shuniu.policy.cases.reasoning import Reasons
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import FollowUpTopic

GRANT, TRANSFER, WITHIN = "formation.start_grant", "formation.transfer_required", "formation.transfer_working_days"


def open_after_reply(act: Act, row: Case, key: int, office: Office) -> list[UUID]:
    """启动经费 (K07), where the text asks for it the transfer of relations (D17), and the first election; all of them
    lie with the superior."""
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
    body = NewBody(
        key=key, name=name, kind=row.filed["kind"], superior=office.parent, committee=office.committee, of=row.uuid
    )
    yield from first_elections(act, [body], figures)
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


def open_after_answer(act: Act, row: Case, units: Sequence[int], said: Reasons) -> list[UUID]:
    """下步努力方向 for each organization that was refused or put off: its own work, or of whoever answers for it where
    nobody signs in there."""
    return open_follow_ups(
        act,
        [
            FollowUp(
                topic=FollowUpTopic.NEXT_STEPS,
                text=said.next_steps,
                clause=said.clauses,
                unit=unit,
                committee=row.committee_id,
                of=row.uuid,
                due=due_of(said),
            )
            for unit in units
        ],
    )


def end_next_steps(act: Act, units: Sequence[int], number: str) -> None:
    """What had been asked for or urged before is over once the Party organization stands."""
    for topic in (FollowUpTopic.NEXT_STEPS, FollowUpTopic.URGE):
        end_follow_ups(act, topic, units, f"已批复成立党组织（{number}）")
