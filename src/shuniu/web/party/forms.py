"""What is asked when a Party organization is set up, renamed, moved, merged, dissolved, or covers a unit?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.policy.party.approved import Approval
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.choosing import organization_to_name
from shuniu.queries.party.choosing import committees_to_name
from shuniu.web.organizations.naming import UnitNamedForm
from shuniu.web.writing import ActForm, DatedForm, day_field

NOT_CHOSEN = ("", "未填")
PAPER = ("approver", "document_number")
# What is changed is asked first; by which document, from when and whether really, after it.
LAST = (*PAPER, "document_on", "since", "correction", "sure", LATER_TOO)


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _choice(label: str, choices: Iterable[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_CHOSEN, *choices], required=False, help_text=help_text)


class OfferingForm(DatedForm):
    """A form in which another Party organization is chosen from a list."""

    def __init__(self, given: Any, actor: Actor, on: date, *, without: int | None = None, **more: Any) -> None:
        super().__init__(given, **more)
        found = [one for one in committees_to_name(actor, on) if one.key != without]
        choices = [("", "请选择"), *((str(one.key), one.name) for one in found)]
        for name in ("parent", "into"):
            if name in self.fields:
                choice = self.fields[name]
                assert isinstance(choice, forms.ChoiceField)
                choice.choices = choices


class ApprovedForm(DatedForm):
    """A change that was approved on paper: by whom and under which number. A correction is not approved by anybody."""

    approver = forms.CharField(label="批准机关", max_length=120)
    document_number = forms.CharField(
        label="批准文号", max_length=80, help_text="照批准文件填写；还没有批准的，先办理报批。"
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        if "correction" in self.fields:
            # The law asks for them, unless it is one.
            for name in PAPER:
                self.fields[name].required = False
                self.fields[name].needed_said = "更正的不填"  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name not in LAST), *LAST])

    @property
    def approval(self) -> Approval:
        return Approval(**{name: fold(self.cleaned_data[name]) for name in PAPER})

    @property
    def corrects(self) -> bool:
        return bool(self.cleaned_data.get("correction"))


class NewPartyForm(OfferingForm):
    name = forms.CharField(label="全称", max_length=200, help_text="按批复文件填写。")
    kind = forms.ChoiceField(label="种类", choices=[("", "请选择"), *words.PartyOrganizationKind.choices()])
    parent = forms.ChoiceField(label="上级党组织")
    code = _text("代码", 40, "不填的由系统编号。")
    short_name = _text("简称", 80)
    mode = _choice("组建方式", words.FormationMode.choices())
    basis = _choice("组建依据", words.FormationBasis.choices())
    approver = _text("批准机关", 120)
    document_number = _text("批准文号", 80, "例如：X 社党〔2026〕1 号。")
    document_on = day_field("批准日期", required=False)
    axis = _choice("联合党委按什么组建", words.JointAxis.choices())
    axis_value = _text("所属的行业、类别或领域", 40)
    target_load = forms.IntegerField(label="目标负荷（家）", required=False, min_value=1, max_value=10_000)
    field_order = ["since", "name", "kind", "parent"]

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])


class RenameForm(ApprovedForm):
    name = forms.CharField(label="新的全称", max_length=200)
    short_name = _text("新的简称", 80, "不填的不变。")
    correction = forms.BooleanField(label="这是更正：从来就叫这个名称，原来登记有误", required=False)

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])


class MoveForm(ApprovedForm, OfferingForm):
    parent = forms.ChoiceField(label="新的上级党组织")


class MergeForm(ApprovedForm, OfferingForm):
    into = forms.ChoiceField(label="并入哪个党组织", help_text="下级党组织、归口和覆盖的单位一并转过去。")


class DissolveForm(ApprovedForm):
    sure = forms.BooleanField(label="确认撤销；撤销以前的登记仍然保留，可按账日查看")


class CoverForm(ApprovedForm, UnitNamedForm):
    """Begin or end the coverage of one organization."""

    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[("cover", "开始覆盖"), ("uncover", "结束覆盖")]
    )
    role = forms.ChoiceField(label="角色", choices=words.CoverageRole.choices(), initial=words.CoverageRole.HOST.value)
    field_order = ["way", "unit", "role"]

    def find(self, text: str) -> int | None:
        return organization_to_name(self.actor, text, self.on)


class TermForm(ActForm):
    """The term is its own period, so it asks for no other day."""

    begins_on = day_field("任期自")
    ends_on = day_field("届满日", required=False, help_text="下一届的第一天；还没有定的不填。")

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        start, end = cells.get("begins_on"), cells.get("ends_on")
        if start and end and end <= start:
            self.add_error("ends_on", "届满日应晚于任期开始的日期。")
        return cells
