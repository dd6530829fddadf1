"""Put down through whom an organization or a Party organization is reached; telephones are only stored encrypted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from shuniu.commands.journal import Act, Change, Seen, change_from, lock_tree, lock_units, open_act
from shuniu.commands.journal.lasting import ends_of
from shuniu.commands.journal.reaching import named_twice, nodes_in_reach, out_of_reach, refuse, units_in_reach
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import OfficeContact
from shuniu.models.secrecy import blind_index, decrypt, encrypt
from shuniu.policy.words import ContactRole
from shuniu.queries.days import during

TABLE = OfficeContact._meta.db_table
POSTING = Clause("platform#指导员的联系方式", "党建工作指导员的联系方式随派驻，不作为单位的联系人")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The contact of ``role`` at a unit or a Party organization. ``phone`` None keeps the one that is held,
    an empty text removes it; ``gone``: there is no such contact any more."""

    role: ContactRole
    unit: int | None = None
    party_organization: int | None = None
    name: str = ""
    phone: str | None = None
    gone: bool = False
    seen: Seen = None

    @property
    def side(self) -> str:
        return "unit" if self.unit is not None else "party_organization"

    @property
    def subject(self) -> int:
        subject = self.unit if self.unit is not None else self.party_organization
        assert subject is not None, "a contact is of a unit or of a Party organization"
        return subject


def set_contacts(act: Act, rows: Sequence[Contact]) -> int:
    """From ``act.on``. Returns how many contacts changed."""
    request = [[act.on, row.side, row.subject, row.role, row.name, row.gone, _unreadable(row.phone)] for row in rows]
    with open_act(act, "contact.set", request=request) as opened:
        if opened.repeated:
            return int(opened.answer["contacts"])
        lock_tree()
        lock_units([row.unit for row in rows if row.unit is not None])
        refuse([*named_twice([(row.side, row.subject, row.role) for row in rows], "同一联系人"), *_guarded(act, rows)])
        changed = 0
        for side in ("unit", "party_organization"):
            mine = [row for row in rows if row.side == side]
            held = _held(act, side, [row.subject for row in mine])
            ends = ends_of(act, [row.subject for row in mine]) if side == "party_organization" else {}
            changes = [
                replace(_change(row, held.get((row.subject, row.role.value))), until=ends.get(row.subject))
                for row in mine
            ]
            changed += len(change_from(opened.act, OfficeContact, [side, "role"], changes))
        opened.answer["contacts"] = changed
        return changed


def _unreadable(phone: str | None) -> str | None:
    """What tells one telephone from another in what is kept under a key, and says nothing of it."""
    return blind_index(phone, "contact_phone").hex() if phone else phone


def _guarded(act: Act, rows: Sequence[Contact]) -> Iterator[Objection]:
    units = units_in_reach(act.actor, [row.unit for row in rows if row.unit is not None])
    nodes = nodes_in_reach(act.actor, [row.party_organization for row in rows if row.party_organization is not None])
    for index, row in enumerate(rows):
        if row.subject not in (units if row.side == "unit" else nodes):
            yield out_of_reach("该联系人", index, row.side)
        elif row.role is ContactRole.INSTRUCTOR:
            yield Objection(
                clause=POSTING,
                code="contact_of_posting",
                missing="党建工作指导员的联系方式不在这里登记。",
                fact="联系人填的是党建工作指导员",
                remedy="在“党建指导员”中入库并派驻，联系方式随派驻",
                who="人才库所在党组织",
                field="role",
                row=index,
            )


def _held(act: Act, side: str, subjects: Sequence[int]) -> dict[tuple[int, str], tuple[UUID, Any]]:
    rows: Any = OfficeContact.objects.filter(during(act.on), **{f"{side}__in": set(subjects)})
    return {
        (subject, role): (row, phone) for subject, role, row, phone in rows.values_list(side, "role", "row", "phone")
    }


def _change(row: Contact, held: tuple[UUID, Any] | None) -> Change:
    key = (row.subject, row.role.value)
    if row.gone:
        return Change(key, None, row.seen)
    if row.phone is None or (held is not None and row.phone and _same(held, row.phone)):
        # The telephone stays bound to the row it was encrypted for.
        return Change(key, {"name": row.name, "row": held[0] if held is not None else uuid4()}, row.seen)
    fresh = uuid4()
    phone = encrypt(row.phone, table=TABLE, row=fresh, field="phone") if row.phone else None
    return Change(key, {"name": row.name, "row": fresh, "phone": phone}, row.seen)


def _same(held: tuple[UUID, Any], phone: str) -> bool:
    return held[1] is not None and decrypt(held[1], table=TABLE, row=held[0], field="phone") == phone
