"""How many members stand in the rolls? Counted where the organizational relation lies."""

from __future__ import annotations

from shuniu.policy.measures.measure import Dimension, Measure, Subject

_CLAUSES = {"bj2020": "bj2020#I01", "national": "national#党章8"}

ROLL = (
    Measure(
        key="members",
        name="党员",
        unit="名",
        definition="当日组织关系在本级及下级党组织的党员数，按党员名册逐人计数",
        subject=Subject.ROLL,
        sums=("members",),
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
    Measure(
        key="full_members",
        name="正式党员",
        unit="名",
        definition="当日组织关系在本级及下级党组织的正式党员数；名册没有写明正式或预备的不计入",
        subject=Subject.ROLL,
        sums=("full_members",),
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
    Measure(
        key="probationary_members",
        name="预备党员",
        unit="名",
        definition="当日组织关系在本级及下级党组织的预备党员数；名册没有写明正式或预备的不计入",
        subject=Subject.ROLL,
        sums=("probationary",),
        dimensions=(Dimension.CHILD,),
        clauses=_CLAUSES,
    ),
)
