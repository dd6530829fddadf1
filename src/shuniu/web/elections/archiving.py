"""归档 of an election with the list of its papers; where they lie, mended later; the list as a Word file."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.cases.archiving import PapersKept, note_papers
from shuniu.commands.elections.archiving import archive_election
from shuniu.commands.journal import Act
from shuniu.policy.elections.archiving import ELECTION_KEEPING
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.web.cases.archiving import archive_page, archive_word, noting_sheet
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.papers import archived_of, name_of
from shuniu.web.elections.recording import APPROVED
from shuniu.web.elections.telling import crumbs
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import only_today


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = election_to_show(request, uuid)
    archives = Verb.ARCHIVE in found.case.verbs
    archived = archived_of(request, found)
    if not archives and not archived.notes:
        raise PermissionDenied

    def keep(act: Act, row: PapersKept) -> None:
        if archives:
            archive_election(act, row)
        else:
            note_papers(act, ELECTION_KEEPING, row)

    back = reverse("election", args=[uuid])
    said = ("归档", "归档") if archives else ("登记存放处", "保存")
    sheet = noting_sheet(archived, crumbs(request, Link(name_of(found), back)), back, said)
    return archive_page(request, archived, sheet, keep)


@require_GET
@needs(Action.READ_CASE)
def election_archive_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """归档目录 as Word, once the result is replied to; 404 before."""
    found = election_to_show(request, uuid)
    if found.case.state not in APPROVED:
        raise Http404
    return archive_word(request, archived_of(request, found), found.body)
