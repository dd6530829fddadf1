"""Does what is not agreed to, or is put off, say why, by which clauses, and what comes next?

One shape, wherever it is decided: a committee's meeting, an outside body, the level above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.packs import Figures, load_packs
from shuniu.policy.packs.readings import cited
from shuniu.policy.words.cases import Verb

REFUSAL = "formation.refusal_needs"
# A refusal says why and what comes next (AH2017); a deferral is one for the time being.
REASONED = frozenset({Verb.REFUSE, Verb.DEFER})
MOST_CLAUSES = 10
PUT_OFF = Clause("platform#暂缓", "暂缓的事项由申请方在期限以内办好再报，到期没有报来的列为超期")
_LOCAL = "local"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """``clauses`` by their keys; ``due_on``: until when what is put off is to be sent again, or, where one is set, the
    next steps of a refusal are to be taken."""

    reason: str = ""
    clauses: tuple[str, ...] = ()
    next_steps: str = ""
    due_on: date | None = None


def may_give_reasons(verb: Verb, said: Reasons, clause: Clause, citable: Collection[str]) -> Decision:
    """``clause``: the text that asks for it, of the node where it is decided; ``citable``: what its texts hold."""
    if verb not in REASONED:
        return Decision()
    return Decision((*_written(said, clause), *_cited(said.clauses, clause, citable)))


def _written(said: Reasons, clause: Clause) -> Iterator[Objection]:
    for field, label, text in (("reason", "原因", said.reason), ("next_steps", "下步努力方向", said.next_steps)):
        written = len(text.strip())
        if not 0 < written <= LONGEST_REASON:
            code = f"{field}_length" if written else f"{field}_missing"
            told = (f"写了 {written} 字", f"写给申请方看得懂的{label}，不超过 {LONGEST_REASON} 字")
            yield _plain(clause, code, f"请写明{label}。", told, field)


def _cited(clauses: tuple[str, ...], clause: Clause, citable: Collection[str]) -> Iterator[Objection]:
    unknown = [key for key in clauses if key not in citable]
    if not clauses:
        told = ("没有选定条款", "选定不符合的条款：检查中不符合的列在前面，其他的可以查找")
        yield _plain(clause, "clauses_missing", "请选定所依据的条款。", told, "clauses")
    elif unknown:
        told = ("、".join(unknown), "从审批党组织适用的文件中选定")
        yield _plain(clause, "clause_unknown", "所选的条款不在适用的文件中。", told, "clauses")
    elif len(clauses) > MOST_CLAUSES:
        told = (f"选了 {len(clauses)} 条", f"选定最主要的，不超过 {MOST_CLAUSES} 条")
        yield _plain(clause, "clauses_many", "所选的条款太多。", told, "clauses")


def may_put_off(verb: Verb, due_on: date | None, decided_on: date) -> Decision:
    """What is put off lies with the applicant until a day, so that nobody loses sight of it; a refusal may set one."""
    if verb not in REASONED or (due_on is None and verb is Verb.REFUSE) or (due_on and due_on >= decided_on):
        return Decision()
    if due_on is None:
        told = ("没有填写", "填写申请方再次提交的最后一天，不早于作出决定的日期")
        return Decision((_plain(PUT_OFF, "due_missing", "请写明暂缓到哪一天。", told, "due_on"),))
    told = (f"填写为 {due_on}，决定于 {decided_on} 作出", "填写作出决定以后的日期")
    return Decision((_plain(PUT_OFF, "due_before", "期限不能早于作出决定的日期。", told, "due_on"),))


def may_answer(due_on: date | None, answered_on: date) -> Decision:
    """An answer leaves the applicant time: what was put off until a day that has passed is decided on once more."""
    if due_on is None or due_on >= answered_on:
        return Decision()
    told = (
        f"决定的期限为 {due_on}，答复于 {answered_on} 发出",
        "提请复议，由以后的会议另定期限；纸上已经答复的补录原来的文号",
    )
    return Decision((_plain(PUT_OFF, "due_over", "决定的期限在答复以前已经过去。", told),))


def reasons_clause(figures: Figures | None, own: Clause) -> Clause:
    """The text that asks for reasons and next steps where it is decided; ``own``: that of the procedure, where none
    does."""
    figure = figures.stated(REFUSAL) if figures is not None else None
    return figure.clause if figure is not None else own


def citable(figures: Figures | None) -> Mapping[str, str]:
    """What may be cited where a decision is taken, in words by key: the clauses of its texts, nearest first, and what
    the office itself decided."""
    if figures is None:
        return {}
    packs = load_packs()
    keys = [f"{pack}#{place}" for pack in figures.chain for place in packs[pack].clauses]
    decided = [one.clause for one in map(figures.value, figures.keys()) if one.clause.key.startswith(f"{_LOCAL}#")]
    return {**{key: cited(Clause(key)) for key in keys}, **{one.key: clause_said(one.key) for one in decided}}


def clause_said(key: str) -> str:
    """A clause in words: that of a text as it is cited, a decision of the office by its name."""
    pack, _, place = key.partition("#")
    return f"本级决定：{place}" if pack == _LOCAL else cited(Clause(key))


def _plain(clause: Clause, code: str, missing: str, told: tuple[str, str], field: str = "") -> Objection:
    """``told``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=told[0], remedy=told[1], who="审核人", field=field)
