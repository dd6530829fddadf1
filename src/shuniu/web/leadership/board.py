"""班子 of a Party organization on the day of the page, with what is lacking and from where a secretary may come."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy import words
from shuniu.policy.leadership.appointing import TEMPORARY
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.leadership.board import Board, board
from shuniu.queries.leadership.candidates import sources_with_members
from shuniu.queries.organizations.card import NotFound
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day, writing_off
from shuniu.web.leadership.plan import plan_part
from shuniu.web.parts import Link
from shuniu.web.wording import day, word

FULL_TIME = {True: "专职", False: "兼职", None: ""}


def board_of(request: HttpRequest, code: str) -> Board:
    try:
        return board(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


@require_GET
def leadership(request: HttpRequest, code: str) -> HttpResponse:
    found = board_of(request, code)
    card = with_day(request, reverse("party_organization", args=[code]))
    context: dict[str, Any] = {
        "board": found,
        "leaders": [_leader(request, one) for one in found.leaders],
        "workers": [_worker(request, one) for one in found.workers],
        "units": found.units,
        "sources": _sources(request, found) if found.kind is not None and found.reads else [],
        "plan": plan_part(request, found),
        "pool": _pool(request, found),
        "acts": _acts(request, found),
        # Where it is appointed the head of the page has the one door already.
        "doors": [] if writing_off(request) or found.appointed else case_doors(found),
        "open_cases": _open_cases(found),
        "crumbs": [Link("党组织", with_day(request, reverse("party"))), Link(found.name, card), Link("班子", "")],
    }
    return framed(request, "leadership/board.html.jinja", context)


def _pool(request: HttpRequest, found: Board) -> Link | None:
    """Those of it and of all below it."""
    if not found.reads:
        return None
    return Link("党务工作者人才库", with_day(request, reverse("affairs_workers"), node=found.code))


def _person(request: HttpRequest, name: str, uuid: Any) -> Link:
    return Link(name, with_day(request, reverse("member", args=[uuid])) if uuid is not None else "")


def _leader(request: HttpRequest, one: Any) -> dict[str, Any]:
    return {
        "person": _person(request, one.name, one.uuid),
        "post": "".join((FULL_TIME[one.full_time], one.post.label)),
        "how": word(one.how, words.AppointmentMode) if one.how else "" if one.since else "照台账登记，未载明",
        "since": day(one.since) if one.since else "台账未载",
        "until": day(one.until) if one.until else "—",
        "number": one.number or "—",
    }


def _worker(request: HttpRequest, one: Any) -> dict[str, Any]:
    return {
        "person": _person(request, one.name, one.uuid),
        "way": FULL_TIME[one.full_time],
        "unit": one.unit or "—",
        "trained": day(one.trained_on) if one.trained_on else "未登记",
        "since": day(one.since) if one.since else "台账未载",
    }


def _sources(request: HttpRequest, found: Board) -> list[dict[str, Any]]:
    """Each source with who of the roll comes by it, or why nobody is listed."""
    told = []
    for source, members in sources_with_members(actor_of(request), found.key, day_of(request)):
        note = source.open
        if not note and source.posts is None:
            note = "不从本名册产生；提名时写明来源和依据。"
        elif not note and not members:
            note = "名册上没有任这类职务的正式党员。"
        told.append(
            {
                "label": source.label,
                "clause": clause_words(source.clause.key),
                "before": "、".join(source.before),
                "note": note,
                "members": [(_person(request, one.name, one.uuid), one.position) for one in members],
            }
        )
    return told


def _acts(request: HttpRequest, found: Board) -> list[Link]:
    if writing_off(request) or found.kind is None:
        return []
    acts = []
    if found.writable:
        acts += [
            Link(act_label(found), reverse("leadership_set", args=[found.code])),
            Link("登记党务工作者", reverse("leadership_worker", args=[found.code])),
        ]
        if any(not (found.superior and one.post.leads) for one in found.leaders):
            acts.insert(1, Link("结束任职", reverse("leadership_end", args=[found.code])))
    if found.files:
        if CaseKind.APPOINTMENT.value not in found.open_cases and _appointed(found):
            acts.append(Link("班子任命", reverse("appointment_fill", args=[found.code])))
        asked = CaseKind.FOLLOW_UP.value in found.open_cases
        label = "修改选派书记的提请" if asked else "提请上级选派书记"
        acts.append(Link(label, reverse("secretary_dispatch", args=[found.code])))
        if CaseKind.HANDOVER.value not in found.open_cases:
            acts.append(Link("工作交接", reverse("handover_begin", args=[found.code])))
    return acts


def act_label(found: Board) -> str:
    """Who leads is put down by the level above."""
    return "登记党小组组长" if found.superior else "补登任职"


def case_doors(found: Board) -> list[Link]:
    """The cases that put somebody into the leadership; what is under way is gone on with."""
    if not found.files or found.kind is None:
        return []
    if found.appointed:
        wanted = {CaseKind.APPOINTMENT: [("班子任命", "appointment_fill")]}
    else:
        wanted = {CaseKind.ELECTION: [("办理换届", "election_new"), ("办理补选", "by_election_new")]}
    links = []
    for kind, pages in wanted.items():
        held = found.open_cases.get(kind.value)
        begun = [Link(f"正在办理的{kind.label}", address_of(kind, held) or "")] if held is not None else []
        links += begun or [Link(label, reverse(page, args=[found.code])) for label, page in pages]
    return links


def _appointed(found: Board) -> bool:
    """Whose leadership a level above may put there; the law says it of each."""
    return not found.leaders or found.kind is words.PartyOrganizationKind.JOINT_COMMITTEE or found.kind in TEMPORARY


def _open_cases(found: Board) -> list[Link]:
    """What is under way about it, where it has a page."""
    rows = [(CaseKind(kind), address_of(kind, uuid)) for kind, uuid in found.open_cases.items()]
    said = {CaseKind.FOLLOW_UP: "选派书记（已提请上级，由上级办理）"}
    return [Link(said.get(kind, kind.label), address) for kind, address in rows if address]
