"""Name the texts that apply at nodes from a day on, the nearest first; nodes below follow until they name others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shuniu.access import granted
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, change_from, lock_tree, open_act
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, nodes_in_reach, out_of_reach, refuse
from shuniu.models import PackBinding
from shuniu.policy.grants import Action
from shuniu.policy.packs.deciding import may_bind


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """``chain``: keys of packs, nearest text first; None: the node follows what stands above it again."""

    party_organization: int
    chain: tuple[str, ...] | None


def bind_packs(act: Act, rows: Sequence[Binding]) -> list[int]:
    """From ``act.on``. Returns the nodes whose texts changed."""
    with open_act(act, "pack.bind", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        keys = [row.party_organization for row in rows]
        refuse([*named_twice(keys, "该党组织"), *guarded(act, keys, Action.DECIDE_FIGURE)])
        refuse(
            objection
            for index, row in enumerate(rows)
            if row.chain is not None
            for objection in may_bind(row.chain, index).objections
        )
        ends = ends_of(act, keys)
        changes = [
            Change(
                (row.party_organization,),
                None if row.chain is None else {"chain": list(row.chain)},
                until=ends.get(row.party_organization),
            )
            for row in rows
        ]
        changed = sorted(key[0] for key in change_from(opened.act, PackBinding, ["party_organization"], changes))
        recount(opened.act, nodes=changed)
        opened.answer["party_organizations"] = changed
        return changed


def guarded(act: Act, keys: Sequence[int], action: Action) -> list[Any]:
    """Objections to nodes at which the actor may not do ``action``; whoever keeps the deployment founds them."""
    if granted(act.actor, Action.KEEP_DATABASE):
        return []
    reach = nodes_in_reach(act.actor, keys, action)
    return [out_of_reach("该党组织", row, "party_organization") for row, key in enumerate(keys) if key not in reach]
