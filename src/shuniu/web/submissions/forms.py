"""What is asked of an organization about itself, and of whoever decides on it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from django import forms

from shuniu.policy import words
from shuniu.policy.cases.deciding import LONGEST
from shuniu.policy.submissions.fields import COUNT_FIELDS, FIELDS, OWN_FIELDS, from_json
from shuniu.queries.submissions.own import OwnOrganization
from shuniu.web.organizations.forms import HeadCountForm, RegistrationForm
from shuniu.web.wording import plain
from shuniu.web.writing import ActForm

FLAGS = {"1": True, "0": False}
PARTS: Sequence[tuple[str, Sequence[str]]] = (
    ("住所和活动", ("address", "street", "activity_scope")),
    ("规模", ("funds_yuan", "full_time_staff", "part_time_staff")),
    ("登记证书", ("certificate_from", "certificate_to")),
    ("章程", ("charter_clause", "charter_clause_on", "charter_clause_text")),
    ("党建情况", COUNT_FIELDS),
)
# The same matters bear the same names wherever they are asked for.
ASKED: Mapping[str, forms.Field] = {
    **{name: RegistrationForm.base_fields[name] for name in OWN_FIELDS},
    **{name: HeadCountForm.base_fields[name] for name in COUNT_FIELDS},
}


def label_of(name: str) -> str:
    return str(ASKED[name].label)


def said(name: str, value: Any) -> str | None:
    """A value as a page says it; None for what is not filled in."""
    if value in (None, ""):
        return None
    if name == "activity_scope":
        return str(dict(words.ActivityScope.choices()).get(value, value))
    if name == "charter_clause":
        return "是" if value else "否"
    return f"{float(value):,.2f} 元" if name == "funds_yuan" else plain(value)


class OwnForm(ActForm):
    """What differs from the register is filed; what was not remarked upon when it was returned is not asked again."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, given: Any, own: OwnOrganization) -> None:
        under_way = own.under_way
        first = {"version": under_way.version if under_way else 0, "seen": own.seen, **_first(own)}
        super().__init__(given, initial=first)
        self.remarks: Mapping[str, str] = under_way.remarks if under_way else {}
        unlocked = under_way.unlocked if under_way else None
        self.locked = [name for name in FIELDS if unlocked is not None and name not in unlocked]
        for name, asked in ASKED.items():
            if name not in self.locked:
                self.fields[name] = deepcopy(asked)
        if "members" in self.fields:
            self.fields["members"].help_text = "没有党员的填 0。提交时须填写。"

    @property
    def parts(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """The fields of each part with the remark on each."""
        shown = [
            (title, [(self[name], self.remarks.get(name, "")) for name in names if name in self.fields])
            for title, names in PARTS
        ]
        return [(title, bounds) for title, bounds in shown if bounds]

    @property
    def values(self) -> dict[str, Any]:
        """The matters of the registration as they were filled in."""
        cells = {name: self.cleaned_data[name] for name in OWN_FIELDS if name in self.cleaned_data}
        return {name: FLAGS.get(value) if name == "charter_clause" else value for name, value in cells.items()}

    @property
    def counts(self) -> dict[str, int | None]:
        return {name: self.cleaned_data[name] for name in COUNT_FIELDS if name in self.cleaned_data}

    def renew(self) -> None:
        """Somebody else was quicker: what was filled in stays, and goes on from what is shown now."""
        given: dict[str, Any] = {name: self.data.get(name, "") for name in self.data}
        for name in ("version", "seen", "key"):
            given[name] = str(self.fields[name].prepare_value(self.initial[name]))
        self.data = given


def _first(own: OwnOrganization) -> dict[str, Any]:
    """What the form shows at first: the register, and over it what is filed already."""
    filed = own.under_way.filed if own.under_way else {}
    shown: dict[str, Any] = {name: own.held.get(name) for name in OWN_FIELDS} | {
        name: own.counts.get(name) for name in COUNT_FIELDS
    }
    shown |= {name: from_json(name, value) for name, value in filed.items()}
    flag = shown["charter_clause"]
    shown["charter_clause"] = "" if flag is None else "1" if flag else "0"
    return shown


class WithdrawForm(ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class ReviewForm(ActForm):
    """A remark on any field; a submission is accepted without a remark or returned with one."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in FIELDS:
            self.fields[remark_on(name)] = forms.CharField(
                label=f"对“{label_of(name)}”的退回意见",
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def remarks(self) -> dict[str, str]:
        cells = {name: self.cleaned_data.get(remark_on(name), "") for name in FIELDS}
        return {name: text for name, text in cells.items() if text}


def remark_on(name: str) -> str:
    return f"remark_{name}"


REMARKS = {name: remark_on(name) for name in FIELDS}
