"""Rename, move, merge or dissolve a Party organization, record its term, begin or end its coverage of a unit."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.forms import Form
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
from shuniu.policy.words import CoverageRole
from shuniu.queries.party.card import PartyCard
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.party.acts import may_write
from shuniu.web.party.card import card_of, name_of
from shuniu.web.party.forms import CoverForm, DissolveForm, MergeForm, MoveForm, RenameForm, TermForm
from shuniu.web.writing import Sheet, only_today, written


def _writable(request: HttpRequest, code: str) -> PartyCard:
    card = card_of(request, code)
    if not (card.writable and card.naming and may_write(request)):
        raise PermissionDenied
    return card


def _sheet(card: PartyCard, act: str, form: Form, lead: str = "") -> Sheet:
    address = reverse("party_organization", args=[card.code])
    return Sheet(
        title=f"{act}：{name_of(card)}",
        lead=lead,
        form=form,
        submit=act,
        back=address,
        crumbs=[Link("党组织", reverse("party")), Link(name_of(card), address), Link(act, "")],
    )


def _done(request: HttpRequest, sheet: Sheet, work: Callable[[Act], object], done: str) -> HttpResponse:
    return written(request, sheet, work, done, sheet.back)


@only_today
@require_http_methods(["GET", "POST"])
def party_rename(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    form = RenameForm(request.POST or None, initial={"since": day_of(request), "name": name_of(card)})

    def rename(act: Act) -> None:
        cells = form.cleaned_data
        row = Renaming(party_organization=card.key, name=cells["name"], short_name=cells["short_name"] or None)
        rename_party_organizations(act, [row], correction=cells["correction"])

    return _done(request, _sheet(card, "更名", form, "以前的名称照旧可查"), rename, "已更名。")


@only_today
@require_http_methods(["GET", "POST"])
def party_move(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    first = {"since": day_of(request)}
    form = MoveForm(request.POST or None, actor_of(request), day_of(request), without=card.key, initial=first)

    def move(act: Act) -> None:
        move_party_organizations(act, [Move(party_organization=card.key, parent=int(form.cleaned_data["parent"]))])

    sheet = _sheet(card, "调整隶属", form, "以前的隶属关系照旧，可以按账日查看")
    return _done(request, sheet, move, "隶属关系已调整。")


@only_today
@require_http_methods(["GET", "POST"])
def party_merge(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    first = {"since": day_of(request)}
    form = MergeForm(request.POST or None, actor_of(request), day_of(request), without=card.key, initial=first)

    def merge(act: Act) -> None:
        merge_party_organizations(act, [card.key], into=int(form.cleaned_data["into"]))

    # What is no more has no card today: one goes on to the tree.
    return written(request, _sheet(card, "合并", form), merge, f"{name_of(card)}已合并。", reverse("party"))


@only_today
@require_http_methods(["GET", "POST"])
def party_dissolve(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    form = DissolveForm(request.POST or None, initial={"since": day_of(request)})

    def dissolve(act: Act) -> None:
        dissolve_party_organizations(act, [card.key])

    lead = "还有下级党组织、归口或覆盖的单位的，先要转出"
    return written(request, _sheet(card, "撤销", form, lead), dissolve, f"{name_of(card)}已撤销。", reverse("party"))


@only_today
@require_http_methods(["GET", "POST"])
def party_cover(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    first = {"since": day_of(request), "way": "cover"}
    form = CoverForm(request.POST or None, actor_of(request), day_of(request), initial=first)

    def cover(act: Act) -> None:
        assert form.named is not None, "a valid form names a unit"
        role = CoverageRole(form.cleaned_data["role"])
        row = Covering(party_organization=card.key, unit=form.named, role=role)
        (cover_units if form.cleaned_data["way"] == "cover" else uncover_units)(act, [row])

    return _done(request, _sheet(card, "覆盖单位", form), cover, "覆盖已登记。")


@only_today
@require_http_methods(["GET", "POST"])
def party_term(request: HttpRequest, code: str) -> HttpResponse:
    card = _writable(request, code)
    form = TermForm(request.POST or None)

    def record(act: Act) -> None:
        cells = form.cleaned_data
        row = TermOfCommittee(party_organization=card.key, begins_on=cells["begins_on"], ends_on=cells["ends_on"])
        record_terms(act, [row])

    return _done(request, _sheet(card, "登记任期", form), record, "任期已登记。")
