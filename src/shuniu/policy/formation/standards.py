"""Does it meet the standards before it is approved: 审批一个，达标一个 (D13)?"""

from __future__ import annotations

from collections.abc import Mapping

from shuniu.kernel.decision import Objection
from shuniu.policy.formation.applying import APPLICANT, Finding, FormationFacts, Said
from shuniu.policy.packs import Figure, Figures

GATE, CHECKLIST = "formation.gate", "checklist.organization"
STANDARDS_MET = "standards_met"


def standards(figures: Figures) -> Figure | None:
    """The list that must be done, where the text puts that gate before the approval."""
    gate = figures.stated(GATE)
    gated = gate is not None and any(row["key"] == STANDARDS_MET for row in gate.value)
    return figures.stated(CHECKLIST) if gated else None


def check_standards(facts: FormationFacts, figures: Figures) -> Said:
    """Told to whoever applies, asked of whoever lets it go to the meeting."""
    listed = standards(figures)
    if listed is None:
        return
    clause, filed = figures.value(GATE).clause, facts.filed.get("checklist")
    done: Mapping[str, bool] = filed if isinstance(filed, Mapping) else {}
    for row in listed.value:
        if done.get(row["key"]) is True:
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
            remedy="达标后由申请方确认，再提交上会",
            who=APPLICANT,
            field="checklist",
        )
