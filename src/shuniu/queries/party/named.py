"""Which Party organization or unit is meant by a code, or by the full name it bears on a day?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shuniu.access import Actor, visible
from shuniu.models import Naming, PartyOrganization, Registration, Unit, UnitName
from shuniu.policy.grants import Action
from shuniu.queries.naming import node_names

IN_FORCE = {"retracted__isnull": True}


class NotNamed(Exception):
    """Nothing within reach is called so, or several are."""


@dataclass(frozen=True, slots=True)
class NamedNode:
    pk: int
    code: str
    name: str


def node_named(actor: Actor, words: str, on: date, action: Action = Action.READ_PARTY_ORGANIZATION) -> NamedNode:
    """By code, else by the full name valid on the day. Raises NotNamed; what is out of reach is not there."""
    reachable = visible(PartyOrganization.objects.all(), actor, action)
    found = reachable.filter(code=words).first()
    if found is None:
        named = Naming.objects.filter(name=words, period__contains=on, **IN_FORCE).values("party_organization")
        matches = list(reachable.filter(pk__in=named).order_by("code")[:5])
        if len(matches) > 1:
            codes = "、".join(one.code for one in matches)
            raise NotNamed(f"{on.isoformat()} 有几个党组织都叫“{words}”，请改用代码：{codes}。")
        if not matches:
            raise NotNamed(f"没有找到党组织“{words}”。请写代码，或 {on.isoformat()} 有效的全称。")
        found = matches[0]
    return NamedNode(found.pk, found.code, node_names([found.pk], on).get(found.pk, words))


def unit_named(actor: Actor, words: str, on: date, action: Action = Action.READ_UNIT) -> int:
    """A unit by its code, else by the full name valid on the day. Raises NotNamed."""
    reachable = visible(Unit.objects.all(), actor, action)
    found = list(reachable.filter(code=words).values_list("pk", flat=True))
    if not found:
        registered = Registration.objects.filter(name=words, period__contains=on, **IN_FORCE).values("unit")
        outside = UnitName.objects.filter(name=words, period__contains=on, **IN_FORCE).values("unit")
        found = list(reachable.filter(pk__in=registered.union(outside)).values_list("pk", flat=True)[:5])
    if len(found) > 1:
        raise NotNamed(f"{on.isoformat()} 有几个单位都叫“{words}”，请改用统一社会信用代码。")
    if not found:
        raise NotNamed(f"没有找到单位“{words}”。请写统一社会信用代码，或 {on.isoformat()} 有效的全称。")
    return found[0]
