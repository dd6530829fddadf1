"""Change how Party organizations are formed from a day on (联合 becomes 单独), or correct what was put down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Seen, change_from, correct, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.party.establish import Terms
from shuniu.commands.party.standing import nodes_to_write
from shuniu.kernel.decision import Objection
from shuniu.models import Coverage, Formation
from shuniu.policy.party.establishing import EstablishingFacts, may_establish
from shuniu.policy.words import Precision
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import NodeFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class FormationOf:
    """The terms as they are from the day on; what is left empty is empty."""

    party_organization: int
    terms: Terms
    seen: Seen = None


def set_formations(
    act: Act, rows: Sequence[FormationOf], *, correction: bool = False, precision: str = Precision.DAY
) -> list[int]:
    """变更 from ``act.on``, or 更正. Returns the Party organizations that changed."""
    with open_act(act, "formation.set", request=asked(act, rows, correction)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        keys = [row.party_organization for row in rows]
        refuse(named_twice(keys, "该党组织"))
        refuse(_lawful(act, rows, nodes_to_write(act, keys)))
        changes = [Change((row.party_organization,), asdict(row.terms), row.seen) for row in rows]
        if correction:
            touched = correct(opened.act, Formation, ["party_organization"], changes)
        else:
            touched = change_from(opened.act, Formation, ["party_organization"], changes, precision=precision)
        changed = sorted(key[0] for key in touched)
        # Separate or joint is told by the mode: the covered units are counted anew.
        covered = Coverage.objects.filter(retracted__isnull=True, party_organization__in=changed)
        recount(opened.act, units=sorted(set(covered.values_list("unit", flat=True))))
        opened.answer["party_organizations"] = changed
        return changed


def _lawful(act: Act, rows: Sequence[FormationOf], known: dict[int, NodeFacts]) -> Iterator[Objection]:
    figures = figures_at(known, act.on)
    for index, row in enumerate(rows):
        held = known[row.party_organization].named(act.on)
        assert held is not None, "nodes that do not stand were refused before"
        facts = EstablishingFacts(
            name=held.name,
            kind=held.kind,
            mode=row.terms.mode,
            basis=row.terms.basis,
            sponsor=row.terms.sponsor,
            figures=figures[row.party_organization],
        )
        yield from may_establish(facts, index).objections
