"""换届对照 on the card of an organization: its own day beside the terms of what covers it, with the doors to both."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from shuniu.queries.organizations.card import OrganizationCard
from shuniu.queries.sync.renewals import RenewalCard, renewal_card
from shuniu.web.clauses import clause_words
from shuniu.web.frame import actor_of, day_of, writing_off
from shuniu.web.parts import Link, Status
from shuniu.web.wording import day


def renewal_facts(request: HttpRequest, card: OrganizationCard, links: Mapping[str, str]) -> list[tuple[str, Any]]:
    """Nothing where no text wants the two together. ``links``: pages of Party organizations that may be opened."""
    if card.registration is None:
        return []
    found = renewal_card(actor_of(request), card.uuid, day_of(request))
    judged = [one for one in found.covering if one.finding is not None]
    if not judged:
        return []
    facts: list[tuple[str, Any]] = [("本单位下次换届", day(found.due_on) if found.due_on else "未登记")]
    for one in judged:
        assert one.finding is not None
        due = day(one.term_due) if one.term_due else "未登记"
        facts.append(("党组织届满", Link(f"{due}　{one.name}", links.get(one.code, ""))))
        facts.append(("对照", Status(one.finding.state.label, "soon" if one.finding.open else "done")))
        facts.append(("说明", one.finding.sentence))
        facts.append(("依据", clause_words(one.finding.clause.key)))
    return [*facts, *_doors(request, found)]


def _doors(request: HttpRequest, found: RenewalCard) -> list[tuple[str, Any]]:
    if writing_off(request):
        return []
    doors = []
    if found.writable:
        doors.append(("登记", Link("换届日期", reverse("organization_renewal", args=[found.uuid]))))
    if found.speakers:
        doors.append(("只对程序", Link("换届程序意见", reverse("organization_opinion", args=[found.uuid]))))
    return doors
