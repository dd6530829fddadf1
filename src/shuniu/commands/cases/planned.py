"""定计划日: until when whoever has a case in hand means to be done with its step, where no text sets a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from shuniu.commands.cases.moving import Move, case_to_move, record_step
from shuniu.commands.journal import Act, keep_tree, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.models import Case
from shuniu.policy.cases.planned import RIGHTS, PlanFacts, may_plan
from shuniu.policy.grants import Action
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import CaseHolder, CaseKind, Verb


def plan_case(act: Act, public: UUID, version: int, day: date) -> None:
    """For the step it is in; with the next one the day is gone. Raises Refused, ChangedMeanwhile."""
    with open_act(act, "case.plan", about=("case", public), request=[str(public), version, day]) as opened:
        if opened.repeated:
            return
        keep_tree()
        found = Case.objects.filter(uuid=public).values_list("kind", "holder").first()
        if found is None:
            refuse([out_of_reach("该事项")])
        assert found is not None
        kind, holder = found
        right = RIGHTS[CaseHolder(holder)] if holder else Action.FILE_CASE
        row = case_to_move(opened.act, procedure_of(kind), public, right, version)
        facts = PlanFacts(
            kind=CaseKind(kind),
            open=bool(row.holder),
            stated=None if row.due_planned else row.due_on,
            day=day,
            today=act.actor.today,
        )
        refuse(may_plan(facts).objections)
        values = {"due_on": day, "due_provisional": False, "due_planned": True, "version": row.version + 1}
        Case.objects.filter(pk=row.pk).update(**values)
        record_step(opened.act, row, Move(verb=Verb.PLAN, due_on=day))
