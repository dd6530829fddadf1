"""Urge an organization to set up a Party organization together with its registration (D09), or put that aside.

The registration authority does it for those it registers, the Party organization that answers for it does as well.
What is urged becomes work of the organization, or of whoever answers for it where nobody signs in there.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from shuniu.commands.cases.documents import issue_document
from shuniu.commands.cases.filling import Beginning, begin
from shuniu.commands.cases.following import FollowUp, open_follow_ups
from shuniu.commands.cases.moving import Move, move
from shuniu.commands.cases.outgoing import OutgoingDocument
from shuniu.commands.formation.asking import Office, office_for
from shuniu.commands.journal import Act, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.policy.cases.following import CLAUSE, FOLLOW_UP, OF, PART, TEXT, UNTIL
from shuniu.policy.formation.applying import UnitFacts
from shuniu.policy.formation.urging import RULE, letter_said, may_urge
from shuniu.policy.formation.waiving import WaivingFacts, may_waive
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.words.cases import FollowUpTopic, Verb
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.facts.formation import superior_for, units_of
from shuniu.queries.facts.pipeline import stands
from shuniu.queries.facts.urging import put_aside_or_urged

TEXT_URGED = "具备组建条件，登记和审批机关督促推动同步建立党组织；请提出组建申请"


@dataclass(frozen=True, slots=True, kw_only=True)
class Urging:
    """``letter``: a letter goes out under the next number of this office, ``mark`` where it has several. ``number``:
    of one sent on paper, or of a registration authority, which numbers its own."""

    unit: int
    letter: bool = False
    mark: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavingBe:
    """``until``: then it is urged again; without a day it is put aside until somebody urges it."""

    unit: int
    reason: str
    until: date | None = None


def urge_formation(act: Act, row: Urging) -> UUID:
    """督促同步建立. Returns the work that was opened. Raises Refused, and then no number was given."""
    with open_act(act, "formation.urge", about=None, request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        lock_units([row.unit])
        _in_reach(act, row.unit, Action.URGE_FORMATION)
        facts, office, eligible = _asked(act, row.unit)
        refuse(may_urge(facts, office.figures, eligible=eligible, number=row.number).objections)
        number = _sent(opened.act, row, facts, office.figures) if row.letter else row.number.strip()
        stated = office.figures.stated(RULE) if office.figures else None
        work = FollowUp(
            topic=FollowUpTopic.URGE,
            text=f"{TEXT_URGED}（督促函：{number}）" if number else TEXT_URGED,
            clause=str(stated.clause) if stated else "",
            unit=row.unit,
            committee=office.committee,
        )
        (public,) = open_follow_ups(opened.act, [work])
        opened.answer["case"] = str(public)
        return public


def leave_new_registration(act: Act, row: LeavingBe) -> UUID:
    """暂不督促, with its reason. Raises Refused."""
    public = uuid4()
    with open_act(act, "urging.waive", about=("case", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["case"])
        lock_units([row.unit])
        _in_reach(act, row.unit, Action.FILE_CASE)
        _in_reach(act, row.unit, Action.URGE_FORMATION)
        facts, office, eligible = _asked(act, row.unit)
        to_urge = may_urge(facts, office.figures, eligible=eligible).allowed
        urged = to_urge and not put_aside_or_urged(row.unit, act.on)
        refuse(may_waive(WaivingFacts(urged=urged, reason=row.reason, until=row.until, on=act.on)).objections)
        stated = office.figures.stated(RULE) if office.figures else None
        filed = {
            TEXT: TEXT_URGED,
            CLAUSE: str(stated.clause) if stated else "",
            OF: "",
            PART: "",
            UNTIL: row.until.isoformat() if row.until else "",
        }
        about = Beginning(
            public=public, unit=row.unit, committee=office.committee, origin=act.actor.node,
            topic=FollowUpTopic.URGE.value,
        )  # fmt: skip
        held = begin(opened.act, FOLLOW_UP, about, filed)
        move(opened.act, FOLLOW_UP, held, Move(verb=Verb.WAIVE, reason=row.reason))
        opened.answer["case"] = str(public)
        return public


def _asked(act: Act, unit: int) -> tuple[UnitFacts, Office, bool | None]:
    office = office_for({"parent": superior_for(unit, act.on)}, act.on, act.on)
    (facts,) = units_of([unit], act.on)
    standing = stands([unit], act.on).get(unit)
    return facts, office, standing.eligible if standing is not None else None


def _sent(act: Act, row: Urging, facts: UnitFacts, figures: Figures | None) -> str:
    """The letter in the register of the office that urges."""
    if act.actor.node is None:
        refuse([out_of_reach("本机关的发文登记", field="letter")])
    assert act.actor.node is not None
    document = OutgoingDocument(
        party_organization=act.actor.node,
        kind=DocumentKind.LETTER,
        title=f"关于督促{facts.name}同步建立党组织的函",
        addressee=facts.name,
        issued_on=act.actor.today,
        mark=row.mark,
        addressed_unit=row.unit,
        text=letter_said(figures),
        as_letter=True,
    )
    return issue_document(act, document).number


def _in_reach(act: Act, unit: int, action: Action) -> None:
    if unit not in units_in_reach(act.actor, [unit], action):
        refuse([out_of_reach("该社会组织", field="unit")])
