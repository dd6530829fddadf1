"""Which dated figures does an office report with their source, because the register does not hold their rows?

Bodies that are not social organizations (B29–B32, D27), the population (A12), and headlines of reports. Their
names say that they are reported, so that none is ever taken for a counted one.
"""

from __future__ import annotations

from shuniu.policy.measures.measure import Measure, Subject
from shuniu.policy.words import FigureSource


def _reported(key: str, name: str, unit: str, definition: str, clauses: dict[str, str]) -> Measure:
    return Measure(
        key=key,
        name=f"{name}（填报）",
        unit=unit,
        definition=definition,
        subject=Subject.REPORTED,
        source=FigureSource.REPORTED,
        clauses=clauses,
        dimensions=(),
    )


REPORTED = (
    _reported(
        "law_firms_covered",
        "律所党组织覆盖率",
        "%",
        "实现党组织覆盖的律师事务所占全部律师事务所的比重，由行业党委填报",
        {"bj2015": "bj2015#B29"},
    ),
    _reported(
        "accounting_firms_formed",
        "会计师事务所党组织建立率",
        "%",
        "自己建立党组织的会计师事务所占全部会计师事务所的比重，由行业党委填报",
        {"bj2015": "bj2015#B30"},
    ),
    _reported(
        "taxi_companies_synchronized",
        "非公出租汽车企业同步管理率",
        "%",
        "行业发展与党建工作同步管理的非公出租汽车企业所占比重，由行业党委填报",
        {"bj2015": "bj2015#B32"},
    ),
    _reported(
        "internet_companies_guided",
        "行业党委指导的互联网企业",
        "家",
        "行业党委指导而不隶属的互联网企业数，由行业党委填报",
        {"bj2015": "bj2015#B31"},
    ),
    _reported(
        "businesses_work_covered",
        "党的工作覆盖的商家",
        "户",
        "商会党支部开展党的工作所覆盖的、不是社会组织的商家数，由商会党支部填报",
        {"xy": "xy#D27"},
    ),
    _reported(
        "residents",
        "常住人口",
        "人",
        "统计部门公布的常住人口数，须注明公布机关和时点",
        {"bj2015": "bj2015#A12"},
    ),
    _reported(
        "per_10_000_residents",
        "万人社会组织拥有量",
        "个",
        "当日社会组织数按填报的常住人口折算为每一万人的个数",
        {"bj2015": "bj2015#A12"},
    ),
    _reported(
        "reported_combined_coverage",
        "党的组织和工作覆盖率",
        "%",
        "报告所称党的组织和党建工作覆盖的比重，是并且还是或者原文不明，不作重新计算",
        {"bj2020": "bj2020#E04", "bj2015": "bj2015#C06"},
    ),
    _reported(
        "reported_organization_coverage",
        "党组织覆盖率",
        "%",
        "报告所载的党组织覆盖率，分母以报告为准",
        {"ah2017": "ah2017#E06", "xy": "xy#E08"},
    ),
    _reported(
        "entries_completed",
        "完成平台数据录入的社会组织",
        "家",
        "报告所载完成信息管理平台数据录入的社会组织数，范围以报告为准，不由登记数据推算",
        {"ah2017": "ah2017#P04"},
    ),
    _reported(
        "reported_activity_coverage",
        "党的活动覆盖率",
        "%",
        "报告所载的党的活动覆盖率",
        {"xy": "xy#E09"},
    ),
)
