"""What is asked for an election: the request, the candidates, the minutes of a vote, the report, the reply?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from shuniu.commands.elections.letters import Numbering
from shuniu.policy.cases.deciding import LONGEST_REASON
from shuniu.policy.cases.issuing import LARGEST
from shuniu.policy.elections.conducting import Conduct
from shuniu.policy.elections.reporting import DIVISIONS
from shuniu.policy.elections.terms import LONGEST_GROUNDS
from shuniu.policy.words import PartyPost
from shuniu.policy.words.elections import Chair, ElectionForm
from shuniu.queries.elections.card import CandidateLine
from shuniu.queries.elections.filing import BodyToElect
from shuniu.web.cases.citing import ReasonsForm
from shuniu.web.writing import ActForm, day_field, few_lines

FIRST_GROUNDS = "召开代表大会而党员不足500名的，写明理由；不要写个人姓名。"
MOST_SEATS, MOST_VOTERS = 31, 100_000


def _count(label: str, most: int = MOST_VOTERS, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=most, **more)


class VersionedForm(ActForm):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class RequestForm(VersionedForm):
    """What was returned is asked again where it was remarked upon; the rest stays as it was sent."""

    form = forms.ChoiceField(label="选举方式", choices=ElectionForm.choices())
    seats = _count(
        "委员会名额", MOST_SEATS, help_text="正式党员7名以上的设委员会；不足7名的填 0，由党员大会直接选举书记。"
    )
    deputies = _count("副书记名额", MOST_SEATS, initial=0, help_text="没有的填 0。")
    planned_on = day_field("拟召开日期")
    grounds = few_lines(
        "理由",
        max_length=LONGEST_GROUNDS,
        required=False,
        help_text="延期或者提前换届的、召开代表大会而党员不足500名的，写明理由；不要写个人姓名。",
    )

    NAMES: tuple[str, ...] = ("form", "seats", "deputies", "planned_on", "grounds")

    def __init__(self, given: Any, body: BodyToElect, *, kept: bool = False) -> None:
        self.body = body
        first = {"form": ElectionForm.GENERAL_MEETING.value, "deputies": 0, **body.filed, "version": body.version}
        super().__init__(given, initial=first)
        if body.facts.first and not body.topic:  # no term before it could be put off or cut short
            self.fields["grounds"].help_text = FIRST_GROUNDS
        for name in self.NAMES:
            if body.unlocked is not None and name not in body.unlocked:
                del self.fields[name]
        for name in ("seats", "deputies", "planned_on", "grounds"):
            if kept and name in self.fields:
                self.fields[name].required = False

    def value(self, name: str) -> Any:
        return self.cleaned_data[name] if name in self.fields else self.body.filed.get(name)


class ByElectionForm(RequestForm):
    """What is vacant and is to be filled. The same as a request, by places."""

    NAMES = ("form", "seats", "secretary", "deputies", "planned_on", "grounds")
    seats = _count("补选委员", MOST_SEATS, initial=0, help_text="不补选委员的、不设委员会的填 0。")
    secretary = forms.BooleanField(label="补选书记", required=False)
    deputies = _count("补选副书记", MOST_SEATS, initial=0, help_text="没有的填 0。")
    grounds = few_lines("出缺的原因", max_length=LONGEST_GROUNDS, help_text="写明哪个职务因何出缺；不要写个人姓名。")
    field_order = NAMES


class PostponementForm(VersionedForm):
    until = day_field("延期后的届满日期", help_text="从原届满日期起，延期一般不超过1年；任期到这一天的前一天为止。")
    grounds = few_lines("理由", max_length=LONGEST_GROUNDS, help_text="不要写个人姓名。")

    def __init__(self, given: Any, body: BodyToElect) -> None:
        """What was returned is asked again where it was remarked upon."""
        self.body = body
        super().__init__(given, initial={**body.filed, "version": body.version})
        for name in ("until", "grounds"):
            if body.unlocked is not None and name not in body.unlocked:
                del self.fields[name]

    def value(self, name: str) -> Any:
        return self.cleaned_data[name] if name in self.fields else self.body.filed.get(name)


class DispatchForm(VersionedForm):
    grounds = few_lines("理由", max_length=LONGEST_GROUNDS, help_text="写明哪些来源没有合适人选；不要写个人姓名。")


class EndForm(VersionedForm):
    reason = few_lines("原因", max_length=LONGEST_REASON, help_text="写明为什么终止、以后怎样办；不要写个人姓名。")


class RenominateForm(EndForm):
    reason = few_lines(
        "原因", max_length=LONGEST_REASON, help_text="写明为什么重新提名，例如没有人得到足够的赞成票；不要写个人姓名。"
    )


class VoteForm(VersionedForm):
    """The minutes of one vote. ``ballot`` stands on it; ``others`` may be written in."""

    held_on = day_field("召开日期", help_text="以前召开、今天补记的，填召开的日期，页面标明补记。")
    voters = _count("有选举权人数")
    note = forms.CharField(
        label="人数说明", max_length=300, required=False, help_text="与名册人数不同的，写明原因；不要写个人姓名。"
    )
    agreed = forms.BooleanField(label="不计入应到会的人员已经上级同意、党员大会通过", required=False)
    present = _count("实到会有选举权人数")
    issued = _count("发出选票")
    returned = _count("收回选票")
    valid = _count("有效选票")
    chaired_by = forms.ChoiceField(label="主持", required=False, choices=[("", "不写明"), *Chair.choices()])
    on_leave = _count("请假人数", required=False)
    sat_in = _count("列席人数", required=False, help_text="没有选举权的到会人员，只写人数。")
    consent = _count(
        "同意减少名额的人数",
        required=False,
        help_text="当选人数少于名额、征求到会人员同意不再补选的填写；其他情况不填。",
    )

    def __init__(
        self,
        given: Any,
        ballot: Sequence[tuple[UUID, str]],
        others: Sequence[tuple[UUID, str]],
        classes: Sequence[Mapping[str, Any]],
        **more: Any,
    ) -> None:
        super().__init__(given, **more)
        self.ballot, self.others = ballot, others
        self.classes = [(str(one["key"]), str(one["label"])) for one in classes]
        for key, label in self.classes:
            self.fields[f"excluded_{key}"] = _count(label, required=False)
        for person, name in ballot:
            for side, said in (("yes", "赞成"), ("no", "不赞成"), ("abstain", "弃权")):
                self.fields[f"{side}_{person.hex}"] = _count(f"{name} {said}", initial=0 if side == "abstain" else None)
        choices = [("", "没有"), *((str(person), name) for person, name in others)]
        for place in (1, 2) if others else ():
            self.fields[f"written_{place}"] = forms.ChoiceField(
                label=f"另选他人（{place}）", choices=choices, required=False
            )
            self.fields[f"written_yes_{place}"] = _count(f"另选他人（{place}）得票", required=False)

        for name, label in (("scrutineers", "监票人"), ("tellers", "计票人")) if others else ():
            self.fields[name] = forms.MultipleChoiceField(
                label=label, choices=choices[1:], required=False, widget=forms.CheckboxSelectMultiple
            )

    def offer(self, chairs: Collection[Chair], *, reducible: bool) -> None:
        """Only who may lead this meeting; the places of a secretary are never left empty."""
        told = [(one.value, one.label) for one in Chair if one in chairs]
        self.fields["chaired_by"].choices = [("", "不写明"), *told]  # type: ignore[attr-defined]
        if not reducible:
            del self.fields["consent"]

    @property
    def consented(self) -> int | None:
        found: int | None = self.cleaned_data.get("consent")
        return found

    def conducting(self) -> list[Any]:
        names = ("chaired_by", "on_leave", "sat_in", "scrutineers", "tellers")
        return [self[name] for name in names if name in self.fields]

    @property
    def conduct(self) -> Conduct:
        cells = self.cleaned_data
        return Conduct(
            chaired_by=cells["chaired_by"],
            on_leave=cells["on_leave"],
            sat_in=cells["sat_in"],
            scrutineers=[UUID(one) for one in cells.get("scrutineers", ())],
            tellers=[UUID(one) for one in cells.get("tellers", ())],
        )

    def lines(self) -> list[tuple[str, list[Any]]]:
        """The table of votes: a name and its three boxes."""
        return [
            (name, [self[f"{side}_{person.hex}"] for side in ("yes", "no", "abstain")]) for person, name in self.ballot
        ]

    def about(self) -> list[Any]:
        return [self[name] for name in ("held_on", "voters", "present", "issued", "returned", "valid", "note")]

    def left_out(self) -> list[Any]:
        return [*(self[f"excluded_{key}"] for key, _ in self.classes), self["agreed"]]

    def written(self) -> list[Any]:
        names = [f"{kind}_{place}" for place in (1, 2) for kind in ("written", "written_yes")]
        return [self[name] for name in names if name in self.fields]

    @property
    def excluded(self) -> dict[str, int]:
        return {key: number for key, _ in self.classes if (number := self.cleaned_data.get(f"excluded_{key}"))}

    @property
    def counted(self) -> list[tuple[UUID, int, int, int]]:
        cells = self.cleaned_data
        found = [
            (person, *(cells[f"{side}_{person.hex}"] for side in ("yes", "no", "abstain"))) for person, _ in self.ballot
        ]
        for place in (1, 2):
            if cells.get(f"written_{place}"):
                found.append((UUID(cells[f"written_{place}"]), cells.get(f"written_yes_{place}") or 0, 0, 0))
        return found


class ReportForm(VersionedForm):
    """The work of each elected member who does not lead the committee."""

    def __init__(self, given: Any, members: Sequence[CandidateLine], **more: Any) -> None:
        super().__init__(given, **more)
        self.members = members
        for one in members:
            self.fields[f"division_{one.person.hex}"] = forms.ChoiceField(
                label=f"{one.name}的分工",
                choices=[(post.value, post.label) for post in DIVISIONS],
                initial=one.division or PartyPost.COMMITTEE_MEMBER.value,
            )

    @property
    def divisions(self) -> dict[UUID, str]:
        return {one.person: self.cleaned_data[f"division_{one.person.hex}"] for one in self.members}


class NumberedForm(VersionedForm):
    """A letter goes out with it: the register gives the next number, or the one it bears on paper is put down."""

    def __init__(self, given: Any, marks: Sequence[str], **more: Any) -> None:
        super().__init__(given, **more)
        if len(marks) > 1:
            self.fields["mark"] = forms.ChoiceField(label="发文代字", choices=[(one, one) for one in marks])
        self.fields["paper_number"] = forms.IntegerField(
            label="顺序号",
            required=False,
            min_value=1,
            max_value=LARGEST,
            help_text="填写了的，按补录登记，并标明补录。",
        )
        self.fields["paper_mark"] = forms.CharField(
            label="发文代字", max_length=20, required=False, help_text="与本机关代字相同的不填；不带年份和括号。"
        )
        self.fields["paper_on"] = day_field("成文日期", required=False, help_text="不填的为今天。")

    def clean(self) -> dict[str, Any]:
        cells: dict[str, Any] = super().clean() or {}
        if (cells.get("paper_mark") or cells.get("paper_on")) and not cells.get("paper_number"):
            self.add_error("paper_number", "补录的，填写纸质文件上的顺序号。")
        return cells

    def about(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if not bound.name.startswith("paper_")]

    def on_paper(self) -> list[Any]:
        return [bound for bound in self.visible_fields() if bound.name.startswith("paper_")]

    @property
    def numbering(self) -> Numbering:
        cells = self.cleaned_data
        if cells["paper_number"]:
            return Numbering(mark=cells["paper_mark"], number=cells["paper_number"], issued_on=cells["paper_on"])
        return Numbering(mark=cells.get("mark") or "")


class RefusalForm(NumberedForm, ReasonsForm):
    """Why it is refused, and under which number that goes out. Nothing of it is followed up by a day: the election is
    due when it was."""

    due_on = None  # type: ignore[assignment]


class ReminderForm(NumberedForm):
    """Which reminders the page showed goes with it."""


class ReplyForm(NumberedForm):
    effective_on = day_field(
        "任职起始日期", help_text="一般为选举当选之日；原班子任职到前一天为止，新任期从这一天起算。"
    )
