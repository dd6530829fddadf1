"""Ask for an election or a postponement, on the page of the body."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.elections.dispatching import Asking, ask_to_dispatch
from shuniu.commands.elections.postponing import PostponementRequest, submit_postponement
from shuniu.commands.elections.requesting import ElectionRequest, keep_election, submit_election
from shuniu.commands.journal import Act
from shuniu.policy.cases.procedure import Procedure
from shuniu.policy.elections.steps import ELECTION, POSTPONEMENT
from shuniu.policy.elections.vacancies import BY_ELECTION
from shuniu.policy.grants import Action
from shuniu.queries.elections.doors import dispatch_asked
from shuniu.queries.elections.filing import BodyToElect, NotFiled, body_to_elect
from shuniu.queries.elections.vacancies import vacancies_at
from shuniu.queries.organizations.card import NotFound
from shuniu.web.cases.beginning import refused_before
from shuniu.web.elections.forms import ByElectionForm, DispatchForm, PostponementForm, RequestForm
from shuniu.web.elections.telling import called_of, crumbs
from shuniu.web.frame import actor_of, address_of, day_of, with_day
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.wording import day
from shuniu.web.writing import Sheet, only_today, written

FILL = "elections/fill.html.jinja"


def _body(request: HttpRequest, procedure: Procedure, code: str) -> BodyToElect:
    try:
        return body_to_elect(actor_of(request), procedure, code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    except NotFiled as problem:
        raise PermissionDenied from problem


def _facts(body: BodyToElect) -> list[tuple[str, Any]]:
    members = body.facts.full_members
    return [
        ("党组织", body.facts.label),
        ("正式党员", "名册没有党员" if members is None else f"{members} 名（按名册）"),
        *([] if body.facts.first else [("任期届满", day(body.facts.ends_on))]),
        *([("延期前的届满日期", day(body.facts.regular))] if body.facts.regular else []),
    ]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_new(request: HttpRequest, code: str) -> HttpResponse:
    """换届请示: kept or sent."""
    return _requested(request, code, "")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def by_election_new(request: HttpRequest, code: str) -> HttpResponse:
    """补选请示: kept or sent."""
    return _requested(request, code, BY_ELECTION)


def _requested(request: HttpRequest, code: str, topic: str) -> HttpResponse:
    body = _body(request, ELECTION, code)
    if body.uuid and body.topic != topic:
        # One election of a body at a time: the one that is under way.
        return HttpResponseRedirect(reverse("election", args=[body.uuid]))
    called = called_of(topic, first=body.facts.first)
    title = f"{called}请示：{body.facts.label}"
    if not body.uuid and (refused := _refused(request, body, title)):
        return refused
    kept = request.POST.get("way") == "keep"
    form = (ByElectionForm if topic else RequestForm)(request.POST or None, body, kept=kept)

    def file(act: Act) -> None:
        row = ElectionRequest(
            body=body.facts.key,
            form=form.value("form"),
            seats=form.value("seats") or 0,
            deputies=form.value("deputies") or 0,
            planned_on=_plain_day("planned_on", form, body),
            grounds=form.value("grounds") or "",
            version=form.cleaned_data["version"],
            topic=topic,
            secretary=bool(topic and form.value("secretary")),
        )
        (keep_election if kept else submit_election)(act, row)

    remarks = [(ELECTION.fields[name], text) for name, text in body.remarks.items()]
    sheet = Sheet(
        title=title,
        form=form,
        submit="提交",
        back=_back(body, "election"),
        crumbs=crumbs(request, Link(body.facts.label, "")),
        facts=[*_facts(body), *(_vacant(request, code) if topic else [])],
        notes=_notes(body, topic),
        template=FILL,
        more={"keep": "暂存", "remarks": remarks},
    )
    said = "已暂存。" if kept else f"{called}请示已提交，由上级党组织审批。"
    return written(request, sheet, file, said, lambda: _then(request, ELECTION, code, "election"))


def _refused(request: HttpRequest, body: BodyToElect, title: str) -> HttpResponse | None:
    """Nothing is asked for where the body, or whoever decides, is to end."""
    back = with_day(request, address_of("party_organization", body.code))
    return refused_before(request, title, back, [body.facts.key, body.facts.above])


REST_OF_TERM = "补选产生的，任职到本届任期届满为止；必要时也可以由上级党组织指派，在“班子”中登记。"


FIRST_TIME = "批复成立后的首次选举：由党员大会选举，任期从结果批复的任职起始日期起算。"


def _notes(body: BodyToElect, topic: str) -> list[str]:
    if topic:
        return [REST_OF_TERM]
    return [FIRST_TIME] if body.facts.first else []


def _vacant(request: HttpRequest, code: str) -> list[tuple[str, Any]]:
    found = vacancies_at(actor_of(request), code, day_of(request))
    return [("缺额", found.told or "按已登记的任职没有缺额")]


def _plain_day(name: str, form: Any, body: BodyToElect) -> date | None:
    """As filled in now, else as it was sent."""
    if name in form.fields:
        filled: date | None = form.cleaned_data[name]
        return filled
    sent = body.filed.get(name)
    return date.fromisoformat(sent) if sent else None


def _back(body: BodyToElect, page: str) -> str:
    return reverse(page, args=[body.uuid]) if body.uuid else reverse("elections")


def _then(request: HttpRequest, procedure: Procedure, code: str, page: str) -> str:
    return _back(_body(request, procedure, code), page)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def secretary_dispatch(request: HttpRequest, code: str) -> HttpResponse:
    """提请上级选派书记."""
    body = _body(request, ELECTION, code)
    title = f"提请上级选派书记：{body.facts.label}"
    if refused := refused_before(request, title, reverse("leadership", args=[code]), [body.facts.key]):
        return refused
    version, asked = dispatch_asked(body.facts.key)
    form = DispatchForm(request.POST or None, initial={"version": version})

    def ask(act: Act) -> None:
        cells = form.cleaned_data
        ask_to_dispatch(act, Asking(body=body.facts.key, grounds=cells["grounds"], version=cells["version"]))

    board = reverse("leadership", args=[code])
    sheet = Sheet(
        title=title,
        form=form,
        submit="提请",
        back=board,
        crumbs=crumbs(request, Link(body.facts.label, board), Link("提请上级选派", "")),
        facts=[("党组织", body.facts.label), *([("已经提请", asked)] if asked else [])],
        notes=["提请后列入上级党组织的后续工作。选派的人选转入组织关系后，经选举或者指派任职。"],
    )
    return written(request, sheet, ask, "已提请上级党组织选派。", board)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def postponement_new(request: HttpRequest, code: str) -> HttpResponse:
    """延期换届请示."""
    body = _body(request, POSTPONEMENT, code)
    title = f"申请延期换届：{body.facts.label}"
    if not body.uuid and (refused := _refused(request, body, title)):
        return refused
    form = PostponementForm(request.POST or None, body)

    def file(act: Act) -> None:
        row = PostponementRequest(
            body=body.facts.key,
            until=_plain_day("until", form, body),
            grounds=form.value("grounds"),
            version=form.cleaned_data["version"],
        )
        submit_postponement(act, row)

    sheet = Sheet(
        title=title,
        form=form,
        submit="提交",
        back=_back(body, "postponement"),
        crumbs=crumbs(request, Link(body.facts.label, "")),
        facts=_facts(body),
        template=FILL,
        more={"keep": "", "remarks": [(POSTPONEMENT.fields[name], text) for name, text in body.remarks.items()]},
    )
    done = "延期请示已提交，由上级党组织审批。"
    return written(request, sheet, file, done, lambda: _then(request, POSTPONEMENT, code, "postponement"))
