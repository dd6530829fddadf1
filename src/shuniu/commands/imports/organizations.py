"""Enter the rows of an organization ledger: outside bodies first, then the new, then the changed, then routing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from uuid import uuid4

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.routing import attach
from shuniu.commands.journal import Act, lock_units
from shuniu.commands.organizations.register import (
    ChangedOrganization,
    NewOrganization,
    register_organizations,
    update_organizations,
)
from shuniu.kernel.pinyin import sort_key
from shuniu.models import Identity, Unit, UnitName, record
from shuniu.policy.words import RegistrationStatus, UnitKind
from shuniu.queries.imports import Judgement, LedgerRow
from shuniu.queries.imports.bodies import Places, outside_units
from shuniu.queries.imports.organizations import CODE
from shuniu.queries.imports.values import grade_of, registration_values, supervisor_of

OPENING = "opening"
# So many rows are written at a time: memory stays bounded however long the ledger is.
PORTION = 10_000


def enter_organizations(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Write the judged rows, a portion at a time; a constant number of statements for each."""
    lock_units([one.target for one in judgements if one.change == "changed" and one.target is not None])
    places = (place for place, one in enumerate(judgements) if one.change in ("new", "changed"))
    while portion := list(islice(places, PORTION)):
        _enter(act, ledger, {place: (ledger.rows[place], judgements[place]) for place in portion})


def _enter(act: Act, ledger: Ledger, portion: Mapping[int, tuple[LedgerRow, Judgement]]) -> None:
    """``portion``: place in the ledger → the row and what is said of it."""
    rows = [row for row, _ in portion.values()]
    bodies = name_bodies(act, rows, ledger.node)
    places = Places(row.record.get("district") or "" for row in rows)
    fresh = [_new(row, judged, bodies, places) for row, judged in portion.values() if judged.change == "new"]
    if fresh:
        attach(act, register_organizations(act, fresh, ledger.node, precision=OPENING))
    changed = {place: pair for place, pair in portion.items() if pair[1].change == "changed"}
    _recode(act, changed.values(), ledger.node)
    later = [_changed(*pair, bodies, places) for place, pair in changed.items() if place not in ledger.corrections]
    never_so = [_changed(*pair, bodies, places) for place, pair in changed.items() if place in ledger.corrections]
    if later:
        update_organizations(act, later, precision=OPENING)
    if never_so:
        update_organizations(act, never_so, correction=True)


def _new(row: LedgerRow, judged: Judgement, bodies: dict[str, int], places: Places) -> NewOrganization:
    values = registration_values(row.record, bodies, places)
    values.setdefault("status", RegistrationStatus.NORMAL.value)
    return NewOrganization(
        code=row.record.get("uscc"),
        values=values,
        grade=grade_of(row.record),
        phone=row.record.get("phone"),
        unit=judged.target,
    )


def _changed(row: LedgerRow, judged: Judgement, bodies: dict[str, int], places: Places) -> ChangedOrganization:
    labels = {difference.label for difference in judged.differences}
    assert judged.target is not None, "a changed row has its subject"
    return ChangedOrganization(
        unit=judged.target,
        values=registration_values(row.record, bodies, places),
        grade=grade_of(row.record) if "评估等级" in labels else None,
        phone=row.record.get("phone") if "联系电话" in labels else None,
    )


def _recode(act: Act, rows: Iterable[tuple[LedgerRow, Judgement]], node: int) -> None:
    """The clerk says which organization a row with an unknown code is.

    One without a code takes it. One with another keeps its own, and the new code stands for it from now on.
    """
    codes = {
        judged.target: row.record["uscc"]
        for row, judged in rows
        if judged.target is not None and any(one.label == CODE for one in judged.differences)
    }
    if not codes:
        return
    bare = set(Unit.objects.filter(pk__in=codes, code__isnull=True).values_list("pk", flat=True))
    for unit in bare:
        Unit.objects.filter(pk=unit).update(code=codes.pop(unit))
    keys = record.numbers(Unit, len(codes))
    kind = UnitKind.SOCIAL_ORGANIZATION.value
    record.record(
        act.line,
        Unit,
        ["id", "uuid", "kind", "code", "registered_at"],
        [(key, uuid4(), kind, code, node) for key, code in zip(keys, codes.values(), strict=True)],
    )
    period = record.since(act.on)
    lines = [(key, kept, period) for key, kept in zip(keys, codes, strict=True)]
    record.record(act.line, Identity, ["duplicate", "kept", "period"], lines)


def name_bodies(act: Act, rows: Iterable[LedgerRow], node: int) -> dict[str, int]:
    """Supervising units and authorities that the rows name; those not yet known are entered as outside bodies."""
    wanted: dict[str, UnitKind] = {}
    for row in rows:
        if authority := row.record.get("registration_authority"):
            wanted[authority] = UnitKind.REGISTRATION_AUTHORITY
        if supervisor := supervisor_of(row.record):
            wanted[supervisor] = UnitKind.SUPERVISING_UNIT
    known = outside_units(act.actor, wanted, node)
    missing = [name for name in wanted if name not in known]
    keys = record.numbers(Unit, len(missing))
    record.record(
        act.line,
        Unit,
        ["id", "uuid", "kind", "code", "registered_at"],
        [(key, uuid4(), wanted[name].value, None, node) for key, name in zip(keys, missing, strict=True)],
    )
    period = record.since(act.on)
    record.record(
        act.line,
        UnitName,
        ["unit", "name", "sort_key", "abolished", "period", "precision"],
        [(key, name, sort_key(name), False, period, OPENING) for key, name in zip(keys, missing, strict=True)],
    )
    return {**known, **dict(zip(missing, keys, strict=True))}
