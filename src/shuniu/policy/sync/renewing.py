"""Does the renewal of an organization's own board go together with that of its Party organization (F03), and may its
day, and an opinion on the procedure (F13), be put down?

Both duties are each that of one text, and hold where the chain of the node has it. How many days apart still count as
together no text says: that is for the office to decide, and until then any difference is told with its days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.packs import Figure, Figures
from shuniu.policy.words.sync import ProceduralMatter, ProceduralOpinion, RenewalState

SYNC, APART = "renewal.sync", "renewal.days_apart_max"
TOGETHER, SUPERVISED = "leaders_together", "procedural_supervision"
REGISTER = Clause("platform#换届日期", "社会组织换届日期：上次、下次和来源")
OPINION = Clause("bj2020#F13")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalFacts:
    """The days on which the organization's board and the term of its Party organization are due."""

    unit_due: date | None
    term_due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalFinding:
    """``days``: how far apart, None where one of the days is not known. ``clause``: the text that wants it so."""

    state: RenewalState
    clause: Clause
    sentence: str
    days: int | None = None

    @property
    def open(self) -> bool:
        """Something is to be done."""
        return self.state is not RenewalState.TOGETHER


def asks(figures: Figures | None, key: str) -> Figure | None:
    """The text of the chain that has this duty; a nearer text with another one does not take it away."""
    layers = figures.layers(SYNC) if figures is not None else ()
    return next((one for one in layers if any(row["key"] == key for row in one.value)), None)


def judge_renewal(facts: RenewalFacts, figures: Figures | None) -> RenewalFinding | None:
    """None where no text wants the two together."""
    text = asks(figures, TOGETHER)
    if text is None or figures is None:
        return None
    if facts.unit_due is None:
        return RenewalFinding(
            state=RenewalState.UNIT_UNKNOWN, clause=text.clause, sentence="请登记本单位下次换届的日期"
        )
    if facts.term_due is None:
        return RenewalFinding(
            state=RenewalState.TERM_UNKNOWN, clause=text.clause, sentence="请登记党组织本届任期的届满日期"
        )
    days = abs((facts.unit_due - facts.term_due).days)
    most = figures.stated(APART)
    said = f"本单位{facts.unit_due.isoformat()}换届，党组织{facts.term_due.isoformat()}届满，相差{days}天"
    if days == 0 or (most is not None and days <= most.value):
        return RenewalFinding(state=RenewalState.TOGETHER, clause=text.clause, sentence=said, days=days)
    if most is None:
        said += "；相差多少天以内算同步，原文未明示，由本级党组织决定"
        return RenewalFinding(state=RenewalState.UNDECIDED, clause=text.clause, sentence=said, days=days)
    said += f"，超过{most.value}天；请协商调整其中一个日期"
    return RenewalFinding(state=RenewalState.APART, clause=text.clause, sentence=said, days=days)


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalDays:
    """What is put down about an organization's own renewal, seen on ``today``."""

    held_on: date | None
    due_on: date | None
    source: str
    today: date


def may_record_renewal(said: RenewalDays, row: int | None = None) -> Decision:
    return Decision(tuple(_days(said, row)))


def _days(said: RenewalDays, row: int | None) -> Iterator[Objection]:
    held, due = said.held_on, said.due_on
    if held is None and due is None:
        told = ("两个日期都为空", "按章程或登记证书填写")
        yield _plain("days_missing", "请至少填写一个换届日期。", told, "due_on", row)
    if held is not None and held > said.today:
        told = (f"填写的是{held.isoformat()}", "还没有举行的，填写在下次换届")
        yield _plain("held_later", "上次换届不应晚于今天。", told, "held_on", row)
    if held is not None and due is not None and due <= held:
        told = (f"上次{held.isoformat()}，下次{due.isoformat()}", "请核对两个日期")
        yield _plain("days_reversed", "下次换届应晚于上次换届。", told, "due_on", row)
    if not said.source.strip():
        yield _plain("source_missing", "请写明来源。", ("来源为空", "填写章程、证书或会议决议的名称"), "source", row)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionFacts:
    """``stands``: the Party organization covers the unit, or answers for it, on the day it is given."""

    party_organization: str
    unit: str
    opinion: str
    matters: Sequence[str]
    stands: bool
    figures: Figures | None


def may_give_opinion(facts: OpinionFacts, row: int | None = None) -> Decision:
    return Decision(tuple(_opinion(facts, row)))


def _opinion(facts: OpinionFacts, row: int | None) -> Iterator[Objection]:
    if asks(facts.figures, SUPERVISED) is None:
        told = ("适用文本没有介入换届监督的要求", "需要这样做的，由本级决定采用")
        yield _plain("not_asked", "本级没有换届程序监督的要求。", told, "", row, OPINION)
    if not facts.stands:
        told = ("当日没有覆盖，也不具体负责", "由覆盖该单位的党组织或其归口党组织提出")
        missing = f"“{facts.party_organization}”不能对“{facts.unit}”的换届提出意见。"
        yield _plain("not_theirs", missing, told, "party_organization", row, OPINION)
    known = facts.opinion in set(ProceduralOpinion)
    if not known:
        told = (f"“{facts.opinion}”不在其中", "、".join(one.label for one in ProceduralOpinion))
        yield _plain("opinion_unknown", "请选择程序意见。", told, "opinion", row, OPINION)
    if any(one not in set(ProceduralMatter) for one in facts.matters):
        told = ("有不在其中的", "、".join(one.label for one in ProceduralMatter))
        yield _plain("matter_unknown", "请从所列的程序事项中选择。", told, "matters", row, OPINION)
    if known and bool(facts.matters) == (facts.opinion == ProceduralOpinion.COMPLIED):
        code, fact, remedy = (
            ("matters_given", "选了事项", "符合规定的不选事项，否则改选其他意见")
            if facts.matters
            else ("matters_missing", "没有选事项", "选择需要补正的程序事项")
        )
        yield _plain(code, "意见与程序事项不一致。", (fact, remedy), "matters", row, OPINION)


def _plain(
    code: str, missing: str, told: tuple[str, str], field: str, row: int | None, clause: Clause = REGISTER
) -> Objection:
    """``told``: the fact and the remedy."""
    return Objection(
        clause=clause, code=code, missing=missing, fact=told[0], remedy=told[1], who="登记人", field=field, row=row
    )
