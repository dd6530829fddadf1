"""Documents with invented bodies: what a template is tried with before it is taken, and what an office looks at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shuniu.documents.content import (
    Archive,
    Ballot,
    Content,
    Counted,
    ElectionMinutes,
    Minutes,
    PaperTold,
    Reminder,
    Reply,
    Request,
    Resolution,
    VoteTold,
    Written,
    lines,
)
from shuniu.policy.words.templates import TemplateKind

_ISSUER = "中共示例市社会组织综合委员会"
_BRANCH = "中共示例市物业管理协会支部委员会"
_DAY = date(2026, 11, 27)
_TEXT = lines(["为做好有关工作，现就有关事项通知如下。", "一、主要任务", "（一）摸清底数", "请于年底前完成。"])
_CLOSING = {"copies": ("市委组织部", "市民政局"), "printed_by": f"{_ISSUER}办公室", "printed_on": _DAY}

_REPLY = Reply(
    issuer=_ISSUER,
    number="示综党〔2026〕3号",
    title=f"关于同意成立{_BRANCH}的批复",
    addressee="示例市物业管理协会",
    dated=_DAY,
    request_title=f"关于成立{_BRANCH}的请示",
    request_number="示物协〔2026〕1号",
    decided_on=date(2026, 11, 20),
    decision=f"成立{_BRANCH}",
    body=lines(["请按规定选举产生支部委员会。"]),
)
_NOTICE = Written(
    issuer=_ISSUER,
    number="示综党〔2026〕5号",
    title="关于开展社会组织党建工作专项行动的通知",
    addressee="各联合党委",
    dated=_DAY,
    body=_TEXT,
    attachments=("任务分解表", "社会组织名册"),
)
_REQUEST = Request(
    issuer=_ISSUER,
    number="示综党〔2026〕4号",
    title="关于成立第三联合党委的请示",
    addressee="市委社会工作部",
    dated=_DAY,
    signer="×××",
    contact="联系人：办公室",
    body=lines(["拟成立第三联合党委。", "妥否，请批示。"]),
    attachments=("方案",),
)
_REPORT = replace(
    _REQUEST,
    title=f"关于{_BRANCH}选举结果备案的报告",
    body=lines([f"{_BRANCH}选举产生新一届支部委员会，选举结果已经批复。", "现将选举结果报请备案。"]),
    attachments=(),
)
_MINUTES = Minutes(
    issuer=_ISSUER,
    meeting=f"{_ISSUER}会议",
    number="〔2026〕第5期",
    dated=_DAY,
    held_on=date(2026, 11, 20),
    place="第一会议室",
    chaired_by="书记",
    due=9,
    present=8,
    attended=("书记", "副书记", "组织委员"),
    excused=("宣传委员",),
    sat_in=("组织科负责人",),
    resolutions=(
        Resolution(position=1, title="示例市物业管理协会的组建申请", decision="同意组建", votes="赞成8票"),
        Resolution(
            position=2,
            title="示例市烹饪协会的组建申请",
            decision="暂缓组建",
            votes="赞成3票，反对5票",
            reasons=("正式党员不足3名",),
            next_steps=("提出联合组建方案",),
        ),
    ),
    copies=("各联合党委",),
    printed_by=f"{_ISSUER}办公室",
    printed_on=_DAY,
)
_BALLOT = Ballot(
    party_organization=_BRANCH,
    post="支部委员会委员",
    seats=3,
    candidates=("候选人甲", "候选人乙", "候选人丙", "候选人丁"),
    others=3,
    held_on=date(2026, 12, 5),
)
_REMINDER = Reminder(
    issuer=_ISSUER,
    number="示综党函〔2026〕12号",
    addressee=_BRANCH,
    dated=_DAY,
    body_name=_BRANCH,
    term_ends_on=date(2027, 5, 20),
    months=6,
    request_by=date(2027, 3, 20),
    copies=("第一联合党委",),
)
_VOTE = VoteTold(
    number=1,
    post="委员",
    seats=3,
    voters=10,
    left_out="1名（受留党察看处分在处分期内1名）",
    due=9,
    present=8,
    attendance="到会人数不少于应到会人数的4/5，可以选举。",
    issued=8,
    returned=8,
    valid=8,
    ballots="收回的选票不多于发出的选票，选举有效。",
    counted=(
        Counted(name="候选人甲", yes=8, no="0", abstain="0", outcome="当选"),
        Counted(name="候选人乙", yes=7, no="1", abstain="0", outcome="当选"),
        Counted(name="候选人丙", yes=6, no="2", abstain="0", outcome="当选"),
        Counted(name="候选人丁", yes=3, no="5", abstain="0", outcome="未当选"),
    ),
    result=("赞成票超过实到会人数半数的当选：候选人甲、候选人乙、候选人丙。",),
    chaired_by="上届委员会",
    on_leave="1",
    sat_in="1",
    scrutineers="监票人甲",
    tellers="计票人甲",
    note="1名党员的组织关系正在转出。",
)
_ELECTION_MINUTES = ElectionMinutes(
    title=f"{_BRANCH}党员大会选举记录",
    party_organization=_BRANCH,
    meeting="党员大会",
    held_on=_DAY,
    entered="2026年11月30日补记",
    votes=(_VOTE,),
    clauses=("《中国共产党基层组织选举工作条例》",),
)
_ARCHIVE = Archive(
    title=f"{_BRANCH}换届选举归档目录",
    number="2026-3",
    dated=_DAY,
    said="原文未列归档材料，以上按办理步骤列出。",
    papers=(
        PaperTold(position=1, name="请示", held="示物党〔2026〕1号（2026-10-08）", place="2号柜第3盒"),
        PaperTold(position=2, name="选票", held="平台只登记票数"),
    ),
    absent=("选票",),
)
_REFUSAL = replace(
    _REPLY,
    title=f"关于不同意成立{_BRANCH}的批复",
    agreed=False,
    reasons=("正式党员不足3名。",),
    next_steps=("联合组建。", "发展党员。"),
)

SPECIMENS: dict[TemplateKind, Content] = {
    TemplateKind.REQUEST: replace(_REQUEST, **_CLOSING),  # type: ignore[arg-type]
    TemplateKind.REPORT: replace(_REPORT, **_CLOSING),  # type: ignore[arg-type]
    TemplateKind.REPLY: replace(_REPLY, **_CLOSING),  # type: ignore[arg-type]
    TemplateKind.REPLY_LETTER: _REPLY,
    TemplateKind.NOTICE: replace(_NOTICE, **_CLOSING),  # type: ignore[arg-type]
    TemplateKind.CIRCULAR: replace(_NOTICE, title="关于专项行动进展的通报", **_CLOSING),  # type: ignore[arg-type]
    TemplateKind.LETTER: replace(_NOTICE, title="关于商请协助做好有关工作的函", copies=("市民政局",)),
    TemplateKind.MINUTES: _MINUTES,
    TemplateKind.BALLOT: _BALLOT,
    TemplateKind.REMINDER: _REMINDER,
    TemplateKind.ELECTION_MINUTES: _ELECTION_MINUTES,
    TemplateKind.ARCHIVE: _ARCHIVE,
}
# The same with as little as may be said, and the other way round: what a template must also get along with.
SPARSE: dict[TemplateKind, Content] = {
    TemplateKind.REQUEST: replace(_REQUEST, number="", signer="", contact="", attachments=(), body=()),
    TemplateKind.REPORT: replace(_REPORT, number="", signer="", contact="", body=()),
    TemplateKind.REPLY: replace(_REFUSAL, number="", request_number="", addressee="", body=()),
    TemplateKind.REPLY_LETTER: replace(_REFUSAL, number="", request_number="", body=()),
    TemplateKind.NOTICE: replace(_NOTICE, number="", addressee="", attachments=(), body=()),
    TemplateKind.CIRCULAR: replace(_NOTICE, number="", addressee="", attachments=("一件",), body=()),
    TemplateKind.LETTER: replace(_NOTICE, number="", addressee="", attachments=(), body=()),
    TemplateKind.MINUTES: Minutes(
        issuer=_ISSUER,
        meeting=f"{_ISSUER}会议",
        dated=_DAY,
        held_on=_DAY,
        due=1,
        present=1,
        resolutions=(),
    ),
    TemplateKind.BALLOT: replace(_BALLOT, others=0, candidates=("候选人甲",), seats=1),
    TemplateKind.REMINDER: replace(_REMINDER, number="", request_by=None, copies=()),
    TemplateKind.ELECTION_MINUTES: replace(
        _ELECTION_MINUTES,
        entered="",
        votes=(
            _VOTE,
            replace(_VOTE, number=2, left_out="", on_leave="", sat_in="", note="", counted=_VOTE.counted[:1]),
        ),
    ),
    TemplateKind.ARCHIVE: replace(_ARCHIVE, number="", absent=()),
}
