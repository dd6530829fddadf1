"""Put down which Party organization takes what nobody else answers for in a region (兜底)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shuniu.access import granted
from shuniu.commands.journal import Act, Change, Seen, change_from, lock_tree, open_act
from shuniu.commands.journal.ending import Ending, Relation, Row, end_relations
from shuniu.commands.journal.reaching import asked, named_twice, nodes_to_name, out_of_reach, refuse
from shuniu.commands.party.standing import nodes_named
from shuniu.kernel.decision import Objection
from shuniu.models import Locality
from shuniu.policy.grants import Action
from shuniu.policy.words import Precision
from shuniu.queries.days import during
from shuniu.queries.facts.party import nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """``party_organization`` is the fallback of ``region``; None: the region has none any more.

    ``seen`` as of ``Change``; ``later_too`` is asked when it ends and the same one begins anew later.
    """

    region: str
    party_organization: int | None
    seen: Seen = None
    later_too: bool = False


def set_fallbacks(act: Act, rows: Sequence[Fallback], *, precision: str = Precision.DAY) -> list[str]:
    """From ``act.on``. Returns the regions whose fallback changed.

    Another fallback that follows on a later day stands against a region having none any more: it is moved first.
    """
    with open_act(act, "locality.set", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["regions"])
        lock_tree()
        refuse([*named_twice([row.region for row in rows], "该区域"), *_held_elsewhere(act, rows)])
        nodes_named(act, [row.party_organization for row in rows])
        changes = [
            Change((row.region,), {"party_organization": row.party_organization}, row.seen)
            for row in rows
            if row.party_organization is not None
        ]
        endings = [
            Ending(key=(row.region,), seen=row.seen, later_too=row.later_too)
            for row in rows
            if row.party_organization is None
        ]
        touched = end_relations(opened.act, FALLBACK, endings)
        touched |= change_from(opened.act, Locality, ["region"], changes, precision=precision)
        changed = sorted(key[0] for key in touched)
        opened.answer["regions"] = changed
        return changed


def _fallbacks(rows: Sequence[Row]) -> Mapping[int, str]:
    known = nodes({row["party_organization_id"] for row in rows})
    return {row["id"]: known[row["party_organization_id"]].label for row in rows}


FALLBACK = Relation(
    model=Locality, key=("region",), what="该区域的兜底", same=("party_organization",), named=_fallbacks
)


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
