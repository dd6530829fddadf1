"""What does each official document say? Values only; a template gives them their form.

Each value carries the name under which a template in Word asks for it: ``{{ 标题 }}``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any


def called(name: str, default: Any = None) -> Any:
    """A field known to templates by ``name``; without a default it must be given."""
    if default is None:
        return field(metadata={"called": name})
    return field(default=default, metadata={"called": name})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph: 1 is a heading of the first level (一、), 2 of the second (（一）), 0 is text."""

    text: str = called("文")
    level: int = called("层次", 0)


def lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Plain text as paragraphs, one for each of its lines; headings are told by how they begin."""
    return tuple(
        Line(text=one.strip(), level=_level(one.strip())) for text in texts for one in text.splitlines() if one.strip()
    )


_COUNTED = "一二三四五六七八九十"


def _level(text: str) -> int:
    """一、 begins a heading of the first level; （一） of the second, where it is not a whole sentence."""
    number = text.lstrip("（")
    rest = number.lstrip(_COUNTED)
    if rest == number or text.endswith(("。", "；", "：")):
        return 0
    if text.startswith("（"):
        return 2 if rest.startswith("）") else 0
    return 1 if rest.startswith("、") else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What every document that goes out bears. ``copies`` are told as 抄送; ``printed_by`` closes the document."""

    issuer: str = called("发文机关")
    number: str = called("发文字号", "")
    title: str = called("标题")
    addressee: str = called("主送机关", "")
    dated: date = called("成文日期")
    urgency: str = called("紧急程度", "")
    attachments: tuple[str, ...] = called("附件", ())
    copies: tuple[str, ...] = called("抄送", ())
    printed_by: str = called("印发机关", "")
    printed_on: date | None = field(default=None, metadata={"called": "印发日期"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Written(Outgoing):
    """通知 and 通报: a document that says what it says."""

    body: tuple[Line, ...] = called("正文")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Written):
    """请示: one matter, one addressee, signed. ``contact`` goes below the date in brackets."""

    signer: str = called("签发人", "")
    contact: str = called("附注", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Outgoing):
    """批复 to a 请示. ``decision`` is what is agreed to, or not: “成立中共××支部委员会”.

    ``verdict`` says it in words where it is not agreed to; a refusal and a deferral say why, by which clauses, and what
    to do next.
    """

    request_title: str = called("请示标题")
    request_number: str = called("请示字号", "")
    decided_on: date = called("研究日期")
    decided_by: str = called("研究会议", "党委会")
    agreed: bool = called("同意", True)
    verdict: str = called("答复意见", "暂不同意")
    decision: str = called("决定事项")
    reasons: tuple[str, ...] = called("理由", ())
    clauses: tuple[str, ...] = called("依据", ())
    next_steps: tuple[str, ...] = called("下一步", ())
    body: tuple[Line, ...] = called("正文", ())

    def __post_init__(self) -> None:
        if not self.agreed and not (self.reasons and self.next_steps):
            raise ValueError("a refusal says why, and what to do next")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """One item of a meeting. ``votes`` are numbers in words; nobody's vote by name."""

    position: int = called("序号")
    title: str = called("议题")
    decision: str = called("决定")
    votes: str = called("表决", "")
    reasons: tuple[str, ...] = called("理由", ())
    next_steps: tuple[str, ...] = called("下一步", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    """会议纪要. Who took part is told by posts."""

    issuer: str = called("发文机关")
    meeting: str = called("会议名称")
    number: str = called("发文字号", "")
    dated: date = called("成文日期")
    held_on: date = called("会议日期")
    place: str = called("会议地点", "")
    chaired_by: str = called("主持", "")
    due: int = called("应到")
    present: int = called("实到")
    attended: tuple[str, ...] = called("出席", ())
    excused: tuple[str, ...] = called("请假", ())
    sat_in: tuple[str, ...] = called("列席", ())
    resolutions: tuple[Resolution, ...] = called("议决事项")
    copies: tuple[str, ...] = called("发送", ())
    printed_by: str = called("印发机关", "")
    printed_on: date | None = field(default=None, metadata={"called": "印发日期"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """选票, the names in the order they are given: by surname strokes, or as the level above approved for a secretary.

    ``others`` is how many lines stand empty for somebody else.
    """

    party_organization: str = called("党组织")
    post: str = called("职务")
    seats: int = called("应选名额")
    candidates: tuple[str, ...] = called("候选人")
    others: int = called("另选空格", 0)
    held_on: date = called("选举日期")
    order: str = called("排列", "以姓氏笔画为序")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """换届提醒函 to a body whose term ends in ``months``; a copy goes to the level above."""

    issuer: str = called("发文机关")
    number: str = called("发文字号", "")
    title: str = called("标题", "关于做好换届选举工作的提醒函")
    addressee: str = called("主送机关")
    dated: date = called("成文日期")
    body_name: str = called("党组织")
    term_ends_on: date = called("任期届满日")
    months: int = called("剩余月数")
    request_by: date | None = field(default=None, metadata={"called": "请示期限"})
    clause: str = called("依据", "《中国共产党基层组织选举工作条例》")
    copies: tuple[str, ...] = called("抄送", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one candidate got in a vote, and what came of it."""

    name: str = called("姓名")
    yes: int = called("赞成")
    no: str = called("不赞成")
    abstain: str = called("弃权")
    outcome: str = called("结果")


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteTold:
    """One vote of a meeting. ``voters`` have a vote; ``left_out`` says who of them is not counted as due."""

    number: int = called("次序")
    post: str = called("职务")
    seats: int = called("应选名额")
    voters: int = called("有选举权")
    left_out: str = called("不计入", "")
    due: int = called("应到")
    present: int = called("实到")
    attendance: str = called("到会情况")
    issued: int = called("发出")
    returned: int = called("收回")
    valid: int = called("有效")
    ballots: str = called("选票情况")
    counted: tuple[Counted, ...] = called("得票")
    result: tuple[str, ...] = called("选举结果")
    chaired_by: str = called("主持")
    on_leave: str = called("请假", "")
    sat_in: str = called("列席", "")
    scrutineers: str = called("监票人")
    tellers: str = called("计票人")
    note: str = called("人数说明", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectionMinutes:
    """选举会议记录: what a meeting voted on, in numbers; nobody's vote. ``entered``: put down later."""

    title: str = called("标题")
    party_organization: str = called("党组织")
    meeting: str = called("会议")
    held_on: date = called("会议日期")
    entered: str = called("补记", "")
    votes: tuple[VoteTold, ...] = called("投票")
    clauses: tuple[str, ...] = called("依据")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTold:
    position: int = called("序号")
    name: str = called("名称")
    held: str = called("平台登记")
    place: str = called("存放处", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """归档目录 of a case. ``absent``: nothing is held of it and no place known; ``said``: by what it is listed."""

    title: str = called("标题")
    number: str = called("事项编号", "")
    dated: date = called("制表日期")
    said: str = called("说明")
    papers: tuple[PaperTold, ...] = called("材料")
    absent: tuple[str, ...] = called("缺少", ())


Content = Written | Request | Reply | Minutes | Ballot | Reminder | ElectionMinutes | Archive
