"""The tree of Party organizations on a day with the figures beside each node, opened level by level."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from shuniu.kernel.text import whole_number
from shuniu.policy.grants import Action
from shuniu.policy.measures import measure
from shuniu.policy.words import PartyOrganizationKind
from shuniu.queries.accounts import granted
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.tree import Node, children, tops
from shuniu.statistics import figures_beside_for
from shuniu.web.figures.telling import pair_link
from shuniu.web.frame import actor_of, day_of, framed, with_day
from shuniu.web.parts import TreeNode
from shuniu.web.party.acts import founding_acts
from shuniu.web.party.listing import views_of
from shuniu.web.rendering import page
from shuniu.web.rights import needs
from shuniu.web.wording import word

MEASURES = ("social_organizations", "organization_coverage", "work_coverage", "eligible_not_formed")
HEADINGS = ("社会组织（家）", "组织覆盖率", "工作覆盖率", "应建未建（家）")
DEEPEST = 30


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def party(request: HttpRequest) -> HttpResponse:
    """Where the actor's tree begins, with what stands directly under it."""
    actor, on = actor_of(request), day_of(request)
    top = tops(actor, on)
    below = children(actor, top[0].code, on) if len(top) == 1 else []
    rows = [*_nodes(request, top, 0, opened=bool(below)), *_nodes(request, below, 1)]
    context = {"nodes": rows, "headings": HEADINGS, "views": views_of(request, "party"), "acts": founding_acts(request)}
    return framed(request, "party/tree.html.jinja", context)


@require_GET
@needs(Action.READ_PARTY_ORGANIZATION)
def party_branches(request: HttpRequest, code: str) -> HttpResponse:
    """The rows under one node; they are put behind its row."""
    level = whole_number(request.GET.get("depth", ""), DEEPEST)
    try:
        below = children(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    context = {"nodes": _nodes(request, below, 1 if level is None else level), "headings": HEADINGS}
    answer = page(request, "party/branches.html.jinja", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _nodes(request: HttpRequest, found: Sequence[Node], depth: int, *, opened: bool = False) -> list[TreeNode]:
    actor = actor_of(request)
    beside = {}
    if found and granted(actor, Action.READ_FIGURE):
        beside = figures_beside_for(actor, [node.key for node in found], day_of(request), MEASURES)
    return [
        TreeNode(
            code=node.code,
            name=node.name,
            address=with_day(request, reverse("party_organization", args=[node.code])),
            depth=depth,
            kind=word(node.kind, PartyOrganizationKind),
            figures=[
                pair_link(request, beside.get(node.key, {}).get(key), measure(key), node.code) for key in MEASURES
            ],
            branches=with_day(request, reverse("party_branches", args=[node.code]), depth=depth + 1)
            if node.branches
            else "",
            open=opened,
        )
        for node in found
    ]
