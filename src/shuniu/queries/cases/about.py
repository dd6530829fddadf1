"""Which cases are about one unit, or one Party organization, as far as this actor sees them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from shuniu.access import Actor, granted, visible
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.words.cases import CaseKind
from shuniu.queries.cases.drafts import asked, seen_by

SHOWN = 20
FIELDS = ("uuid", "number", "kind", "topic", "state", "holder", "due_on", "due_provisional", "due_planned", "law_day")


def cases_about_unit(actor: Actor, unit: int) -> list[Mapping[str, Any]]:
    return _cases(actor, Q(unit=unit) | Q(units__unit=unit))


def cases_about_node(actor: Actor, node: int) -> list[Mapping[str, Any]]:
    """Also that by which it was set up."""
    return _cases(actor, Q(party_organization=node))


def _cases(actor: Actor, about: Q) -> list[Mapping[str, Any]]:
    """Open ones first, then the latest; a draft that lies with somebody else is not shown."""
    if not granted(actor, Action.READ_CASE):
        return []
    rows = Case.objects.filter(about).exclude(kind=CaseKind.INFORMATION.value)
    mine = visible(rows, actor, Action.READ_CASE, named=True).distinct()
    found = mine.filter(seen_by(actor) | asked(actor)).order_by("-pk").values(*FIELDS, first=F("filed__first"))[:SHOWN]
    return sorted(found, key=lambda row: not row["holder"])


def following(actor: Actor, committee: int | None, public: UUID) -> list[Mapping[str, Any]]:
    """The follow-up work that came of one case, which was read already; open ones first."""
    rows = Case.objects.filter(kind=CaseKind.FOLLOW_UP.value, committee=committee, filed__of=str(public))
    mine = visible(rows, actor, Action.READ_CASE, named=True)
    return sorted(mine.order_by("pk").values(*FIELDS), key=lambda row: not row["holder"])


def kind_and_topic(actor: Actor, public: UUID) -> tuple[str, str] | None:
    """Of one case within reach; None for what is not to be seen."""
    rows = visible(Case.objects.filter(uuid=public), actor, Action.READ_CASE, named=True)
    return rows.values_list("kind", "topic").first()


def code_about(case: int) -> str | None:
    """The code of the Party organization that a case, which was read already, is about."""
    return Case.objects.filter(pk=case).values_list("party_organization__code", flat=True).first()
