"""What each document of the platform looks like: the template of each kind, piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scripts.official_form import measures as form
from scripts.official_form.grids import SPANNING, grid, repeated
from scripts.official_form.letter import letter_frame
from scripts.official_form.package import add, blank, element, paragraph, write
from scripts.official_form.parts import ATTACHED, BODY, SIGNED, body_lines, closing, head, last_kept, numbered
from scripts.official_form.records import archive, election_minutes

ASKED = (
    "《{{ 请示标题 }}》{% if 请示字号 %}（{{ 请示字号 }}）{% endif %}收悉。"
    "经{% if 研究会议 %}{{ 研究日期 }}{{ 研究会议 }}{% endif %}研究，"
)
# What stands alone bears no number.
ONE_OF_SEVERAL = "{% if loop.length > 1 %}{{ loop.index }}. {% endif %}{{ 一条 }}"
REPLIED = (
    ("{%p if 同意 %}", "公文正文"),
    (f"你单位{ASKED}同意{{{{ 决定事项 }}}}。", "公文正文"),
    *body_lines(),
    ("{%p else %}", "公文正文"),
    (f"你单位{ASKED}{{{{ 答复意见 }}}}{{{{ 决定事项 }}}}。", "公文正文"),
    ("一、理由", "公文一级标题"),
    ("{%p for 一条 in 理由 %}", "公文正文"),
    (ONE_OF_SEVERAL, "公文正文"),
    ("{%p endfor %}", "公文正文"),
    ("{%p if 依据 %}", "公文正文"),
    ("二、依据", "公文一级标题"),
    ("{%p for 一条 in 依据 %}", "公文正文"),
    (ONE_OF_SEVERAL, "公文正文"),
    ("{%p endfor %}", "公文正文"),
    ("三、下一步工作", "公文一级标题"),
    ("{%p else %}", "公文正文"),
    ("二、下一步工作", "公文一级标题"),
    ("{%p endif %}", "公文正文"),
    ("{%p for 一条 in 下一步 %}", "公文正文"),
    (ONE_OF_SEVERAL, "公文正文"),
    ("{%p endfor %}", "公文正文"),
    *body_lines(),
    ("{%p endif %}", "公文正文"),
    ("此复。", "公文末段"),
)

COPIED = (
    ("{%p if 抄送 %}", "公文正文"),
    ("（抄送：{{ 抄送|join('，') }}）", "公文附注"),
    ("{%p endif %}", "公文正文"),
)


def _document(made: Any, *body: tuple[str, str]) -> Any:
    write(
        made,
        ("{{ 标题 }}", "公文标题"),
        ("{%p if 主送机关 %}", "公文正文"),
        ("{{ 主送机关 }}：", "公文主送机关"),
        ("{%p endif %}", "公文正文"),
        *body,
    )
    return made


def written() -> Any:
    made = blank()
    head(made, "{{ 发文机关 }}文件", ("{{ 发文字号 }}", "公文字号"))
    _document(made, *BODY, *ATTACHED, *SIGNED)
    closing(made)
    numbered(made)
    return made


def request() -> Any:
    made = blank()
    head(made, "{{ 发文机关 }}文件", ("{{ 发文字号 }}\t{% if 签发人 %}签发人：{{ 签发人 }}{% endif %}", "上行文字号"))
    contact = (("{%p if 附注 %}", "公文正文"), ("（{{ 附注 }}）", "公文附注"), ("{%p endif %}", "公文正文"))
    _document(made, *BODY, *ATTACHED, *SIGNED, *contact)
    closing(made)
    numbered(made)
    return made


def reply() -> Any:
    made = blank()
    head(made, "{{ 发文机关 }}文件", ("{{ 发文字号 }}", "公文字号"))
    _document(made, *REPLIED, *ATTACHED, *SIGNED)
    closing(made)
    numbered(made)
    return made


def reply_letter() -> Any:
    made = blank()
    letter_frame(made)
    write(made, ("{{ 发文字号 }}", "信函字号"))
    _document(made, *REPLIED, *ATTACHED, *SIGNED)
    numbered(made, paragraph("", "信函页码下行"))
    add(made, paragraph("", "公文末行"))
    return made


def letter() -> Any:
    made = blank()
    letter_frame(made)
    write(made, ("{{ 发文字号 }}", "信函字号"))
    _document(made, *BODY, *ATTACHED, *SIGNED, *COPIED)
    numbered(made, paragraph("", "信函页码下行"))
    add(made, paragraph("", "公文末行"))
    return made


def reminder() -> Any:
    made = blank()
    letter_frame(made)
    write(made, ("{{ 发文字号 }}", "信函字号"))
    _document(
        made,
        (
            "根据{{ 依据 }}有关任期的规定，{{ 党组织 }}本届任期"
            "{% if 剩余月数 %}将于{{ 任期届满日 }}届满，距届满不足{{ 剩余月数 }}个月。"
            "{% else %}已于{{ 任期届满日 }}届满，尚未换届。{% endif %}"
            "为{% if 剩余月数 %}按期{% else %}尽快{% endif %}做好换届选举工作，现提醒如下：",
            "公文正文",
        ),
        ("一、及早部署", "公文一级标题"),
        (
            "请召开委员会会议（不设委员会的召开党员大会）研究换届选举工作，"
            "{% if 请示期限 %}于{{ 请示期限 }}前{% else %}及时{% endif %}向上级党组织呈报换届选举的请示。",
            "公文正文",
        ),
        ("二、按程序选举", "公文一级标题"),
        ("经批复同意后，按规定酝酿、审查候选人，召开党员大会选举，并将选举结果报上级党组织审批或备案。", "公文正文"),
        ("三、确需延期{% if 剩余月数 %}或者提前{% endif %}的", "公文一级标题"),
        (
            "应当{% if 剩余月数 %}在任期届满前{% else %}立即{% endif %}报上级党组织批准；延长期限一般不超过1年。",
            "公文正文",
        ),
        ("特此函告。", "公文末段"),
        *SIGNED,
        *COPIED,
    )
    numbered(made, paragraph("", "信函页码下行"))
    add(made, paragraph("", "公文末行"))
    return made


def minutes() -> Any:
    made = blank()
    head(made, "{{ 会议名称 }}纪要", ("{{ 发文字号 }}", "公文字号"), "")
    write(
        made,
        ("", "公文正文"),
        (
            "{{ 会议日期 }}，{{ 发文机关 }}{% if 会议地点 %}在{{ 会议地点 }}{% endif %}召开会议"
            "{% if 主持 %}，由{{ 主持 }}主持{% endif %}。应到{{ 应到 }}人，实到{{ 实到 }}人。纪要如下：",
            "公文正文",
        ),
        ("{%p for 一项 in 议决事项 %}", "公文正文"),
        ("{{ 一项.序号 }}. {{ 一项.议题 }}", "公文二级标题"),
        *last_kept("会议决定：{{ 一项.决定 }}。{% if 一项.表决 %}（{{ 一项.表决 }}）{% endif %}"),
        ("{%p if 一项.理由 %}", "公文正文"),
        *last_kept("理由：{{ 一项.理由|join('；') }}。", "一项.理由|join('；')"),
        ("{%p endif %}", "公文正文"),
        ("{%p if 一项.下一步 %}", "公文正文"),
        *last_kept("下一步：{{ 一项.下一步|join('；') }}。", "一项.下一步|join('；')"),
        ("{%p endif %}", "公文正文"),
        ("{%p endfor %}", "公文正文"),
        ("", "公文末段"),
    )
    for name in ("出席", "请假", "列席"):
        write(made, ("{%p if " + name + " %}", "公文正文"))
        add(made, _listed(name))
        write(made, ("{%p endif %}", "公文正文"))
    closing(made, "发送")
    numbered(made)
    return made


def _listed(name: str) -> Any:
    """出席： in 黑体, then who."""
    line = paragraph(f"{name}：" + "{{ " + name + "|join('，') }}", "纪要名单")
    heading = element(
        f'<w:r><w:rPr><w:rFonts w:ascii="{form.HEITI}" w:hAnsi="{form.HEITI}" w:eastAsia="{form.HEITI}"'
        f' w:hint="eastAsia"/></w:rPr><w:t>{name}：</w:t></w:r>'
    )
    text = line[-1]
    text[-1].text = text[-1].text.removeprefix(f"{name}：")
    line.insert(1, heading)
    return line


def ballot() -> Any:
    made = blank()
    write(
        made,
        ("{{ 党组织 }}", "选票标题"),
        ("选举{{ 职务 }}选票", "选票标题"),
        ("（应选{{ 应选名额 }}名，候选人{{ 候选人|length }}名{% if 排列 %}，{{ 排列 }}{% endif %}）", "选票名额"),
    )
    add(made, _grid(), paragraph("", "公文末行"))
    write(
        made,
        ("说明：", "选票说明"),
        ("1. 在候选人姓名后“赞成”“不赞成”“弃权”的一格内画“○”，只能画一处。", "选票说明"),
        ("{%p if 另选 %}", "选票说明"),
        ("2. 不赞成某候选人的，可以另选他人：写明其姓名，并在其后“赞成”一格内画“○”。弃权的不能另选他人。", "选票说明"),
        ("{%p endif %}", "选票说明"),
        (
            "{% if 另选 %}3{% else %}2{% endif %}. 赞成的人数{% if 另选 %}（含另选他人）{% endif %}"
            "等于或者少于{{ 应选名额 }}名的有效，多于{{ 应选名额 }}名的无效。",
            "选票说明",
        ),
        ("（盖章）{{ 选举日期 }}", "公文成文日期"),
    )
    return made


def _grid() -> Any:
    """Yes, no or abstention for each candidate; only a yes for somebody else."""
    box = form.WIDTH // 5
    four, two = (form.WIDTH - 3 * box, box, box, box), (form.WIDTH - 3 * box, box, 2 * box)
    style = "选票表格"
    rows = (
        (("姓　名", "赞成", "不赞成", "弃权"), four, "选票表头"),
        *repeated("for 一人 in 候选人", "endfor", four, style, (("{{ 一人 }}", "", "", ""), four, style)),
        *repeated("if 另选", "endif", four, style, (("另选他人姓名", "赞成", SPANNING), two, "选票表头")),
        *repeated("for 一格 in 另选", "endfor", four, style, (("", "", SPANNING), two, style)),
    )
    return grid(rows, four, 12)


FORMS: dict[str, Callable[[], Any]] = {
    "request": request,
    "report": request,
    "reply": reply,
    "reply_letter": reply_letter,
    "notice": written,
    "circular": written,
    "letter": letter,
    "minutes": minutes,
    "ballot": ballot,
    "reminder": reminder,
    "election_minutes": election_minutes,
    "archive": archive,
}
