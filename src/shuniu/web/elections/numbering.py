"""Approve a request or refuse it, and remind a body that its term ends: each goes out as a letter under a number."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.elections.letters import Reminding, send_reminder
from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.elections.postponing import PostponementMoved, move_postponement
from shuniu.commands.journal import Act
from shuniu.policy.elections.steps import ELECTION, FIRST
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.queries.cases.card import CaseCard
from shuniu.queries.elections.letters import body_to_remind
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.citing import citable_in
from shuniu.web.cases.numbering import NUMBER, marks_for, number_fact
from shuniu.web.elections.card import election_to_show, postponement_to_show
from shuniu.web.elections.forms import NumberedForm, RefusalForm, ReminderForm
from shuniu.web.elections.telling import BY_TABLE, by_election_said, called_of, crumbs, letter_links, said
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import Sheet, only_today, unless_done, written

# The boxes of what is put down from paper, by the names the command knows.
PAPER = {"mark": "paper_mark", "number": "paper_number", "issued_on": "paper_on"}


def _approving(
    request: HttpRequest, card: CaseCard, form: NumberedForm, act: tuple[str, str], facts: list[Any]
) -> Sheet:
    """``act``: the title, and the name of the page of the case."""
    if Verb.APPROVE not in card.verbs or card.own:
        unless_done(request, reverse(act[1], args=[card.uuid]))
        raise PermissionDenied
    name = card.party_organization[1] if card.party_organization else ""
    label, page = act
    back = reverse(page, args=[card.uuid])
    return Sheet(
        title=f"{label}：{name}",
        form=form,
        submit="同意并发文",
        back=back,
        crumbs=crumbs(request, Link(name, back), Link(label, "")),
        facts=[*facts, number_fact(marks_for(request, card.at))],
        template=NUMBER,
        fields=PAPER,
    )


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def election_approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """批准换届, 批准补选: the 批复 goes out under the next number."""
    found = election_to_show(request, uuid)
    card = found.case
    what = called_of(found.topic, first=bool(card.filed.get(FIRST)))
    form = NumberedForm(request.POST or None, marks_for(request, card.at), initial={"version": card.version})
    table, telling = (BY_TABLE, by_election_said) if found.topic else (ELECTION, said)
    asked = [(label, telling(name, card.filed[name])) for name, label in table.fields.items() if name in card.filed]
    sheet = _approving(request, card, form, (f"批准{what}", "election"), asked)

    def approve(act: Act) -> None:
        version = form.cleaned_data["version"]
        move_election(act, Moved(case=uuid, version=version, verb=Verb.APPROVE, numbering=form.numbering))

    return written(request, sheet, approve, f"已批准{what}，批复已发文。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def postponement_approve(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """批准延期: the term ends on the later day, and the 批复 goes out under the next number."""
    card, _ = postponement_to_show(request, uuid)
    form = NumberedForm(request.POST or None, marks_for(request, card.at), initial={"version": card.version})
    asked = [("延期后的届满日期", card.filed.get("until")), ("理由", card.filed.get("grounds"))]
    sheet = _approving(request, card, form, ("批准延期", "postponement"), asked)

    def approve(act: Act) -> None:
        version = form.cleaned_data["version"]
        row = PostponementMoved(case=uuid, version=version, verb=Verb.APPROVE, numbering=form.numbering)
        move_postponement(act, row)

    return written(request, sheet, approve, "已批准延期，批复已发文。", sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def postponement_refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """不同意, with the reason, its clauses and what comes next; the 批复 goes out under the next number."""
    card, _ = postponement_to_show(request, uuid)
    citable, first = citable_in(request, [uuid]), {"version": card.version}
    form = RefusalForm(request.POST or None, marks_for(request, card.at), citable=citable, initial=first)
    name = card.party_organization[1] if card.party_organization else ""
    back = reverse("postponement", args=[uuid])

    def refuse(act: Act) -> None:
        version, said = form.cleaned_data["version"], form.said
        move_postponement(
            act, PostponementMoved(case=uuid, version=version, verb=Verb.REFUSE, said=said, numbering=form.numbering)
        )

    asked = [("延期后的届满日期", card.filed.get("until")), ("理由", card.filed.get("grounds"))]
    sheet = Sheet(
        title=f"不同意延期换届：{name}",
        form=form,
        submit="不同意并发文",
        back=back,
        crumbs=crumbs(request, Link(name, back), Link("不同意", "")),
        facts=[*asked, number_fact(marks_for(request, card.at))],
        template=NUMBER,
        fields=PAPER,
    )
    return written(request, sheet, refuse, "已答复不同意，批复已发文。", back)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def election_reminder(request: HttpRequest, code: str) -> HttpResponse:
    """换届提醒函: what was sent, and one more under the next number."""
    try:
        found = body_to_remind(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    marks = marks_for(request, found.issuer)
    form = ReminderForm(
        request.POST or None, marks, initial={"version": 0, "seen": tuple(one.key for one in found.sent)}
    )
    facts: list[tuple[str, Any]] = [
        ("主送", found.name),
        ("发文机关", found.issuer[1]),
        ("任期届满", day(found.ends_on)),
        *(letter_links(found.sent) or [("已发提醒函", "没有")]),
        number_fact(marks),
    ]
    sheet = Sheet(
        title=f"换届提醒函：{found.name}",
        form=form,
        submit="编号发出",
        back=reverse("elections"),
        crumbs=crumbs(request, Link("换届提醒函", "")),
        facts=facts,
        template=NUMBER,
        fields=PAPER,
    )
    numbers: list[str] = []

    def remind(act: Act) -> None:
        row = Reminding(body=found.key, numbering=form.numbering, seen=form.seen or ())
        numbers.append(send_reminder(act, row).number)

    return written(
        request,
        sheet,
        remind,
        lambda: f"提醒函已编号：{numbers[0]}。",
        reverse("election_reminder", args=[code]),
    )
