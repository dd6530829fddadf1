"""In how many Party organizations do leaders manage what they cover; how many do so, in both directions (Q01)?"""

from __future__ import annotations

from shuniu.policy.measures.measure import Dimension, Measure, Subject

# Which posts make the management; members (a later subject) know it by the same key.
MANAGERS = "formation.managerial_posts"
_BASE = (
    "只计当日覆盖在册社会组织、管理职务已经明确的党组织；班子成员是任书记、副书记或委员的党员，"
    "管理人员是名册上在所覆盖的社会组织任管理职务的党员；在几个党组织任职的，分别计数"
)
_CLAUSES = {"bj2016": "bj2016#8", "national": "national#口径-交叉任职"}

CROSSING = (
    Measure(
        key="cross_appointed_organizations",
        name="有交叉任职的党组织",
        unit="%",
        counted="个",
        definition=f"班子成员中有人在所覆盖的社会组织任管理职务的党组织数，除以覆盖社会组织的党组织数。{_BASE}",
        subject=Subject.CROSSING,
        numerator=("crossed",),
        denominator=("management_known",),
        decided_key=MANAGERS,
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
    Measure(
        key="leaders_in_management",
        name="班子成员任管理职务",
        unit="%",
        counted="名",
        definition=f"在所覆盖的社会组织任管理职务的班子成员数，除以班子成员数。{_BASE}",
        subject=Subject.CROSSING,
        denominator=("management_known",),
        sums=("in_both",),
        over="leaders",
        decided_key=MANAGERS,
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
    Measure(
        key="managers_in_leadership",
        name="党员管理人员进入班子",
        unit="%",
        counted="名",
        definition=f"进入覆盖本单位的党组织班子的党员管理人员数，除以党员管理人员数。{_BASE}",
        subject=Subject.CROSSING,
        denominator=("management_known",),
        sums=("in_both",),
        over="managers",
        decided_key=MANAGERS,
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
)
