"""督促事项: what is to be urged, one list for each; nothing on them ends by itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.policy.formation.temporary import CLAUSE as TASKED
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState
from shuniu.policy.words.urging import TemporaryState, UrgingList
from shuniu.queries.accounts import granted
from shuniu.queries.formation.registered import Key, NewRegistration, new_registrations
from shuniu.queries.formation.urging import PooledGroup, TemporaryBranch, pooled, temporary
from shuniu.web.cases.telling import due_of
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, address_of, day_of, framed, with_day, writing_off
from shuniu.web.lists import window_of
from shuniu.web.organizations.views import views_of
from shuniu.web.parts import Link, Status, Tone
from shuniu.web.rights import needs
from shuniu.web.wording import day

DEFINITIONS: Mapping[UrgingList, str] = {
    UrgingList.REGISTERED: (
        "口径：成立登记在适用文本施行以后、正式党员达到应建标准、没有党组织覆盖、也没有提出组建申请的社会组织。"
        "督促时限原文未明示的，不设限期；由本级决定后从登记之日起按工作日计。"
    ),
    UrgingList.POOLING: (
        "口径：流动党员党支部和依托联合会组建的党支部名册中，工作单位没有其他党组织覆盖的党员，按单位登记的街道（没有的按区县）和领域分别合计；"
        "正式党员达到设立党支部的人数即列出。一名党员可以列入两组，编入哪一组由分设事项决定。"
    ),
    UrgingList.TEMPORARY: (
        "口径：临时党支部按登记的任务结束日期，或者所依托的单位不再登记之日，应当撤销。最长期限原文未明示，由批准成立的党组织决定。"
    ),
}
TONES: Mapping[TemporaryState, Tone] = {
    TemporaryState.OVER: "urgent",
    TemporaryState.BODY_ENDED: "urgent",
    TemporaryState.NEAR: "soon",
    TemporaryState.UNKNOWN: "soon",
}


PAGE = 50
Branch = TypeVar("Branch", PooledGroup, TemporaryBranch)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingRow:
    """``cells`` below the columns; ``acts``: what can be done about it here and now."""

    cells: Sequence[Any]
    acts: Sequence[Link] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingTable:
    """``open``: how many are to be dealt with, counted in ``unit``; the rows tell the others as well. ``after``: the
    key of the next page."""

    columns: Sequence[str]
    rows: Sequence[UrgingRow]
    empty: str
    open: int
    unit: str
    after: Key | None = None


@require_GET
@needs(Action.URGE_FORMATION)
def urgings(request: HttpRequest) -> HttpResponse:
    lists = _open(request)
    asked = request.GET.get("which", "")
    which = UrgingList(asked) if asked in {one.value for one in lists} else lists[0]
    table, here = _TABLES[which](request), reverse("urgings")
    context = {
        "title": which.label,
        "table": table,
        "first": with_day(request, here, which=which.value) if request.GET.get("after") else "",
        "next": with_day(request, here, which=which.value, after=json.dumps(table.after)) if table.after else "",
        "definition": DEFINITIONS[which],
        "views": views_of(request, "urgings"),
        "choosing": [
            Link(one.label, with_day(request, reverse("urgings"), which=one.value), one is which) for one in lists
        ],
    }
    return framed(request, "formation/urgings.html.jinja", context)


def _open(request: HttpRequest) -> list[UrgingList]:
    reviews = granted(actor_of(request), Action.REVIEW_CASE)
    return [one for one in _TABLES if reviews or one is UrgingList.REGISTERED]


def _after(request: HttpRequest) -> Key | None:
    given = window_of(request).after
    return (str(given[0]), int(given[1])) if given else None


def _portion(request: HttpRequest, found: Sequence[Branch]) -> tuple[Sequence[Branch], Key | None]:
    """One page of what stands in order, and the key of the next."""
    after = _after(request)
    behind = [one for one in found if after is None or one.key > after]
    return behind[:PAGE], behind[PAGE - 1].key if len(behind) > PAGE else None


def _registered(request: HttpRequest) -> UrgingTable:
    open_, found, after = new_registrations(actor_of(request), day_of(request), _after(request), PAGE)
    return UrgingTable(
        columns=("名称", "负责的党组织", "登记日", "正式党员", "限期", "依据", "情况"),
        rows=[_new(request, one) for one in found],
        empty="没有新登记应当督促同步组建的社会组织。",
        open=open_,
        unit="家",
        after=after,
    )


def _new(request: HttpRequest, one: NewRegistration) -> UrgingRow:
    acts = [Link("督促", reverse("formation_urge", args=[one.uuid]))]
    if granted(actor_of(request), Action.FILE_CASE):
        acts += [
            Link("起草组建申请", reverse("formation_fill", args=[one.uuid])),
            Link("暂不督促", reverse("formation_urge_waive", args=[one.uuid])),
        ]
    due: Any = "原文未明示"
    if one.due is not None:
        due = due_of(one.due.day, actor_of(request).today, provisional=one.due.provisional)
    name = Link(one.name, with_day(request, reverse("organization", args=[one.uuid])))
    return UrgingRow(
        cells=[name, one.node_name, one.registered_on, one.full, due, clause_words(one.clause), _done(one)],
        acts=acts if one.urged and not writing_off(request) else (),
    )


def _done(one: NewRegistration) -> Status:
    if one.urged:
        return Status("应督促", "urgent")
    if one.state == CaseState.WAIVED:
        return Status(f"{day(one.since)}决定暂不督促：{one.note}", "plain")
    return Status(f"{day(one.since)}已督促", "done")


def _pooling(request: HttpRequest) -> UrgingTable:
    found = pooled(actor_of(request), day_of(request))
    shown, after = _portion(request, found)
    return UrgingTable(
        columns=("党组织", "可以另建", "依据", "情况"),
        rows=[_pooled(request, one) for one in shown],
        empty="没有正式党员达到人数、可以另建党支部的流动党员党支部。",
        open=sum(one.urged for one in found),
        unit="项",
        after=after,
    )


def _pooled(request: HttpRequest, one: PooledGroup) -> UrgingRow:
    group = one.group
    query = urlencode({"basis": group.basis, "value": group.value})
    acts = [
        Link("起草分设", f"{reverse('urging_split', args=[one.code])}?{query}"),
        Link("暂不另建", f"{reverse('urging_split_waive', args=[one.code])}?{query}"),
    ]
    return UrgingRow(
        cells=[_node(request, one), group.sentence, group.by,
               _state(request, one, Status("应督促", "urgent"))],
        acts=acts if one.urged and not writing_off(request) else (),
    )  # fmt: skip


def _temporary(request: HttpRequest) -> UrgingTable:
    found = temporary(actor_of(request), day_of(request))
    shown, after = _portion(request, found)
    return UrgingTable(
        columns=("党组织", "到期日", "现在的情况", "依据", "情况"),
        rows=[_ending(request, one) for one in shown],
        empty="没有临时党支部。",
        open=sum(one.urged for one in found),
        unit="个",
        after=after,
    )


def _ending(request: HttpRequest, one: TemporaryBranch) -> UrgingRow:
    told = one.told
    acts = [Link("起草撤销", reverse("urging_dissolve", args=[one.code]))]
    if told.state is TemporaryState.UNKNOWN:
        acts.insert(0, Link("登记期限", address_of("party_term", one.code)))
    acts.append(Link("暂不撤销", reverse("urging_dissolve_waive", args=[one.code])))
    return UrgingRow(
        cells=[_node(request, one), told.ends_on or "原文未明示", told.sentence, clause_words(str(TASKED)),
               _state(request, one, Status(told.state.label, TONES.get(told.state, "plain")))],
        acts=acts if one.urged and not writing_off(request) else (),
    )  # fmt: skip


def _node(request: HttpRequest, one: PooledGroup | TemporaryBranch) -> Link:
    return Link(one.name, with_day(request, address_of("party_organization", one.code)))


def _state(request: HttpRequest, one: PooledGroup | TemporaryBranch, else_: Status) -> Any:
    """Under way, or put aside until a day, or to be urged."""
    if one.under_way is not None:
        return Link("正在办理调整", with_day(request, address_of("adjustment", one.under_way)))
    if one.waived is None:
        return else_
    until = f"，{day(one.waived.until)}再督促" if one.waived.until else ""
    return Link(
        f"{day(one.waived.on)}决定暂不办理{until}：{one.waived.reason}",
        with_day(request, address_of("follow_up", one.waived.case)),
    )


_TABLES: Mapping[UrgingList, Callable[[HttpRequest], UrgingTable]] = {
    UrgingList.REGISTERED: _registered,
    UrgingList.POOLING: _pooling,
    UrgingList.TEMPORARY: _temporary,
}
