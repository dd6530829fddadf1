"""Which accounts may this actor change? Only those whose every right the actor could have given."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, Q

from shuniu.access import Actor, visible
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.models import Account, Assignment, PartyOrganization, Unit
from shuniu.policy.grants import HANDS_OUT, Action


def places_in_reach(actor: Actor, nodes: Iterable[int], units: Iterable[int]) -> tuple[set[int], set[int]]:
    """Of the places named, those at which the actor may keep accounts now."""
    open_nodes = visible(PartyOrganization.objects.filter(pk__in=set(nodes)), actor, Action.WRITE_ACCOUNT)
    open_units = visible(Unit.objects.filter(pk__in=set(units)), actor, Action.WRITE_ACCOUNT)
    return set(open_nodes.values_list("pk", flat=True)), set(open_units.values_list("pk", flat=True))


def account_to_change(actor: Actor, uuid: UUID) -> Account:
    """The account, held until the transaction ends. Raises Refused.

    Whoever may set the password of an account can sign in as it: so every assignment it holds or will hold must be
    one that the actor could hand out, in a place within reach.
    """
    account = (
        visible(Account.objects.filter(uuid=uuid), actor, Action.WRITE_ACCOUNT).select_for_update(no_key=True).first()
    )
    if account is None or not _wholly_in_reach(actor, account):
        refuse([out_of_reach("这个账号")])
    assert account is not None
    return account


def _wholly_in_reach(actor: Actor, account: Account) -> bool:
    later = Q(period__endswith__isnull=True) | Q(period__endswith__gt=actor.today)
    held = list(Assignment.objects.filter(later, account=account, retracted__isnull=True))
    given = {role.value for role in HANDS_OUT.get(actor.role, frozenset())}
    nodes, units = places_in_reach(
        actor,
        [row.party_organization_id for row in held if row.party_organization_id],
        [row.unit_id for row in held if row.unit_id],
    )
    return all(row.role in given and (row.party_organization_id in nodes or row.unit_id in units) for row in held)


def end_sessions(account: int) -> None:
    """Whatever is signed in under the account is signed out with its next request."""
    Account.objects.filter(pk=account).update(epoch=F("epoch") + 1, version=F("version") + 1)
