"""The order of the names on a ballot: as usual, or set by hand with what the ballot says of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from shuniu.commands.elections.ordering import OrderByHand, order_ballot
from shuniu.commands.journal import Act
from shuniu.policy.elections.ballot import LONGEST_REASON, ORDERED, usual_order
from shuniu.policy.grants import Action
from shuniu.policy.words import PartyPost
from shuniu.queries.elections.card import CandidateLine
from shuniu.web.clauses import clause_words
from shuniu.web.elections.card import election_to_show
from shuniu.web.elections.forms import VersionedForm
from shuniu.web.elections.telling import crumbs, post_of, to_order
from shuniu.web.parts import Link
from shuniu.web.rights import needs
from shuniu.web.writing import Sheet, only_today, written

HAND, USUAL = "hand", "usual"


class OrderForm(VersionedForm):
    """A number for each name. ``usual`` is asked only where an order was set before."""

    def __init__(self, given: Any, rows: list[CandidateLine], usual: str, *, held: str, **more: Any) -> None:
        self.rows = rows
        super().__init__(given, **more)
        if held:
            self.fields["way"] = forms.ChoiceField(
                label="排列", choices=[(HAND, "自行排列"), (USUAL, f"恢复{usual}")], widget=forms.RadioSelect
            )
            self.initial["way"] = HAND
        for number, one in enumerate(rows, 1):
            self.fields[self._box(one)] = forms.IntegerField(
                label=one.name, min_value=1, max_value=len(rows), initial=number
            )
        self.fields["reason"] = forms.CharField(
            label="排列依据",
            max_length=LONGEST_REASON,
            initial=held,
            required=not held,
            error_messages={"required": "请填写。"},
            help_text="印在选票上，如“按大会通过的名单顺序排列”；不要写个人姓名。",
        )

    @staticmethod
    def _box(one: CandidateLine) -> str:
        return f"place_{one.person.hex}"

    @property
    def places(self) -> list[tuple[UUID, int]]:
        """None of them where the usual order is wanted again."""
        if self.cleaned_data.get("way") == USUAL:
            return []
        return [(one.person, self.cleaned_data[self._box(one)]) for one in self.rows]


@only_today
@require_http_methods(["GET", "POST"])
@needs(Action.FILE_CASE)
def election_order(request: HttpRequest, uuid: UUID, post: str) -> HttpResponse:
    found = election_to_show(request, uuid)
    if post not in {one.value for one in PartyPost}:
        raise Http404
    rows = to_order(found, post)
    if not rows:
        raise PermissionDenied
    usual, held = usual_order(post), found.orders.get(post, "")
    form = OrderForm(request.POST or None, rows, usual, held=held, initial={"version": found.case.version})

    def order(act: Act) -> None:
        cells = form.cleaned_data
        row = OrderByHand(
            case=uuid, version=cells["version"], post=PartyPost(post), places=form.places, reason=cells["reason"]
        )
        order_ballot(act, row)

    name = found.case.party_organization[1] if found.case.party_organization else ""
    back, title = reverse("election", args=[uuid]), f"选票顺序（{post_of(post)}）"
    sheet = Sheet(
        title=f"{title}：{name}",
        form=form,
        submit="保存",
        back=back,
        crumbs=crumbs(request, Link(name, back), Link(title, "")),
        facts=[("现在", held or usual), ("通常", f"{usual}（{clause_words(ORDERED.key)}）")],
        notes=["一般不用改。笔画表里没有的字、大会另有约定的，按序号自行排列，并写明依据。"],
    )
    return written(request, sheet, order, "选票顺序已保存。", back)
