"""Set up Party organizations: their identity, name, place, formation, seats and, where given, fallback region."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from shuniu.access import granted
from shuniu.commands.figures.recount import recount
from shuniu.commands.journal import Act, lock_tree, open_act
from shuniu.commands.journal.reaching import asked, nodes_in_reach, out_of_reach, refuse, units_to_name
from shuniu.commands.party.tiers import Body, bodies, stands
from shuniu.kernel.decision import Objection
from shuniu.kernel.period import Period
from shuniu.kernel.pinyin import sort_key
from shuniu.kernel.text import document_number
from shuniu.models import Formation, Locality, Naming, PartyOrganization, Placement, Seat, record
from shuniu.policy.grants import Action
from shuniu.policy.packs import Figures
from shuniu.policy.party.establishing import EstablishingFacts, may_establish
from shuniu.policy.party.tiers import binds
from shuniu.policy.words import Precision, SeatRole
from shuniu.queries.facts.packs import figures_at
from shuniu.queries.facts.party import NodeFacts, codes_taken, names_below, nodes

Known = Mapping[int, NodeFacts]
AtNodes = Mapping[int, Figures | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How it was set up: mode and basis, sponsor, who approved it under which document, and when (B03, D03)."""

    mode: str = ""
    basis: str = ""
    sponsor: str = ""
    approver: str = ""
    document_number: str = ""
    document_on: date | None = None
    established_on: date | None = None
    established_precision: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "document_number", document_number(self.document_number))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPartyOrganization:
    """``parent`` is its superior; ``parent_row`` the place in this act of one that is set up with it. Without
    either it is the top of a tree. ``code`` is given by the platform where it is empty."""

    name: str
    kind: str
    parent: int | None = None
    parent_row: int | None = None
    code: str = ""
    managed: bool = True
    known_from: date | None = None
    short_name: str = ""
    axis: str = ""
    axis_value: str = ""
    ordinal: int | None = None
    target_load: int | None = None
    terms: Terms | None = None
    seats: tuple[tuple[int, SeatRole], ...] = ()
    fallback_for: str = ""


def establish_party_organizations(
    act: Act, rows: Sequence[NewPartyOrganization], *, precision: str = Precision.DAY
) -> list[int]:
    """Set up ``rows`` from ``act.on``. Returns their keys in order.

    ``precision`` is ``opening`` for what a ledger says: true on its day, start unknown. Raises Refused with the
    objections of every row; then nothing was written.
    """
    with open_act(act, "party_organization.establish", request=asked(act, rows)) as opened:
        if opened.repeated:
            return list(opened.answer["party_organizations"])
        lock_tree()
        told = precision == Precision.OPENING
        refuse([*_guarded(act, rows), *against_establishing(act, rows, told=told)])
        keys = _identities(opened.act, rows)
        _write(opened.act, rows, keys, precision)
        recount(opened.act, nodes=keys)
        opened.answer["party_organizations"] = keys
        return keys


def establishments_refused(act: Act, rows: Sequence[NewPartyOrganization]) -> list[Objection]:
    """What the law has against them; nothing is written."""
    return list(against_establishing(act, rows))


def against_establishing(act: Act, rows: Sequence[NewPartyOrganization], *, told: bool = False) -> Iterator[Objection]:
    """What the law has against setting up ``rows`` on the day of the act, for whoever prepares it; nothing is held.

    ``told``: a ledger tells what stands already, in however many tiers.
    """
    parents = {row.parent for row in rows if row.parent is not None}
    known, figures = nodes(parents), figures_at(parents, act.on)
    yield from _lawful(act, rows, known, figures)
    if not told:
        yield from _in_tiers(act, rows, known, figures)


def _guarded(act: Act, rows: Sequence[NewPartyOrganization]) -> Iterator[Objection]:
    """A managed top of a tree is founded by whoever keeps the deployment; an outside one by any committee."""
    parents = nodes_in_reach(act.actor, [row.parent for row in rows if row.parent is not None])
    units = units_to_name(act.actor, [unit for row in rows for unit, _ in row.seats])
    founds = granted(act.actor, Action.KEEP_DATABASE)
    enters = granted(act.actor, Action.WRITE_PARTY_ORGANIZATION)
    for index, row in enumerate(rows):
        top = row.parent is None and row.parent_row is None
        if row.parent is not None and row.parent not in parents:
            yield out_of_reach("该上级党组织", index, "parent")
        elif top and not (founds or (enters and not row.managed)):
            yield out_of_reach("没有上级的党组织", index, "parent")
        elif not enters and not founds:
            yield out_of_reach("党组织的登记", index)
        if any(unit not in units for unit, _ in row.seats):
            yield out_of_reach("所在单位", index, "seats")


def _lawful(act: Act, rows: Sequence[NewPartyOrganization], known: Known, figures: AtNodes) -> Iterator[Objection]:
    taken = codes_taken(row.code for row in rows if row.code)
    named = set(names_below({row.parent for row in rows if row.parent is not None}, act.on))
    seen: set[str] = set()
    for index, row in enumerate(rows):
        place = (_place(rows, index), row.name)
        facts = _facts(row, act.on, known, _figures_of(rows, index, figures))
        facts["code_taken"] = bool(row.code) and (row.code in taken or row.code in seen)
        facts["name_taken"] = place in named and not _is_top(row)
        yield from may_establish(EstablishingFacts(**facts), index).objections
        seen.add(row.code)
        named.add(place)  # type: ignore[arg-type]


def _in_tiers(act: Act, rows: Sequence[NewPartyOrganization], known: Known, figures: AtNodes) -> Iterator[Objection]:
    if not any(binds(one) for one in figures.values()):
        return
    standing = bodies(known, act.on, figures.values())
    for index, row in enumerate(rows):
        above = standing.get(row.parent or 0) if row.parent_row is None else _body(rows[row.parent_row])
        yield from stands(_body(row), above, _figures_of(rows, index, figures), index)


def _body(row: NewPartyOrganization) -> Body:
    units = frozenset(unit for unit, role in row.seats if role is not SeatRole.SECRETARY_UNIT)
    return Body(name=row.name, kind=row.kind, managed=row.managed, units=units)


def _is_top(row: NewPartyOrganization) -> bool:
    return row.parent is None and row.parent_row is None


def _place(rows: Sequence[NewPartyOrganization], index: int) -> object:
    row = rows[index]
    return row.parent if row.parent_row is None else ("row", row.parent_row)


def _figures_of(rows: Sequence[NewPartyOrganization], index: int, figures: AtNodes) -> Figures | None:
    """The texts at the nearest parent that stands already."""
    row = rows[index]
    while row.parent_row is not None and row.parent_row < index:
        index = row.parent_row
        row = rows[index]
    return figures.get(row.parent) if row.parent is not None else None


def _facts(row: NewPartyOrganization, on: date, known: Known, figures: Figures | None) -> dict[str, Any]:
    parent = known.get(row.parent) if row.parent is not None else None
    ends = parent.gap(Period(on)) if parent is not None and parent.exists(on) else None
    terms = row.terms or Terms()
    return {
        "name": row.name,
        "kind": row.kind,
        "code": row.code,
        "parent_exists": None if parent is None else parent.exists(on),
        "parent_ends_on": ends.isoformat() if ends else "",
        "mode": terms.mode,
        "basis": terms.basis,
        "sponsor": terms.sponsor,
        "axis": row.axis,
        "axis_value": row.axis_value,
        "figures": figures,
    }


def _identities(act: Act, rows: Sequence[NewPartyOrganization]) -> list[int]:
    keys = record.numbers(PartyOrganization, len(rows))
    codes = [row.code or f"P{key:06d}" for row, key in zip(rows, keys, strict=True)]
    # A ledger may have brought a code that looks like one of ours.
    taken = codes_taken(codes)
    codes = [f"{code}-{key}" if code in taken else code for code, key in zip(codes, keys, strict=True)]
    record.record(
        act.line,
        PartyOrganization,
        ["id", "uuid", "code", "managed", "known_from"],
        [(key, uuid4(), code, row.managed, row.known_from) for key, code, row in zip(keys, codes, rows, strict=True)],
    )
    return keys


def _write(act: Act, rows: Sequence[NewPartyOrganization], keys: Sequence[int], precision: str) -> None:
    period = record.since(act.on)
    days = (period, precision)
    pairs = list(zip(keys, rows, strict=True))
    naming = ["name", "short_name", "sort_key", "kind", "axis", "axis_value", "ordinal", "target_load"]
    record.record(
        act.line,
        Naming,
        ["party_organization", *naming, "period", "precision"],
        [
            (key, *(sort_key(row.name) if field == "sort_key" else getattr(row, field) for field in naming), *days)
            for key, row in pairs
        ],
    )
    above = [keys[row.parent_row] if row.parent_row is not None else row.parent for row in rows]
    record.record(
        act.line,
        Placement,
        ["party_organization", "parent", "period", "precision"],
        [(key, parent, *days) for key, parent in zip(keys, above, strict=True)],
    )
    terms = list(Terms.__dataclass_fields__)
    record.record(
        act.line,
        Formation,
        ["party_organization", *terms, "period", "precision"],
        [(key, *(getattr(row.terms, field) for field in terms), *days) for key, row in pairs if row.terms],
    )
    record.record(
        act.line,
        Seat,
        ["party_organization", "unit", "role", "period", "precision"],
        [(key, unit, role, *days) for key, row in pairs for unit, role in row.seats],
    )
    record.record(
        act.line,
        Locality,
        ["party_organization", "region", "period", "precision"],
        [(key, row.fallback_for, *days) for key, row in pairs if row.fallback_for],
    )
