"""How is an act on a case done from its page: one form, one version, one answer?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from shuniu.commands.journal import Act
from shuniu.web.cases.forms import CaseForm
from shuniu.web.refusals import CONFLICT, Refusal, attempt
from shuniu.web.writing import act_from

MEANWHILE = "这件事项刚刚有变动，本次没有写入。下面是现在的情况，请核对后再办。"
NOT_DONE = Refusal(status=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """``again`` shows the page once more as it is now, with the form and what stands against the act. ``accepting``:
    a remark stands against it."""

    work: Callable[[Act], object]
    done: str
    then: str
    again: Callable[[CaseForm, Refusal], HttpResponse]
    accepting: bool = False


def acted(request: HttpRequest, form: CaseForm, doing: Doing) -> HttpResponse:
    if not form.is_valid() or (doing.accepting and form.refuse_remarks()):
        return doing.again(form, Refusal())
    refusal = attempt(form, lambda: doing.work(act_from(request, form)), form.remark_names)
    if refusal is None:
        messages.success(request, doing.done)
        return HttpResponseRedirect(doing.then)
    return doing.again(form, refusal)


def moved_meanwhile(refusal: Refusal) -> bool:
    return refusal.status == CONFLICT
