"""写入, 撤销, 放弃: the acts on a whole ledger."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shuniu.commands.imports import Moved, apply_batch, let_go, undo_batch
from shuniu.commands.journal import ChangedMeanwhile, act_of
from shuniu.kernel.decision import Refused
from shuniu.policy.grants import Action
from shuniu.queries.accounts import granted
from shuniu.queries.party.named import NamedNode, NotNamed, node_named
from shuniu.web.frame import actor_of
from shuniu.web.imports.finished import keep_refusal
from shuniu.web.imports.opened import Opened, batch_of, of_waiting, version_of
from shuniu.web.rights import needs
from shuniu.web.writing import only_today

TOLD = 10
CHANGED = "登记在您查看之后有变化，本次没有写入。下面是按现在的登记重新判断的结果，请核对后再写入。"


@require_POST
@needs(Action.IMPORT_LEDGER)
@only_today
@of_waiting
def apply(request: HttpRequest, opened: Opened) -> HttpResponse:
    """写入: exactly what was looked at, in one transaction."""
    uuid = opened.batch.uuid
    here = HttpResponseRedirect(reverse("batch", args=[uuid]))
    if request.POST.get("shown") != opened.shown:
        messages.warning(request, CHANGED)
        return here
    version = version_of(request.POST.get("version", ""))
    act = act_of(actor_of(request), opened.batch.on)
    try:
        under = _under(request, opened)
    except NotNamed as problem:
        messages.error(request, f"没有写入。{problem}")
        return here
    ledger = opened.ledger(bool(request.POST.get("create_missing")), under.pk if under else None)
    try:
        applied = apply_batch(act, uuid, version, ledger)
    except (Moved, ChangedMeanwhile, Refused) as conflict:
        messages.error(request, str(conflict))
        return here
    written = sum(one.change in ("new", "changed") for one in applied.judgements)
    before = sum(one.change is None for one in opened.judgements)
    refused = sum(one.change is None for one in applied.judgements) - before
    if written:
        more = f"有 {refused} 行因引用的党组织或单位未登记而没有写入。" if refused else ""
        messages.success(request, f"已写入 {written} 行。{more}文件和未写入的内容已销毁。")
    else:
        same = sum(one.change == "same" for one in applied.judgements)
        messages.info(request, _nothing(refused, same, before + opened.batch.counts.get("reject", 0)))
    if under and applied.founded:
        messages.info(request, _founded(applied.founded, under.name))
    return here


def _nothing(refused: int, same: int, wrong: int) -> str:
    """Why not one row was written: each row stands under one of these."""
    why = [
        f"{refused} 行引用的党组织或单位还没有登记" if refused else "",
        f"{same} 行与登记相同" if same else "",
        f"{wrong} 行有问题" if wrong else "",
    ]
    told = "，".join(one for one in why if one) or "没有可以写入的行"
    return f"没有写入任何一行：{told}。登记没有改动，文件已销毁。"


def _under(request: HttpRequest, opened: Opened) -> NamedNode | None:
    """Where the branches that the register lacks are put: the clerk says it, nothing is taken for granted."""
    asked = opened.lacking and granted(actor_of(request), Action.WRITE_PARTY_ORGANIZATION)
    if asked and "create_missing" not in request.POST:  # what is not written is destroyed: nobody loses it unasked
        raise NotNamed(f"台账里有 {len(opened.lacking)} 个党支部还没有登记，请先选自动建立，或者选不建立。")
    if not (opened.lacking and request.POST.get("create_missing")):
        return None
    named = request.POST.get("under", "").strip()
    if not named:
        raise NotNamed("请写明自动建立的党支部放在哪个党组织之下。")
    actor = actor_of(request)
    return node_named(actor, named, actor.today, Action.WRITE_PARTY_ORGANIZATION)


def _founded(names: Sequence[str], under: str) -> str:
    told = "、".join(names[:TOLD]) + ("等" if len(names) > TOLD else "")
    return f"在“{under}”之下建立了 {len(names)} 个党支部：{told}。台账没有写设立时间和组建方式，请在各党支部页面补登。"


@require_POST
@needs(Action.IMPORT_LEDGER)
@only_today
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """撤销本次导入, while nothing was built on it."""
    opened = batch_of(request, uuid)
    try:
        undo_batch(act_of(actor_of(request), opened.batch.on), uuid)
    except Refused as refused:
        keep_refusal(request, uuid, refused.decision)
    except ChangedMeanwhile as conflict:
        messages.error(request, str(conflict))
    else:
        messages.success(request, "已撤销本次导入，登记恢复到写入以前。")
    return HttpResponseRedirect(reverse("batch", args=[uuid]))


@require_POST
@needs(Action.IMPORT_LEDGER)
@only_today
@of_waiting
def leave(request: HttpRequest, opened: Opened) -> HttpResponse:
    """放弃: file and rows are destroyed now."""
    let_go(act_of(actor_of(request)), opened.batch.uuid)
    messages.success(request, "已放弃这份台账，文件和读出的内容已销毁。")
    return HttpResponseRedirect(reverse("imports"))
