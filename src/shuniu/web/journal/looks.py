"""Who looked at which protected value, when and why? For the audit administrator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.queries.journal import looks_visible
from shuniu.web.frame import actor_of, framed, with_day
from shuniu.web.journal.entries import newest_first
from shuniu.web.lists import Field, Screen, listing
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import moment, word

WHAT = {"office_contact": "联系人", "member": "党员", "roll": "党员名册"}
PART = {
    "phone": "电话", "card": "信息卡", "citizen_number": "公民身份号码", "mobile": "手机",
    "workbook": "（导出 Excel）", "print": "（打印）", "workers": "（导出党务工作者）",
}  # fmt: skip

SCREEN = Screen(
    key="looks",
    title="查阅记录",
    unit="次",
    fields=(
        Field(key="at", label="时间", show=lambda row: moment(row["at"])),
        Field(key="actor", label="查看人", show=lambda row: f"{row['actor__title']}（{row['actor__username']}）"),
        Field(
            key="what", label="看了什么", show=lambda row: word(row["subject_kind"], WHAT) + word(row["field"], PART)
        ),
        Field(key="purpose", label="用途", show=lambda row: row["purpose"]),
        # Tells looks at one thing apart from those at another, and nothing of the thing.
        Field(key="subject", label="对象编号", show=lambda row: str(row["subject"])[:8], quiet=True),
    ),
    newest=True,
    address=lambda row: "",
    why_empty="还没有查阅记录。",
    what_next="每次查看都会记在这里。",
)


@require_GET
@needs(Action.READ_LOOK)
def looks(request: HttpRequest) -> HttpResponse:
    found = looks_visible(actor_of(request), newest_first(request))
    context = {
        "listing": listing(request, SCREEN, found, None),
        "crumbs": [Link("管理", with_day(request, reverse("settings"))), Link("查阅记录", "")],
    }
    return framed(request, "journal/looks.html.jinja", context)
