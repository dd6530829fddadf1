"""What is kept and not sent out: 选举会议记录, 归档目录. In the letters of an official document, without a red head."""

from __future__ import annotations

from typing import Any

from scripts.official_form import measures as form
from scripts.official_form.grids import grid, repeated
from scripts.official_form.package import add, blank, write
from scripts.official_form.parts import numbered

CELL, LEFT, HEAD = "记录表格", "记录表格左", "记录表头"


def election_minutes() -> Any:
    made = blank()
    write(
        made,
        ("{{ 标题 }}", "选票标题"),
        ("（{{ 会议日期 }}{% if 补记 %}，{{ 补记 }}{% endif %}）", "选票名额"),
        ("{%p for 一次 in 投票 %}", "公文正文"),
        ("第{{ 一次.次序 }}次投票：选举{{ 一次.职务 }}", "公文一级标题"),
        (
            "主持：{{ 一次.主持 }}。应选{{ 一次.应选名额 }}名。有选举权的{{ 一次.有选举权 }}名"
            "{% if 一次.不计入 %}，不计入应到会的{{ 一次.不计入 }}{% endif %}，应到会{{ 一次.应到 }}名，"
            "实到会{{ 一次.实到 }}名{% if 一次.请假 %}，请假{{ 一次.请假 }}名{% endif %}"
            "{% if 一次.列席 %}，列席{{ 一次.列席 }}名{% endif %}。{{ 一次.到会情况 }}",
            "公文正文",
        ),
        ("{%p if 一次.人数说明 %}", "公文正文"),
        ("人数说明：{{ 一次.人数说明 }}", "公文正文"),
        ("{%p endif %}", "公文正文"),
        ("监票人：{{ 一次.监票人 }}。计票人：{{ 一次.计票人 }}。", "公文正文"),
        (
            "发出选票{{ 一次.发出 }}张，收回{{ 一次.收回 }}张，有效{{ 一次.有效 }}张。{{ 一次.选票情况 }}",
            "记录表前",
        ),
    )
    add(made, _votes())
    write(
        made,
        ("{%p for 一条 in 一次.选举结果 %}", "公文正文"),
        ("{{ 一条 }}", "记录表后"),
        ("{%p endfor %}", "公文正文"),
        ("{%p endfor %}", "公文正文"),
        ("依据：{{ 依据|join('；') }}。", "公文末段"),
        ("主持人（签字）：　　　　　　　　记录人（签字）：", "记录签字"),
        ("监票人（签字）：　　　　　　　　计票人（签字）：", "记录签字"),
    )
    numbered(made)
    return made


def _votes() -> Any:
    box = form.WIDTH // 6
    columns = (form.WIDTH - 4 * box, box, box, box, box)
    told = ("{{ 一人.姓名 }}", "{{ 一人.赞成 }}", "{{ 一人.不赞成 }}", "{{ 一人.弃权 }}", "{{ 一人.结果 }}")
    rows = (
        (("姓名", "赞成", "不赞成", "弃权", "结果"), columns, HEAD),
        *repeated("for 一人 in 一次.得票", "endfor", columns, CELL, (told, columns, CELL)),
    )
    return grid(rows, columns, 9)


def archive() -> Any:
    made = blank()
    write(
        made,
        ("{{ 标题 }}", "选票标题"),
        ("（{% if 事项编号 %}事项编号{{ 事项编号 }}，{% endif %}{{ 制表日期 }}）", "选票名额"),
    )
    add(made, _papers())
    write(
        made,
        ("{%p if 缺少 %}", "公文正文"),
        ("平台没有、也没有登记存放处的：{{ 缺少|join('、') }}。", "记录表后"),
        ("{%p endif %}", "公文正文"),
        ("说明：{{ 说明 }}", "记录表后"),
        ("整理人（签字）：", "记录签字"),
    )
    numbered(made)
    return made


def _papers() -> Any:
    columns = (form.mm(13), form.mm(43), form.mm(56), form.WIDTH - form.mm(112))
    told = ("{{ 一件.序号 }}", "{{ 一件.名称 }}", "{{ 一件.平台登记 }}", "{{ 一件.存放处 }}")
    rows = (
        (("序号", "材料", "平台上的登记", "纸质存放处"), columns, HEAD),
        *repeated("for 一件 in 材料", "endfor", columns, LEFT, (told, columns, LEFT)),
    )
    return grid(rows, columns, 9)
