"""Keep, rename and drop a saved view of the own account. A preference: no line of the journal (decision 0006)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Refused
from shuniu.models import Account, SavedView
from shuniu.policy.accounts.keeping_views import ViewFacts, may_keep_view


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAddress:
    """A path of this platform and its query, as the door has checked them against the site map."""

    path: str
    query: str


def keep_view(act: Act, address: KeptAddress, name: str, *, shared: bool) -> UUID:
    """Raises Refused."""
    with transaction.atomic():
        _held_alone(act)
        _ask(act, name, shared)
        made = SavedView.objects.create(
            account_id=act.actor.account,
            name=name,
            path=address.path,
            query=address.query,
            shared_at_id=act.actor.node if shared else None,
            saved_at=act.at,
        )
    return made.uuid


def change_view(act: Act, view: UUID, name: str, *, shared: bool) -> bool:
    """Another name, or other readers; was anything changed? Raises Refused, for another's view too."""
    with transaction.atomic():
        _held_alone(act)
        held = SavedView.objects.filter(uuid=view, account=act.actor.account).first()
        refuse([out_of_reach("这个常用视图") if held is None else None])
        assert held is not None
        if (held.name, held.shared_at_id is not None) == (name, shared):
            return False
        _ask(act, name, shared, beside=held)
        node = held.shared_at_id or act.actor.node if shared else None
        SavedView.objects.filter(pk=held.pk).update(name=name, shared_at=node)
    return True


def drop_view(act: Act, view: UUID) -> bool:
    """Was one there? Another's is not there for this account."""
    return bool(SavedView.objects.filter(uuid=view, account=act.actor.account).delete()[0])


def _held_alone(act: Act) -> None:
    """Two forms of one account at once wait for each other: the number and the names are asked once."""
    Account.objects.select_for_update(no_key=True).get(pk=act.actor.account)


def _ask(act: Act, name: str, shared: bool, beside: SavedView | None = None) -> None:
    others = SavedView.objects.filter(account=act.actor.account)
    if beside is not None:
        others = others.exclude(pk=beside.pk)
    facts = ViewFacts(
        name=name,
        shared=shared,
        held=others.count(),
        taken=others.filter(name=name).exists(),
        at_node=act.actor.node is not None,
    )
    decision = may_keep_view(facts)
    if not decision.allowed:
        raise Refused(decision)
