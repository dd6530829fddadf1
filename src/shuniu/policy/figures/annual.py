"""Which rows, columns and identities does the annual table of Party building in organizations have?

The form (社会组织法人单位建立党的基层组织情况) comes from the collection of table shapes; its text was not checked
against the original. Every row says what it counts in terms that a report and the register both answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shuniu.kernel.decision import Clause
from shuniu.policy.words import OrganizationType
from shuniu.policy.words.word import Word

FORM = Clause("national#年报表")
COLUMNS: tuple[OrganizationType, ...] = (
    OrganizationType.SOCIAL_ASSOCIATION,
    OrganizationType.FOUNDATION,
    OrganizationType.PRIVATE_NON_ENTERPRISE,
    OrganizationType.LAW_FIRM,
    OrganizationType.ACCOUNTING_FIRM,
    OrganizationType.TAX_FIRM,
)


class Base(Word):
    """Counted and reported figures never share a label: the table is drawn from the one or from the other."""

    REPORTED = "reported", "填报数"
    REGISTER = "register", "登记簿"


class Counts(StrEnum):
    """What a cell of a row adds up."""

    UNITS = "units"  # organizations that fulfil the row's condition
    BODIES = "bodies"  # joint branches, each once, under the type most of its organizations have
    SUM = "sum"  # a number each organization has


@dataclass(frozen=True, slots=True)
class AnnualRow:
    """``key`` is kept for ever; ``label`` the path in the form; ``means`` the 口径 in one sentence."""

    key: str
    label: str
    means: str
    counts: Counts = Counts.UNITS


ROWS: tuple[AnnualRow, ...] = (
    AnnualRow("units", "单位数", "本级及下级的社会组织"),
    AnnualRow("committee", "已单独建立党组织/建立党委的", "单独建立党委的单位"),
    AnnualRow("general_branch", "已单独建立党组织/建立总支部的", "单独建立党总支的单位"),
    AnnualRow("branch", "已单独建立党组织/建立支部的", "单独建立党支部的单位"),
    AnnualRow("joint", "已建立联合党支部的", "与其他单位联合建立党组织的单位"),
    AnnualRow("joint_three", "已建立联合党支部的/具有3名以上党员的", "其中党员3名以上的单位"),
    AnnualRow(
        "joint_bodies",
        "已建立联合党支部的/联合党支部数",
        "联合党支部个数，列在所辖单位中最多的一类之下（相同时取表中在前的一类）",
        Counts.BODIES,
    ),
    AnnualRow("eligible", "未建立党组织/应建尚未建立党组织的", "未建党组织而正式党员达到组建人数的单位"),
    AnnualRow("group", "未建立党组织/应建尚未建立党组织的/建立党小组的", "其中报来建立党小组的；统计表没有这一栏"),
    AnnualRow("few", "未建立党组织/仅有个别党员的", "未建党组织、有党员而正式党员不足组建人数的单位"),
    AnnualRow("none", "未建立党组织/没有党员的", "未建党组织、没有党员的单位"),
    AnnualRow("unknown", "未建立党组织/党员人数未掌握的", "未建党组织、没有人数来源的单位；原表没有这一行"),
    AnnualRow("instructed", "未建立党组织/已派党建工作指导员的", "未建党组织而派有党建工作指导员的单位"),
    AnnualRow("staff", "补充情况/从业人员", "从业人员之和", Counts.SUM),
    AnnualRow("members", "补充情况/从业人员/党员", "党员之和", Counts.SUM),
    AnnualRow("relations_out", "补充情况/从业人员/党员/未转入组织关系的", "未转入组织关系的党员之和", Counts.SUM),
    AnnualRow("instructors", "补充情况/党建工作指导员", "派有党建工作指导员的单位数，一名指导员联系几家的按家计"),
)
# A row the form has not takes no line number, so that those behind it keep theirs.
ADDED = frozenset({"unknown"})
LINES = {
    row.key: f"{place:02d}" for place, row in enumerate((one for one in ROWS if one.key not in ADDED), start=1)
} | dict.fromkeys(ADDED, "—")
BY_KEY = {row.key: row for row in ROWS}
# Every organization stands in exactly one of these.
PARTS = ("committee", "general_branch", "branch", "joint", "eligible", "few", "none", "unknown")
