"""Change what a Party organization is from a day on: its kind, how it was formed, what it gathers and how many."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.establish import Terms
from shuniu.commands.party.formations import FormationOf, set_formations
from shuniu.commands.party.rename import ChangeOfKind, Profile, change_kinds, set_profiles
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.packs import Figures
from shuniu.policy.packs.open_lists import open_items
from shuniu.policy.party.load import TARGET, judge_load
from shuniu.queries.packs import NoTexts, figures_of
from shuniu.queries.party.card import formation_of, responsible_count
from shuniu.queries.party.writing import NodeToWrite
from shuniu.queries.seen import formations_seen, namings_seen
from shuniu.web.frame import day_of
from shuniu.web.party.forms import ApprovedForm
from shuniu.web.party.sheets import approved, done, node_to_change, sheet
from shuniu.web.writing import DatedForm, day_field, only_today

NOT_CHOSEN = ("", "未填")
KINDS = [("", "请选择"), *words.PartyOrganizationKind.choices()]
CORRECTION = "这是更正：从来就是这样，原来登记有误"


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_CHOSEN, *choices], required=False)


def _texts(node: NodeToWrite, on: date) -> Figures | None:
    try:
        return figures_of(node.key, on)
    except NoTexts:
        return None


class KindForm(ApprovedForm):
    kind = forms.ChoiceField(label="新的种类", choices=KINDS)
    name = _text("新的全称", 200, "全称中含有种类的，一并填写；不填的不变。")
    correction = forms.BooleanField(label=CORRECTION, required=False)

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])


@only_today
@require_http_methods(["GET", "POST"])
def party_kind(request: HttpRequest, code: str) -> HttpResponse:
    """改建: a branch becomes a general branch, a general branch a committee, a joint branch a separate one."""
    seen = namings_seen(code)
    node = node_to_change(request, code)
    first = {"since": day_of(request), "seen": seen, "kind": node.naming["kind"]}
    form = KindForm(request.POST or None, initial=first)

    def change(act: Act) -> object:
        cells = form.cleaned_data
        row = ChangeOfKind(party_organization=node.key, kind=cells["kind"], name=cells["name"], seen=form.seen)
        return change_kinds(act, [row], correction=cells["correction"])

    lead = "以前的种类照旧，可以按账日查看；人数是否够条件由组建程序审核。升格的，首次选举列入它的上级的待办"
    return done(request, sheet(node, "改建", form, lead), approved(form, change), "种类已变更。")


class FormationForm(DatedForm):
    """The terms of one Party organization as they are from the day on."""

    mode = _choice("组建方式", ())
    basis = _choice("组建依据", words.FormationBasis.choices())
    sponsor = _choice("发起单位", words.IndustrySponsor.choices())
    approver = _text("批准机关", 120)
    document_number = _text("批准文号", 80)
    document_on = day_field("批准日期", required=False)
    established_on = day_field("成立日期", required=False)
    correction = forms.BooleanField(label=CORRECTION, required=False)
    field_order = ["mode", "basis", "sponsor", "approver", "document_number", "document_on", "established_on", "since"]

    def __init__(self, given: Any, texts: Figures | None, **more: Any) -> None:
        super().__init__(given, **more)
        opened = open_items("formation.modes", texts) if texts is not None else {}
        modes = {**dict(words.FormationMode.choices()), **opened}
        mode = self.fields["mode"]
        assert isinstance(mode, forms.ChoiceField)
        mode.choices = [NOT_CHOSEN, *modes.items()]


TERMS = ("mode", "basis", "sponsor", "approver", "document_number", "document_on", "established_on")


@only_today
@require_http_methods(["GET", "POST"])
def party_formation(request: HttpRequest, code: str) -> HttpResponse:
    """组建情况: separate or joint is told by the mode, so the covered units are counted anew."""
    seen = formations_seen(code)
    node, on = node_to_change(request, code), day_of(request)
    held = formation_of(node.key, on) or {}
    first = {**{name: held.get(name) for name in TERMS}, "since": on, "seen": seen}
    form = FormationForm(request.POST or None, _texts(node, on), initial=first)

    def change(act: Act) -> object:
        cells = form.cleaned_data
        same = cells["established_on"] == held.get("established_on")
        precision = held.get("established_precision", "") if same else "day" if cells["established_on"] else ""
        terms = Terms(**{name: cells[name] for name in TERMS}, established_precision=precision)
        row = FormationOf(party_organization=node.key, terms=terms, seen=form.seen)
        return set_formations(act, [row], correction=cells["correction"])

    lead = "联合改为单独的，从批准之日起；以前的照旧可查"
    return done(request, sheet(node, "组建情况", form, lead, submit="登记"), change, "组建情况已登记。", "formation")


class ProfileForm(DatedForm):
    """What a joint committee gathers, and how many organizations it should carry."""

    axis = _choice("按什么组建", words.JointAxis.choices())
    axis_value = _text("所属的行业、类别或领域", 40)
    ordinal = forms.IntegerField(
        label="序号", required=False, min_value=1, max_value=99, help_text="同一领域有几个的，是第几个。"
    )
    target_load = forms.IntegerField(label="目标负荷（家）", required=False, min_value=1, max_value=10_000)
    correction = forms.BooleanField(label=CORRECTION, required=False)
    field_order = ["target_load", "axis", "axis_value", "ordinal", "since", "correction"]


PROFILE = ("axis", "axis_value", "ordinal", "target_load")


@only_today
@require_http_methods(["GET", "POST"])
def party_profile(request: HttpRequest, code: str) -> HttpResponse:
    seen = namings_seen(code)
    node, on = node_to_change(request, code), day_of(request)
    first = {**{name: node.naming[name] for name in PROFILE}, "since": on, "seen": seen}
    form = ProfileForm(request.POST or None, initial=first)

    def change(act: Act) -> object:
        cells = form.cleaned_data
        row = Profile(party_organization=node.key, seen=form.seen, **{name: cells[name] for name in PROFILE})
        return set_profiles(act, [row], correction=cells["correction"])

    page = sheet(node, "目标负荷", form, submit="登记", facts=_load(node, on))
    return done(request, page, change, "已登记。")


def _load(node: NodeToWrite, on: date) -> list[tuple[str, str]]:
    """What it carries now beside what the texts of the place say."""
    carried, texts = responsible_count(node.key, on), _texts(node, on)
    facts = [("直接归口的社会组织", f"{carried} 家")]
    if texts is not None and texts.stated(TARGET) is not None:
        facts.append(("按适用文本", judge_load(carried, texts).sentence))
    return facts
