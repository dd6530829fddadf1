"""Put down which Party organization takes what nobody else answers for in a region (兜底)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shuniu.access import granted
from shuniu.commands.journal import Act, Change, change_from, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, nodes_to_name, out_of_reach, refuse
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import Locality
from shuniu.policy.grants import Action
from shuniu.policy.words import Precision
from shuniu.queries.days import during


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """``party_organization`` is the fallback of ``region``; None: the region has none any more."""

    region: str
    party_organization: int | None


def set_fallbacks(act: Act, rows: Sequence[Fallback], *, precision: str = Precision.DAY) -> list[str]:
    """From ``act.on``. Returns the regions whose fallback changed."""
    with open_act(act, "locality.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["regions"])
        lock_tree()
        refuse([*named_twice([row.region for row in rows], "该区域"), *_held_elsewhere(act, rows)])
        nodes_named(act, [row.party_organization for row in rows])
        changes = [
            Change(
                (row.region,),
                None if row.party_organization is None else {"party_organization": row.party_organization},
            )
            for row in rows
        ]
        changed = sorted(key[0] for key in change_from(opened.act, Locality, ["region"], changes, precision=precision))
        opened.answer["regions"] = changed
        return changed


def _held_elsewhere(act: Act, rows: Sequence[Fallback]) -> Iterator[Objection]:
    """Only who changes the tree puts down a fallback; one that another tree has put down is not this actor's."""
    if not granted(act.actor, Action.WRITE_PARTY_ORGANIZATION):
        yield out_of_reach("兜底党组织的登记")
        return
    held = dict(
        Locality.objects.filter(during(act.on), region__in=[row.region for row in rows]).values_list(
            "region", "party_organization"
        )
    )
    named = nodes_to_name(act.actor, held.values())
    for index, row in enumerate(rows):
        if row.region in held and held[row.region] not in named:
            yield out_of_reach("该区域的兜底党组织", index, "region")
