"""May this document go out under a number of this office, and what is that number?

机关代字〔年份〕顺序号 (GB/T 9704-2012): the year in full, the number without leading zeros. Each office has marks
of its own: the one above lends none, or two documents would bear the same number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shuniu.kernel.decision import Clause, Decision, Objection
from shuniu.policy.words.meetings import DocumentKind

MARK = "documents.mark"
ISSUING = Clause("platform#发文", "发文登记：由本机关编号，一号一文，号不间断、不重复、不更改")
NUMBERING = Clause("national#公文格式-字号")
LONGEST_TITLE = LONGEST_ADDRESSEE = 200
LONGEST_REASON = 200
LONGEST_TEXT, MOST_COPIES, LONGEST_COPY = 10_000, 20, 80
LARGEST = 99_999
# Letters and Chinese characters only: a digit or a bracket would be read as part of year and number.
_MARK = re.compile(r"[A-Za-z\u3400-\u9fff]{1,20}")
_WRITTEN = re.compile(r"(?P<mark>[A-Za-z\u3400-\u9fff]{1,20})〔(?P<year>\d{4})〕(?P<number>[1-9]\d{0,4})号")
_CLERK = "发文登记人"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """``mark`` is under which it goes out, ``marks`` those of the office today. ``here``: the case and the meeting it
    follows of are this office's own. ``text``: what it says, where it is written here; ``copies``: 抄送.
    ``asked``: it asks or reports about a case, and what did so before has a number that holds."""

    kind: DocumentKind
    title: str
    addressee: str
    issued_on: date
    today: date
    mark: str
    marks: tuple[str, ...]
    here: bool = True
    text: str = ""
    copies: tuple[str, ...] = ()
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """A number given on paper: how far the series has come, whether the platform has numbered in it, whether taken."""

    number: int
    latest: int
    numbered_here: bool
    taken: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    reason: str
    withdrawn: bool
    of_a_case: bool


def number_of(mark: str, year: int, number: int) -> str:
    return f"{mark}〔{year}〕{number}号"


def number_read(text: str) -> tuple[str, int, int] | None:
    """Mark, year and number of a document as it stands on paper; None where it is not written so."""
    found = _WRITTEN.fullmatch(text.strip())
    return (found["mark"], int(found["year"]), int(found["number"])) if found else None


def may_issue(facts: Outgoing) -> Decision:
    return Decision((*_marked(facts), *_described(facts)))


def may_record(facts: Outgoing, paper: OnPaper) -> Decision:
    """补录: of what went out on paper before, with the number it bears; its mark may be one no longer in use."""
    return Decision((*_spelled(facts.mark), *_described(facts), *_numbered(paper)))


def may_bear(number: str, issued_on: date | None) -> Decision:
    """Of what replies to a case: the number as it stands on a paper that went out, with its day; empty: the register
    gives one today."""
    return Decision(tuple(_bearing(number.strip(), issued_on)))


def may_withdraw(facts: Withdrawing) -> Decision:
    """作废: the number stays used, the document stays readable."""
    return Decision(tuple(_withdrawing(facts)))


def _marked(facts: Outgoing) -> Iterator[Objection]:
    if not facts.marks:
        yield Objection(
            clause=NUMBERING,
            code="mark_missing",
            missing="本机关的发文代字还没有确定。",
            fact="原文未明示，本级也没有决定；上级的代字不沿用",
            remedy="在“管理”的适用文本中找到“发文机关代字”，作出本级决定",
            who="本级党组织",
            field="mark",
        )
    elif facts.mark not in facts.marks:
        said = (f"填写为“{facts.mark}”", f"从本机关的代字中选定：{'、'.join(facts.marks)}")
        yield _plain("mark_unknown", "不是本机关的发文代字。", said, "mark")
    else:
        yield from _spelled(facts.mark)


def _spelled(mark: str) -> Iterator[Objection]:
    if _MARK.fullmatch(mark) is None:
        said = (f"填写为“{mark}”", "只用汉字或字母，不超过20字，不带年份和括号")
        yield _plain("mark_wrong", "发文代字的写法不合要求。", said, "mark", NUMBERING)


def _described(facts: Outgoing) -> Iterator[Objection]:
    if not 0 < len(facts.title.strip()) <= LONGEST_TITLE:
        said = (f"写了 {len(facts.title.strip())} 字", f"写明标题，不超过 {LONGEST_TITLE} 字")
        yield _plain("title_length", "请写明标题。", said, "title")
    length = len(facts.addressee.strip())
    if length > LONGEST_ADDRESSEE or (length == 0 and facts.kind is not DocumentKind.MINUTES):
        said = (f"写了 {length} 字", f"写明主送机关，不超过 {LONGEST_ADDRESSEE} 字")
        yield _plain("addressee_length", "请写明主送机关。", said, "addressee")
    yield from _said(facts)
    if facts.issued_on > facts.today:
        said = (f"填写为 {facts.issued_on}", "填写今天或以前的日期")
        yield _plain("issued_later", "成文日期不能晚于今天。", said, "issued_on")
    if not facts.here:
        said = ("所依据的事项或会议属于另一个党组织", "由审批的党组织自己发文")
        yield _plain("other_office", "不能为另一个党组织发文。", said)


def _said(facts: Outgoing) -> Iterator[Objection]:
    if facts.asked:
        kind = facts.kind.label
        told = (f"这件事项的{kind}已有文号", f"内容有改动的，把原来的{kind}登记作废，再编号")
        yield _plain("asked_already", f"一件事项只有一份{kind}。", told)
    if len(facts.text) > LONGEST_TEXT:
        told = (f"写了 {len(facts.text)} 字", f"不超过 {LONGEST_TEXT} 字；更长的作为附件")
        yield _plain("text_length", "正文太长。", told, "text")
    longest = max((len(one) for one in facts.copies), default=0)
    if len(facts.copies) > MOST_COPIES or longest > LONGEST_COPY:
        told = (
            f"写了 {len(facts.copies)} 个，最长 {longest} 字",
            f"不超过 {MOST_COPIES} 个，每个不超过 {LONGEST_COPY} 字",
        )
        yield _plain("copies_length", "抄送机关写得太多或太长。", told, "copies")


def _numbered(paper: OnPaper) -> Iterator[Objection]:
    if not 0 < paper.number <= LARGEST:
        yield _plain("number_wrong", "顺序号不合要求。", (f"填写为 {paper.number}", "填写纸质文件上的顺序号"), "number")
    elif paper.taken:
        said = ("这个字号已经登记", "核对纸质文件上的字号")
        yield _plain("number_taken", "一个字号只登记一份文件。", said, "number")
    elif paper.number > paper.latest and paper.numbered_here:
        said = (f"本年已由平台编到第 {paper.latest} 号", "以后的号由平台给出，请用“发文编号”")
        yield _plain("number_ahead", "这个号还没有用到。", said, "number")


def _bearing(number: str, issued_on: date | None) -> Iterator[Objection]:
    if not number:
        if issued_on is not None:
            said = (f"填写为 {issued_on.isoformat()}", "补录纸质文件的填写文号，否则不填日期")
            yield _plain("day_without_number", "由发文登记编号的，成文日期就是今天。", said, "issued_on")
        return
    read = number_read(number)
    if read is None:
        said = (f"填写为“{number}”", "照纸质文件写，如“澄社党〔2020〕3号”")
        yield _plain("number_wrong", "文号的写法不合要求。", said, "number", NUMBERING)
    if issued_on is None:
        said = ("没有填写", "照纸质文件的成文日期填写")
        yield _plain("day_missing", "补录纸质文件的，请填写成文日期。", said, "issued_on")
    elif read is not None and read[1] != issued_on.year:
        said = (f"文号 {read[1]} 年，成文日期 {issued_on.isoformat()}", "核对纸质文件的文号和日期")
        yield _plain("year_differs", "文号的年份和成文日期不一致。", said, "issued_on")


def _withdrawing(facts: Withdrawing) -> Iterator[Objection]:
    if facts.withdrawn:
        yield _plain("already_withdrawn", "这份文件已经作废。", ("已登记作废", "不必再次登记"))
    if facts.of_a_case:
        said = ("事项已依据这份文件办理", "需要改变的，另行研究并发文")
        yield _plain("of_a_case", "事项的批复和答复不能作废。", said)
    if not 0 < len(facts.reason.strip()) <= LONGEST_REASON:
        said = (f"写了 {len(facts.reason.strip())} 字", f"写明原因，不超过 {LONGEST_REASON} 字")
        yield _plain("reason_length", "请写明作废的原因。", said, "reason")


def _plain(code: str, missing: str, said: tuple[str, str], field: str = "", clause: Clause = ISSUING) -> Objection:
    """``said``: the fact and the remedy."""
    return Objection(clause=clause, code=code, missing=missing, fact=said[0], remedy=said[1], who=_CLERK, field=field)


_NTH = re.compile(r"第[0-9一二三四五六七八九十百]{1,6}次(党委会?|委员会)?(会议)?")


def called_on_paper(title: str) -> str:
    """The meeting in a paper that goes to others: which one it was, and no other words of its title."""
    return title if _NTH.fullmatch(title) else "党委会"
