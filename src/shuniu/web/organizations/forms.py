"""What is asked when an organization is entered into the register, changed, or corrected?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.pinyin import sort_key
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.organizations.levels import level_from_uscc
from shuniu.queries.accounts import Actor
from shuniu.queries.organizations.choosing import bodies_to_name, divisions_below
from shuniu.web.writing import ActForm, DatedForm, day_field, few_lines

NOT_CHOSEN = ("", "未填")
YES_NO = [("", "未填"), ("1", "是"), ("0", "否")]
# The register's columns by the fields of the form; the others are told apart below.
TEXTS = ("name", "street", "address", "field", "classified_by", "classified_reason", "charter_clause_text")
CHOICES: Mapping[str, type[words.Word]] = {
    "type": words.OrganizationType,
    "subtype": words.OrganizationSubtype,
    "legal_status": words.LegalStatus,
    "mode": words.RegistrationMode,
    "status": words.RegistrationStatus,
    "level": words.AdministrativeLevel,
    "activity_scope": words.ActivityScope,
    "influence": words.Influence,
}
FLAGS = ("industry_distinct", "charity", "charter_clause")
NUMBERS = ("full_time_staff", "part_time_staff")
PARTY_COUNTS = ("members", "full_members", "probationary")
DAYS = ("classified_on", "established_on", "certificate_from", "certificate_to", "charter_clause_on")
BODIES = {"authority": words.UnitKind.REGISTRATION_AUTHORITY, "supervising_unit": words.UnitKind.SUPERVISING_UNIT}
PARTS: Sequence[tuple[str, Sequence[str]]] = (
    ("基本事项", ("name", "code", "type", "subtype", "legal_status", "status")),
    ("登记管理", ("mode", "authority", "supervising_unit", "level", "established_on", "certificate_from",
                  "certificate_to")),
    ("住所和领域", ("region", "street", "address", "field", "activity_scope")),
    ("规模", ("funds_yuan", "full_time_staff", "part_time_staff", "charity", "grade")),
    ("归口所需的认定", ("industry_distinct", "influence", "classified_by", "classified_on", "classified_reason")),
    ("章程", ("charter_clause", "charter_clause_on", "charter_clause_text")),
)  # fmt: skip


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _choice(label: str, choices: Iterable[tuple[str, str]] = (), help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_CHOSEN, *choices], required=False, help_text=help_text)


class RegistrationForm(DatedForm):
    """Everything the register says of one organization. Only the name, the type and the status must be there."""

    name = forms.CharField(label="名称", max_length=200, help_text="与登记证书一致，不写简称。")
    code = _text("统一社会信用代码", 18, "18 位；仅备案的社区社会组织没有代码，可以不填。")
    type = forms.ChoiceField(label="类型", choices=[("", "请选择"), *words.OrganizationType.choices()])
    subtype = _choice("细类", words.OrganizationSubtype.choices())
    legal_status = forms.ChoiceField(label="法律地位", choices=words.LegalStatus.choices())
    status = forms.ChoiceField(label="登记状态", choices=words.RegistrationStatus.choices())
    mode = _choice("登记方式", words.RegistrationMode.choices(), "决定由谁负责党建工作。")
    authority = _choice("登记管理机关")
    supervising_unit = _choice("业务主管单位", help_text="直接登记和已脱钩的不填。")
    level = _choice("登记层级", words.AdministrativeLevel.choices(), "不填的按代码中的登记机关行政区划判断。")
    established_on = day_field("成立登记日期", required=False)
    certificate_from = day_field("证书有效期起", required=False)
    certificate_to = day_field("证书有效期止", required=False)
    region = _choice("区")
    street = _text("街道（乡镇）", 60)
    address = _text("住所", 300)
    field = _text("领域", 40, "归入联合党委时按领域、行业或类别比对。")
    activity_scope = _choice("活动范围", words.ActivityScope.choices())
    funds_yuan = forms.DecimalField(
        label="注册资金（元）", required=False, min_value=0, max_digits=18, decimal_places=2,
        error_messages={"invalid": "请填写数字。"},
    )  # fmt: skip
    full_time_staff = forms.IntegerField(label="专职人员", required=False, min_value=0, max_value=1_000_000)
    part_time_staff = forms.IntegerField(label="兼职人员", required=False, min_value=0, max_value=1_000_000)
    charity = forms.ChoiceField(label="慈善组织", choices=YES_NO, required=False)
    grade = _choice("评估等级", words.Grade.choices())
    industry_distinct = forms.ChoiceField(label="行业特征明显", choices=YES_NO, required=False)
    influence = _choice("规模和影响力", words.Influence.choices())
    classified_by = _text("认定单位", 120, "行业特征、规模和影响力由谁认定。")
    classified_on = day_field("认定日期", required=False)
    classified_reason = _text("认定理由", 300)
    charter_clause = forms.ChoiceField(label="章程已写入党建内容", choices=YES_NO, required=False)
    charter_clause_on = day_field("写入日期", required=False)
    charter_clause_text = _text("条款内容", 500)

    def __init__(self, given: Any, actor: Actor, on: date, home: str, **more: Any) -> None:
        super().__init__(given, **more)
        for name, kind in BODIES.items():
            self._offer(name, [(str(key), label) for key, label in bodies_to_name(actor, [kind.value], on)])
        self._offer("region", divisions_below(home) if home else [])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        choice = self.fields[name]
        assert isinstance(choice, forms.ChoiceField)
        held = self.initial.get(name)
        if held and held not in dict(choices):
            choices = [*choices, (held, self.initial.get(f"{name}_label", held))]
        choice.choices = [NOT_CHOSEN, *choices]

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields of each part, in order, for the template."""
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in PARTS]
        return [(title, bounds) for title, bounds in shown if bounds]

    def clean_code(self) -> str:
        return fold(self.cleaned_data["code"]).upper()

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        start, end = cells.get("certificate_from"), cells.get("certificate_to")
        if start and end and end < start:
            self.add_error("certificate_to", "证书有效期止早于有效期起。")
        judged = cells.get("industry_distinct") or cells.get("influence")
        if judged and "classified_by" in self.fields and not cells.get("classified_by"):
            self.add_error("classified_by", "请写明由谁认定。")
        return cells

    def leave_out(self, *parts: str) -> None:
        """Drop what another act settles."""
        for name in parts:
            del self.fields[name]

    @property
    def register_values(self) -> dict[str, Any]:
        """The registration's fields as the clerk left them, those that are asked for here."""
        cells = self.cleaned_data
        values = {name: cells[name] for name in (*TEXTS, *CHOICES, *NUMBERS, *DAYS, "funds_yuan") if name in cells}
        values.update({name: {"1": True, "0": False}.get(cells[name]) for name in FLAGS if name in cells})
        values.update({name: int(cells[name]) if cells[name] else None for name in BODIES})
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        values["region"] = cells["region"]
        named = dict(region.choices).get(cells["region"], "") if cells["region"] else ""  # type: ignore[arg-type]
        values["district"] = str(named)
        if not values["level"] and cells.get("code"):
            values["level"] = str(level_from_uscc(cells["code"]) or "")
        return values

    @property
    def new_columns(self) -> dict[str, Any]:
        """The same for a new row: bodies by their columns, and the key by which names are sorted."""
        values = self.register_values
        bodies = {f"{name}_id": values.pop(name) for name in BODIES}
        precision = {"established_precision": "day"} if values.get("established_on") else {}
        return {**values, **bodies, **precision, "sort_key": sort_key(values["name"])}


class MaintainForm(RegistrationForm):
    """A change of the register with the Party part beside it: whoever keeps the one keeps the other (P05)."""

    as_of = day_field("截至哪一天", required=False, help_text="党员人数有变化时填写，没有变化的不填。")
    source = _text("来源", 200, "例如：2026 年第三季度填报表。")
    members = forms.IntegerField(label="党员", required=False, min_value=0, max_value=1_000_000)
    full_members = forms.IntegerField(label="其中：正式党员", required=False, min_value=0, max_value=1_000_000)
    probationary = forms.IntegerField(label="其中：预备党员", required=False, min_value=0, max_value=1_000_000)

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        party = ("as_of", "source", *PARTY_COUNTS)
        return [*super().parts, ("党建情况", [self[name] for name in party])]

    @property
    def counts(self) -> dict[str, int]:
        """The numbers that were filled in."""
        return {name: self.cleaned_data[name] for name in PARTY_COUNTS if self.cleaned_data.get(name) is not None}

    def clean(self) -> dict[str, Any]:
        cells = super().clean()
        if self.counts:
            for name in ("as_of", "source"):
                if not cells.get(name) and name not in self.errors:
                    self.add_error(name, "填写了党员人数的，请填写这一项。")
        return cells


def _flag(value: bool | None) -> str:
    return "" if value is None else "1" if value else "0"


def initial_of(values: Mapping[str, Any], code: str, grade: str) -> dict[str, Any]:
    """What the form shows at first: the registration as it stands."""
    shown = {name: values.get(name) for name in (*TEXTS, *CHOICES, *NUMBERS, *DAYS, "funds_yuan", "region")}
    shown.update({name: _flag(values.get(name)) for name in FLAGS})
    shown.update({name: str(values.get(f"{name}_id") or "") for name in BODIES})
    return {**shown, "code": code, "grade": grade, "region_label": values.get("district") or values.get("region")}


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Only the fields whose value is another now; a division kept by its code keeps its name too."""
    held = {**before, **{name: before.get(f"{name}_id") for name in BODIES}}
    found = {name: value for name, value in after.items() if held.get(name) != value}
    if "region" not in found:
        found.pop("district", None)
    if "established_on" in found:
        found["established_precision"] = "day" if found["established_on"] else ""
    return found


class ClassifyForm(DatedForm):
    """A recorded judgement: by whom, on which day, why; never computed (A09)."""

    industry_distinct = forms.ChoiceField(label="行业特征明显", choices=YES_NO, required=False)
    influence = _choice("规模和影响力", words.Influence.choices())
    by = forms.CharField(label="认定单位", max_length=120)
    decided_on = day_field("认定日期")
    reason = few_lines("认定理由", max_length=300)
    field_order = ["industry_distinct", "influence", "by", "decided_on", "reason", "since"]


class EndingForm(DatedForm):
    """What becomes of the registration."""

    way = forms.ChoiceField(label="办什么", widget=forms.RadioSelect)
    field_order = ["way", "since"]

    def __init__(self, given: Any, ways: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(given, **more)
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        way.choices = list(ways)


class HeadCountForm(ActForm):
    """Counts without names; what the source does not say stays empty."""

    as_of = day_field("截至哪一天", help_text="人数是哪一天的。")
    source = forms.CharField(label="来源", max_length=200, help_text="例如：2026 年第三季度填报表。")
    members = forms.IntegerField(label="党员", required=False, min_value=0, max_value=1_000_000)
    full_members = forms.IntegerField(label="其中：正式党员", required=False, min_value=0, max_value=1_000_000)
    probationary = forms.IntegerField(label="其中：预备党员", required=False, min_value=0, max_value=1_000_000)
    relations_in = forms.IntegerField(label="组织关系在本单位的", required=False, min_value=0, max_value=1_000_000)
    relations_out = forms.IntegerField(label="组织关系不在本单位的", required=False, min_value=0, max_value=1_000_000)
    full_time = forms.IntegerField(label="专职人员", required=False, min_value=0, max_value=10_000_000)


class WorkCoverageForm(DatedForm):
    """Begin or end one instrument by which Party work reaches the organization."""

    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[("begin", "开始"), ("end", "结束")], initial="begin"
    )
    instrument = forms.ChoiceField(
        label="方式",
        choices=[("", "请选择"), *words.WorkCoverageInstrument.choices()],
        help_text="适用文本没有列出的方式不能登记；指导员派驻另行登记。",
    )
    note = forms.CharField(label="说明", max_length=200, required=False)
    field_order = ["way", "instrument", "note", "since"]


class GradeForm(DatedForm):
    grade = _choice("评估等级", words.Grade.choices(), "选“未填”表示不再具有等级。")
    field_order = ["grade", "since"]
