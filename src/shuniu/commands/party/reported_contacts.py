"""Keep whom a report names as instructor of an organization, until another report or a posting says otherwise.

The name and telephone stand with the report, never as an office contact that a clerk keeps: where an instructor is
posted, the contact is that of the instructor, and lasts as long as the posting is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.journal import Act, Change, change_from
from shuniu.commands.journal.ending import end_facts
from shuniu.models import OfficeContact, Posting
from shuniu.models.secrecy import decrypt, encrypt
from shuniu.policy.words import ContactRole, Precision
from shuniu.queries.arrays import among
from shuniu.queries.days import during, since

ROLE = ContactRole.INSTRUCTOR.value
TABLE = OfficeContact._meta.db_table
Held = Mapping[int, tuple[str, UUID, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInstructor:
    """The instructor a report names. ``phone`` None: it says none, and that of the same name stays."""

    name: str
    phone: str | None = None


def keep_named_instructors(
    act: Act, named: Mapping[int, NamedInstructor | None], *, precision: str = Precision.DAY
) -> set[int]:
    """From ``act.on``, by unit; None: none is reported any more. Returns the units for which something changed.

    Where one is posted on the day nothing is kept beside; until one is posted later it is.
    """
    held = _held(act, named)
    posted = _posted(act, named)
    changes = []
    for unit, one in named.items():
        first = posted.get(unit)
        gone = one is None or (first is not None and first <= act.on)
        values = None if one is None or gone else _values(one, held.get(unit))
        changes.append(Change((unit, ROLE), values, until=None if gone else first))
    return {key[0] for key in change_from(act, OfficeContact, ["unit", "role"], changes, precision=precision)}


def _held(act: Act, units: Iterable[int]) -> Held:
    rows: Any = OfficeContact.objects.filter(during(act.on), unit__in=among(units), role=ROLE)
    return {unit: (name, row, phone) for unit, name, row, phone in rows.values_list("unit_id", "name", "row", "phone")}


def _posted(act: Act, units: Iterable[int]) -> dict[int, date]:
    """The first day, of the act or later, on which an instructor is posted there."""
    rows = Posting.objects.filter(since(act.on), unit__in=among(units)).order_by("-period")
    return dict(rows.values_list("unit_id", "period__startswith"))


def _values(one: NamedInstructor, held: tuple[str, UUID, Any] | None) -> dict[str, Any]:
    """The telephone stays bound to the row it was encrypted for; that of somebody else does not stay."""
    if held is not None and held[0] == one.name and (one.phone is None or _phone(held[1], held[2]) == one.phone):
        return {"name": one.name, "row": held[1]}
    fresh = uuid4()
    phone = encrypt(one.phone, table=TABLE, row=fresh, field="phone") if one.phone else None
    return {"name": one.name, "row": fresh, "phone": phone}


def _phone(row: UUID, sealed: Any) -> str:
    return decrypt(sealed, table=TABLE, row=row, field="phone") if sealed is not None else ""


def hand_over_to_posting(act: Act, postings: Iterable[tuple[int, int]]) -> None:
    """(instructor, unit): from ``act.on`` whom a report named there is no more beside the posting.

    Where it is the same name and the pool knows no telephone, the reported one is carried over.
    """
    pairs = list(postings)
    reported = _held(act, {unit for _, unit in pairs})
    pooled: Any = OfficeContact.objects.filter(during(act.on), instructor__in={one for one, _ in pairs}, role=ROLE)
    names = dict(pooled.filter(phone=None).values_list("instructor_id", "name"))
    changes = {}
    for instructor, unit in pairs:
        name, row, sealed = reported.get(unit, ("", None, None))
        if sealed is not None and row is not None and names.get(instructor) == name:
            fresh = uuid4()
            phone = encrypt(_phone(row, sealed), table=TABLE, row=fresh, field="phone")
            changes[instructor] = Change((instructor, ROLE), {"row": fresh, "phone": phone})
    change_from(act, OfficeContact, ["instructor", "role"], list(changes.values()))
    end_facts(act, OfficeContact, "unit", {unit for _, unit in pairs}, role=ROLE)


def end_beside_posting(act: Act, units: Iterable[int]) -> None:
    """With the posting goes what was still kept of an instructor beside it; what a later report names stays."""
    change_from(act, OfficeContact, ["unit", "role"], [Change((unit, ROLE), None) for unit in sorted(set(units))])
