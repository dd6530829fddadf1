"""How is an act done from a page: one form, one key, one day from which it counts, one answer?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from shuniu.commands.journal import Act, act_of
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.policy.words.word import Word
from shuniu.queries.journal import Done, done_under
from shuniu.queries.paging import OFFERED
from shuniu.web.frame import actor_of, framed, writing_off
from shuniu.web.lists import words_of
from shuniu.web.mistakes import DayField, say_what_is_wrong
from shuniu.web.pages.errors import read_only
from shuniu.web.parts import Link
from shuniu.web.refusals import Refusal, attempt

View = Callable[..., HttpResponseBase]
UNCHANGED = "没有变化：当日的登记已经是这样。"
NO_SUCH_UNIT = "没有找到这个单位，或同名的不止一家，请改写统一社会信用代码。"
# The two ways of an act that also ends what it begins.
BEGIN, END = "begin", "end"
SEEN = "seen"
DONE_ALREADY = "这份表单刚才已经提交，没有再办一次。下面是现在的情况。"


def day_field(label: str, **more: Any) -> forms.DateField:
    formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    wrong = {"invalid": "日期请写成 2026-11-22 的样子。"}
    return DayField(label=label, input_formats=formats, widget=widget, error_messages=wrong, **more)


def few_lines(label: str, max_length: int, **more: Any) -> forms.CharField:
    """A reason, a result, what comes next: written in a few lines."""
    return forms.CharField(label=label, max_length=max_length, widget=forms.Textarea(attrs={"rows": 3}), **more)


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """The answers to another question of the form with which this one must be answered too."""

    name: str
    values: tuple[str, ...]
    said: str


# Of a question that may stay open while the form is only kept: it says this in place of 选填.
NEEDED_WHEN_SENT = "提交时必填，暂存可以不填"


def needed_with(field: forms.Field, name: str, answers: Sequence[Word]) -> None:
    """Not 选填: the label says with which answers it is needed. The law refuses it, the browser asks for it before."""
    said = "、".join(one.label for one in answers) + "的必填"
    field.needed_with = Needed(name=name, values=tuple(one.value for one in answers), said=said)  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """What every act from a page carries: the key that makes it happen once.

    What changes facts the page shows is given their numbers as ``seen`` (``seen_`` and the kind where there are
    several) and passes them on to the command.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("key", str(uuid4()))
        for name in self.initial:
            if name == SEEN or name.startswith(f"{SEEN}_"):
                self.fields[name] = SeenField(required=False)

    def full_clean(self) -> None:
        # Now, when every box is there that a form adds of its own.
        say_what_is_wrong(self.fields.values())
        super().full_clean()

    @property
    def seen(self) -> tuple[int, ...] | None:
        return self.seen_of()

    def seen_of(self, *kind: str) -> tuple[int, ...] | None:
        """The facts of one kind that the page showed, where it showed several kinds."""
        held: tuple[int, ...] | None = self.cleaned_data.get("_".join([SEEN, *kind]))
        return held


class SeenField(forms.Field):
    """The facts the page showed, as plain numbers: 12-15, or 0 where none was there."""

    widget = forms.HiddenInput
    written_so = re.compile(r"[0-9]{1,18}(-[0-9]{1,18})*")

    def prepare_value(self, value: Any) -> Any:
        return "-".join(str(one) for one in value) or "0" if isinstance(value, tuple) else value

    def to_python(self, value: Any) -> tuple[int, ...] | None:
        if not value:
            return None
        if self.written_so.fullmatch(str(value)) is None:
            raise forms.ValidationError("本页已经失效，请重新打开再办。")
        return tuple(int(one) for one in str(value).split("-") if int(one))


class DatedForm(ActForm):
    """An act that counts from a day; today unless the clerk says otherwise.

    What ends something is given ``later_too``: what of it was to begin later is only ended where that is agreed to.
    """

    since = day_field("自哪一天起", help_text="以文件或事实发生的日期为准，可以早于今天。")
    field_order: Sequence[str] | None = None

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if LATER_TOO in self.initial:
            # Shown once the law has asked for it, and from then on.
            agreed = bool(self.data.get(LATER_TOO))
            widget = forms.CheckboxInput() if agreed else forms.HiddenInput()
            self.fields[LATER_TOO] = forms.BooleanField(label="以后开始的一并取消", required=False, widget=widget)

    @property
    def later_too(self) -> bool:
        return bool(self.cleaned_data.get(LATER_TOO))


@dataclass(frozen=True, slots=True, kw_only=True)
class Searching:
    """Where a list to choose from is narrowed by words; ``kept`` is the rest of the address."""

    label: str
    words: str
    note: str
    kept: Sequence[tuple[str, str]] = ()


def searching(request: HttpRequest, label: str, *, more: bool) -> Searching | None:
    """Asked for only where not everybody is offered at once, or where one has searched already."""
    words = words_of(request)
    if not more and not words:
        return None
    kept = [(name, str(value)) for name, value in request.GET.items() if name != "q"]
    note = f"较多，这里只列出前 {OFFERED} 个；请写出名称或编号的一部分再选。" if more else ""
    return Searching(label=label, words=words, note=note, kept=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page on which one act is done. ``fields`` maps the command's field names to the form's."""

    title: str
    form: forms.Form
    submit: str
    back: str
    crumbs: Sequence[Link] = ()
    lead: str = ""
    facts: Sequence[tuple[str, Any]] = ()
    notes: Sequence[str] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    template: str = "writing.html.jinja"
    search: Searching | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


class DoneAlready(Exception):
    """The form of this request was sent and done before; ``then``: where it led."""

    def __init__(self, then: str) -> None:
        super().__init__(DONE_ALREADY)
        self.then = then


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Somebody else changed the same: what it says now where the form differs, and where to see all of it."""

    now: Sequence[tuple[str, str]]
    address: str


def act_from(request: HttpRequest, form: forms.Form) -> Act:
    """The act of a valid form: its key, and its day where it asks for one."""
    since: date | None = form.cleaned_data.get("since")
    return act_of(actor_of(request), since, str(form.cleaned_data["key"]))


def written(
    request: HttpRequest,
    sheet: Sheet,
    work: Callable[[Act], object],
    done: Callable[[], str] | str,
    then: Callable[[], str] | str,
) -> HttpResponse:
    """Show the sheet; when it was sent and is complete, do the act and lead on with one sentence of what was done.

    ``work`` answers as commands do, with what changed: where that is nothing, it is said instead of ``done``. None
    says nothing about it.
    """
    if request.method != "POST":
        return shown(request, sheet, Refusal(status=200))
    if not sheet.form.is_valid():
        return shown(request, sheet, Refusal())
    answers: list[object] = []
    refusal = attempt(sheet.form, lambda: answers.append(work(act_from(request, sheet.form))), sheet.fields)
    if refusal is not None:
        return shown(request, sheet, refusal)
    if answers[0] is None or answers[0]:
        messages.success(request, done if isinstance(done, str) else done())
    else:
        messages.warning(request, UNCHANGED)
    return HttpResponseRedirect(then if isinstance(then, str) else then())


def shown(request: HttpRequest, sheet: Sheet, refusal: Refusal) -> HttpResponse:
    """The page of the act, with what stands against it."""
    held = None if refusal.meanwhile is None else Meanwhile(refusal.meanwhile, request.get_full_path())
    context = {"sheet": sheet, "objections": refusal.objections, "meanwhile": held, **sheet.more}
    return framed(request, sheet.template, context, status=refusal.status)


def only_today(view: View) -> View:
    """On another day than today nothing is written, and the form is not offered either. What was done by the first
    press of a button leads on after the second one too."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if writing_off(request):
            return read_only(request)
        try:
            return view(request, *args, **kwargs)
        except DoneAlready as done:
            messages.info(request, str(done))
            return HttpResponseRedirect(done.then)

    return answered


def unless_done(request: HttpRequest, then: Callable[[Done], str] | str) -> None:
    """For a page that answers only while the act is possible: the second press of its button comes when it no longer
    is, because the first one did it. Raises DoneAlready, with ``then``."""
    try:
        key = str(UUID(request.POST.get("key", "")))
    except ValueError:
        return
    done = done_under(actor_of(request), key)
    if done is not None:
        raise DoneAlready(then if isinstance(then, str) else then(done))
