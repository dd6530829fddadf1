"""Record the terms of the committees of Party organizations: the period of the fact is the term itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.commands.cases.first_elections import end_first_elections
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, in_force, lock_tree, open_act
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.party.standing import nodes_to_write
from shuniu.kernel.period import Period
from shuniu.models import Term, record
from shuniu.policy.grants import Action
from shuniu.policy.party.terms import may_record_term
from shuniu.policy.words import Precision
from shuniu.queries.facts.party import period_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TermOfCommittee:
    """From ``begins_on`` until ``ends_on``, the first day of the next; open while nobody has set the end.

    ``regular_until``: the end it had before it was postponed; None: it was not.
    """

    party_organization: int
    begins_on: date
    ends_on: date | None = None
    regular_until: date | None = None
    seen: Seen = None


def record_terms(
    act: Act,
    rows: Sequence[TermOfCommittee],
    *,
    precision: str = Precision.DAY,
    action: Action = Action.WRITE_PARTY_ORGANIZATION,
) -> list[int]:
    """A running term ends when the recorded one begins; one that began the same day is replaced. Returns the keys.

    ``action`` is the right it takes: to write them, or to decide on the case of which the term comes.
    """
    with open_act(act, "term.record", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        keys = [row.party_organization for row in rows]
        refuse(named_twice(keys, "该党组织"))
        nodes_to_write(act, keys, action)
        held = in_force(Term, ["party_organization"], [(key,) for key in keys])
        unchanged(Term, ["party_organization"], {(row.party_organization,): row.seen for row in rows}, held)
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_record_term(row.begins_on, row.ends_on, _periods(held, row), index).objections
        )
        _write(opened.act, rows, held, precision)
        if action is Action.WRITE_PARTY_ORGANIZATION:  # by hand; of an election its reply says so itself
            begun = {row.party_organization: row.begins_on for row in rows}
            end_first_elections(opened.act, begun, "已登记任期")
        opened.answer["party_organizations"] = keys
        return keys


Held = Mapping[tuple[Any, ...], Sequence[Mapping[str, Any]]]


def _periods(held: Held, row: TermOfCommittee) -> list[Period]:
    return [period_of(one["period"]) for one in held.get((row.party_organization,), ())]


def _write(act: Act, rows: Sequence[TermOfCommittee], held: Held, precision: str) -> None:
    """No term lasts longer than its Party organization."""
    ends = ends_of(act, [row.party_organization for row in rows])
    back: list[int] = []
    lines: list[tuple[Any, ...]] = []
    for row in rows:
        for one in held.get((row.party_organization,), ()):
            period = period_of(one["period"])
            if period.contains(row.begins_on):
                back.append(one["id"])
                kept = period.until(row.begins_on)
                if kept is not None:
                    lines.append((row.party_organization, record.days(kept), one["precision"], one["regular_until"]))
        days = [day for day in (row.ends_on, ends.get(row.party_organization)) if day is not None]
        lasts = record.days(Period(row.begins_on, min(days, default=None)))
        lines.append((row.party_organization, lasts, precision, row.regular_until))
    if len(record.retract(act.line, Term, back)) != len(back):
        raise ChangedMeanwhile
    record.record(act.line, Term, ["party_organization", "period", "precision", "regular_until"], lines)
