"""Fill in a proposed leadership: who is to hold which post, from which source, with which unit behind the secretary."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.leadership.proposing import Proposal, keep_appointment, submit_appointment
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.queries.accounts import Actor
from shuniu.queries.leadership.appointing import (
    AppointmentTerms,
    open_appointment,
    terms_of,
    unit_code,
    unit_public,
)
from shuniu.queries.leadership.board import Board
from shuniu.queries.leadership.candidates import members_to_post
from shuniu.queries.organizations.bodies import unit_to_name
from shuniu.web.cases.beginning import refused_before
from shuniu.web.frame import actor_of, day_of
from shuniu.web.leadership.board import board_of
from shuniu.web.leadership.writing import finding, sheet_of
from shuniu.web.lists import words_of
from shuniu.web.organizations.naming import NAMED
from shuniu.web.writing import NEEDED_WHEN_SENT, NO_SUCH_UNIT, ActForm, day_field, only_today, written

# As many as a committee of a branch may have at most, by the texts; whoever needs more proposes the rest afterwards.
PLACES = 7
KEEP, SUBMIT = "keep", "submit"
# What the sources of secretaries ask for; a joint committee's text asks for none of it.
OF_SECRETARIES = ("skipped_grounds", "measure_document", "management_stated", "trained_on")
GROUNDS = ("source", "whole", "secretary_unit", *OF_SECRETARIES, "grounds")
_FULL_TIME = [("", "不写明"), ("yes", "专职"), ("no", "兼职")]
_LEADING = [("", "不填"), *((one.value, one.label) for one in words.PartyPost if one.leads)]


class ProposalForm(ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    way = forms.ChoiceField(choices=[(SUBMIT, "提交"), (KEEP, "暂存")], initial=SUBMIT, widget=forms.HiddenInput)
    source = forms.ChoiceField(label="人选来源", required=False)
    whole = forms.ChoiceField(
        label="任命范围",
        choices=[("yes", "整个班子：没有列出的原成员不再任职"), ("no", "个别成员：其他成员不变")],
        initial="no",
    )
    skipped_grounds = forms.CharField(
        label="不从前一来源选任的理由", max_length=300, required=False, help_text="来源有先后、跳过前一来源的填写。"
    )
    measure_document = forms.CharField(
        label="招聘管理办法文号", max_length=60, required=False, help_text="面向社会招聘的填写。"
    )
    management_stated = forms.BooleanField(
        label="已核对：人选任中层以上管理职务", required=False, help_text="来源要求中层以上管理职务的，核对后勾选。"
    )
    trained_on = day_field("兼职人员培训日期", required=False, help_text="从兼职党员中选任的填写。")
    secretary_unit = forms.CharField(
        label="书记单位", max_length=200, required=False, help_text=f"任命联合党委书记的填写。{NAMED}"
    )
    grounds = forms.CharField(
        label="任命事由", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        given: Any,
        actor: Actor,
        on: date,
        *,
        terms: AppointmentTerms,
        offered: list[tuple[UUID, str]],
        **more: Any,
    ) -> None:
        super().__init__(given, **more)
        self.actor, self.on, self.unit = actor, on, ""
        sources = [("", "请选择"), *terms.sources.items()]
        # Where all of them are appointed the text says from where each comes; else only the secretary's source counts.
        self.of_each = terms.mode is words.AppointmentMode.APPOINTED
        for name in ("source", *OF_SECRETARIES) if self.of_each else ():
            del self.fields[name]
        if not self.of_each:
            self.fields["source"].choices = sources  # type: ignore[attr-defined]
            self.fields["source"].needed_said = NEEDED_WHEN_SENT  # type: ignore[attr-defined]
        people = [("", "不填"), *((str(key), label) for key, label in offered)]
        for place in range(1, PLACES + 1):
            self.fields[f"person_{place}"] = forms.ChoiceField(label=f"人选 {place}", choices=people, required=False)
            self.fields[f"post_{place}"] = forms.ChoiceField(label=f"职务 {place}", choices=_LEADING, required=False)
            self.fields[f"full_time_{place}"] = forms.ChoiceField(
                label=f"专职或兼职 {place}", choices=_FULL_TIME, required=False
            )
            if self.of_each:
                self.fields[f"source_{place}"] = forms.ChoiceField(
                    label=f"人选来源 {place}", choices=sources, required=False
                )

    def clean_secretary_unit(self) -> str:
        text = fold(self.cleaned_data["secretary_unit"])
        key = unit_to_name(self.actor, text, self.on) if text else None
        if text and key is None:
            raise forms.ValidationError(NO_SUCH_UNIT)
        self.unit = str(unit_public(key)) if key is not None else ""
        return text

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        for place in range(1, PLACES + 1):
            if bool(cells.get(f"person_{place}")) != bool(cells.get(f"post_{place}")):
                self.add_error(f"post_{place}", "人选和职务都要填写，或者都不填。")
        return cells

    @property
    def places(self) -> list[list[tuple[str, forms.BoundField]]]:
        """Line by line, each with what stands over its column."""
        parts = [("person", "人选"), ("post", "职务"), ("full_time", "专职或兼职")]
        parts += [("source", "人选来源")] if self.of_each else []
        return [[(label, self[f"{name}_{place}"]) for name, label in parts] for place in range(1, PLACES + 1)]

    @property
    def values(self) -> dict[str, Any]:
        cells = self.cleaned_data
        told = {"yes": True, "no": False}
        posts = [
            {
                "person": cells[f"person_{place}"],
                "post": cells[f"post_{place}"],
                "full_time": told.get(cells[f"full_time_{place}"]),
                **({"source": cells[f"source_{place}"]} if self.of_each else {}),
            }
            for place in range(1, PLACES + 1)
            if cells[f"person_{place}"]
        ]
        plain = ("source", "skipped_grounds", "measure_document", "grounds")
        return {
            **{name: fold(cells[name]) for name in plain if name in cells},
            "whole": cells["whole"] == "yes",
            "management_stated": bool(cells.get("management_stated")),
            "trained_on": cells["trained_on"].isoformat() if cells.get("trained_on") else "",
            "secretary_unit": self.unit,
            "posts": posts,
        }


def first_of(filed: Mapping[str, Any], version: int, on: date) -> dict[str, Any]:
    """What stands in the form when it is opened."""
    told = {True: "yes", False: "no"}
    first: dict[str, Any] = {"version": version}
    if filed:
        plain = ("source", "skipped_grounds", "measure_document", "management_stated", "trained_on", "grounds")
        first |= {name: filed.get(name, "") for name in plain}
        first |= {
            "whole": told[bool(filed.get("whole"))],
            "secretary_unit": unit_code(filed.get("secretary_unit", ""), on),
        }
    for place, one in enumerate(filed.get("posts", ()), start=1):
        first |= {
            f"person_{place}": one["person"],
            f"post_{place}": one["post"],
            f"full_time_{place}": told.get(one.get("full_time"), ""),
            f"source_{place}": one.get("source") or filed.get("source", ""),
        }
    return first


def _offered(request: HttpRequest, found: Board, filed: Mapping[str, Any]) -> list[tuple[UUID, str]]:
    """Of the roll, who leads now, who is proposed already, and whom one has searched for."""
    also = [one.uuid for one in found.leaders if one.uuid is not None]
    asked = [one["person"] for one in filed.get("posts", ())]
    asked += [request.POST.get(f"person_{place}", "") for place in range(1, PLACES + 1)]
    for text in asked:
        with suppress(ValueError):
            also.append(UUID(text))
    return members_to_post(actor_of(request), found.key, words_of(request), day_of(request), also)[0]


@only_today
@require_http_methods(["GET", "POST"])
def appointment_fill(request: HttpRequest, code: str) -> HttpResponse:
    """提名: kept, or submitted to whoever appoints."""
    found = board_of(request, code)
    if not found.files or not found.writable or found.kind is None:
        raise PermissionDenied
    held = open_appointment(found.key) or {"version": 0, "filed": {}}
    back = reverse("leadership", args=[code])
    if not held["version"] and (refused := refused_before(request, "提名班子", back, [found.key])):
        return refused
    terms = terms_of(found.key, found.kind, day_of(request))
    form = ProposalForm(
        request.POST or None,
        actor_of(request),
        day_of(request),
        terms=terms,
        offered=_offered(request, found, held["filed"]),
        initial=first_of(held["filed"], held["version"], day_of(request)),
    )

    def propose(act: Act) -> object:
        row = Proposal(party_organization=found.key, values=form.values, version=form.cleaned_data["version"])
        return (submit_appointment if form.cleaned_data["way"] == SUBMIT else keep_appointment)(act, row)

    lead = "提交后由审批党组织的业务部门初审，上会研究后任命"
    notes = [] if terms.mode is not None else ["这个党组织的班子由选举产生，请办理换届选举或者补选。"]
    sheet = sheet_of(
        found,
        "班子任命",
        form,
        "提交",
        lead=lead,
        notes=notes,
        search=finding(request),
        fields={"posts": "person_1"},
        template="leadership/propose.html.jinja",
        more={"places": form.places, "grounds": GROUNDS},
    )
    return written(request, sheet, propose, "已办理。", reverse("leadership", args=[code]))
