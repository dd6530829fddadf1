"""Put the good rows of a ledger into the register: one act, one transaction, the ordinary commands.

What the register says meanwhile is judged again at this moment; a row whose subject changed since the clerk saw
it is not written but handed back.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from shuniu.access import may
from shuniu.commands.figures.recount import recount_once
from shuniu.commands.imports.kinds import refuse_kinds
from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.members import enter_member_rows, refuse_unknown_branches
from shuniu.commands.imports.organizations import enter_organizations
from shuniu.commands.imports.party import enter_party_organizations
from shuniu.commands.imports.references import References, refuse_unknown
from shuniu.commands.imports.reported import enter_reports, refuse_unknown_units
from shuniu.commands.journal import Act, open_act
from shuniu.commands.journal.acts import lock_tree
from shuniu.commands.journal.reaching import out_of_reach
from shuniu.commands.organizations.register import lock_register
from shuniu.kernel.decision import Decision, Refused
from shuniu.models import Batch, Entry, PartyOrganization
from shuniu.policy.grants import Action
from shuniu.queries.imports import Judgement
from shuniu.queries.imports.judging import judge_rows

# From so many rows on a plan made for few costs more than everything else.
MANY = 1_000
ORGANIZATIONS, PARTY = "social_organizations", "party_organizations"
MEMBERS, REPORTS = "members", "party_building_state"
WRITERS: Mapping[str, Callable[[Act, Ledger, Sequence[Judgement]], Sequence[str] | None]] = {
    ORGANIZATIONS: enter_organizations,
    PARTY: enter_party_organizations,
    MEMBERS: enter_member_rows,
    REPORTS: enter_reports,
}


@dataclass(slots=True)
class Applied:
    """One judgement per row, as it was carried out; ``moved`` are the rows handed back to be looked at again.

    ``founded``: names of the branches that were set up for members; nothing but their name is known.
    """

    judgements: list[Judgement]
    moved: list[int]
    entry: Entry | None
    founded: Sequence[str] = ()


def apply_ledger(act: Act, ledger: Ledger, batch: Batch | None = None) -> Applied:
    """Write what is new or changed. With rows handed back nothing at all is written: the clerk looks first.

    Where nothing is new or changed there is no act either: no line in the journal. Raises Moved; Refused when the
    node is not the actor's to import into.
    """
    if not may(act.actor, Action.IMPORT_LEDGER, PartyOrganization(pk=ledger.node)):
        raise Refused(Decision((out_of_reach("该党组织的登记簿"),)))
    with transaction.atomic(), _set_aside():
        if len(ledger.rows) > MANY:
            plan_for_many()
        if ledger.kind != ORGANIZATIONS:  # they set up Party organizations, or write of what hangs on them
            lock_tree()
        lock_register()
        judgements = judge_ledger(act, ledger)
        moved = [index for index, seen in ledger.seen.items() if judgements[index].seen != seen]
        if moved:
            raise Moved(judgements, moved)
        if not ledger.create_missing:
            _refuse_lacking(act, ledger, judgements)
        if not any(one.change in ("new", "changed") for one in judgements):
            return Applied(judgements, [], None)
        about = ("batch", batch.uuid) if batch is not None else None
        with open_act(act, "ledger.apply", node=ledger.node, about=about) as opened, recount_once(opened.act):
            founded = WRITERS[ledger.kind](opened.act, ledger, judgements)
            return Applied(judgements, [], opened.act.entry, founded or ())


def judge_ledger(act: Act, ledger: Ledger) -> list[Judgement]:
    """What would happen to each row; nothing is written. One judgement per row, in order."""
    judgements = judge_rows(act.actor, ledger.node, act.on, ledger.kind, ledger.rows, ledger.choices)
    if ledger.kind == PARTY:
        refuse_kinds(act, ledger, judgements)
    return judgements


def _refuse_lacking(act: Act, ledger: Ledger, judgements: list[Judgement]) -> None:
    """Rows that refer to what the register lacks, where nothing missing is to be created."""
    if ledger.kind == PARTY:
        refuse_unknown(ledger, judgements, References.of(ledger, act))
    elif ledger.kind == MEMBERS:
        refuse_unknown_branches(act, ledger, judgements)
    elif ledger.kind == REPORTS:
        refuse_unknown_units(ledger, judgements)


def plan_for_many() -> None:
    """Within this transaction the planner joins by hash. It knows nothing yet of the rows being written, would take
    them for a handful, and compare each with each; only the owner may gather statistics in between."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


@contextmanager
def _set_aside() -> Iterator[None]:
    """What stands in memory already, a large ledger among it, is not searched again and again for circles that
    could be collected: while many rows are written, that search takes longer than judging them."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class Moved(Exception):
    """The register changed under some rows between showing and applying; nothing was written."""

    def __init__(self, judgements: list[Judgement], moved: list[int]) -> None:
        super().__init__(f"有{len(moved)}行所涉及的登记在您查看之后被改过，本次没有写入。请核对标出的行后再写入。")
        self.judgements = judgements
        self.moved = moved
