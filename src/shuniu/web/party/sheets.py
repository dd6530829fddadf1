"""On which sheet is an act on a Party organization done, and by whom?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from shuniu.commands.journal import Act
from shuniu.commands.party.approved import put_down_approved
from shuniu.queries.organizations.card import NotFound
from shuniu.queries.party.writing import NodeToWrite, node_to_write
from shuniu.web.frame import actor_of, day_of
from shuniu.web.parts import Link
from shuniu.web.party.acts import may_keep, may_write
from shuniu.web.party.forms import ApprovedForm
from shuniu.web.writing import Sheet, written


def node_to_change(request: HttpRequest, code: str) -> NodeToWrite:
    """404 for what may not be read, 403 for what may not be changed or does not exist today."""
    node = _node(request, code)
    if not (node.writable and node.naming and may_write(request)):
        raise PermissionDenied
    return node


def node_to_keep(request: HttpRequest, code: str) -> NodeToWrite:
    """The same for acts that whoever keeps the register there may do, without changing the tree."""
    node = _node(request, code)
    if not (node.keeps_units and node.naming and may_keep(request)):
        raise PermissionDenied
    return node


def _node(request: HttpRequest, code: str) -> NodeToWrite:
    try:
        return node_to_write(actor_of(request), code, day_of(request))
    except NotFound as problem:
        raise Http404 from problem


def sheet(
    node: NodeToWrite, act: str, form: Form, lead: str = "", *, submit: str = "", facts: Sequence[tuple[str, Any]] = ()
) -> Sheet:
    address = reverse("party_organization", args=[node.code])
    return Sheet(
        title=f"{act}：{node.name}",
        lead=lead,
        form=form,
        facts=facts,
        submit=submit or act,
        back=address,
        crumbs=[Link("党组织", reverse("party")), Link(node.name, address), Link(act, "")],
    )


def approved(form: ApprovedForm, work: Callable[[Act], object]) -> Callable[[Act], object]:
    """The same, put down out of the document the form names."""
    return lambda act: put_down_approved(act, form.approval, work, correction=form.corrects)


def done(request: HttpRequest, page: Sheet, work: Callable[[Act], object], said: str, tab: str = "") -> HttpResponse:
    """Back on the card, on the tab where the new fact stands."""
    return written(request, page, work, said, page.back + (f"?tab={tab}" if tab else ""))
