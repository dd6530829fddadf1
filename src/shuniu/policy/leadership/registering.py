"""May this office put down by hand who leads a Party organization, or that somebody no longer does (补登)?

Who leads comes of an election, an appointment or a designation that the level above approves (J01–J03). So the body
does not write it itself: the level above does, out of the document that says so, and never in the place of a case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words import AppointmentMode, PartyPost

APPROVED = Clause("national#选举条例18")
OFFICE = "上级党组织"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A post that somebody was elected to, or appointed to by a case, and that would end."""

    post: PartyPost
    how: str
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterFacts:
    """``leads``: it is about a post of the leadership, the one to be put down or the one that ends by it.
    ``documented``: the one to be put down is such a post. ``superior``: who decides, empty where that is whoever writes
    it. ``appointed``: the clause by which its leadership is appointed, None where it is elected. ``chosen``: whose
    posts would end. ``line``: where one is to be corrected, it is there."""

    name: str
    leads: bool
    documented: bool = False
    superior: str = ""
    how: AppointmentMode | None = None
    number: str = ""
    appointed: Clause | None = None
    chosen: Sequence[Chosen] = ()
    line: bool = True


def may_register(facts: RegisterFacts, row: int | None = None) -> Decision:
    """To put it down: everything that stands against it at once."""
    if facts.leads and facts.superior:
        return may_end_by_hand(facts, row)
    return Decision(tuple(_against(facts, row)))


def may_end_by_hand(facts: RegisterFacts, row: int | None = None) -> Decision:
    """To end it, or to say that it never was so: the level above, whoever it was that held it."""
    if facts.leads and facts.superior:
        return Decision((_of_the_body(facts, row),))
    return Decision.of([None if facts.line else _nothing_there(facts, row)])


def _of_the_body(facts: RegisterFacts, row: int | None) -> Objection:
    case = "班子任命" if facts.appointed is not None else "换届选举或者补选"
    return Objection(
        clause=_clause(facts),
        code="decided_above",
        missing=f"“{facts.name}”的书记、副书记、委员不能由本级自行登记或者结束。",
        fact="由选举、任命或者指定产生，经上级批准",
        remedy=f"请办理{case}，批复以后自动登记",
        who=facts.superior,
        alternatives=("已经在纸面批准的，请上级凭批准文件补登", "没有合适人选的，提请上级选派书记"),
        field="post",
        row=row,
    )


def _nothing_there(facts: RegisterFacts, row: int | None) -> Objection:
    said = ("没有可以更正的任职。", f"该党员当日在“{facts.name}”没有登记职务", "选择现任的党员；漏登的，办理补登")
    return _objection(facts, "nothing_to_correct", said, "person", row)


def _against(facts: RegisterFacts, row: int | None) -> Iterator[Objection]:
    if not facts.line:
        yield _nothing_there(facts, row)
    if facts.documented and facts.how is None:
        said = ("请选择怎样产生。", "没有选择", "按批准文件选择选举产生、任命或者指定")
        yield _objection(facts, "how_missing", said, "how", row)
    if facts.documented and not facts.number.strip():
        said = ("请填写批准或者任职文件的文号。", "没有填写", "照文件填写；还没有文件的，先办理事项")
        yield _objection(facts, "number_missing", said, "document_number", row)
    for one in facts.chosen:
        yield _ends(facts, one, row)


def _ends(facts: RegisterFacts, one: Chosen, row: int | None) -> Objection:
    elected = one.how == AppointmentMode.ELECTED
    case = "换届选举或者补选" if elected and facts.appointed is None else "班子任命"
    come_by = "由选举产生" if elected else "由事项任命"
    return Objection(
        clause=_clause(facts),
        code="ends_a_chosen_one",
        missing=f"补登不能代替{case}。",
        fact=f"现任{one.post.label}{come_by}{'，' + one.number if one.number else ''}，登记后他的这项任职随即结束",
        remedy=f"请办理{case}",
        who=facts.name,
        alternatives=("原任职已经按规定终止的，先“结束任职”，再补登", "原来的一行写错了的，改用更正"),
        field="post",
        row=row,
    )


def _clause(facts: RegisterFacts) -> Clause:
    return facts.appointed or APPROVED


def _objection(facts: RegisterFacts, code: str, said: tuple[str, str, str], field: str, row: int | None) -> Objection:
    missing, fact, remedy = said
    return Objection(
        clause=_clause(facts), code=code, missing=missing, fact=fact, remedy=remedy, who=OFFICE, field=field, row=row
    )
