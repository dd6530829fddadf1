"""What is asked for an adjustment: the fields of its topic; for what is split off, where each unit and member goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.formation.adjusting_steps import FIELDS, fields_of
from shuniu.policy.formation.fields import LONGEST, LONGEST_TEXT
from shuniu.policy.words.adjusting import AdjustmentTopic, Transition
from shuniu.queries.accounts import Actor
from shuniu.queries.formation.adjusting import AdjustedNames, ToAdjust
from shuniu.queries.organizations.bodies import unit_to_name
from shuniu.queries.party.choosing import party_organization_to_name
from shuniu.web.cases.forms import CaseForm
from shuniu.web.writing import NO_SUCH_UNIT, few_lines

# So many may be set up in one adjustment; more is split in another one.
MOST_PARTS = 6
LEFT = "留在原党组织"
NAMED = ("into", "parent", "receiver")
BRANCHES = [(one.value, one.label) for one in words.PartyOrganizationKind if one.is_branch]
OWN_KINDS = [
    ("", "请选择"),
    *((one.value, one.label) for one in words.PartyOrganizationKind
      if one.is_branch or one in (words.PartyOrganizationKind.GENERAL_BRANCH,
                                  words.PartyOrganizationKind.PRIMARY_COMMITTEE)),
]  # fmt: skip


def _plain(name: str) -> forms.Field:
    label = FIELDS[name]
    if name in NAMED:
        return forms.CharField(label=label, max_length=200, required=False, help_text="写全称或代码。")
    if name == "kind":
        return forms.ChoiceField(label=label, choices=OWN_KINDS, required=False)
    if name == "units":
        return few_lines(label, required=False, max_length=2_000, help_text="一行一家，写统一社会信用代码或全称。")
    if name == "transition":
        return forms.ChoiceField(label=label, choices=[("", "请选择"), *Transition.choices()], required=False)
    if name == "dissolve":
        return forms.BooleanField(label=f"{label}；它的党员和覆盖的单位须全部划出", required=False)
    if name in ("name", "short_name"):
        return forms.CharField(label=label, max_length=LONGEST[name], required=False)
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, required=False, widget=widget)


class AdjustmentForm(CaseForm):
    """``fillable``: the fields that may be changed; after a return only those remarked upon."""

    def __init__(self, given: Any, actor: Actor, on: date, to: ToAdjust, topic: AdjustmentTopic, **more: Any) -> None:
        self.to, self.actor, self.on = to, actor, on
        self.taken: list[int] = []
        super().__init__(given, **more)
        unlocked = to.open.unlocked if to.open is not None else None
        self.fillable = [name for name in fields_of(topic) if unlocked is None or name in unlocked]
        for name in self.fillable:
            if name != "parts":
                self.fields[name] = _plain(name)
        if "parts" in self.fillable:
            self._ask_for_parts()

    def _ask_for_parts(self) -> None:
        slots = range(1, self.slots + 1)
        goes = [("", LEFT), *((str(index), f"第 {index} 个") for index in slots)]
        for index in slots:
            self.fields[f"part_{index}_name"] = forms.CharField(
                label=f"第 {index} 个：全称", max_length=LONGEST["name"], required=False
            )
            self.fields[f"part_{index}_kind"] = forms.ChoiceField(
                label=f"第 {index} 个：种类", choices=BRANCHES, required=False
            )
        for key, name in self.to.units:
            self.fields[f"unit_{key}"] = forms.ChoiceField(label=name, choices=goes, required=False)
        for one in self.to.members:
            label = one.name if one.full else f"{one.name}（预备党员）"
            self.fields[f"member_{one.uuid.hex}"] = forms.ChoiceField(label=label, choices=goes, required=False)

    @property
    def slots(self) -> int:
        """One more than there are, two at the least."""
        held = self.to.open.filed.get("parts") or () if self.to.open is not None else ()
        return min(MOST_PARTS, max(2, len(held) + 1))

    def bound(self, prefix: str) -> list[Any]:
        """The fields of one sort, for the template."""
        return [self[name] for name in self.fields if name.startswith(prefix)]

    @property
    def plain(self) -> list[Any]:
        return [self[name] for name in self.fillable if name != "parts"]

    def clean_units(self) -> str:
        """Each line names one organization; which, is kept in ``taken``."""
        text = str(self.cleaned_data["units"])
        for line in filter(None, (fold(one) for one in text.splitlines())):
            found = unit_to_name(self.actor, line, self.on)
            if found is None:
                raise forms.ValidationError(f"“{line}”：{NO_SUCH_UNIT}")
            self.taken.append(found)
        return text

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        for name in NAMED:
            text = fold(cells.get(name) or "")
            found = party_organization_to_name(self.actor, text, self.on) if text else None
            if text and found is None:
                self.add_error(name, "没有找到这个党组织，或同名的不止一个，请改写代码。")
            cells[name] = found.key if found else None
        return cells

    @property
    def filed(self) -> dict[str, Any]:
        cells = self.cleaned_data
        found = {name: cells.get(name) for name in self.fillable if name != "parts"}
        for name in ("name", "short_name", "grounds", "exception_grounds"):
            if name in found:
                found[name] = fold(found[name] or "") if name.endswith("name") else (found[name] or "").strip()
        if "units" in self.fillable:
            found["units"] = sorted(set(self.taken))
        return {**found, "parts": self._parts(cells)} if "parts" in self.fillable else found

    def _parts(self, cells: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = []
        for index in range(1, self.slots + 1):
            goes = str(index)
            units = [key for key, _ in self.to.units if cells.get(f"unit_{key}") == goes]
            members = [str(one.uuid) for one in self.to.members if cells.get(f"member_{one.uuid.hex}") == goes]
            name = fold(cells.get(f"part_{index}_name") or "")
            if name or units or members:
                kind = cells.get(f"part_{index}_kind", "")
                found.append({"name": name, "kind": kind, "units": units, "members": members})
        return found


def initial_of(filed: Mapping[str, Any], names: AdjustedNames) -> dict[str, Any]:
    """The form as it was filled in before."""
    first = {name: filed[name] for name in filed if name not in (*NAMED, "parts")}
    if filed.get("units"):
        first["units"] = "\n".join(names.units.get(key, "") for key in filed["units"])
    first |= {name: names.nodes.get(filed[name], "") for name in NAMED if filed.get(name)}
    parts: Sequence[Mapping[str, Any]] = filed.get("parts") or ()
    for index, one in enumerate(parts, start=1):
        first |= {f"part_{index}_name": one["name"], f"part_{index}_kind": one["kind"]}
        first |= {f"unit_{key}": str(index) for key in one.get("units") or ()}
        first |= {f"member_{public.replace('-', '')}": str(index) for public in one.get("members") or ()}
    return first
