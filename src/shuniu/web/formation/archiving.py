"""归档目录 of an application or an adjustment that is over: where its papers lie, the list as a Word file."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.cases.archiving import note_papers
from shuniu.policy.cases.archiving import Keeping
from shuniu.policy.formation.archiving import ADJUSTMENT_KEEPING, FORMATION_KEEPING
from shuniu.policy.grants import Action
from shuniu.web.cases.archiving import Archived, archive_page, archive_word, noting_sheet
from shuniu.web.formation.adjusting_reading import found as adjustment_found
from shuniu.web.formation.papers import adjustment_archived, formation_archived
from shuniu.web.formation.reading import found as formation_found
from shuniu.web.frame import with_day
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import only_today


def _of_formation(request: HttpRequest, uuid: UUID) -> Archived:
    archived = formation_archived(request, formation_found(request, uuid))
    if archived is None:
        raise Http404
    return archived


def _of_adjustment(request: HttpRequest, uuid: UUID) -> Archived:
    archived = adjustment_archived(request, *adjustment_found(request, uuid))
    if archived is None:
        raise Http404
    return archived


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def formation_archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _noted(request, _of_formation(request, uuid), FORMATION_KEEPING)


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.DECIDE_CASE)
def adjustment_archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _noted(request, _of_adjustment(request, uuid), ADJUSTMENT_KEEPING)


def _noted(request: HttpRequest, archived: Archived, keeping: Keeping) -> HttpResponse:
    if not archived.notes:
        raise PermissionDenied
    back = reverse(keeping.procedure.kind.value, args=[archived.card.uuid])
    crumbs = [Link("事项", with_day(request, reverse("cases"))), Link(archived.name, back)]
    sheet = noting_sheet(archived, crumbs, back)
    return archive_page(request, archived, sheet, lambda act, row: note_papers(act, keeping, row))


@require_GET
@needs(Action.READ_CASE)
def formation_archive_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _word(request, _of_formation(request, uuid))


@require_GET
@needs(Action.READ_CASE)
def adjustment_archive_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    return _word(request, _of_adjustment(request, uuid))


def _word(request: HttpRequest, archived: Archived) -> HttpResponse:
    """In the form of the committee that decided on it."""
    committee = archived.card.committee
    return archive_word(request, archived, committee[0] if committee else None)
