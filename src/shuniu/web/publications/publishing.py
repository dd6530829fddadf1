"""The forms by which figures are published and withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.figures.publish import Publishing, Withdrawing, publish_figures, withdraw_publications
from shuniu.commands.journal import Act
from shuniu.policy.grants import Action
from shuniu.policy.measures import MEASURES
from shuniu.policy.words import Line, OrganizationType
from shuniu.queries.accounts import granted
from shuniu.queries.decided import may_at
from shuniu.statistics import NotCountedSo
from shuniu.statistics.earlier.ledger import TooMany
from shuniu.statistics.publishing import Publishable, Read, figures_to_publish
from shuniu.web.figures.asked import Asked, asked_node
from shuniu.web.figures.board import choices
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.publications.views import BY, card_of, crumbs
from shuniu.web.rights import needs
from shuniu.web.writing import ActForm, Sheet, day_field, few_lines, only_today, written

USUAL = ("social_organizations", "organization_coverage", "work_coverage", "combined_coverage", "separate_formation")
TYPES = [("", "全部"), *((one.label, one.label) for one in OrganizationType)]
LINES = [("", "按各指标口径"), *((one.value, one.label) for one in Line)]


class PublishForm(ActForm):
    """Which figures of which day, under which title."""

    title = forms.CharField(label="标题", max_length=200, help_text="用到这些数字的简报、通报或报表。")
    document_number = forms.CharField(label="文号", max_length=80, required=False)
    on = day_field("账日")
    measures = forms.MultipleChoiceField(label="数字", widget=forms.CheckboxSelectMultiple)
    by = forms.ChoiceField(label="分项", required=False, choices=[("", "不分项"), *BY.items()])
    line = forms.ChoiceField(label="统计范围", required=False, choices=LINES)
    type = forms.ChoiceField(label="只计类型", required=False, choices=TYPES)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = self.fields["measures"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(key, one.name) for key, one in MEASURES.items()]

    @property
    def narrowed(self) -> dict[str, str]:
        kind = self.cleaned_data["type"]
        return {"type": kind} if kind else {}


def _publishable(request: HttpRequest) -> Asked:
    """The node of the address, where the office may publish; 403 where it may only read."""
    asked, actor = asked_node(request), actor_of(request)
    if not (granted(actor, Action.PUBLISH_FIGURE) and may_at(actor, Action.PUBLISH_FIGURE, asked.key)):
        raise PermissionDenied
    return asked


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.PUBLISH_FIGURE)
def publication_new(request: HttpRequest) -> HttpResponse:
    asked = _publishable(request)
    form = PublishForm(request.POST or None, initial={"on": day_of(request), "measures": list(USUAL)})
    read = _read(request, asked, form) if request.method == "POST" and form.is_valid() else None
    made: list[UUID] = []

    def publish(act: Act) -> object:
        assert read is not None
        made.extend(publish_figures(act, [_row(asked, form, read)]))
        return made

    sheet = Sheet(
        title="发布数字",
        lead=asked.name,
        form=form,
        submit="发布",
        back=reverse("publications"),
        crumbs=crumbs(request, Link("发布数字", "")),
        notes=["发布后不能修改或删除，可以撤回。数字按发布时所知固定，以后可以重新核算。"],
        template="publications/publish.html.jinja",
        more={"choices": choices(request), "asked": asked},
    )
    return written(request, sheet, publish, "已发布。", lambda: reverse("publication", args=[made[0]]))


def _read(request: HttpRequest, asked: Asked, form: PublishForm) -> Read | None:
    """The figures as they are known now; what cannot be counted so is said beside its field."""
    cells = form.cleaned_data
    wanted = Publishable(
        node=asked.key,
        on=cells["on"],
        measures=cells["measures"],
        by=cells["by"],
        line=cells["line"],
        narrowed=form.narrowed,
    )
    try:
        return figures_to_publish(actor_of(request), wanted)
    except NotCountedSo as problem:
        form.add_error("type", f"{str(problem).rstrip('。')}。请去掉这个指标，或不按类型筛选。")
    except TooMany as many:
        form.add_error(None, str(many))
    return None


def _row(asked: Asked, form: PublishForm, read: Read) -> Publishing:
    cells = form.cleaned_data
    return Publishing(
        party_organization=asked.key,
        on=cells["on"],
        title=cells["title"],
        document_number=cells["document_number"],
        line=cells["line"],
        by=cells["by"],
        narrowed=tuple(form.narrowed.items()),
        known_at=read.known_at,
        snapshot=read.snapshot,
        figures=read.figures,
    )


class WithdrawForm(ActForm):
    reason = few_lines("撤回的原因", max_length=300)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.PUBLISH_FIGURE)
def publication_withdraw(request: HttpRequest, public: UUID) -> HttpResponse:
    card = card_of(request, public)
    if not may_at(actor_of(request), Action.PUBLISH_FIGURE, card.node):
        raise PermissionDenied
    back = reverse("publication", args=[public])
    form = WithdrawForm(request.POST or None)

    def withdraw(act: Act) -> object:
        return withdraw_publications(act, [Withdrawing(publication=public, reason=form.cleaned_data["reason"])])

    sheet = Sheet(
        title="撤回已发布数字",
        lead=card.title,
        form=form,
        submit="撤回",
        back=back,
        crumbs=crumbs(request, Link(card.title, back), Link("撤回", "")),
        notes=["撤回后仍可查看，页面注明已撤回和原因。"],
    )
    return written(request, sheet, withdraw, "已撤回。", back)
