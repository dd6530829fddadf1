"""Does a joint Party organization develop as the text wants: 大联合→小联合→单独 (D23)?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shuniu.kernel.decision import Clause, Objection
from shuniu.policy.formation.applying import APPLICANT
from shuniu.policy.packs import Figures
from shuniu.policy.words.adjusting import Transition

TRANSITIONS = "formation.transitions"
DEVELOPING = Clause("xy#D23")


def check_evolution(transition: str, units: int, parts: Sequence[int], figures: Figures | None) -> Iterator[Objection]:
    """``units``: how many the joint one covers now; ``parts``: how many go to each one set up beside it."""
    stated = figures.stated(TRANSITIONS) if figures is not None else None
    if stated is None:
        told = ("适用文本没有写组建方式的演进", "改办分设；需要这样做的，由本级决定采用")
        yield _plain(DEVELOPING, "not_open", "本级没有开放组建方式的演进。", told)
    elif transition not in {row["key"] for row in stated.value}:
        told = ("没有选择", "可选：" + "、".join(row["label"] for row in stated.value))
        yield _plain(stated.clause, "transition_missing", "请选择怎样转变。", told)
    clause = stated.clause if stated is not None else DEVELOPING
    if units < 2:
        told = (f"现在覆盖 {units} 家", "只有联合组建的才办理")
        yield _plain(clause, "not_joint", "该党组织不是联合组建。", told)
    elif transition == Transition.JOINT_TO_SEPARATE and units - sum(parts) != 1:
        told = (f"现在覆盖 {units} 家，划出 {sum(parts)} 家", "把其他单位划入新设的党组织，只留一家")
        yield _plain(clause, "not_separate", "改为单独组建的，只能留下一家单位。", told, "parts")
    elif transition == Transition.LARGE_TO_SMALL_JOINT:
        yield from _smaller(clause, units, parts)


def _smaller(clause: Clause, units: int, parts: Sequence[int]) -> Iterator[Objection]:
    left = units - sum(parts)
    if not any(parts):
        told = ("没有划出单位", "至少新设一个党组织，并划入单位")
        yield _plain(clause, "not_smaller", "改为小联合的，要分出一部分单位。", told, "parts")
    elif left < 2:
        told = (f"划出后只剩 {left} 家", "保留两家以上，或改选“联合组建向单独组建转变”")
        yield _plain(clause, "left_alone", "改为小联合的，原党组织仍应联合两家以上单位。", told, "parts")


def _plain(clause: Clause, code: str, missing: str, told: tuple[str, str], field: str = "transition") -> Objection:
    return Objection(
        clause=clause, code=code, missing=missing, fact=told[0], remedy=told[1], who=APPLICANT, field=field
    )
