"""Put down who is responsible for an organization: as the texts propose, or another by the clerk's choice."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.journal import Act
from shuniu.commands.party.answering import Answering, release_jurisdiction, take_jurisdiction
from shuniu.commands.party.route import accept_proposals
from shuniu.policy.journal.ending import LATER_TOO
from shuniu.queries.accounts import Actor
from shuniu.queries.party.choosing import committees_to_name
from shuniu.queries.routing import Routing, proposals
from shuniu.queries.seen import guides_seen, jurisdictions_seen
from shuniu.web.frame import actor_of, day_of
from shuniu.web.organizations.proposal import proposal_of
from shuniu.web.organizations.registering import crumbs_of, editable
from shuniu.web.writing import DatedForm, Sheet, only_today, written

ACCEPT, CHOOSE, RELEASE = "accept", "choose", "release"


class AttachForm(DatedForm):
    """Accept the proposal, choose another, or put down that nobody is responsible any more."""

    way = forms.ChoiceField(label="怎样归口", widget=forms.RadioSelect)
    party_organization = forms.ChoiceField(label="归口党组织", required=False, help_text="选“另行选择”时填写。")
    clause = forms.CharField(
        label="依据", max_length=120, required=False, help_text="另行选择的，写明依据的文件或决定。"
    )

    def __init__(self, given: Any, actor: Actor, on: date, routing: Routing | None, **more: Any) -> None:
        super().__init__(given, **more)
        self.order_fields(["way", "party_organization", "clause", "since"])
        ways = [(CHOOSE, "另行选择")]
        if routing is not None and routing.target is not None and not routing.settled:
            ways.insert(0, (ACCEPT, f"按建议归口于{routing.target.name}"))
        if routing is not None and routing.responsible is not None:
            ways.append((RELEASE, "不再归口（列入未归口，须尽快落实）"))
        way, node = self.fields["way"], self.fields["party_organization"]
        assert isinstance(way, forms.ChoiceField) and isinstance(node, forms.ChoiceField)
        way.choices = ways
        self.initial.setdefault("way", ways[0][0])
        found = committees_to_name(actor, on)
        node.choices = [("", "请选择"), *((str(one.key), one.name) for one in found)]

    def clean(self) -> dict[str, Any]:
        cells = super().clean() or {}
        if cells.get("way") == CHOOSE and not cells.get("party_organization"):
            self.add_error("party_organization", "请选择归口党组织。")
        return cells


@only_today
@require_http_methods(["GET", "POST"])
def organization_attach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    seen = {"seen": jurisdictions_seen(uuid), "seen_guides": guides_seen(uuid)}
    actor, on, found = actor_of(request), day_of(request), editable(request, uuid)
    routed = proposals(actor, [found.unit], on)
    routing = routed[0] if routed else None
    form = AttachForm(request.POST or None, actor, on, routing, initial={"since": on, **seen, LATER_TOO: ""})

    def attach(act: Act) -> None:
        cells = form.cleaned_data
        if cells["way"] == ACCEPT:
            accept_proposals(
                act, [found.unit], only_unattached=False, seen=form.seen, seen_guides=form.seen_of("guides")
            )
        elif cells["way"] == RELEASE:
            release_jurisdiction(act, [found.unit], seen=form.seen, later_too=form.later_too)
        else:
            row = Answering(
                unit=found.unit,
                party_organization=int(cells["party_organization"]),
                clause=cells["clause"],
                seen=form.seen,
            )
            take_jurisdiction(act, [row])

    sheet = Sheet(
        title=f"归口：{found.name}",
        lead="一家社会组织同一天只归口于一个党组织",
        form=form,
        submit="归口",
        back=reverse("organization", args=[uuid]),
        crumbs=crumbs_of(found, "归口"),
        template="organizations/attach.html.jinja",
        more={"routing": proposal_of(routing) if routing else None},
    )
    return written(request, sheet, attach, "已登记归口。", _next(found.uuid))


def _next(uuid: UUID) -> str:
    return reverse("organization", args=[uuid])
