"""What is done to an approved election with a reason: it is ended, or others are put forward."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.elections.moving import Moved, move_election
from shuniu.commands.journal import Act
from shuniu.policy.elections.steps import needs_reason
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseState, Verb
from shuniu.web.elections.card import election_title, election_to_show
from shuniu.web.elections.forms import EndForm, RenominateForm
from shuniu.web.elections.telling import crumbs
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, only_today, unless_done, written


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.REVIEW_CASE)
def election_end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """终止 of what was approved."""
    notes = ["终止以后已登记的提名和投票保留在这件事项里；要再选举的，重新请示。"]
    return _with_reason(request, uuid, (Verb.DROP, EndForm), notes, "已终止，可以另行请示。")


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_renominate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """重新提名 where nobody got enough votes."""
    notes = [
        "已登记的投票保留在这件事项里。重新提名以后填写候选人预备人选，再报上级党组织审查，审查通过以后选举。",
        "原来的候选人可以再次提名。",
    ]
    return _with_reason(request, uuid, (Verb.RENOMINATE, RenominateForm), notes, "请填写候选人预备人选。")


def _with_reason(
    request: HttpRequest, uuid: UUID, asked: tuple[Verb, type[EndForm]], notes: list[str], done: str
) -> HttpResponse:
    found = election_to_show(request, uuid)
    verb, kind = asked
    if verb not in found.case.verbs or not needs_reason(CaseState(found.case.state), verb):
        unless_done(request, reverse("election", args=[uuid]))
        raise PermissionDenied
    form = kind(request.POST or None, initial={"version": found.case.version})
    back = reverse("election", args=[uuid])

    def work(act: Act) -> None:
        cells = form.cleaned_data
        move_election(act, Moved(case=uuid, version=cells["version"], verb=verb, reason=cells["reason"]))

    name = found.case.party_organization[1] if found.case.party_organization else ""
    sheet = Sheet(
        title=f"{verb.label}：{election_title(found)}，{name}",
        form=form,
        submit=verb.label,
        back=back,
        crumbs=crumbs(request, Link(name, back), Link(verb.label, "")),
        notes=notes,
    )
    return written(request, sheet, work, done, back)
