"""Look through an application: the material is complete, the business department agrees, or it goes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from shuniu.commands.cases.citing import citable_for
from shuniu.commands.cases.moving import Move, action_of, case_to_move, move, sent_by, state_of
from shuniu.commands.formation.asking import facts_behind, facts_of, office_for, units_named
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, open_act
from shuniu.commands.journal.reaching import refuse
from shuniu.kernel.decision import Objection
from shuniu.models import Case
from shuniu.policy.cases.deciding import may_decide, may_take_back
from shuniu.policy.cases.procedure import OUTSIDE
from shuniu.policy.cases.reasoning import REASONED, Reasons, may_give_reasons, may_put_off, reasons_clause
from shuniu.policy.formation.checking import check_formation
from shuniu.policy.formation.steps import FORMATION
from shuniu.policy.words.cases import CaseState, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """An application as it was looked at: its version, and the registrations that stood beside it."""

    case: UUID
    version: int
    seen: Seen = None


def check_formation_case(act: Act, looked: Looked) -> None:
    """材料审查通过. Raises Refused with what the law says today, ChangedMeanwhile."""
    _accept(act, "formation.check", looked, CaseState.CHECKING)


def review_formation(act: Act, looked: Looked) -> None:
    """初审通过: to the meeting, or to the outside body that approves this form; now the standards must be met (D13)."""
    _accept(act, "formation.review", looked, CaseState.REVIEWING)


def return_formation(act: Act, looked: Looked, remarks: Mapping[str, str]) -> None:
    """退回: with remarks by field, at least one. Raises Refused, ChangedMeanwhile."""
    said = {name: text.strip() for name, text in remarks.items()}
    _decided(act, "formation.return", looked, Move(verb=Verb.RETURN, remarks=said))


def refuse_formation_outside(act: Act, looked: Looked, said: Reasons) -> None:
    """The outside body does not agree: said with its reasons and what comes next. Raises Refused, ChangedMeanwhile."""
    _decided(act, "formation.refuse_outside", looked, Move.of(Verb.REFUSE, said), only=CaseState.OUTSIDE)


def defer_formation_outside(act: Act, looked: Looked, said: Reasons) -> None:
    """暂缓 by the outside body: once that is answered, it lies with the applicant until a day, as what a meeting puts
    off. Raises Refused, ChangedMeanwhile."""
    _decided(act, "formation.defer_outside", looked, Move.of(Verb.DEFER, said), only=CaseState.OUTSIDE)


def take_back_formation(act: Act, looked: Looked, reason: str) -> None:
    """撤回 from the outside body before it has answered: it is reviewed once more. Raises Refused, ChangedMeanwhile."""
    refuse(may_take_back(reason, FORMATION.clause).objections)
    said = Move(verb=Verb.WITHDRAW, reason=reason)
    _decided(act, "formation.take_back", looked, said, only=CaseState.OUTSIDE)


def _accept(act: Act, name: str, looked: Looked, state: CaseState) -> None:
    with open_act(act, name, about=("case", looked.case), request=asdict(looked)) as opened:
        if opened.repeated:
            return
        row = to_decide(opened.act, looked, Verb.ACCEPT, only=state)
        office = office_for(row.filed, act.on, row.law_day, row.committee_id)
        approving = state is CaseState.REVIEWING
        facts = facts_of(opened.act, row.unit_id or 0, row.filed, row, approving=approving)
        refuse(check_formation(facts, office.figures).objections)
        when = OUTSIDE if approving and office.outside else ""
        move(opened.act, FORMATION, row, Move(verb=Verb.ACCEPT, when=when))


def _decided(act: Act, name: str, looked: Looked, said: Move, only: CaseState | None = None) -> None:
    request = [asdict(looked), dict(said.remarks), asdict(said.said)]
    with open_act(act, name, about=("case", looked.case), request=request) as opened:
        if opened.repeated:
            return
        row = to_decide(opened.act, looked, said.verb, only=only)
        refuse(_against(opened.act, row, said))
        move(opened.act, FORMATION, row, said)


def _against(act: Act, row: Case, said: Move) -> list[Objection]:
    """What does not agree says why, by the text of whoever decides, as a meeting does."""
    if said.verb not in REASONED:
        return []
    office = office_for(row.filed, act.on, row.law_day, row.committee_id)
    clause = reasons_clause(office.figures, FORMATION.clause)
    return [
        *may_decide(FORMATION, sent_by(row), act.actor.account).objections,
        *may_give_reasons(said.verb, said.said, clause, citable_for([row], act.on)[row.pk]).objections,
        *may_put_off(said.verb, said.due_on, act.on).objections,
    ]


def to_decide(act: Act, looked: Looked, verb: Verb, *, only: CaseState | None = None) -> Case:
    """The case as it was looked at, locked. Raises Refused, ChangedMeanwhile."""
    action = action_of(FORMATION, looked.case, verb)
    row = case_to_move(act, FORMATION, looked.case, action, looked.version)
    refuse(FORMATION.may_move(state_of(FORMATION, row), verb, only).objections)
    if looked.seen is not None and set(looked.seen) != set(facts_behind(units_named(row))):
        raise ChangedMeanwhile
    return row
