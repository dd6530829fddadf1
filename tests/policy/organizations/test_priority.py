"""Who comes first, and does the law refuse to invent the number of staff?"""

from datetime import date

import pytest

from shuniu.kernel.period import Period
from shuniu.policy.organizations.planning import gaps
from shuniu.policy.organizations.priority import PriorityFacts, judge_priority
from shuniu.policy.organizations.supervisors import ranked
from shuniu.policy.packs import Figures, LocalValue, load_packs, merged
from shuniu.policy.words import OrganizationSubtype, OrganizationType, PlanningCell

DAY = date(2020, 7, 1)
DECIDED = LocalValue(
    key="organizations.priority_staff_threshold", period=Period(date(2016, 1, 1)), decision="决定", value=50
)
PNE, ASSOCIATION = OrganizationType.PRIVATE_NON_ENTERPRISE, OrganizationType.SOCIAL_ASSOCIATION


def texts(home: str, *local: LocalValue) -> Figures:
    return merged(load_packs()[home].chain, DAY, local)


@pytest.mark.req("A08")
@pytest.mark.parametrize(
    ("facts", "applies"),
    [
        (PriorityFacts(type=PNE, licensed_sector=True, staff=50), True),
        (PriorityFacts(type=PNE, licensed_sector=True, staff=49), False),
        (PriorityFacts(type=PNE, licensed_sector=False, staff=500), False),
        (PriorityFacts(type=ASSOCIATION, licensed_sector=True, staff=500), False),
        (PriorityFacts(type=PNE, licensed_sector=None, staff=500), None),
        (PriorityFacts(type=PNE, licensed_sector=True, staff=None), None),
    ],
    ids=lambda one: f"bj2015#A08-{one}" if one is None or isinstance(one, bool) else "",
)
def test_priority_licensed_sectors_with_many_staff_come_first(facts: PriorityFacts, applies: bool | None) -> None:
    (judged,) = judge_priority(facts, texts("bj2015", DECIDED))
    assert (judged.applies, judged.clause.key) == (applies, "bj2015#A08")
    assert bool(judged.lacking) == (applies is None)


@pytest.mark.req("A08")
def test_priority_without_the_offices_number_stays_open_and_says_so() -> None:
    (judged,) = judge_priority(PriorityFacts(type=PNE, licensed_sector=True, staff=900), texts("bj2015"))
    assert judged.applies is None
    assert "原文未明示" in judged.lacking[0] and "未写人数" in judged.lacking[0]


@pytest.mark.req("D25")
@pytest.mark.parametrize(
    ("type_", "staff", "applies"),
    [(ASSOCIATION, 50, True), (PNE, 60, True), (ASSOCIATION, 49, False), (OrganizationType.FOUNDATION, 90, False)],
)
def test_priority_xiaoyi_looks_at_substantive_organizations(type_: OrganizationType, staff: int, applies: bool) -> None:
    (judged,) = judge_priority(PriorityFacts(type=type_, staff=staff), texts("xy", DECIDED))
    assert (judged.applies, judged.clause.key) == (applies, "xy#D25")


def test_priority_where_no_text_names_classes_there_are_none() -> None:
    assert judge_priority(PriorityFacts(type=PNE, staff=900), texts("ah2017")) == []


@pytest.mark.req("A14")
def test_planning_reports_cells_without_and_with_more_than_one_organization() -> None:
    cells = {
        PlanningCell.INDUSTRY: ["焦炭", "养殖"],
        PlanningCell.PROVINCE: ["浙江省", "河北省"],
        PlanningCell.TOWNSHIP: ["甲镇"],
    }
    existing = [
        (OrganizationSubtype.TRADE_ASSOCIATION, "焦炭"),
        (OrganizationSubtype.PROVENANCE_CHAMBER, "浙江省"),
        (OrganizationSubtype.PROVENANCE_CHAMBER, "浙江省"),
        (OrganizationSubtype.TRADE_ASSOCIATION, "甲镇"),
    ]
    found = {gap.cell: (gap.subtype.label, gap.missing, gap.surplus) for gap in gaps(cells, existing, texts("xy"))}
    assert found == {
        "养殖": ("行业协会", 1, 0),
        "浙江省": ("异地商会", 0, 1),
        "河北省": ("异地商会", 1, 0),
        "甲镇": ("基层商会", 1, 0),
    }


def test_supervisors_with_ten_or_more_carry_key_responsibility() -> None:
    rows = ranked({"甲局": 9, "乙局": 10, "丙局": 40}, texts("bj2020"))
    assert [(row.name, row.key_responsibility) for row in rows] == [("丙局", True), ("乙局", True), ("甲局", False)]
