"""提请复议: a decided case goes back to wait for a later meeting, with the reason; what was decided stays written.

What an outside body decided goes back to wait for its answer, which is entered anew.
"""

from __future__ import annotations

from uuid import UUID

from shuniu.commands.cases.moving import Move, case_to_move, move, state_of
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.models import Case, Step
from shuniu.policy.cases.procedure import OUTSIDE
from shuniu.policy.cases.reconsidering import may_reconsider
from shuniu.policy.grants import Action
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import CaseState, Verb


def reconsider_case(act: Act, public: UUID, version: int, reason: str) -> None:
    """Of whatever kind, by the committee that decided. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version, reason]
    with open_act(act, "case.reconsider", about=("case", public), request=request) as opened:
        if opened.repeated:
            return
        kind = Case.objects.filter(uuid=public).values_list("kind", flat=True).first()
        if kind is None:
            refuse([out_of_reach("该事项")])
        assert kind is not None
        procedure = procedure_of(kind)
        row = case_to_move(opened.act, procedure, public, Action.DECIDE_CASE, version)
        allowed = procedure.may_move(state_of(procedure, row), Verb.RECONSIDER)
        refuse([*allowed.objections, *may_reconsider(reason).objections])
        move(opened.act, procedure, row, Move(verb=Verb.RECONSIDER, reason=reason, when=_when(row)))


def _when(row: Case) -> str:
    """The condition of the table: it came to where it is from the outside body that decides on it."""
    latest = Step.objects.filter(case=row).order_by("-pk").values_list("state", flat=True)[:2]
    return OUTSIDE if len(latest) > 1 and latest[1] == CaseState.OUTSIDE else ""
