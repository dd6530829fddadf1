"""Fill in what one knows of one's own organization: keep it, submit it, take it back while it is not decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from shuniu.commands.cases.filling import Beginning, begin, keep, to_file, unchanged
from shuniu.commands.cases.moving import Move, case_to_move, move, state_of
from shuniu.commands.journal import Act, ChangedMeanwhile, Seen, lock_units, open_act
from shuniu.commands.journal.reaching import out_of_reach, refuse, units_in_reach
from shuniu.commands.submissions.moving import facts_behind, office_of
from shuniu.models import Case
from shuniu.policy.grants import Action
from shuniu.policy.organizations.keeping import KeepingFacts, may_keep, unknown
from shuniu.policy.organizations.reporting import CountFacts, may_report_counts
from shuniu.policy.submissions.fields import (
    COUNT_FIELDS,
    SOURCE,
    counts_of,
    differing,
    edits_of,
)
from shuniu.policy.submissions.reviewing import may_submit
from shuniu.policy.submissions.states import INFORMATION
from shuniu.policy.words.cases import Verb
from shuniu.queries.facts.organizations import registered, units


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    """``values`` are the matters of the registration as filled in, ``counts`` the Party part; what is locked may be
    left out. ``version`` is that of the open submission that was looked at, 0 where there was none."""

    unit: int
    values: Mapping[str, Any]
    counts: Mapping[str, int | None]
    version: int = 0
    seen: Seen = None


def keep_submission(act: Act, row: FilledIn) -> UUID:
    """暂存. Only its beginning stands in the journal. Returns its public id. Raises Refused, ChangedMeanwhile."""
    with transaction.atomic():
        held = _to_fill_in(act, row)
        if held is not None:
            keep(INFORMATION, held, _differing(act, row), _asked(row))
            return held.uuid
        public = uuid4()
        node = office_of(row.unit, act.on)
        with open_act(act, "submission.begin", node=node, about=("submission", public)) as opened:
            return _begin(opened.act, row, public).uuid


def submit_submission(act: Act, row: FilledIn) -> UUID:
    """提交: kept and handed to whoever reviews it. Raises Refused with all that the law says, ChangedMeanwhile."""
    node, public = _office(act, row.unit), _public(row.unit)
    with open_act(act, "submission.submit", node=node, about=("submission", public), request=asdict(row)) as opened:
        if opened.repeated:
            return UUID(opened.answer["submission"])
        held = _to_fill_in(opened.act, row) or _begin(opened.act, row, public, silent=True)
        filed = to_file(INFORMATION, held, _differing(opened.act, row), _asked(row))
        refuse(may_submit(filed).objections)
        _lawful(opened.act, row.unit, filed)
        move(opened.act, INFORMATION, held, Move(verb=Verb.SUBMIT, filed=filed, seen=facts_behind(row.unit)))
        opened.answer["submission"] = str(held.uuid)
        return held.uuid


def withdraw_submission(act: Act, public: UUID, version: int) -> None:
    """撤回, while nobody has decided on it. Raises Refused, ChangedMeanwhile."""
    request = [str(public), version]
    unit = Case.objects.filter(uuid=public).values_list("unit", flat=True).first()
    node = _office(act, unit) if unit is not None else None
    with open_act(act, "submission.withdraw", node=node, about=("submission", public), request=request) as opened:
        if opened.repeated:
            return
        row = case_to_move(opened.act, INFORMATION, public, Action.WRITE_SUBMISSION, version)
        move(opened.act, INFORMATION, row, Move(verb=Verb.WITHDRAW))


def _office(act: Act, unit: int) -> int | None:
    """Nothing is told of a unit that is not the actor's."""
    return office_of(unit, act.on) if units_in_reach(act.actor, [unit], Action.WRITE_SUBMISSION) else None


def _public(unit: int) -> UUID:
    """The id of the open submission, else the one that a new one will bear. Which it is, is asked under the lock."""
    return _open(unit).values_list("uuid", flat=True).first() or uuid4()


def _open(unit: int) -> QuerySet[Case]:
    return Case.objects.filter(kind=INFORMATION.kind.value, unit=unit).exclude(holder="")


def _to_fill_in(act: Act, row: FilledIn) -> Case | None:
    """The open submission of the unit, both locked; None where there is none. The page must have shown this one."""
    lock_units([row.unit])
    if row.unit not in units_in_reach(act.actor, [row.unit], Action.WRITE_SUBMISSION):
        refuse([out_of_reach("该社会组织")])
    held = _open(row.unit).select_for_update(no_key=True).first()
    unchanged(held, row.version)
    if row.seen is not None and set(row.seen) != set(facts_behind(row.unit)):
        raise ChangedMeanwhile
    if held is not None:
        refuse(INFORMATION.may_fill_in(state_of(INFORMATION, held)).objections)
    return held


def _begin(act: Act, row: FilledIn, public: UUID, *, silent: bool = False) -> Case:
    return begin(act, INFORMATION, Beginning(public=public, unit=row.unit), _differing(act, row), silent=silent)


def _differing(act: Act, row: FilledIn) -> dict[str, Any]:
    held = registered([row.unit], act.on).get(row.unit, {})
    counts = {name: row.counts[name] for name in COUNT_FIELDS if name in row.counts}
    return {**differing(held, row.values), **counts}


def _asked(row: FilledIn) -> set[str]:
    return {*row.values, *row.counts}


def _lawful(act: Act, unit: int, filed: Mapping[str, Any]) -> None:
    """Asked already here, so that whoever files learns it and not only whoever reviews."""
    held, known = registered([unit], act.on).get(unit), units([unit], act.on)[unit]
    if held is None:
        refuse([unknown(known.label, act.on)])
        return
    facts = KeepingFacts(name=known.label, code=known.code or None, held=held, changes=edits_of(held, filed), on=act.on)
    counts = CountFacts(name=known.label, as_of=act.on, today=act.actor.today, source=SOURCE, counts=counts_of(filed))
    refuse([*may_keep(facts).objections, *may_report_counts(counts).objections])
