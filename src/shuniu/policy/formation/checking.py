"""Everything that the law has to say about an application to set up a Party organization, at once."""

from __future__ import annotations

from collections.abc import Iterator

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.formation.applying import APPLICANT, Checked, Finding, FormationFacts
from shuniu.policy.formation.beginning import check_units
from shuniu.policy.formation.consenting import check_consents
from shuniu.policy.formation.fields import FIELDS, LONGEST, LONGEST_TEXT
from shuniu.policy.formation.forms import check_form
from shuniu.policy.formation.members import check_members
from shuniu.policy.formation.secretary import check_secretary
from shuniu.policy.formation.sizes import check_size
from shuniu.policy.formation.standards import check_standards
from shuniu.policy.packs import Figures

_LAWS = (check_form, check_size, check_members, check_secretary, check_standards)


def judge_formation(facts: FormationFacts, figures: Figures | None) -> Checked:
    """What stands against it and what is to be weighed; ``figures`` are the texts of the committee that decides."""
    said: list[Objection | Finding] = [*check_units(facts, figures), *_lengths(facts)]
    said += check_consents(facts.units, facts.consents)
    if figures is None:
        said.append(_no_texts())
    else:
        said += [one for law in _LAWS for one in law(facts, figures)]
    objections = [one for one in said if isinstance(one, Objection)]
    told = {one.code for one in objections}
    objections += [one for one in facts.against if one.code not in told]
    return Checked(Decision(tuple(objections)), tuple(one for one in said if isinstance(one, Finding)))


def check_formation(facts: FormationFacts, figures: Figures | None) -> Decision:
    """What stands against it."""
    return judge_formation(facts, figures).decision


def may_begin(facts: FormationFacts, figures: Figures | None) -> Decision:
    """Only whether these organizations can be applied for at all; nothing needs to be filled in yet."""
    held = [one for one in check_units(facts, figures) if isinstance(one, Objection)]
    return Decision(tuple(one for one in held if one.field == "units"))


def _lengths(facts: FormationFacts) -> Iterator[Objection]:
    for name, value in facts.filed.items():
        longest = LONGEST.get(name, LONGEST_TEXT)
        if isinstance(value, str) and len(value) > longest:
            yield Objection(
                clause=Clause("platform#组建", "组建申请的填写"),
                code=f"{name}_length",
                missing=f"{FIELDS.get(name, name)}太长。",
                fact=f"写了 {len(value)} 字",
                remedy=f"不超过 {longest} 字",
                who=APPLICANT,
                field=name,
            )


def _no_texts() -> Objection:
    return Objection(
        clause=Clause("platform#适用文本", "组建标准以适用文本为准"),
        code="no_texts",
        missing="审批党组织还没有选定适用的文本。",
        fact="本级和上级都没有选定",
        remedy="在管理中选定适用文本后再提交",
        who="审批党组织",
    )
