"""How are the bodies called that a member is bound to, as far as the reader may know them?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from shuniu.access import Actor, reach, whole_tree
from shuniu.models import PartyOrganization, Unit
from shuniu.policy.grants import Action
from shuniu.policy.words import UnitKind
from shuniu.queries.arrays import among
from shuniu.queries.organizations.bodies import names_of
from shuniu.queries.party.choosing import Choice, choices_of

OUT_OF_REACH = "管辖范围以外的党组织"
UNIT_OUT_OF_REACH = "管辖范围以外的单位"


def rolls_named(actor: Actor, keys: Iterable[int | None], on: date) -> dict[int, Choice]:
    """Codes and names of those Party organizations that the reader may know; the others are not among them."""
    mine = reach(actor, Action.READ_PARTY_ORGANIZATION, PartyOrganization, named=True)
    outside = Q(managed=False, recorded__node__in=whole_tree(actor))
    wanted = among(key for key in keys if key is not None)
    known = PartyOrganization.objects.filter(mine | outside, pk__in=wanted).values_list("pk", flat=True)
    return choices_of(list(known), on)


def units_named(actor: Actor, keys: Iterable[int | None], on: date) -> dict[int, str]:
    """Names of those units that the reader may know: within reach, or a body of the own tree."""
    outside = Q(registered_at__in=whole_tree(actor)) & ~Q(kind=UnitKind.SOCIAL_ORGANIZATION.value)
    wanted = among(key for key in keys if key is not None)
    known = Unit.objects.filter(reach(actor, Action.READ_UNIT, Unit, named=True) | outside, pk__in=wanted)
    return names_of(list(known.values_list("pk", flat=True)), on)
