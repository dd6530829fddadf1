"""Rename, move, merge or dissolve a Party organization, record its term, begin or end its coverage of a unit."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.cover import Covering, cover_units, uncover_units
from shuniu.commands.party.dissolve import dissolve_party_organizations
from shuniu.commands.party.merge import merge_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.commands.party.rename import Renaming, rename_party_organizations
from shuniu.commands.party.terms import TermOfCommittee, record_terms
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.policy.words import CoverageRole
from shuniu.queries.cases.ending import work_of_nodes
from shuniu.queries.party.writing import NodeToWrite
from shuniu.queries.seen import coverages_seen, namings_seen, placements_seen, terms_seen
from shuniu.web.cases.open_work import work_before
from shuniu.web.frame import actor_of, day_of
from shuniu.web.party.forms import CoverForm, DissolveForm, MergeForm, MoveForm, RenameForm, TermForm
from shuniu.web.party.sheets import approved, done, node_to_change, sheet
from shuniu.web.writing import Sheet, only_today, written


@only_today
@require_http_methods(["GET", "POST"])
def party_rename(request: HttpRequest, code: str) -> HttpResponse:
    seen = namings_seen(code)
    node = node_to_change(request, code)
    first = {"since": day_of(request), "seen": seen, "name": node.name}
    form = RenameForm(request.POST or None, initial=first)

    def rename(act: Act) -> object:
        cells = form.cleaned_data
        short_name = cells["short_name"] or None
        row = Renaming(party_organization=node.key, name=cells["name"], short_name=short_name, seen=form.seen)
        return rename_party_organizations(act, [row], correction=cells["correction"])

    return done(request, sheet(node, "更名", form, "以前的名称照旧可查"), approved(form, rename), "已更名。")


@only_today
@require_http_methods(["GET", "POST"])
def party_move(request: HttpRequest, code: str) -> HttpResponse:
    seen = placements_seen(code)
    node = node_to_change(request, code)
    first = {"since": day_of(request), "seen": seen}
    form = MoveForm(request.POST or None, actor_of(request), day_of(request), without=node.key, initial=first)

    def move(act: Act) -> object:
        parent = int(form.cleaned_data["parent"])
        row = Move(party_organization=node.key, parent=parent, seen=form.seen)
        return move_party_organizations(act, [row])

    page = sheet(node, "调整隶属", form, "以前的隶属关系照旧，可以按账日查看")
    return done(request, page, approved(form, move), "隶属关系已调整。")


@only_today
@require_http_methods(["GET", "POST"])
def party_merge(request: HttpRequest, code: str) -> HttpResponse:
    seen = namings_seen(code)
    node = node_to_change(request, code)
    first = {"since": day_of(request), "seen": seen}
    form = MergeForm(request.POST or None, actor_of(request), day_of(request), without=node.key, initial=first)

    def merge(act: Act) -> None:
        merge_party_organizations(act, [node.key], into=int(form.cleaned_data["into"]), seen=form.seen)

    # What is no more has no card today: one goes on to the tree.
    page = _ending(request, node, "合并", sheet(node, "合并", form), merged=True)
    return written(request, page, approved(form, merge), f"{node.name}已合并。", reverse("party"))


@only_today
@require_http_methods(["GET", "POST"])
def party_dissolve(request: HttpRequest, code: str) -> HttpResponse:
    seen = namings_seen(code)
    node = node_to_change(request, code)
    form = DissolveForm(request.POST or None, initial={"since": day_of(request), "seen": seen})

    def dissolve(act: Act) -> None:
        dissolve_party_organizations(act, [node.key], seen=form.seen)

    lead = "还有下级党组织、归口或覆盖的单位的，先要转出"
    page = _ending(request, node, "撤销", sheet(node, "撤销", form, lead))
    return written(request, page, approved(form, dissolve), f"{node.name}已撤销。", reverse("party"))


def _ending(request: HttpRequest, node: NodeToWrite, act: str, page: Sheet, *, merged: bool = False) -> Sheet:
    """Before it ends, its open work is told, with what becomes of it."""
    work = work_of_nodes(actor_of(request), [node.key], day_of(request), merged=merged)
    return replace(page, template="cases/ending.html.jinja", more={"work": work_before(request, work, act)})


@only_today
@require_http_methods(["GET", "POST"])
def party_cover(request: HttpRequest, code: str) -> HttpResponse:
    seen = coverages_seen(code)
    node = node_to_change(request, code)
    first = {"since": day_of(request), "way": "cover", "seen": seen, LATER_TOO: ""}
    form = CoverForm(request.POST or None, actor_of(request), day_of(request), initial=first)

    def cover(act: Act) -> object:
        assert form.named is not None, "a valid form names a unit"
        role = CoverageRole(form.cleaned_data["role"])
        row = Covering(
            party_organization=node.key, unit=form.named, role=role, seen=form.seen, later_too=form.later_too
        )
        return (cover_units if form.cleaned_data["way"] == "cover" else uncover_units)(act, [row])

    return done(request, sheet(node, "覆盖单位", form), approved(form, cover), "覆盖已登记。", "units")


@only_today
@require_http_methods(["GET", "POST"])
def party_term(request: HttpRequest, code: str) -> HttpResponse:
    seen = terms_seen(code)
    node = node_to_change(request, code)
    form = TermForm(request.POST or None, initial={"seen": seen})

    def record(act: Act) -> None:
        cells = form.cleaned_data
        row = TermOfCommittee(
            party_organization=node.key, begins_on=cells["begins_on"], ends_on=cells["ends_on"], seen=form.seen
        )
        record_terms(act, [row])

    return done(request, sheet(node, "登记任期", form), record, "任期已登记。", "formation")
