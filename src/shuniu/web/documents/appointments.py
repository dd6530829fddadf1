"""What does the document say by which a leadership is appointed?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from shuniu.documents.content import Reply, Written, lines
from shuniu.policy.words.cases import CaseKind
from shuniu.policy.words.meetings import DocumentKind
from shuniu.queries.cases.documents import DocumentCard
from shuniu.queries.leadership.appointing import Appointed, appointed
from shuniu.queries.organizations.card import NotFound
from shuniu.web.frame import actor_of, day_of
from shuniu.web.wording import NO_NAME, full_day

_WAYS = {True: "专职", False: "兼职", None: ""}


def is_appointment(card: DocumentCard) -> bool:
    return card.case is not None and card.case[0] == CaseKind.APPOINTMENT


def appointment_content(request: HttpRequest, card: DocumentCard) -> Reply | Written:
    assert card.case is not None
    try:
        said = appointed(actor_of(request), card.case[1], card.number, day_of(request))
    except NotFound as problem:
        raise Http404 from problem
    decided_on = card.meeting[0] if card.meeting else card.issued_on
    decided_by = card.meeting[2] if card.meeting else ""
    posts = "，".join(
        f"{name or NO_NAME}任{card.addressee}{_WAYS[full_time]}{post.label}" for name, post, full_time in said.posts
    )
    if card.kind is DocumentKind.NOTICE:
        opening = f"经{full_day(decided_on)}{decided_by}研究决定，{posts}。"
        return Written(body=lines([opening, *_rest(said)]), **_outgoing(card))
    return Reply(
        request_title=f"关于{card.addressee}班子任职的请示",
        decided_on=decided_on,
        decided_by=decided_by,
        decision=posts,
        body=lines(_rest(said)),
        **_outgoing(card),
    )


def _outgoing(card: DocumentCard) -> dict[str, Any]:
    return {
        "issuer": card.node_name,
        "number": card.number,
        "title": card.title,
        "addressee": card.addressee,
        "dated": card.issued_on,
        "printed_by": card.node_name,
        "printed_on": card.issued_on,
    }


def _rest(said: Appointed) -> list[str]:
    found = [f"以上任职自{full_day(said.since)}起算。"] if said.since is not None else []
    if said.whole:
        found.append("原班子成员没有列入的，同日起不再任职。")
    if said.unit:
        found.append(f"书记单位为{said.unit}。")
    return found
