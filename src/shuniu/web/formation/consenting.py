"""参加联合组建: which applications of others wait for an answer here, and the answer."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.formation.consenting import Consenting, answer_consent
from shuniu.commands.journal import Act
from shuniu.policy.formation.consenting import LONGEST_BASIS
from shuniu.policy.grants import Action
from shuniu.policy.words import FormationMode
from shuniu.policy.words.cases import Consent
from shuniu.queries.formation.joining import Asked, to_consent, waiting_for_consent
from shuniu.queries.organizations.card import NotFound
from shuniu.web.frame import actor_of, day_of, framed, writing_off
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import word
from shuniu.web.writing import ActForm, Sheet, only_today, written


class ConsentForm(ActForm):
    """``shown``: what the organization had said when the page was shown."""

    answer = forms.ChoiceField(label="意见", widget=forms.RadioSelect)
    basis = forms.CharField(
        label="代为确认的依据", max_length=LONGEST_BASIS, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明该单位来函的名称和日期。",
    )  # fmt: skip
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)

    def __init__(self, given: object, to: Asked) -> None:
        super().__init__(given, initial={"shown": to.answer.value if to.answer else ""})
        answers = [one for one in Consent if one is not to.answer]
        if to.answer is not Consent.AGREED:
            answers.remove(Consent.TAKEN_BACK)
        self.fields["answer"].choices = [(one.value, one.label) for one in answers]  # type: ignore[attr-defined]
        if not to.behalf:
            del self.fields["basis"]


@require_GET
@needs(Action.FILE_CASE)
def formation_consents(request: HttpRequest) -> HttpResponse:
    rows = waiting_for_consent(actor_of(request), day_of(request))
    context = {
        "rows": [
            (one, "" if writing_off(request) else reverse("formation_consent", args=[one.case, one.unit]))
            for one in rows
        ],
        "crumbs": [Link("事项", reverse("cases")), Link("参加联合组建", "")],
    }
    return framed(request, "formation/consents.html.jinja", context)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def formation_consent(request: HttpRequest, uuid: UUID, unit: UUID) -> HttpResponse:
    """By the organization itself; by the office that answers for it where nobody signs in there, which is marked."""
    try:
        to = to_consent(actor_of(request), uuid, unit, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    form = ConsentForm(request.POST or None, to)

    def answer(act: Act) -> None:
        cells = form.cleaned_data
        row = Consenting(
            case=uuid, unit=to.unit_key, answer=Consent(cells["answer"]), basis=cells.get("basis", ""),
            shown=cells["shown"],
        )  # fmt: skip
        answer_consent(act, row)

    case = reverse("formation", args=[uuid])
    back = reverse("formation_consents") if to.behalf else case
    sheet = Sheet(
        title="参加联合组建",
        lead=to.name,
        form=form,
        submit="确认",
        back=back,
        facts=[
            ("牵头单位", to.host),
            ("拟成立的党组织", to.branch or None),
            ("组建方式", word(to.mode, FormationMode) if to.mode else None),
            ("参加单位", "、".join(to.others)),
            ("申请现在", to.state.label),
            # Who answers for another sees no draft.
            *([] if to.behalf else [("填写的内容", Link("查看申请", case))]),
            ("已表示的意见", to.answer.label if to.answer else "还没有表示"),
        ],
        notes=["同意以后，初审通过以前可以撤回。"] if not to.behalf else ["将注明由负责的党组织代为确认。"],
        crumbs=[Link("事项", reverse("cases")), Link("参加联合组建", reverse("formation_consents")), Link(to.host, "")],
    )
    return written(request, sheet, answer, "已确认。", back)
