"""采纳: reported formations become facts of the register, several at once, after one has seen what that does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import act_of
from shuniu.commands.party.reported import PlannedFormation, accept_formations, planned_formations
from shuniu.kernel.dates import PartialDate
from shuniu.kernel.decision import Objection
from shuniu.policy.figures.differences import DifferenceKind
from shuniu.policy.grants import Action
from shuniu.policy.words import FormationMode
from shuniu.web.frame import actor_of, day_of, framed
from shuniu.web.parts import Link
from shuniu.web.refusals import UNPROCESSABLE, attempt
from shuniu.web.rights import needs
from shuniu.web.wording import day, word
from shuniu.web.writing import ActForm, act_from, only_today

AT_ONCE = 200


class AcceptForm(ActForm):
    """Only the key: which units, and which report of each was looked at, stand in the boxes of the table."""


def _chosen(request: HttpRequest) -> dict[UUID, int | None]:
    """Units in the order of the list, each with the report the page showed (None: not shown yet)."""
    given = request.POST if request.method == "POST" else request.GET
    found: dict[UUID, int | None] = {}
    for text in given.getlist("row"):
        public, _, state = text.partition(".")
        try:
            found.setdefault(
                UUID(public), int(state) if state.isascii() and state.isdecimal() and len(state) < 19 else None
            )
        except ValueError:
            continue
    return found


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.WRITE_PARTY_ORGANIZATION)
def formations_accept(request: HttpRequest) -> HttpResponse:
    """Shows what will be done; sent with its key it is done for the boxes that are ticked."""
    chosen = _chosen(request)
    shown = list(chosen)[:AT_ONCE]
    planned = planned_formations(act_of(actor_of(request), day_of(request)), shown)
    sent = request.method == "POST" and "key" in request.POST
    form = AcceptForm(request.POST if sent else None)
    if not sent:
        return _page(request, form, planned, left=len(chosen) - len(shown))
    if not planned:
        form.add_error(None, "请至少选择一家。")
    if not form.is_valid():
        return _page(request, form, planned, status=UNPROCESSABLE)
    made: list[int] = []
    refusal = attempt(form, lambda: made.extend(_accept(request, form, planned, chosen)))
    if refusal is not None:
        return _page(request, form, planned, objections=refusal.objections, status=refusal.status)
    messages.success(request, f"已采纳 {len(planned)} 家的组建情况，涉及 {len(made)} 个党组织。")
    return HttpResponseRedirect(_list_address())


def _accept(
    request: HttpRequest, form: AcceptForm, planned: Sequence[PlannedFormation], chosen: Mapping[UUID, int | None]
) -> list[int]:
    seen = {one.unit: (state,) for one in planned if (state := chosen[one.uuid]) is not None}
    return accept_formations(act_from(request, form), [one.unit for one in planned], seen=seen)


def _list_address() -> str:
    return f"{reverse('differences')}?kind={DifferenceKind.NOT_COVERED.value}"


def _page(
    request: HttpRequest,
    form: AcceptForm,
    planned: Sequence[PlannedFormation],
    *,
    left: int = 0,
    objections: Sequence[Objection] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "objections": objections,
        "rows": [_told(one) for one in planned],
        "left": left,
        "most": AT_ONCE,
        "back": _list_address(),
        "crumbs": [
            Link("统计", reverse("figures")),
            Link("填报与登记差异", _list_address()),
            Link("采纳组建", ""),
        ],
    }
    return framed(request, "party/accept.html.jinja", context, status=status)


def _told(one: PlannedFormation) -> dict[str, object]:
    """One unit: what the report says, what will be done, what stands against it."""
    state = one.state
    name = state.get("party_organization", "")
    will = f"加入已有的“{name}”，由其覆盖" if one.existing else f"在“{one.superior}”之下设立“{name}”，由其覆盖"
    mode = word(state["formation_mode"], FormationMode) if state.get("formation_mode") else ""
    formed = state.get("formed_on")
    said = PartialDate.of(formed, state["formed_precision"] or "day").iso if formed else ""
    return {
        "value": f"{one.uuid}.{state['id']}" if state else str(one.uuid),
        "name": one.name,
        "address": reverse("organization", args=[one.uuid]) + "?tab=party",
        "reported": "，".join(part for part in (mode, said and f"成立于 {said}") if part),
        "source": f"{state['source']}，自 {day(state['period'].lower)}" if state else "没有填报",
        "will": will if name else "",
        "against": [f"{told.missing}{told.remedy}。" for told in one.objections],
    }
