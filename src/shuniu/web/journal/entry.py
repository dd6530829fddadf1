"""One line of the journal: who did what, what it wrote and took back, what undid it, is it sealed?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.grants import Action
from shuniu.policy.words.accounts import Role
from shuniu.policy.words.acts import act_words
from shuniu.queries.accounts import granted
from shuniu.queries.entries.facts import SHOWN, Subject, Undoing, WrittenFact, WrittenTable, facts_of, undone_by
from shuniu.queries.journal import NoEntry, entry_to_read, seal_of
from shuniu.web.cases.open_work import work_done
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, framed, with_day
from shuniu.web.journal.entries import OPEN, journal_crumbs
from shuniu.web.parts import Link, Notice, Status
from shuniu.web.rights import needs
from shuniu.web.wording import moment, stretch, word

# Whose page opens, and what an office needs for it.
PAGES = {
    "organization": ("organization", Action.READ_UNIT),
    "body": ("body", Action.WRITE_UNIT),
    "party_organization": ("party_organization", Action.READ_PARTY_ORGANIZATION),
    "account": ("account", Action.READ_ACCOUNT),
    "member": ("member", Action.READ_MEMBER),
}
STATES = {"new": Status("新记"), "closed": Status("到此为止", "muted")}
CORRECTED, UNDONE = Status("更正：不再作数", "soon"), Status("撤销：不再作数", "soon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact on the page; ``wrong`` is struck through."""

    subject: Link
    said: str
    period: str
    state: Status
    wrong: bool
    later: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    heading: str
    summary: str
    lines: list[Line]
    notes: list[str]


@require_GET
@needs(Action.READ_ENTRY)
def entry(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What stands here is what the reader may see of it elsewhere; the rest is counted."""
    actor = actor_of(request)
    try:
        line = entry_to_read(actor, uuid)
    except NoEntry as problem:
        raise Http404 from problem
    name, undoing = act_words(line["act"]), undone_by(actor, line["id"])
    wrong = UNDONE if line["undoes__uuid"] else CORRECTED
    context = {
        "name": name,
        "crumbs": journal_crumbs(request, name),
        "undone": _undone(undoing),
        "facts": _facts(request, line, undoing),
        "parts": [_part(request, one, wrong) for one in facts_of(actor, line["id"], line["on"])],
        "work": work_done(request, line["id"], line["on"]),
    }
    return framed(request, "journal/entry.html.jinja", context)


def _undone(undoing: Undoing | None) -> Notice | None:
    if undoing is None:
        return None
    return Notice(f"这一笔已由{undoing.actor}于 {moment(undoing.at)} 撤销。", "soon", "写入的内容不再作数。")


def _other(request: HttpRequest, label: str, uuid: UUID | None) -> Link | None:
    return Link(label, with_day(request, reverse("entry", args=[uuid]))) if uuid else None


def _facts(request: HttpRequest, line: Mapping[str, Any], undoing: Undoing | None) -> list[tuple[str, Any]]:
    number = line["sealed__seal_id"]
    block = seal_of(number) if number is not None else None
    facts = [
        ("办理时间", moment(line["at"])),
        ("经办", line["actor__title"]),
        ("岗位", word(line["assignment__role"], Role)),
        ("起算日", line["on"]),
        ("依据", clause_words(line["clause"]) if line["clause"] else None),
        ("说明", line["reason"]),
        ("撤销的是", _other(request, "原来的办理记录", line["undoes__uuid"])),
        ("被谁撤销", _other(request, act_words(undoing.act), undoing.uuid) if undoing else None),
        ("封存", f"第 {number} 块，{moment(block['at'])} 封存" if block else OPEN),
    ]
    return [pair for pair in facts if pair[1]]


def _part(request: HttpRequest, one: WrittenTable, wrong: Status) -> Part:
    notes = []
    if one.hidden:
        notes.append(f"另有 {one.hidden:,} 条的对象不在当前岗位的查阅范围内。")
    if one.written + one.taken - one.hidden > 2 * SHOWN:
        notes.append(f"条数较多，写入的和改动的各列前 {SHOWN} 条。")
    summary = [f"写入 {one.written:,} 条"] if one.written else []
    summary += [f"改动原有 {one.taken:,} 条"] if one.taken else []
    return Part(
        heading=one.heading,
        summary="，".join(summary),
        lines=[_line(request, fact, wrong) for fact in one.facts],
        notes=notes,
    )


def _line(request: HttpRequest, fact: WrittenFact, wrong: Status) -> Line:
    return Line(
        subject=_subject(request, fact.subject),
        said=fact.said,
        period=stretch(fact.period, fact.precision) if fact.period else "",
        state=STATES.get(fact.what, wrong),
        wrong=fact.what == "wrong",
        later=_other(request, "其后又有改动", fact.later),
    )


def _subject(request: HttpRequest, subject: Subject) -> Link:
    name, action = PAGES[subject.kind]
    if not granted(actor_of(request), action):
        return Link(subject.name, "")
    return Link(subject.name, with_day(request, reverse(name, args=[subject.key])))
