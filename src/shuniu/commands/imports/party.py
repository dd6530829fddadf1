"""Enter the rows of a ledger of Party organizations: references first, then superiors before their branches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from shuniu.commands.imports.ledger import Ledger
from shuniu.commands.imports.organizations import OPENING
from shuniu.commands.imports.references import References, create_missing, refuse_unknown
from shuniu.commands.journal import Act, Change, change_from, correct
from shuniu.commands.party.cover import Covering, cover_units
from shuniu.commands.party.establish import NewPartyOrganization, Terms, establish_party_organizations
from shuniu.commands.party.move import Move, move_party_organizations
from shuniu.commands.party.rename import ChangeOfKind, change_kinds
from shuniu.kernel.dates import PartialDate
from shuniu.models import Coverage, Formation, OfficeContact, Term, record
from shuniu.models.secrecy import encrypt
from shuniu.policy.words import ContactRole, CoverageRole, FormationMode, PartyOrganizationKind, SeatRole
from shuniu.queries.imports import Finding, Judgement, LedgerRow
from shuniu.queries.imports.party import KIND, SUPERIOR, after_last_day, at_work, record_kind

Written = tuple[int, LedgerRow, Judgement]


def enter_party_organizations(act: Act, ledger: Ledger, judgements: Sequence[Judgement]) -> None:
    """Write the judged rows. A row with a reference that the register lacks is refused, or it is created."""
    references = References.of(ledger, act)
    if ledger.create_missing:
        create_missing(act, ledger, judgements, references)
    refuse_unknown(ledger, judgements, references)
    pairs = zip(ledger.rows, judgements, strict=True)
    written = [(index, row, judged) for index, (row, judged) in enumerate(pairs)]
    fresh = [one for one in written if one[2].change == "new"]
    changed = [one for one in written if one[2].change == "changed"]
    _establish(act, ledger, fresh, references)
    _change(act, ledger, changed, references)
    _contacts(act, [*fresh, *changed])
    _cover(act, [*fresh, *changed], references)


def _establish(act: Act, ledger: Ledger, fresh: Sequence[Written], references: References) -> None:
    """Superiors first: a row may stand under another row of the same ledger."""
    waiting = list(fresh)
    while waiting:
        ready = [one for one in waiting if references.parent(one[1].record, ledger.node) is not None]
        if not ready:  # rows that name each other as superior: no order can be found
            for _, _, judged in waiting:
                judged.refuse(refuse_circle())
            return
        rows = [_new(row.record, references.parent(row.record, ledger.node), references) for _, row, _ in ready]
        keys = establish_party_organizations(act, rows, precision=OPENING)
        for (_, row, judged), key in zip(ready, keys, strict=True):
            judged.target = key
            references.nodes[row.record["name"]] = key
        done = {index for index, _, _ in ready}
        waiting = [one for one in waiting if one[0] not in done]
        _terms(act, ready)


def refuse_circle() -> Finding:
    """Rows that are each other's superior."""
    return Finding("parent", "parent_circle", "几行党组织互为上级，无法确定隶属。", "请改正其中一行的上级党组织。")


def _new(row: Mapping[str, Any], parent: int | None, references: References) -> NewPartyOrganization:
    kind = record_kind(row) or PartyOrganizationKind.PARTY_BRANCH
    units = [unit for unit in (references.unit(written) for written in row.get("units") or ()) if unit]
    established = PartialDate.from_iso(row["established_on"]) if row.get("established_on") else None
    joint = kind is PartyOrganizationKind.JOINT_BRANCH or len(units) > 1
    return NewPartyOrganization(
        name=row["name"],
        kind=kind.value,
        parent=parent,
        terms=Terms(
            mode=(FormationMode.JOINT if joint else FormationMode.SEPARATE).value if units else "",
            established_on=established.earliest if established else None,
            established_precision=established.precision if established else "",
        ),
        seats=((units[0], SeatRole.OWN),) if len(units) == 1 else (),
    )


def _terms(act: Act, written: Sequence[Written]) -> None:
    """When the term ends is what a ledger says; that it began with the Party organization it does not say."""
    lines = []
    for _, row, judged in written:
        ends = after_last_day(row.record.get("term_ends_on"))
        if ends is None:
            continue
        text = row.record.get("established_on")
        start = min(PartialDate.from_iso(text).earliest if text else act.on, act.on)
        if start < ends:
            lines.append((judged.target, f"[{start},{ends})", OPENING))
    record.record(act.line, Term, ["party_organization", "period", "precision"], lines)


def _change(act: Act, ledger: Ledger, changed: Sequence[Written], references: References) -> None:
    labels = {index: {one.label for one in judged.differences} for index, _, judged in changed}
    moves = [
        Move(party_organization=judged.target, parent=parent)
        for index, row, judged in changed
        if SUPERIOR in labels[index]
        and judged.target is not None
        and (parent := references.parent(row.record, ledger.node)) is not None
    ]
    if moves:
        move_party_organizations(act, moves, told=True)
    kinds = [
        ChangeOfKind(party_organization=judged.target, kind=kind.value)
        for index, row, judged in changed
        if KIND in labels[index] and judged.target is not None and (kind := record_kind(row.record)) is not None
    ]
    if kinds:
        change_kinds(act, kinds, asked_before=True)
    # When it was set up is an attribute that was always so: a ledger that knows better corrects it.
    founded = [one for one in changed if "批准成立日期" in labels[one[0]]]
    correct(act, Formation, ["party_organization"], [_founded(row, judged) for _, row, judged in founded])
    _terms_anew(act, [one for one in changed if "届满日期" in labels[one[0]]])


def _founded(row: LedgerRow, judged: Judgement) -> Change:
    day = PartialDate.from_iso(row.record["established_on"])
    return Change((judged.target,), {"established_on": day.earliest, "established_precision": day.precision})


def _terms_anew(act: Act, written: Sequence[Written]) -> None:
    """Another end of the term: the stretch the register held is taken back, the one the ledger says is written."""
    keys = [judged.target for _, _, judged in written]
    held = Term.objects.filter(party_organization__in=keys, retracted__isnull=True, period__contains=act.on)
    record.retract(act.line, Term, list(held.values_list("pk", flat=True)))
    taken = Term.objects.filter(party_organization__in=keys, retracted__isnull=True)
    latest = {
        key: period.upper for key, period in taken.order_by("period").values_list("party_organization_id", "period")
    }
    lines = []
    for _, row, judged in written:
        ends = after_last_day(row.record.get("term_ends_on"))
        start = latest.get(judged.target or 0) or act.on
        if ends is not None and start < ends:
            lines.append((judged.target, f"[{start},{ends})", OPENING))
    record.record(act.line, Term, ["party_organization", "period", "precision"], lines)


def _contacts(act: Act, written: Sequence[Written]) -> None:
    """Secretary and contact by name, the telephone at the contact; they stay here until a post with a person is."""
    changes = []
    for _, row, judged in written:
        for field, role in (("secretary", ContactRole.SECRETARY), ("contact", ContactRole.CONTACT)):
            name = row.record.get(field)
            phone = row.record.get("phone") if role is ContactRole.CONTACT else None
            if not (name or phone):
                continue
            place = uuid4()
            sealed = encrypt(phone, table=OfficeContact._meta.db_table, row=place, field="phone") if phone else None
            values = {"name": (name or "")[:60], "phone": sealed, "row": place}
            changes.append(Change((judged.target, role.value), values))
    change_from(act, OfficeContact, ["party_organization", "role"], changes, precision=OPENING)


def _cover(act: Act, written: Sequence[Written], references: References) -> None:
    """Units the ledger names are covered from its day; what it does not name stays as it was."""
    targets = [judged.target for _, _, judged in written]
    held = Coverage.objects.filter(party_organization__in=targets, retracted__isnull=True, period__contains=act.on)
    already = set(held.values_list("party_organization_id", "unit_id"))
    rows: dict[tuple[int, int], Covering] = {}
    named = {index: [references.unit(unit) for unit in row.record.get("units") or ()] for index, row, _ in written}
    able = at_work([unit for units in named.values() for unit in units if unit is not None], act.on)
    for index, _, judged in written:
        for place, unit in enumerate(named[index]):
            if unit not in able or judged.target is None or (judged.target, unit) in already:
                continue
            role = CoverageRole.HOST if place == 0 else CoverageRole.MEMBER
            rows[judged.target, unit] = Covering(party_organization=judged.target, unit=unit, role=role)
    if rows:
        cover_units(act, list(rows.values()), precision=OPENING)
