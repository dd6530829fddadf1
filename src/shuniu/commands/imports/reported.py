"""Keep the rows of a table of Party building as reports, beside what the register counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.organizations import OPENING
from shuniu.commands.imports.references import enough_for, values_from
from shuniu.commands.imports.routing import attach
from shuniu.commands.journal import Act
from shuniu.commands.organizations.attributes import CountOfMembers
from shuniu.commands.organizations.register import NewOrganization, register_organizations
from shuniu.commands.party.reported import Report, report_states
from shuniu.commands.party.reported_contacts import NamedInstructor
from shuniu.queries.imports import Judgement, LedgerRow
from shuniu.queries.imports.party import unknown
from shuniu.queries.imports.reported import SOURCE, counts_of, state_of


def enter_reports(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Write the judged rows. An organization the register lacks is entered where its code says what it is, with
    ``create_missing``; otherwise the row is refused."""
    if ledger.create_missing:
        _register(act, ledger, judgements)
    refuse_unknown_units(ledger, judgements)
    rows = [
        _report(act, row, judged)
        for row, judged in zip(ledger.rows, judgements, strict=True)
        if judged.change in ("new", "changed")
    ]
    report_states(act, rows, precision=OPENING)


def _report(act: Act, row: LedgerRow, judged: Judgement) -> Report:
    assert judged.target is not None, "a row that is written has its unit"
    record, counts = row.record, counts_of(row.record)
    name, phone = record.get("instructor"), record.get("instructor_phone")
    return Report(
        unit=judged.target,
        state={"source": SOURCE, **state_of(record)},
        count=_count(judged.target, act.on, counts) if counts else None,
        named=NamedInstructor(name=name[:60], phone=phone) if name else None,
    )


def _count(unit: int, as_of: date, counts: Mapping[str, int]) -> CountOfMembers:
    return CountOfMembers(
        unit=unit,
        as_of=as_of,
        source=SOURCE,
        full_time=counts.get("full_time"),
        members=counts.get("members"),
        full_members=counts.get("full_members"),
        probationary=counts.get("probationary"),
        relations_in=counts.get("relations_in"),
        relations_out=counts.get("relations_out"),
    )


def refuse_unknown_units(ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """A row whose organization is not in the register cannot be kept."""
    for row, judged in zip(ledger.rows, judgements, strict=True):
        if judged.change in ("new", "changed") and judged.target is None:
            judged.warnings = tuple(one for one in judged.warnings if one.code != "unknown_reference")
            judged.refuse(unknown("uscc", f"“{row.record.get('name')}”在系统中尚未登记。"))


def _register(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Organizations whose code tells their type; two rows of one code are one."""
    lacking: dict[str, list[int]] = {}
    for index, (row, judged) in enumerate(zip(ledger.rows, judgements, strict=True)):
        if judged.change == "new" and judged.target is None and enough_for(row.record):
            lacking.setdefault(row.record["uscc"], []).append(index)
    names = {code: ledger.rows[places[0]].record["name"] for code, places in lacking.items()}
    new = [NewOrganization(code=code, values=values_from(code, name)) for code, name in names.items()]
    keys = register_organizations(act, new, ledger.node, precision=OPENING)
    attach(act, keys)
    for key, places in zip(keys, lacking.values(), strict=True):
        for index in places:
            judgements[index].target = key
