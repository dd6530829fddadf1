"""What is asked when a member is entered, changed, moved, or leaves?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.dates import PartialDate, parse_date
from shuniu.kernel.identifier import citizen_number_of_eighteen, citizen_number_problem
from shuniu.kernel.text import fold, narrow
from shuniu.policy import words
from shuniu.policy.persons.education import EDUCATION
from shuniu.policy.persons.ethnic_groups import ETHNIC_GROUPS
from shuniu.queries.accounts import Actor
from shuniu.queries.members.choosing import roll_to_name, rolls_to_keep
from shuniu.queries.party.choosing import Choice
from shuniu.web.organizations.naming import NAMED, UnitNamedForm
from shuniu.web.writing import BEGIN, END, DatedForm

NOT_CHOSEN = ("", "未填")
# Who leads is put down with the leadership.
ORDINARY_POSTS = [(one.value, one.label) for one in words.PartyPost if not one.leads]
YES_NO = [NOT_CHOSEN, ("1", "是"), ("0", "否")]
# So many rolls are offered as a list; where there are more, the roll is named.
OFFERED = 200
ROLL_NAMED = "写党组织的代码，或与登记完全一致的全称。"
NO_SUCH_ROLL = "没有找到这个党组织，或同名的不止一个，请改写代码；党委、工委不直接编入党员。"
DAY_WRITTEN = "日期请写成 2010-07-01、2010-07 或 2010 的样子。"
_MOBILE = re.compile(r"\+?[0-9][0-9-]{4,19}")
HELD, SHARES = "held", "shares"
# Columns of the roll by the fields of the form; days carry how exactly they are known.
PARTICULARS = ("name", "sex", "ethnic_group", "education")
MEMBERSHIP = ("state", "status", "moved_to")
DAYS = {"born": "born", "admitted_on": "admitted", "full_member_on": "full_member", "lost_contact_on": "lost_contact"}
FLAGS = ("lost_contact", "mobile_member")
OF_MEMBERSHIP = (*MEMBERSHIP, *FLAGS, "admitted_on", "full_member_on", "lost_contact_on")


class PartialDayField(forms.CharField):
    """A day as precisely as it is known; kept as 2010-07-01, 2010-07 or 2010."""

    def to_python(self, value: Any) -> str:
        reading = parse_date(super().to_python(value))
        if reading.problem or reading.warning:
            raise forms.ValidationError(DAY_WRITTEN)
        return reading.iso or ""


def _day(label: str, help_text: str = "") -> PartialDayField:
    return PartialDayField(label=label, max_length=20, required=False, help_text=help_text)


def _choice(label: str, choices: Iterable[tuple[str, str]], help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOT_CHOSEN, *choices], required=False, help_text=help_text)


def _secret(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=20, required=False, help_text=help_text, widget=widget)


class RollForm(DatedForm):
    """A roll is chosen among those the actor keeps; where there are many, it is named. ``roll`` once it is valid."""

    party_organization = forms.ChoiceField(label="所在党组织")

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, **more)
        self.actor, self.on = actor, on
        self.roll: Choice | None = None
        offer_rolls(self, actor, on)

    def clean_party_organization(self) -> str:
        self.roll = roll_named(self.actor, self.cleaned_data["party_organization"], self.on)
        return self.roll.code


def offer_rolls(form: DatedForm, actor: Actor, on: date) -> None:
    rolls, label = rolls_to_keep(actor, on, OFFERED), str(form.fields["party_organization"].label)
    if len(rolls) > OFFERED:
        form.fields["party_organization"] = forms.CharField(label=label, max_length=200, help_text=ROLL_NAMED)
        return
    field = form.fields["party_organization"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "请选择"), *((one.code, one.name) for one in rolls)]
    if len(rolls) == 1:
        form.initial.setdefault("party_organization", rolls[0].code)


def roll_named(actor: Actor, text: str, on: date) -> Choice:
    found = roll_to_name(actor, fold(text), on)
    if found is None:
        raise forms.ValidationError(NO_SUCH_ROLL)
    return found


class MemberForm(UnitNamedForm):
    """What the roll says of a member. No judgement of a person is asked for; only the name must be there."""

    name = forms.CharField(label="姓名", max_length=60)
    sex = _choice("性别", words.Sex.choices())
    ethnic_group = _choice("民族", ETHNIC_GROUPS.items())
    born = _day("出生日期", "只知道年月的写年月。")
    education = _choice("学历", EDUCATION.items())
    number = _secret("公民身份号码", "加密保存，不再显示；查看须写明用途。")
    mobile = _secret("手机", "加密保存，不再显示；查看须写明用途。")
    state = _choice("人员类别", words.MembershipState.choices())
    admitted_on = _day("入党日期", "支部党员大会通过为预备党员的日期。")
    full_member_on = _day("转正日期")
    status = _choice("党籍", words.MembershipStatus.choices())
    position = forms.CharField(label="岗位", max_length=60, required=False)
    parts_of: Sequence[tuple[str, Sequence[str]]] = ()

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["unit"].label, self.fields["unit"].required = "工作单位", False
        self.fields["unit"].help_text = f"在其中工作的单位。{NAMED}"

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields of each part, in order, for the template."""
        shown = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.parts_of]
        return [(title, bounds) for title, bounds in shown if bounds]

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])

    def clean_number(self) -> str:
        number = fold(narrow(self.cleaned_data["number"])).upper()
        return citizen_number_of_eighteen(number) if number and not citizen_number_problem(number) else number

    def clean_mobile(self) -> str:
        mobile = fold(narrow(self.cleaned_data["mobile"]))
        if mobile and _MOBILE.fullmatch(mobile) is None:
            raise forms.ValidationError("请填写电话号码，只写数字。")
        return mobile

    def clean_unit(self) -> str:
        # What the page showed and nobody touched stays, also where its name is no longer one's to give.
        return super().clean_unit() if "unit" in self.changed_data else str(self.initial.get("unit", ""))

    def columns(self, names: Iterable[str]) -> dict[str, Any]:
        """Columns of the roll for the fields named, as the clerk left them."""
        cells = self.cleaned_data
        found: dict[str, Any] = {}
        for name in (one for one in names if one in cells):
            if name in DAYS:
                found |= partial_columns(DAYS[name], cells[name])
            else:
                found[name] = {"1": True, "0": False}.get(cells[name]) if name in FLAGS else cells[name]
        return found


def partial_columns(name: str, iso: str) -> dict[str, Any]:
    """2010-07 as a day and its precision."""
    if not iso:
        return {f"{name}_on": None, f"{name}_precision": ""}
    day = PartialDate.from_iso(iso)
    return {f"{name}_on": day.earliest, f"{name}_precision": day.precision}


class NewMemberForm(MemberForm):
    party_organization = forms.ChoiceField(label="所在党组织")
    relation = forms.ChoiceField(
        label="组织关系",
        widget=forms.RadioSelect,
        choices=[(HELD, "在这里"), (SHARES, "在别处，只在这里参加组织生活")],
        initial=HELD,
    )
    post = _choice("党内职务", ORDINARY_POSTS, help_text="书记、副书记、委员由上级在“班子”中登记。")
    parts_of = (
        ("党组织", ("party_organization", "relation", "state", "admitted_on", "full_member_on", "status", "post")),
        ("基本信息", ("name", "sex", "ethnic_group", "born", "education", "number", "mobile")),
        ("工作", ("unit", "position")),
    )

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.roll: Choice | None = None
        offer_rolls(self, actor, on)

    def clean_party_organization(self) -> str:
        self.roll = roll_named(self.actor, self.cleaned_data["party_organization"], self.on)
        return self.roll.code

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        kept = [name for name in ("state", "admitted_on", "full_member_on", "post") if cells.get(name)]
        if cells.get("relation") == SHARES and kept:
            self.add_error(kept[0], "只参加组织生活的，由管理其组织关系的党组织登记这一项。")
        return cells


class ChangeMemberForm(MemberForm):
    """变更 or 更正 of what stands in the roll; what is left as it was stays as it was."""

    lost_contact = forms.ChoiceField(label="失去联系", choices=YES_NO, required=False)
    lost_contact_on = _day("失去联系日期")
    mobile_member = forms.ChoiceField(label="流动党员", choices=YES_NO, required=False)
    moved_to = forms.CharField(label="流向", max_length=60, required=False, help_text="流动党员外出的地区。")
    forget_mobile = forms.BooleanField(label="删去登记的手机", required=False)
    parts_of = (
        ("基本信息", ("name", "sex", "ethnic_group", "born", "education", "number", "mobile", "forget_mobile")),
        ("党籍和组织关系", ("state", "admitted_on", "full_member_on", "status", "lost_contact", "lost_contact_on",
                     "mobile_member", "moved_to")),
        ("工作", ("unit", "position")),
    )  # fmt: skip

    def fit(self, *, correction: bool, held: bool, mobile: bool) -> None:
        """Work is changed, never corrected here; who is held nowhere that day has no membership to change."""
        gone = ["unit", "position"] if correction else []
        gone += [] if held else list(OF_MEMBERSHIP)
        gone += [] if mobile else ["forget_mobile"]
        for name in gone:
            del self.fields[name]
        for name in ("number", "mobile"):
            self.fields[name].help_text = "不填的不变；加密保存，查看须写明用途。"
        if correction:
            self.fields["since"].label = "更正哪一天有效的登记"
            self.fields["since"].help_text = "这一天有效的那一条登记整条更正，它的起止日期不变。"

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        if cells.get("forget_mobile") and cells.get("mobile"):
            self.add_error("mobile", "要删去的不再填写；要改的不勾选“删去登记的手机”。")
        return cells

    def changed(self, names: Iterable[str]) -> dict[str, Any]:
        return self.columns(name for name in names if name in self.changed_data)


class PostForm(DatedForm):
    post = forms.ChoiceField(label="党内职务", required=False)
    field_order = ["post", "since"]

    def __init__(self, given: Any, held: str, **more: Any) -> None:
        """``held``: what the member holds now stays to be seen; the law says who may change it."""
        super().__init__(given, **more)
        now = [(held, words.PartyPost(held).label)] if held and words.PartyPost(held).leads else []
        self.fields["post"].choices = [("", "不任职务"), *now, *ORDINARY_POSTS]  # type: ignore[attr-defined]


class MoveMemberForm(RollForm):
    field_order = ["party_organization", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["party_organization"].label = "转入的党组织"


class LeaveForm(DatedForm):
    why = forms.ChoiceField(label="原因", choices=[("", "请选择"), *words.Leaving.choices()])
    field_order = ["why", "since"]


class ShareForm(RollForm):
    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[(BEGIN, "开始参加"), (END, "结束参加")], initial=BEGIN
    )
    field_order = ["way", "party_organization", "since"]

    def __init__(self, given: Any, actor: Actor, on: date, **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["party_organization"].label = "参加哪个党组织的组织生活"


class AnswerForm(DatedForm):
    """同意转入 or 不同意; the day counts where the relation goes on."""

    answer = forms.ChoiceField(
        label="答复",
        widget=forms.RadioSelect,
        choices=[("1", words.RequestState.GRANTED.label), ("0", words.RequestState.DECLINED.label)],
    )
    reason = forms.CharField(label="理由", max_length=200, required=False, help_text="不同意的须写明，对方会看到。")
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ["answer", "reason", "since"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["since"].label = "组织关系自哪一天起转入"


def initial_of(particulars: Mapping[str, Any] | None, membership: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stands in the roll, as the form asks for it."""
    first: dict[str, Any] = {}
    for row, names in ((particulars, PARTICULARS), (membership, MEMBERSHIP)):
        first |= {name: row[name] for name in names} if row else {}
    for name, column in DAYS.items():
        row = particulars if name == "born" else membership
        if row and row[f"{column}_on"]:
            first[name] = PartialDate.of(row[f"{column}_on"], row[f"{column}_precision"] or "day").iso
    for name in FLAGS if membership else ():
        first[name] = {True: "1", False: "0"}.get(membership[name], "") if membership else ""
    return first
