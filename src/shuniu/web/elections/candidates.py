"""Who is put forward for which post, and from where does the candidate for secretary come?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from shuniu.policy.elections.candidates import SOURCE
from shuniu.policy.members.secretary import MIDDLE, PART_TIME, RECRUITED, SAID
from shuniu.policy.words import PartyPost
from shuniu.queries.elections.people import MemberToName
from shuniu.web.elections.forms import VersionedForm
from shuniu.web.writing import NEEDED_WHEN_SENT, day_field


class CandidatesForm(VersionedForm):
    """Members by their public ids. Without a committee only secretary and deputy are named."""

    def __init__(
        self,
        given: Any,
        people: Sequence[MemberToName],
        places: tuple[int, int, int],
        sources: Mapping[str, str],
        **more: Any,
    ) -> None:
        """``places``: of the committee, of the secretary, of deputies. ``sources`` of secretaries as the texts open
        them, by key; what some of them ask for is asked only where they are open."""
        seats, secretary, deputies = places
        super().__init__(given, **more)
        choices = [(str(one.person), one.name) for one in people]
        if seats:
            self.fields["members"] = forms.MultipleChoiceField(
                label="委员候选人", choices=choices, widget=forms.CheckboxSelectMultiple
            )
        if secretary:
            self.fields["secretary"] = forms.ChoiceField(label="书记候选人", choices=[("", "请选择"), *choices])
            self._ask_for_source(sources)
        if deputies:
            self.fields["deputies"] = forms.MultipleChoiceField(
                label="副书记候选人", choices=choices, widget=forms.CheckboxSelectMultiple
            )

    def _ask_for_source(self, sources: Mapping[str, str]) -> None:
        if not sources:
            return
        self.fields[SOURCE] = forms.ChoiceField(
            label="人选来源",
            choices=[("", "请选择"), *sources.items()],
            required=False,
            help_text="书记候选人从哪里产生。",
        )
        self.fields[SOURCE].needed_said = NEEDED_WHEN_SENT  # type: ignore[attr-defined]
        self.fields["skipped_grounds"] = forms.CharField(
            label="不从前一来源选任的理由", max_length=300, required=False,
            help_text="来源有先后、跳过前一来源的填写；不要写个人姓名。",
        )  # fmt: skip
        if RECRUITED in sources:
            self.fields["measure_document"] = forms.CharField(
                label="招聘管理办法文号", max_length=60, required=False, help_text="面向社会招聘的填写。"
            )
        if MIDDLE in sources:
            self.fields["management_stated"] = forms.BooleanField(
                label="已核对：人选任中层以上管理职务",
                required=False,
                help_text="来源为中层以上管理职务的，核对后勾选。",
            )
        if PART_TIME in sources:
            self.fields["trained_on"] = day_field(
                "兼职人员培训日期", required=False, help_text="从兼职党员中选任的填写。"
            )

    @property
    def told(self) -> dict[str, Any]:
        """Of the candidate for secretary, as JSON."""
        cells = {name: self.cleaned_data.get(name) for name in (SOURCE, *SAID) if name in self.fields}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in cells.items()}

    def ask_nothing(self) -> None:
        """What is only kept may be unfinished."""
        for name in ("members", "secretary", "deputies"):
            if name in self.fields:
                self.fields[name].required = False

    @property
    def named(self) -> list[tuple[UUID, PartyPost]]:
        cells = self.cleaned_data
        found = [(UUID(one), PartyPost.COMMITTEE_MEMBER) for one in cells.get("members", ())]
        found += [(UUID(cells["secretary"]), PartyPost.SECRETARY)] if cells.get("secretary") else []
        return found + [(UUID(one), PartyPost.DEPUTY_SECRETARY) for one in cells.get("deputies", ())]
