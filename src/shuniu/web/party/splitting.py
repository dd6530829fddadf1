"""Split a Party organization: a new one is set up, and takes over what is ticked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.establish import NewPartyOrganization, Terms
from shuniu.commands.party.split import Part, Shown, split_party_organization
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.queries.accounts import Actor
from shuniu.queries.party.card import covered_by, responsible_count
from shuniu.queries.party.choosing import units_answered_for
from shuniu.queries.party.tree import children, parents_of
from shuniu.queries.party.writing import NodeToWrite
from shuniu.queries.seen import answered_for_seen, coverages_seen, subordinates_seen
from shuniu.web.frame import actor_of, day_of, with_day
from shuniu.web.party.forms import ApprovedForm, OfferingForm
from shuniu.web.party.sheets import approved, node_to_change, sheet
from shuniu.web.writing import day_field, only_today, written

# A list of boxes to tick is of use up to here; more is handed over from the units' own pages or by a ledger.
MOST_OFFERED = 300
BOXES = ("subordinates", "responsible_for", "covers")


def _boxes(label: str) -> forms.MultipleChoiceField:
    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})
    return forms.MultipleChoiceField(label=label, required=False, widget=widget)


def _text(label: str, longest: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


class SplitForm(ApprovedForm, OfferingForm):
    """One new Party organization, and what goes to it; what the source has none of is not asked."""

    name = forms.CharField(label="新设党组织的全称", max_length=200, help_text="按批复文件填写。")
    kind = forms.ChoiceField(label="种类", choices=words.PartyOrganizationKind.choices())
    parent = forms.ChoiceField(label="上级党组织")
    code = _text("代码", 40, "不填的由系统编号。")
    document_on = day_field("批准日期", required=False)
    subordinates = _boxes("划过去的下级党组织")
    responsible_for = _boxes("划过去的归口社会组织")
    covers = _boxes("划过去的覆盖单位")
    dissolve = forms.BooleanField(label="原党组织同时撤销；它的下级、归口和覆盖须全部划出", required=False)

    def __init__(self, given: Any, actor: Actor, on: date, node: NodeToWrite, **more: Any) -> None:
        super().__init__(given, actor, on, without=node.key, **more)
        self._offer("subordinates", [(one.key, one.name) for one in children(actor, node.code, on)])
        self._offer("responsible_for", units_answered_for(actor, node.key, on, MOST_OFFERED))
        self._offer("covers", [(row["unit_id"], str(row["name"])) for row in covered_by(node.key, on)])

    def _offer(self, name: str, rows: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), label) for key, label in rows]
        if not rows:
            del self.fields[name]

    @property
    def plain(self) -> list[Any]:
        """What is asked about the new one, for the template."""
        return [one for one in self.visible_fields() if one.name not in (*BOXES, "dissolve")]

    @property
    def boxes(self) -> list[Any]:
        """The lists to tick, for the template."""
        return [self[name] for name in BOXES if name in self.fields]

    def clean_name(self) -> str:
        return fold(self.cleaned_data["name"])

    def chosen(self, name: str) -> tuple[int, ...]:
        return tuple(int(one) for one in self.cleaned_data.get(name, ()))

    @property
    def part(self) -> Part:
        cells, paper = self.cleaned_data, self.approval
        terms = Terms(
            approver=paper.approver,
            document_number=paper.document_number,
            document_on=cells["document_on"],
            established_on=cells["since"],
            established_precision="day",
        )
        new = NewPartyOrganization(
            name=cells["name"], kind=cells["kind"], parent=int(cells["parent"]), code=cells["code"], terms=terms
        )
        return Part(
            new=new,
            subordinates=self.chosen("subordinates"),
            responsible_for=self.chosen("responsible_for"),
            covers=self.chosen("covers"),
        )

    @property
    def shown(self) -> Shown:
        kinds = ("placements", "jurisdictions", "coverages")
        return Shown(**{kind: self.seen_of(kind) for kind in kinds})


@only_today
@require_http_methods(["GET", "POST"])
def party_split(request: HttpRequest, code: str) -> HttpResponse:
    """分设: one new one at a time; to split off several is to do it several times."""
    seen = {
        "seen_placements": subordinates_seen(code),
        "seen_jurisdictions": answered_for_seen(code),
        "seen_coverages": coverages_seen(code),
    }
    node, on, actor = node_to_change(request, code), day_of(request), actor_of(request)
    above = parents_of([node.key], on).get(node.key)
    first = {"since": on, "kind": node.naming["kind"], **seen}
    form = SplitForm(request.POST or None, actor, on, node, initial=first)
    if above is not None:
        form.initial["parent"] = str(above["key"])
    made: list[str] = []

    def split(act: Act) -> None:
        split_party_organization(act, node.key, [form.part], dissolve=form.cleaned_data["dissolve"], shown=form.shown)
        made.append(form.cleaned_data["name"])

    page = sheet(
        node,
        "分设",
        form,
        "没有勾选的留在原党组织；从这一天起算，以前的照旧可查。新设的要选举的，首次选举列入它的上级的待办",
    )
    page = replace(page, template="party/split.html.jinja", notes=_notes(node, on))
    return written(
        request, page, approved(form, split), "已分设。", lambda: with_day(request, reverse("party_list"), q=made[0])
    )


def _notes(node: NodeToWrite, on: date) -> list[str]:
    """Not everything of a large one is offered here; what is left out is said."""
    held = responsible_count(node.key, on)
    if held <= MOST_OFFERED:
        return []
    return [f"归口的社会组织共 {held} 家，这里按名称列出前 {MOST_OFFERED} 家；其余的分设后在各自页面办理归口。"]
