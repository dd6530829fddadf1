"""Decide a figure where the texts leave it to the office, or adopt what a text reports as practice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, Change, Opened, Seen, change_from, in_force, lock_tree, open_act
from shuniu.commands.journal.dated import unchanged
from shuniu.commands.journal.ending import end_facts
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import asked, named_twice, refuse
from shuniu.commands.packs.bind import guarded
from shuniu.kernel.decision import Objection
from shuniu.models import LocalFigure
from shuniu.policy.packs.deciding import may_adopt, may_decide, right_to_decide
from shuniu.queries.facts.packs import ADOPTS, texts_at

KEY = ["party_organization", "key"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedFigure:
    """What the office decides: a value with the decision or the clause it stands on."""

    party_organization: int
    key: str
    value: Any
    decision: str = ""
    clause: str = ""
    seen: Seen = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedPractice:
    """The office adopts what the text ``pack`` reports for ``key``."""

    party_organization: int
    key: str
    pack: str
    decision: str = ""
    clause: str = ""
    seen: Seen = None


def decide_figures(act: Act, rows: Sequence[DecidedFigure]) -> list[int]:
    """From ``act.on`` the value holds at the node and below. Returns the nodes for which something changed."""
    with open_act(act, "pack.decide", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, [(row.party_organization, row.key) for row in rows])
        refuse(_decisions(act, rows))
        return _write(opened, [(row, row.value) for row in rows])


def adopt_practices(act: Act, rows: Sequence[AdoptedPractice]) -> list[int]:
    """From ``act.on`` the practice holds at the node and below. Returns the nodes for which something changed."""
    with open_act(act, "pack.adopt", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, [(row.party_organization, row.key) for row in rows])
        refuse(
            objection
            for index, row in enumerate(rows)
            for objection in may_adopt(row.key, row.pack, (row.decision, row.clause), index).objections
        )
        return _write(opened, [(row, {ADOPTS: row.pack}) for row in rows])


def withdraw_figures(act: Act, rows: Sequence[tuple[int, str]], *, seen: Seen = None) -> list[int]:
    """From ``act.on`` the texts hold again for each (node, key), also where the office had decided for a later day.

    ``seen``: the decisions the office looked at. Returns the nodes for which something changed.
    """
    with open_act(act, "pack.withdraw", request=list(rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        _prepare(act, rows)
        held = in_force(LocalFigure, KEY, rows)
        unchanged(LocalFigure, KEY, dict.fromkeys(rows, seen), held)
        touched: set[tuple[Any, ...]] = set()
        for key in sorted({key for _, key in rows}):
            nodes = [node for node, one in rows if one == key]
            ended = end_facts(opened.act, LocalFigure, "party_organization", nodes, key=key)
            touched |= {(row["party_organization_id"], key) for row in ended}
        return _changed(opened, touched)


def _prepare(act: Act, keys: Sequence[tuple[int, str]]) -> None:
    lock_tree()
    refuse([*named_twice(keys, "该参数"), *_unguarded(act, keys)])


def _unguarded(act: Act, keys: Sequence[tuple[int, str]]) -> Iterator[Objection]:
    rights = [right_to_decide(key) for _, key in keys]
    for right in dict.fromkeys(rights):
        rows = [row for row, one in enumerate(rights) if one is right]
        for objection in guarded(act, [keys[row][0] for row in rows], right):
            yield replace(objection, row=rows[objection.row or 0])


def _decisions(act: Act, rows: Sequence[DecidedFigure]) -> Iterator[Objection]:
    """Judged against what the texts themselves say, without what the office decided before."""
    figures = texts_at({row.party_organization for row in rows}, act.on)
    for index, row in enumerate(rows):
        basis = (row.decision, row.clause)
        yield from may_decide(row.key, row.value, basis, figures[row.party_organization], index).objections


def _write(opened: Opened, rows: Sequence[tuple[DecidedFigure | AdoptedPractice, Any]]) -> list[int]:
    ends = ends_of(opened.act, [row.party_organization for row, _ in rows])
    changes = [
        Change(
            (row.party_organization, row.key),
            {"value": value, "decision": row.decision, "clause": row.clause},
            row.seen,
            ends.get(row.party_organization),
        )
        for row, value in rows
    ]
    return _changed(opened, change_from(opened.act, LocalFigure, KEY, changes))


def _changed(opened: Opened, touched: set[tuple[Any, ...]]) -> list[int]:
    changed = sorted({key[0] for key in touched})
    recount(opened.act, nodes=changed)
    opened.answer["party_organizations"] = changed
    return changed
