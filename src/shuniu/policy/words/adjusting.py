"""In which ways is a Party organization adjusted once it stands?"""

from __future__ import annotations

from shuniu.policy.words.word import Word


class AdjustmentTopic(Word):
    RENAME = "rename", "更名"
    RANK = "rank", "升格、改建"
    MERGE = "merge", "合并"
    SPLIT = "split", "分设"
    TAKE_IN = "take_in", "增加覆盖单位"
    REATTACH = "reattach", "调整隶属"
    DISSOLVE = "dissolve", "撤销"
    EVOLVE = "evolve", "联合改单独、大联合改小联合"


class Transition(Word):
    """How a joint Party organization develops (D23); which are open is pack data (``formation.transitions``)."""

    LARGE_TO_SMALL_JOINT = "large_to_small_joint", "大联合向小联合转变"
    JOINT_TO_SEPARATE = "joint_to_separate", "联合组建向单独组建转变"
