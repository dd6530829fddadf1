"""Documents with invented bodies, one of each kind."""

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

ISSUER = "中共示例市社会组织综合委员会"
OFFICE = f"{ISSUER}办公室"
DAY = date(2026, 11, 27)
BRANCH = "中共示例市物业管理协会支部委员会"
TEXT = "为持续扩大党的组织覆盖和工作覆盖，结合实际，现就有关事项通知如下，请认真抓好落实，确保各项任务按期完成。"
FULL_LINE = "组织覆盖工作覆盖党员教育支部建设联合党委指导员报告整改落"

REPLY = Reply(
    issuer=ISSUER,
    number="示综党〔2026〕3号",
    title=f"关于同意成立{BRANCH}的批复",
    addressee="示例市物业管理协会",
    dated=DAY,
    copies=("市委组织部", "市民政局"),
    printed_by=OFFICE,
    printed_on=DAY,
    request_title=f"关于成立{BRANCH}的请示",
    request_number="示物协〔2026〕1号",
    decided_on=date(2026, 11, 20),
    decision=f"成立{BRANCH}，隶属第一联合党委",
)
REFUSAL = replace(
    REPLY,
    title=f"关于成立{BRANCH}有关事项的批复",
    agreed=False,
    decision=f"成立{BRANCH}",
    reasons=("正式党员2名，不足3名。",),
    next_steps=("与邻近的社会组织联合组建，由第一联合党委牵头，于2027年3月31日前提出方案。",),
)
NOTICE = Written(
    issuer=ISSUER,
    number="示综党〔2026〕5号",
    title="关于开展社会组织党建工作“两覆盖”专项行动的通知",
    addressee="各联合党委，各直属党支部",
    dated=DAY,
    body=lines([TEXT, "一、主要任务", "（一）摸清底数", FULL_LINE * 40]),
    attachments=("任务分解表", "社会组织名册"),
    printed_by=OFFICE,
    printed_on=DAY,
)
REQUEST = Request(
    issuer=ISSUER,
    number="示综党〔2026〕4号",
    title="关于成立第三联合党委的请示",
    addressee="市委社会工作部",
    dated=DAY,
    signer="张　三",
    contact="联系人：办公室",
    body=lines([TEXT, "妥否，请批示。"]),
)
REPORT = replace(
    REQUEST, title=f"关于{BRANCH}选举结果备案的报告", body=lines([TEXT, "现将选举结果报请备案。"]), contact=""
)
MINUTES = Minutes(
    issuer=ISSUER,
    meeting=f"{ISSUER}会议",
    number="〔2026〕第5期",
    dated=DAY,
    held_on=date(2026, 11, 20),
    place="第一会议室",
    chaired_by="书记",
    due=9,
    present=8,
    attended=("书记", "副书记", "组织委员"),
    excused=("统战委员",),
    sat_in=("组织科负责人",),
    resolutions=(
        Resolution(position=1, title="物业管理协会的组建申请", decision="同意组建", votes="赞成8票，反对0票，弃权0票"),
        Resolution(
            position=2,
            title="烹饪协会的组建申请",
            decision="暂缓组建",
            votes="赞成3票，反对5票，弃权0票",
            reasons=("正式党员不足3名",),
            next_steps=("由第二联合党委提出联合组建方案",),
        ),
    ),
    copies=("各联合党委",),
    printed_by=OFFICE,
    printed_on=DAY,
)
BALLOT = Ballot(
    party_organization=BRANCH,
    post="支部委员会委员",
    seats=3,
    candidates=("丁一", "王二", "李三", "张四"),
    others=2,
    held_on=date(2026, 12, 5),
)
REMINDER = Reminder(
    issuer=ISSUER,
    number="示综党函〔2026〕12号",
    addressee=BRANCH,
    dated=DAY,
    body_name=BRANCH,
    term_ends_on=date(2027, 5, 20),
    months=6,
    copies=("第一联合党委",),
)
ELECTION_MINUTES = ElectionMinutes(
    title=f"{BRANCH}党员大会选举记录",
    party_organization=BRANCH,
    meeting="党员大会",
    held_on=DAY,
    votes=(
        VoteTold(
            number=1,
            post="委员",
            seats=1,
            voters=9,
            due=9,
            present=8,
            attendance="实到会人数不少于应到会人数的4/5，可以进行选举。",
            issued=8,
            returned=8,
            valid=8,
            ballots="收回的选票不多于发出的选票，选举有效。",
            counted=(
                Counted(name="丁一", yes=8, no="0", abstain="0", outcome="当选"),
                Counted(name="王二", yes=3, no="5", abstain="0", outcome="未当选"),
            ),
            result=("赞成票超过实到会人数的1/2，当选委员：丁一。",),
            chaired_by="上届委员会",
            scrutineers="李三",
            tellers="张四",
        ),
    ),
    clauses=("《中国共产党基层组织选举工作条例》",),
)
ARCHIVE = Archive(
    title=f"{BRANCH}换届选举归档目录",
    dated=DAY,
    said="原文未列归档材料，以上按办理步骤列出。",
    papers=tuple(
        PaperTold(position=number, name=name, held="2026-11-20 在平台办理", place="2号柜第3盒")
        for number, name in enumerate(("请示", "选票", "选举结果报告"), 1)
    ),
)
SAMPLES: dict[TemplateKind, Content] = {
    TemplateKind.REQUEST: REQUEST,
    TemplateKind.REPORT: REPORT,
    TemplateKind.REPLY: REPLY,
    TemplateKind.REPLY_LETTER: REFUSAL,
    TemplateKind.NOTICE: NOTICE,
    TemplateKind.CIRCULAR: NOTICE,
    TemplateKind.LETTER: NOTICE,
    TemplateKind.MINUTES: MINUTES,
    TemplateKind.BALLOT: BALLOT,
    TemplateKind.REMINDER: REMINDER,
    TemplateKind.ELECTION_MINUTES: ELECTION_MINUTES,
    TemplateKind.ARCHIVE: ARCHIVE,
}
