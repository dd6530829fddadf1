"""Settle the open cases of what ends, in the act by which it ends: they lapse, or pass on to whoever takes on the work.

Whoever may end a Party organization or put down that an organization is struck off does this by it: no right over the
single case is asked for. Nothing is lost: each case has a step that says why, and stays where it can be read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import F

from shuniu.commands.journal import Act
from shuniu.models import AgendaItem, Case, Meeting, Step
from shuniu.policy.cases.lapsing import MOVING, dissolved, follows_superior, merged, reason_of, struck_off
from shuniu.policy.cases.lapsing import moved as placed_under
from shuniu.policy.procedures import procedure_of
from shuniu.policy.words.cases import CaseState, Fate, Verb
from shuniu.policy.words.meetings import MeetingState
from shuniu.queries.facts.ending import (
    Settled,
    Takers,
    Tied,
    levels_above,
    meetings_to_come,
    settled_with_nodes,
    settled_with_units,
)
from shuniu.queries.facts.organizations import units
from shuniu.queries.facts.party import nodes

_CHANGED = ("state", "holder", "at", "committee", "origin", "filed", "version", "due_on", "due_provisional")


def settle_nodes(act: Act, keys: Sequence[int], *, into: int | None = None, leaving: int | None = None) -> None:
    """Within the open act by which they end, before their facts do: their superiors are asked for."""
    takers: Takers = levels_above(keys, act.on) if into is None else dict.fromkeys(keys, into)

    def asked() -> list[Settled]:
        return settled_with_nodes(keys, takers, merged=into is not None, leaving=leaving)

    _lock(asked())
    found = asked()
    known = nodes({*keys, *takers.values()})
    names = {key: node.label for key, node in known.items()}
    what = {
        key: dissolved(names[key], act.on) if into is None else merged(names[key], names[into], act.on) for key in keys
    }
    _write(act, found, what, names, set(keys))
    Meeting.objects.filter(pk__in=meetings_to_come(keys, act.on)).update(
        state=MeetingState.CANCELLED.value, version=F("version") + 1
    )


def settle_units(act: Act, keys: Collection[int], status: str) -> None:
    """Within the open act after which they are no longer in the register. ``status``: the word of what they are."""
    _lock(settled_with_units(keys))
    found = settled_with_units(keys)
    known = units(sorted({one.ended for one in found}), act.on) if found else {}
    what = {key: struck_off(unit.label, status, act.on) for key, unit in known.items()}
    _write(act, found, what, {}, frozenset())


def follow_moves(
    act: Act,
    moved: Mapping[int, tuple[int, int]],
    leaving: int | None = None,
    only: Collection[int] | None = None,
) -> None:
    """Within the open act by which Party organizations stand under another superior since: ``moved`` tells the one
    before and the one now. What the one before had in hand of them, the one now has; ``leaving``: the case by which.
    ``only`` these, where the act is later than the move."""
    rows = Case.objects.filter(party_organization__in=moved, unit__isnull=True).exclude(holder="")
    rows = rows if leaving is None else rows.exclude(pk=leaving)
    rows = rows if only is None else rows.filter(pk__in=only)
    known = nodes({*moved, *(now for _, now in moved.values())})
    passed: list[tuple[Case, str]] = []
    for row in rows.order_by("pk").select_for_update(no_key=True):
        node = row.party_organization_id or 0
        before, now = moved[node]
        names = [f"{name}_id" for name in follows_superior(row.kind) if getattr(row, f"{name}_id") == before]
        for name in names:
            setattr(row, name, now)
        if names:
            row.version += 1
            what = placed_under(known[node].label, known[now].label, act.on)
            passed.append((row, reason_of(what, Fate.PASSES_ON, known[now].label, MOVING)))
    Case.objects.bulk_update([row for row, _ in passed], _CHANGED)
    Step.objects.bulk_create(
        [
            Step(case=row, state=row.state, verb=Verb.PASS_ON.value, reason=reason, recorded=act.line)
            for row, reason in passed
        ]
    )


def _lock(found: Sequence[Tied]) -> None:
    """They are asked for again under the lock: what somebody closed meanwhile is no longer open work."""
    rows = Case.objects.filter(pk__in=[one.case.pk for one in found]).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk"))


def _write(
    act: Act,
    found: Sequence[Settled],
    what: Mapping[int, str],
    names: Mapping[int, str],
    ended: Collection[int],
) -> None:
    settled = [one for one in found if one.fate is not Fate.STAYS]
    off_the_agenda([one.case for one in settled if one.fate is Fate.LAPSES or one.case.committee_id in ended])
    for one in settled:
        if one.fate is Fate.LAPSES:
            lapse(one.case)
            one.case.at_id = one.to
        else:
            _pass_on(one, ended)
    rows = [one.case for one in settled]
    Case.objects.bulk_update(rows, _CHANGED)
    Step.objects.bulk_create(
        [
            Step(
                case=one.case,
                state=one.case.state,
                verb=(Verb.LAPSE if one.fate is Fate.LAPSES else Verb.PASS_ON).value,
                reason=reason_of(what[one.ended], one.fate, names.get(one.to or 0, "")),
                recorded=act.line,
            )
            for one in settled
        ]
    )


def off_the_agenda(cases: Sequence[Case]) -> None:
    """What a meeting has not decided on is before it no longer."""
    keys = [one.pk for one in cases if one.state == CaseState.ON_AGENDA]
    items = AgendaItem.objects.filter(case__in=keys, resolution__isnull=True)
    Meeting.objects.filter(pk__in=items.values("meeting")).update(version=F("version") + 1)
    items.delete()


def lapse(row: Case) -> None:
    """Closed, it lies with nobody; whoever takes on the work may read it on. The caller writes it."""
    row.state, row.holder = type(procedure_of(row.kind).first)("lapsed").value, ""
    row.due_on, row.due_provisional, row.version = None, False, row.version + 1


def _pass_on(one: Settled, ended: Collection[int]) -> None:
    """Where it is in its procedure it stays; only what was before a meeting of what ends waits for another one."""
    row = one.case
    if row.state == CaseState.ON_AGENDA and row.committee_id in ended:
        row.state = CaseState.TO_MEET.value
    row.at_id = one.to if row.at_id in ended else row.at_id
    row.committee_id = one.to if row.committee_id in ended else row.committee_id
    row.origin_id = one.to if row.origin_id in ended else row.origin_id
    if row.filed.get("parent") in ended:
        row.filed = {**row.filed, "parent": one.to}
    row.version += 1
