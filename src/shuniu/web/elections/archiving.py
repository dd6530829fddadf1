"""归档 of an election with the list of its papers; where they lie, mended later; the list as a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from shuniu.commands.elections.archiving import PapersKept, archive_election, note_papers
from shuniu.commands.journal import Act
from shuniu.documents.content import Written, lines
from shuniu.documents.writing import write
from shuniu.policy.elections.archiving import LONGEST_PLACE
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import Verb
from shuniu.policy.words.elections import ArchivePaper
from shuniu.policy.words.templates import TemplateKind
from shuniu.queries.elections.archiving import ArchiveList, archive_list
from shuniu.queries.elections.card import ElectionCard
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.forms import VersionedForm
from shuniu.web.elections.papers import SAID, absent_in, may_note_here, rows_of, told_of_archive
from shuniu.web.elections.recording import APPROVED
from shuniu.web.elections.telling import crumbs
from shuniu.web.frame import day_of
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.word_files import word_file
from shuniu.web.writing import Sheet, only_today, written


class PapersForm(VersionedForm):
    """A box for each paper of the list."""

    def __init__(self, given: Any, archived: ArchiveList, **more: Any) -> None:
        super().__init__(given, **more)
        for one in archived.lines:
            self.fields[one.paper.value] = forms.CharField(
                label=one.paper.label, max_length=LONGEST_PLACE, initial=one.place, required=False
            )
        self.papers = [one.paper for one in archived.lines]

    @property
    def places(self) -> Mapping[ArchivePaper, str]:
        return {one: self.cleaned_data[one.value] for one in self.papers}


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_archive(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = election_to_show(request, uuid)
    archives = Verb.ARCHIVE in found.case.verbs
    if not archives and not may_note_here(request, found):
        raise PermissionDenied
    archived = archive_list(found)
    form = PapersForm(request.POST or None, archived, initial={"version": found.case.version})

    def keep(act: Act) -> None:
        row = PapersKept(case=uuid, version=form.cleaned_data["version"], places=form.places)
        (archive_election if archives else note_papers)(act, row)

    name, back = _name(found), reverse("election", args=[uuid])
    title = "归档" if archives else "登记存放处"
    sheet = Sheet(
        title=f"{title}：{name}",
        form=form,
        submit="归档" if archives else "保存",
        back=back,
        crumbs=crumbs(request, Link(name, back), Link(title, "")),
        notes=["有纸质材料的，写明存放处和编号，如“2号柜第3盒”；没有的空着。不要写个人姓名。"],
        template="elections/archive.html.jinja",
        more={"archive": told_of_archive(request, found, archived)},
    )
    return written(request, sheet, keep, "已归档。" if archives else "存放处已保存。", back)


@require_GET
@needs(Action.READ_CASE)
def election_archive_list(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """归档目录 as Word, once the result is replied to; 404 before. In the platform's own form of a letter, without a
    number: it is no document that goes out."""
    found = election_to_show(request, uuid)
    if found.case.state not in APPROVED:
        raise Http404
    archived, name = archive_list(found), _name(found)
    absent = absent_in(archived)
    told = [
        f"{number}. {paper}：{held}{f'；纸质存放处：{place}' if place else ''}。"
        for number, (paper, held, place) in enumerate(rows_of(archived), 1)
    ]
    content = Written(
        issuer=name,
        title=f"{name}{found.case.number}归档目录",
        dated=day_of(request),
        body=lines([SAID, *told, *([f"平台没有、也没有登记存放处的：{absent}。"] if absent else [])]),
    )
    return word_file(content.title, write(TemplateKind.LETTER, content))


def _name(found: ElectionCard) -> str:
    return found.case.party_organization[1] if found.case.party_organization else ""
