"""Does it meet the standards before it is approved: 审批一个，达标一个 (D13)?

The text does not say which: the yearly assessment it has elsewhere is of Party organizations that stand. Which they are
the office decides; until then nothing is barred, and the gap is told.
"""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Objection
from shuniu.policy.formation.applying import APPLICANT, Finding, FormationFacts, Said
from shuniu.policy.packs import Figure, Figures

GATE, STANDARDS = "formation.gate", "formation.standards"
STANDARDS_MET = "standards_met"


def standards(figures: Figures) -> Figure | None:
    """The list that must be done, where the text puts that gate before the approval and the office has decided it."""
    return figures.stated(STANDARDS) if _gated(figures) else None


def _gated(figures: Figures) -> bool:
    gate = figures.stated(GATE)
    return gate is not None and any(row["key"] == STANDARDS_MET for row in gate.value)


def check_standards(facts: FormationFacts, figures: Figures) -> Said:
    """Told to whoever applies, asked of whoever lets it go to the meeting, who thereby confirms what is said there."""
    if not _gated(figures):
        return
    listed, clause = figures.stated(STANDARDS), figures.value(GATE).clause
    if listed is None:
        sentence = "“审批一个，达标一个”：组建时的达标内容原文未明示，由审批党组织决定以后再逐项填写"
        yield Finding(clause=clause, code="standards_not_stated", sentence=sentence, field="checklist")
        return
    filed = facts.filed.get("checklist")
    done: Mapping[str, bool] = filed if isinstance(filed, Mapping) else {}
    for row in listed.value:
        if done.get(row["key"]) is True:
            sentence = f"“{row['label']}”由申请方填写已达标，初审时核对，初审通过即为确认"
            yield Finding(clause=clause, code="standard_claimed", sentence=sentence, field="checklist")
            continue
        if not facts.approving:
            sentence = f"“{row['label']}”上会前应当达标"
            yield Finding(clause=clause, code="standard_open", sentence=sentence, field="checklist")
            continue
        yield Objection(
            clause=clause,
            code="standard_missing",
            missing=f"“{row['label']}”还没有达标。",
            fact="达标情况中没有确认",
            remedy="达标后由申请方填写，再提交上会",
            who=APPLICANT,
            field="checklist",
        )
