"""Where does an office find what it keeps besides the register?"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.web.frame import actor_of, address_of, framed, with_day
from shuniu.web.parts import Link

PLACES = (
    ("适用文本", "texts", Action.READ_FIGURE, "本级适用哪些文件，各项取值的条款和效力；原文未明示的，由本级决定。"),
    ("目标", "targets", Action.READ_FIGURE, "基数、提升的百分点和期限，现在差多少。"),
    ("填报数", "reported", Action.READ_FIGURE, "登记簿没有名册的数，由本级填报并写明来源。"),
    ("文书模板", "document_templates", Action.ISSUE_DOCUMENT, "批复、通知、纪要等文书的 Word 模板，可以改成本机关的。"),
    ("其他单位", "bodies", Action.WRITE_UNIT, "业务主管单位、登记管理机关等的名称，更名、撤销和承继，以前的名称。"),
    ("账号", "accounts", Action.READ_ACCOUNT, "开通账号、授予和终止岗位、重置口令、停用。"),
    ("办理记录", "journal", Action.READ_ENTRY, "谁在什么时候办了什么，自哪一天起算，是否已封存。"),
    ("查阅记录", "looks", Action.READ_LOOK, "谁在什么时候为什么查看了联系电话。"),
)


@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """Only what the office may open stands here."""
    actor = actor_of(request)
    places = [
        (Link(label, with_day(request, address_of(name))), told)
        for label, name, action, told in PLACES
        if granted(actor, action) and address_of(name)
    ]
    if not places:
        raise PermissionDenied
    return framed(request, "settings/overview.html.jinja", {"places": places})
