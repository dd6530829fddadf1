"""What is asked when an office decides a value: which reading, what it stands on, and from which day?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from shuniu.kernel.text import fold
from shuniu.policy.measures import MEASURES
from shuniu.policy.measures.reported import REPORTED
from shuniu.policy.packs import Figures, KeyEntry, Shape, load_packs
from shuniu.policy.packs.deciding import practices_to_adopt
from shuniu.policy.packs.readings import choices, known_items, proposed, said
from shuniu.web.writing import DatedForm, day_field

PROPOSED, OWN, ADOPT = "proposed", "own", "adopt:"
YES_NO = [("", "请选择"), ("1", "是"), ("0", "否")]
WHOLE = {"invalid": "请填写整数。", "min_value": "不能小于 0。"}
NUMBER = {"invalid": "请填写数字。", "min_value": "不能小于 0。"}


def _lines(entry: KeyEntry) -> forms.Field:
    return forms.CharField(
        label="取值", required=False, widget=forms.Textarea(attrs={"rows": 6}), help_text="一行写一项。"
    )


def _value_field(entry: KeyEntry) -> forms.Field | None:
    """How a value of this shape is filled in; None where it can only be adopted from a text."""
    known, label = list(choices(entry.key).items()), f"取值（{entry.unit}）" if entry.unit else "取值"
    match entry.shape:
        case Shape.RULES:
            return None
        case Shape.INTEGER:
            return forms.IntegerField(label=label, required=False, min_value=0, error_messages=WHOLE)
        case Shape.DECIMAL:
            return forms.DecimalField(label=label, required=False, min_value=0, error_messages=NUMBER)
        case Shape.FLAG:
            return forms.ChoiceField(label=label, required=False, choices=YES_NO)
        case Shape.WORDS if known:
            return forms.MultipleChoiceField(
                label=label, required=False, choices=known, widget=forms.CheckboxSelectMultiple
            )
        case Shape.WORDS | Shape.ITEMS:
            return _lines(entry)
    if known:
        return forms.ChoiceField(label=label, required=False, choices=[("", "请选择"), *known])
    return forms.CharField(label=label, required=False, max_length=300)


def _held(entry: KeyEntry, value: Any) -> Any:
    """The value of today as the form shows it, so that a list is added to rather than written anew."""
    if entry.shape is Shape.FLAG:
        return "1" if value else "0"
    if not isinstance(value, tuple):
        return value
    if choices(entry.key):
        return list(value)
    return "\n".join(str(one["label"]) if isinstance(one, Mapping) else str(one) for one in value)


class DecideForm(DatedForm):
    """A proposed reading, a practice of a text, or a value of the office's own; each with its decision."""

    way = forms.ChoiceField(label="怎样决定", widget=forms.RadioSelect)
    decision = forms.CharField(label="依据的决定", max_length=300, help_text="写明文号，或哪一次会议的决定。")

    def __init__(self, given: Any, entry: KeyEntry, figures: Figures, **more: Any) -> None:
        super().__init__(given, **more)
        self.entry, self.now = entry, None
        field = _value_field(entry)
        if field is not None:
            field.help_text = f"{field.help_text}选“另行决定”时填写。"
            self.fields["value"] = field
        if (now := figures.stated(entry.key)) is not None:
            self.now = now.value
            self.initial.setdefault("value", _held(entry, now.value))
        self._offer(figures, own=field is not None)
        self.order_fields(["way", "value", "decision", "since"])

    def _offer(self, figures: Figures, *, own: bool) -> None:
        ways = []
        reading, entry = proposed(self.entry.key), self.entry
        if reading and figures.stated(entry.key) is None:
            ways.append((PROPOSED, f"采用建议读法：{choices(entry.key)[reading]}"))
        for pack in practices_to_adopt(entry.key, figures.chain):
            text = load_packs()[pack]
            value = next(one.value for one in text.statements if one.key == entry.key and not one.silent)
            ways.append((ADOPT + pack, f"采用《{text.title}》的做法：{said(entry.key, value)}{entry.unit}"))
        if own:
            ways.append((OWN, "另行决定"))
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        way.choices = ways
        if len(ways) == 1:
            # There is nothing to choose: the one way is taken.
            way.widget, self.initial["way"] = forms.HiddenInput(), ways[0][0]
            if own:
                self.fields["value"].required, self.fields["value"].help_text = True, ""

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        if cells.get("way") == OWN and "value" not in self.errors and cells.get("value") in (None, "", []):
            self.add_error("value", "请填写取值。")
        return cells

    @property
    def pack(self) -> str:
        """The text whose practice is adopted; empty where the office decides a value."""
        way = str(self.cleaned_data["way"])
        return way.removeprefix(ADOPT) if way.startswith(ADOPT) else ""

    @property
    def value(self) -> Any:
        """What is decided, in the shape its key takes."""
        if self.cleaned_data["way"] == PROPOSED:
            return proposed(self.entry.key)
        given = self.cleaned_data["value"]
        match self.entry.shape:
            case Shape.FLAG:
                return given == "1"
            case Shape.DECIMAL:
                return f"{given:f}"
            case Shape.WORDS if not choices(self.entry.key):
                return _written_lines(given)
            case Shape.ITEMS:
                return _items(self.entry.key, _written_lines(given), self.now or ())
        return given


def _written_lines(text: str) -> list[str]:
    return list(dict.fromkeys(fold(line) for line in re.split(r"[\n；;]", text) if line.strip()))


def _items(key: str, labels: list[str], now: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of today stay as they are, rows some text lists come as it says them; a new one is known by its words."""
    known = known_items(key) | {row["label"]: row for row in now}
    return [dict(known[label]) if label in known else {"key": label, "label": label} for label in labels]


class WithdrawForm(DatedForm):
    """From which day the texts hold again."""


RATIOS = [(one.key, one.name) for one in MEASURES.values() if one.denominator is not None]
# What the platform itself works out of a reported number is not reported.
REPORTABLE = [(one.key, one.name) for one in REPORTED if one.key != "per_10_000_residents"]


def _number(label: str, digits: int, places: int, help_text: str = "", *, required: bool = False) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=digits, decimal_places=places, min_value=0, required=required, help_text=help_text,
        error_messages=NUMBER | {"max_decimal_places": f"小数最多 {places} 位。", "max_digits": "数字太长。",
                                 "max_whole_digits": "数字太大。"},
    )  # fmt: skip


class TargetForm(DatedForm):
    """A measure, where it stood, by how many points it is to rise, until when, on what basis."""

    measure = forms.ChoiceField(label="指标", choices=[("", "请选择"), *RATIOS])
    baseline = _number("基数（%）", 9, 4, "设定目标时的比率。", required=True)
    points = _number("提升（个百分点）", 9, 4, "“以上”包括本数。", required=True)
    due_on = day_field("期限")
    source = forms.CharField(label="依据", max_length=300, help_text="写明文件或决定。")
    field_order = ["measure", "baseline", "points", "due_on", "source", "since"]


class ReportForm(DatedForm):
    """One figure with its source: counts, or the percentage as the source prints it."""

    figure = forms.ChoiceField(label="填报指标", choices=[("", "请选择"), *REPORTABLE])
    numerator = _number("数值", 18, 4, "只报比率的不填。")
    denominator = _number("总数", 18, 4, "有分母的填写，如全部律师事务所数。")
    percent = _number("比率（%）", 7, 4, "来源只写比率的，照原文填写，如 68.6。")
    source = forms.CharField(label="来源", max_length=300, help_text="写明文件、公报或台账，及其时点。")
    field_order = ["figure", "numerator", "denominator", "percent", "source", "since"]

    @property
    def share(self) -> Decimal | None:
        percent: Decimal | None = self.cleaned_data["percent"]
        return None if percent is None else percent / 100
