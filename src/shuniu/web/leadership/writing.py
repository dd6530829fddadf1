"""Put down who holds a post, that somebody no longer does, and who works for Party affairs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.leadership.registering import correct_leaders, end_leaders, register_leaders, strike_leaders
from shuniu.commands.members.posts import PostEnded, PostHeld, PostStruck
from shuniu.commands.members.workers import AffairsWorker, end_workers, set_workers
from shuniu.kernel.text import fold
from shuniu.policy import words
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.accounts import Actor
from shuniu.queries.leadership.board import Board
from shuniu.queries.leadership.candidates import members_to_post, person_keys
from shuniu.queries.seen import affairs_workers_seen, leaders_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.leadership.board import act_label, board_of, case_doors
from shuniu.web.lists import words_of
from shuniu.web.organizations.naming import NAMED, UnitNamedForm
from shuniu.web.parts import Link
from shuniu.web.writing import (
    BEGIN,
    END,
    DatedForm,
    Needed,
    Searching,
    Sheet,
    day_field,
    only_today,
    written,
)

ENDING = "以前的任职照旧保留；结束书记任职的，同时开始工作交接，原书记在本党组织的岗位授权自这一天起结束"
HELD = "只列出本名册的党员；其他党组织的党员，用上面的“查找党员”按姓名查找。"
REGISTERED = "照批准文件补登；同一日只有一名书记，补登新书记的，原书记自这一天起不再任职，岗位授权结束，并开始工作交接"
ORDINARY = "这里只登记和结束党小组组长；书记、副书记、委员由“{}”批准后登记"
TEMPLATE = "leadership/registering.html.jinja"
_FULL_TIME = [("", "不写明"), ("yes", "专职"), ("no", "兼职")]
_LEADS = Needed(
    name="post", values=tuple(one.value for one in words.PartyPost if one.leads), said="书记、副书记、委员的必填"
)
NEW, NEVER = "new", "never"
_WAYS = [(NEW, "补登已经批准的任职"), (NEVER, "更正：所选党员现在的一行写错了，以这里填写的为准")]
_ENDINGS = [(END, "结束"), (NEVER, "更正：写错了，从未任职")]


def board_to_write(request: HttpRequest, code: str) -> Board:
    found = board_of(request, code)
    if not found.writable or found.kind is None:
        raise PermissionDenied
    return found


def person_field(offered: list[tuple[UUID, str]]) -> forms.ChoiceField:
    choices = [("", "请选择"), *((str(key), label) for key, label in offered)]
    return forms.ChoiceField(label="党员", choices=choices, help_text=HELD)


def offered_of(request: HttpRequest, found: Board) -> tuple[list[tuple[UUID, str]], bool]:
    asked = request.POST.get("person") or request.GET.get("person", "")
    also = [one.uuid for one in found.leaders if one.uuid is not None]
    with suppress(ValueError):
        also.append(UUID(asked))
    return members_to_post(actor_of(request), found.key, words_of(request), day_of(request), also)


def sheet_of(found: Board, act: str, form: forms.Form, submit: str, **more: Any) -> Sheet:
    back = reverse("leadership", args=[found.code])
    card = reverse("party_organization", args=[found.code])
    crumbs = [Link("党组织", reverse("party")), Link(found.name, card), Link("班子", back), Link(act, "")]
    return Sheet(title=f"{act}：{found.name}", form=form, submit=submit, back=back, crumbs=crumbs, **more)


def finding(request: HttpRequest) -> Searching:
    """Members of other rolls are found by name."""
    return Searching(label="查找党员", words=words_of(request), note="")


class PostForm(DatedForm):
    """``superior``: who decides on the leadership, where that is somebody else; then only who leads a Party group."""

    way = forms.ChoiceField(label="办什么", widget=forms.RadioSelect, choices=_WAYS, initial=NEW)
    post = forms.ChoiceField(label="职务", choices=words.PartyPost.choices())
    how = forms.ChoiceField(
        label="怎样产生", required=False, choices=[("", "请选择"), *words.AppointmentMode.choices()]
    )
    document_number = forms.CharField(label="文号", max_length=60, required=False, help_text="批准或者任职文件的文号。")
    full_time = forms.ChoiceField(label="专职或兼职", required=False, choices=_FULL_TIME)
    ends_on = day_field("到哪一天为止", required=False)

    def __init__(self, given: Any, offered: list[tuple[UUID, str]], superior: str, **more: Any) -> None:
        super().__init__(given, **more)
        self.fields["person"] = person_field(offered)
        self.fields["since"].label = "任职日期"
        self.fields["ends_on"].help_text = "没有确定的不填。这一天已不在任。"
        if superior:
            ordinary = [(one.value, one.label) for one in words.PartyPost if not one.leads]
            self.fields["post"].choices = ordinary  # type: ignore[attr-defined]
            self.fields["way"].choices = [(NEW, "登记"), _WAYS[1]]  # type: ignore[attr-defined]
            for name in ("how", "document_number", "full_time"):
                del self.fields[name]
        else:
            for name in ("how", "document_number"):
                self.fields[name].needed_with = _LEADS  # type: ignore[attr-defined]
        self.order_fields(["way", "person", "post", "since", "ends_on", "how", "document_number", "full_time"])


@only_today
@require_http_methods(["GET", "POST"])
def leadership_set(request: HttpRequest, code: str) -> HttpResponse:
    """补登任职 by the level above, and who leads a Party group. Another secretary follows the one before, and the
    hand-over opens."""
    seen = leaders_seen(code)
    found = board_to_write(request, code)
    offered, more = offered_of(request, found)
    first = {"since": day_of(request), "seen": seen, "person": request.GET.get("person", "")}
    form = PostForm(request.POST or None, offered, found.superior, initial=first)

    def hold(act: Act) -> object:
        cells = form.cleaned_data
        row = PostHeld(
            person=person_keys([UUID(cells["person"])])[UUID(cells["person"])],
            party_organization=found.key,
            post=words.PartyPost(cells["post"]),
            begins_on=cells["since"],
            ends_on=cells["ends_on"],
            how=words.AppointmentMode(cells["how"]) if cells.get("how") else None,
            document_number=fold(cells.get("document_number", "")),
            full_time={"yes": True, "no": False}.get(cells.get("full_time", "")),
            seen=form.seen,
        )
        if cells["way"] == NEVER:
            return correct_leaders(replace(act, on=day_of(request)), [row])
        return register_leaders(act, [row])

    sheet = sheet_of(
        found,
        act_label(found),
        form,
        "登记",
        lead=REGISTERED if not found.superior else ORDINARY.format(found.superior),
        search=finding(request),
        fields={"begins_on": "since"},
        template=TEMPLATE,
        more={"doors": case_doors(found)},
    )
    return written(request, sheet, hold, "任职已登记。", sheet.back)


class EndForm(DatedForm):
    way = forms.ChoiceField(label="办什么", widget=forms.RadioSelect, choices=_ENDINGS, initial=END)

    def __init__(self, given: Any, found: Board, **more: Any) -> None:
        super().__init__(given, **more)
        named = [one for one in found.leaders if one.uuid is not None and not (found.superior and one.post.leads)]
        held = [(str(one.uuid), f"{one.name}（{one.post.label}）") for one in named]
        self.fields["person"] = forms.ChoiceField(label="党员", choices=[("", "请选择"), *held])
        self.fields["since"].label = "免职日期"
        self.fields["since"].help_text = "从这一天起不再任职；更正的，不看这一天。"
        self.order_fields(["way", "person", "since"])


@only_today
@require_http_methods(["GET", "POST"])
def leadership_end(request: HttpRequest, code: str) -> HttpResponse:
    seen = leaders_seen(code)
    found = board_to_write(request, code)
    form = EndForm(request.POST or None, found, initial={"since": day_of(request), "seen": seen})

    def end(act: Act) -> object:
        cells = form.cleaned_data
        person, body = person_keys([UUID(cells["person"])])[UUID(cells["person"])], found.key
        if cells["way"] == NEVER:
            struck = PostStruck(person=person, party_organization=body, on=day_of(request), seen=form.seen)
            return strike_leaders(replace(act, on=day_of(request)), [struck])
        row = PostEnded(person=person, party_organization=body, ends_on=cells["since"], seen=form.seen)
        return end_leaders(act, [row])

    lead = ENDING if not found.superior else ORDINARY.format(found.superior)
    sheet = sheet_of(found, "结束任职", form, "登记", lead=lead, fields={"ends_on": "since", "post": "person"})
    return written(request, sheet, end, "免职已登记。", sheet.back)


class WorkerForm(UnitNamedForm):
    way = forms.ChoiceField(
        label="办什么", widget=forms.RadioSelect, choices=[(BEGIN, "登记"), (END, "结束")], initial=BEGIN
    )
    full_time = forms.ChoiceField(label="专职或兼职", choices=_FULL_TIME[1:], initial="no")
    trained_on = day_field("上岗培训日期", required=False)

    def __init__(self, given: Any, actor: Actor, on: date, offered: list[tuple[UUID, str]], **more: Any) -> None:
        super().__init__(given, actor, on, **more)
        self.fields["person"] = person_field(offered)
        self.fields["unit"].label = "由哪个单位配备"
        self.fields["unit"].required = False
        self.fields["unit"].help_text = f"没有的不填。{NAMED}"
        self.order_fields(["way", "person", "full_time", "unit", "trained_on", "since"])


@only_today
@require_http_methods(["GET", "POST"])
def leadership_worker(request: HttpRequest, code: str) -> HttpResponse:
    """党务工作者: full-time or beside other work (J07, J09), supplied by the secretary's unit (B11)."""
    seen = affairs_workers_seen(code)
    found = board_to_write(request, code)
    offered, _ = offered_of(request, found)
    first = {"since": day_of(request), "seen": seen, LATER_TOO: ""}
    form = WorkerForm(request.POST or None, actor_of(request), day_of(request), offered, initial=first)

    def work(act: Act) -> object:
        cells = form.cleaned_data
        person = UUID(cells["person"])
        row = AffairsWorker(
            person=person_keys([person])[person],
            party_organization=found.key,
            full_time=cells["full_time"] == "yes",
            unit=form.named,
            trained_on=cells["trained_on"],
            seen=form.seen,
            later_too=form.later_too,
        )
        return (set_workers if cells["way"] == BEGIN else end_workers)(act, [row])

    lead = "只登记是否专职、由谁配备、何时培训，不作评价"
    sheet = sheet_of(found, "党务工作者", form, "登记", lead=lead, search=finding(request))
    return written(request, sheet, work, "党务工作者已登记。", sheet.back)
