"""What is asked of whoever applies for a Party organization?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.formation.fields import COUNTS, FIELDS, LONGEST, LONGEST_TEXT
from shuniu.policy.members.secretary import MIDDLE, PART_TIME, RECRUITED
from shuniu.queries.accounts import Actor
from shuniu.queries.formation.applying import ToApply
from shuniu.queries.formation.joining import organization_to_join
from shuniu.queries.formation.reading import open_lists
from shuniu.queries.organizations.bodies import unit_to_name
from shuniu.queries.party.choosing import Choice
from shuniu.web.formation.wording import PARTS
from shuniu.web.writing import NO_SUCH_UNIT, ActForm, day_field, few_lines

NOT_CHOSEN = ("", "请选择")
OWN_KINDS = [
    one
    for one in words.PartyOrganizationKind
    if one.is_branch
    or one in (words.PartyOrganizationKind.PRIMARY_COMMITTEE, words.PartyOrganizationKind.GENERAL_BRANCH)
]
TEXTS = ("proximity", "task", "exception_grounds", "grounds")
HELP: Mapping[str, str] = {
    "name": "按批复后的全称填写，如“中共某某学会支部委员会”。",
    "units": "联合组建的填写，一行一家，写统一社会信用代码或与登记一致的名称。",
    "proximity": "联合组建的，写明各单位相距多远、业务是否相近。",
    "full_time": "全职在社会组织工作的正式党员。",
    "relations_in": "组织关系现在就在，或组建后转入的。只参加组织生活的不算。",
    "committee_seats": "正式党员 7 名以上设支部委员会的填写。",
    "skipped_grounds": "不按次序选任书记的，写明理由。",
    "exception_grounds": "超出“一般”规定的，写明理由，由审批党组织研究。",
    "task": "只有临时党支部填写。",
}
JOINED = (
    "和其他单位一起组建的填写，一行一家，写统一社会信用代码或与登记一致的全称。"
    "暂存后请这些单位在平台确认；都同意了才能提交。"
    "改名称、改组建方式或者增加单位以后，要重新确认。"
)
# May be kept empty, and is asked for in the end.
NEEDED = frozenset({"name", "kind", "parent", "mode", "full_members", "relations_in", "grounds"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What an office chooses from; for the organization's own clerk both are empty and not asked."""

    parents: Sequence[Choice] = ()
    candidates: Sequence[tuple[Any, str]] = ()
    regions: Sequence[tuple[str, str]] = ()


class ApplicationForm(ActForm):
    """One application; what was not remarked upon when it was returned is not asked again."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    needed = NEEDED

    def __init__(self, given: Any, actor: Actor, on: date, to: ToApply, offered: Offered) -> None:
        super().__init__(given, initial=_first(to))
        self.actor, self.on, self.to = actor, on, to
        self.named: list[int] = []
        self.centre: int | None = None
        unlocked = to.open.unlocked if to.open else None
        self.remarks: Mapping[str, str] = to.open.remarks if to.open else {}
        for name, made in _asked(to, offered).items():
            if unlocked is None or name in unlocked:
                self.fields[name] = made
        self.locked = [name for name in FIELDS if unlocked is not None and name not in unlocked]

    def clean_units(self) -> str:
        """Each line names one organization; which, is kept in ``named``."""
        text = str(self.cleaned_data["units"])
        for line in filter(None, (fold(one) for one in text.splitlines())):
            found = (organization_to_join if self.to.own else unit_to_name)(self.actor, line, self.on)
            if found is None:
                raise forms.ValidationError(f"“{line}”：{NO_SUCH_UNIT}")
            self.named.append(found)
        return text

    def clean_centre(self) -> str:
        """The body that hosts it; which, is kept in ``centre``."""
        text = fold(self.cleaned_data["centre"])
        self.centre = unit_to_name(self.actor, text, self.on) if text else None
        if text and self.centre is None:
            raise forms.ValidationError(NO_SUCH_UNIT)
        return text

    @property
    def filed(self) -> dict[str, Any]:
        """By the fields of an application, also those left empty."""
        cells = {name: self.cleaned_data.get(name) for name in FIELDS if name in self.fields}
        return {name: self._value(name, value) for name, value in cells.items()}

    def _value(self, name: str, value: Any) -> Any:
        if name == "units":
            return sorted(set(self.named) - {self.to.unit})
        if name == "centre":
            return self.centre
        if name == "parent":
            return int(value) if value else None
        if name == "checklist":
            return dict.fromkeys(value or (), True)
        return value.isoformat() if isinstance(value, date) else value or (value if value == 0 else None)

    @property
    def parts(self) -> list[tuple[str, list[tuple[Any, str]]]]:
        """The fields of each part with the remark on each."""
        shown = [
            (title, [(self[name], self.remarks.get(name, "")) for name in names if name in self.fields])
            for title, names in PARTS
        ]
        return [(title, bounds) for title, bounds in shown if bounds]

    def renew(self) -> None:
        """Somebody else was quicker: what was filled in stays, and goes on from what is shown now."""
        assert isinstance(self.data, QueryDict), "only what was sent is renewed"
        given = self.data.copy()
        for name in ("version", "seen", "key"):
            given[name] = str(self.fields[name].prepare_value(self.initial[name]))
        self.data = given


def _first(to: ToApply) -> dict[str, Any]:
    """What stands there at first: the register, and over it what is filled in already."""
    first: dict[str, Any] = {**to.counts, "field": to.held.get("field") or ""}
    if to.parent is not None:
        first["parent"] = str(to.parent[0])
    filed = to.open.filed if to.open is not None else to.lapsed.filed if to.lapsed is not None else None
    if filed is not None:
        first = {**(first if to.open is None else {}), **filed}
        first["units"] = "\n".join(code or name for code, name in to.units.values())
        first["centre"] = to.centre
        first["checklist"] = [key for key, met in (filed.get("checklist") or {}).items() if met]
    return {**first, "version": to.open.version if to.open else 0, "seen": to.seen}


def _asked(to: ToApply, offered: Offered) -> dict[str, forms.Field]:
    lists = open_lists(to.figures)
    asked: dict[str, forms.Field] = {}
    for name, label in FIELDS.items():
        made = _made(name, label, lists, offered)
        if made is not None:
            made.help_text = made.help_text or HELP.get(name, "")
            asked[name] = made
    if to.own:
        asked["units"].help_text = JOINED
    return asked


def _made(name: str, label: str, lists: Mapping[str, Mapping[str, str]], offered: Offered) -> forms.Field | None:
    if name in _MAKING:
        return _MAKING[name](label, lists, offered)
    if name in lists:
        return _choice(label, lists[name].items())
    if name in COUNTS:
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=100_000)
    longest = LONGEST.get(name, LONGEST_TEXT)
    widget = forms.Textarea(attrs={"rows": 3}) if name in TEXTS else None
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget)


def _choice(label: str, choices: Iterable[tuple[Any, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[NOT_CHOSEN, *choices])


Making = Callable[[str, Mapping[str, Mapping[str, str]], Offered], forms.Field | None]


def hosted_by_centres(lists: Mapping[str, Mapping[str, str]]) -> bool:
    """The texts know areas that are a Party-building activity centre (D26)."""
    return words.AreaKind.ACTIVITY_CENTRE.value in lists["area_kind"]


def _kinds(lists: Mapping[str, Mapping[str, str]]) -> list[words.PartyOrganizationKind]:
    return [*OWN_KINDS, *([words.PartyOrganizationKind.AREA_PARTY_ORG] if hosted_by_centres(lists) else [])]


def _checklist(label: str, lists: Mapping[str, Mapping[str, str]], offered: Offered) -> forms.Field | None:
    items = list(lists["checklist"].items())
    if not items:
        return None
    widget = forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(label=label, required=False, choices=items, widget=widget)


def _secretary(label: str, lists: Mapping[str, Mapping[str, str]], offered: Offered) -> forms.Field | None:
    if not offered.candidates:
        return None
    return _choice(label, [(str(key), name) for key, name in offered.candidates])


def _parent(label: str, lists: Mapping[str, Mapping[str, str]], offered: Offered) -> forms.Field | None:
    return _choice(label, [(str(one.key), one.name) for one in offered.parents]) if offered.parents else None


def _of_source(source: str, made: Callable[[str], forms.Field]) -> Making:
    """Asked only where the texts know the source that asks for it."""
    return lambda label, lists, offered: made(label) if source in lists["secretary_source"] else None


def _where_sources(made: Callable[[str, Mapping[str, str]], forms.Field]) -> Making:
    """Asked only where the texts say from whom a secretary comes: else there is nothing to choose, none to skip."""

    def asked(label: str, lists: Mapping[str, Mapping[str, str]], offered: Offered) -> forms.Field | None:
        sources = lists["secretary_source"]
        return made(label, sources) if sources else None

    return asked


_MAKING: Mapping[str, Making] = {
    "secretary_source": _where_sources(lambda label, sources: _choice(label, sources.items())),
    "skipped_grounds": _where_sources(lambda label, sources: few_lines(label, required=False, max_length=LONGEST_TEXT)),
    "measure_document": _of_source(
        RECRUITED,
        lambda label: forms.CharField(
            label=label, required=False, max_length=60, help_text="面向社会招聘书记的填写；没有管理办法的，先制定。"
        ),
    ),
    "management_stated": _of_source(
        MIDDLE,
        lambda label: forms.BooleanField(
            label=label, required=False, help_text="来源为中层以上管理职务的，核对后勾选。"
        ),
    ),
    "trained_on": _of_source(
        PART_TIME, lambda label: day_field(label, required=False, help_text="从兼职党员中选任书记的填写。")
    ),
    "kind": lambda label, lists, offered: _choice(label, [(one.value, one.label) for one in _kinds(lists)]),
    "centre": lambda label, lists, offered: (
        forms.CharField(
            label=label, required=False, max_length=200, help_text="写与登记完全一致的名称；参加单位都由它覆盖。"
        )
        if offered.parents and hosted_by_centres(lists)
        else None
    ),
    "region": lambda label, lists, offered: (
        forms.ChoiceField(
            label=label,
            required=False,
            choices=[("", "不兜底"), *offered.regions],
            help_text="这里没有其他党组织负责的社会组织由它兜底。只兜底一个街道、乡镇的，成立后再登记。",
        )
        if offered.regions
        else None
    ),
    "parent": _parent,
    "secretary": _secretary,
    "checklist": _checklist,
    "units": lambda label, lists, offered: few_lines(label, required=False, max_length=2_000),
    "management_sound": lambda label, lists, offered: forms.BooleanField(label=label, required=False),
    "task_ends_on": lambda label, lists, offered: day_field(label, required=False),
}
