"""In which ways can what is reported of an organization's Party building differ from the register, and what is done?"""

from __future__ import annotations

from typing import Self

from shuniu.policy.words.word import Word


class DifferenceKind(Word):
    """``remedy``: what the office does about it. The order is the order of the work."""

    remedy: str

    NOT_COVERED = "not_covered", "填报已建、登记未建", "采纳组建"
    NOT_FORMED = "not_formed", "填报未建、登记已建", "核对组织覆盖，或更正填报"
    MODE = "mode", "组建方式不同", "核对后改组建方式，或更正填报"
    NAME = "name", "党组织名称不同", "核对后改党组织名称，或更正填报"
    FORMED_ON = "formed_on", "党组织成立时间不同", "核对批复，改成立时间，或更正填报"
    INSTRUCTOR = "instructor", "填报有指导员、登记未派驻", "登记派驻，或更正填报"
    MEMBERS = "members", "党员人数不同", "核对党员名册，或更正填报"
    FEWER_FULL = "fewer_full", "填报的正式党员少于名册", "核对党员名册，或重新填报人数"
    SUPERVISOR = "supervisor", "业务主管单位不同", "核对后变更登记事项，或更正填报"
    NOT_IN_REGISTER = "not_in_register", "当日不在册", "核对登记状态"

    def __new__(cls, value: str, label: str = "", remedy: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label, word.spellings, word.remedy = label, (), remedy
        return word


DEFINITION = (
    "逐家比较当日有效的填报与当日的登记簿。填报没有写明的不比较；成立时间按较粗的精度比较；"
    "党员人数只在单独组建、名册上有人时比较；名册载明在本单位工作的正式党员多于最近一次填报的，列出请核对。"
    "搁置的另列，不计入待办的差异。"
)
