"""What do the pages of applications and of adjustments share: how one is looked through and shown?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from shuniu.commands.formation.reviewing import Looked
from shuniu.commands.journal import Act, act_of
from shuniu.kernel.decision import Refused
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.formation.applying import Checked
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.word import Word
from shuniu.queries.cases.card import CaseCard
from shuniu.web.cases.acting import MEANWHILE, Doing, acted, moved_meanwhile
from shuniu.web.cases.forms import CaseForm, remark_on
from shuniu.web.cases.screen import Asked, CaseScreen, screen_of
from shuniu.web.frame import actor_of, day_of, writing_off
from shuniu.web.parts import Notice
from shuniu.web.refusals import Refusal
from shuniu.web.writing import few_lines

Decide = Callable[[Act, Looked, CaseForm], object]
RETURNED, WITHDRAWN = "已退回，由申请方修改。", "已撤回，可以继续修改。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A case on its page: where that is, how it is shown with a form, and how as it is by now with what was written."""

    uuid: UUID
    address: str
    page: Callable[[CaseForm, Refusal], HttpResponse]
    anew: Callable[[Mapping[str, str], Refusal], HttpResponse]


class DropForm(CaseForm):
    reason = few_lines("终止的原因", max_length=LONGEST_REASON, required=False)


def decided(
    request: HttpRequest, form: CaseForm, shown: Shown, decide: Decide, done: str, *, accepting: bool = False
) -> HttpResponse:
    """What is done on the page itself; where it moved meanwhile, the next decision is on what it is now."""

    def work(act: Act) -> object:
        return decide(act, Looked(case=shown.uuid, version=form.cleaned_data["version"], seen=form.seen), form)

    def again(sent: CaseForm, refusal: Refusal) -> HttpResponse:
        if not moved_meanwhile(refusal):
            return shown.page(sent, refusal)
        return shown.anew({remark_on(name): text for name, text in sent.remarks.items()}, refusal)

    return acted(request, form, Doing(work=work, done=done, then=shown.address, again=again, accepting=accepting))


def accepted_words(card: CaseCard) -> str:
    """Whoever passes it on finds its own request on the page of the case."""
    if card.state is CaseState.REVIEWING:
        return "初审通过，待上会研究。"
    passed = card.origin is None and card.committee is not None and card.at not in (None, card.committee)
    return f"材料审查通过，转入初审。{'报上级的请示在“请示”一行编号和下载。' if passed else ''}"


def checked_today(
    request: HttpRequest, card: CaseCard, states: Collection[Word], ask: Callable[[Act], Checked]
) -> Checked | None:
    """What the law says of it today, for whoever has it in hand; nothing once it has been decided."""
    if not card.here or card.state not in states or writing_off(request):
        return None
    try:
        return ask(act_of(actor_of(request), day_of(request)))
    except Refused:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands against the act that was tried, or what the law says today where none was; and the notices."""

    refusal: Refusal
    checked: Checked | None
    notices: list[Notice]


def screen_with(request: HttpRequest, card: CaseCard, asked: Asked, form: CaseForm, told: Told) -> CaseScreen:
    tried, checked = told.refusal.objections, told.checked
    return screen_of(
        request,
        card,
        asked,
        form,
        objections=tried or (checked.decision.objections if checked else ()),
        findings=checked.findings if checked else (),
        checked=checked is not None,
        told=bool(tried),
        notices=told.notices,
    )


def meanwhile(refusal: Refusal) -> list[Notice]:
    return [Notice(MEANWHILE, "urgent")] if moved_meanwhile(refusal) else []
