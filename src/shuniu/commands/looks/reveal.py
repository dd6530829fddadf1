"""Show a protected telephone to somebody who may see it, for a purpose; who looked at what and why is kept."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, instructors_within, reach
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import Look, OfficeContact, PartyOrganization, Unit, record
from shuniu.models.secrecy import decrypt
from shuniu.policy.grants import Action
from shuniu.queries.days import during

PURPOSE = Clause("platform#查看联系方式", "查看联系电话须写明用途，并留有记录")
SHORTEST, LONGEST = 2, 200


def reveal_contact(act: Act, row: UUID, purpose: str) -> str:
    """The clear telephone of the contact ``row`` in force today; empty where none was put down. Raises Refused."""
    contact = OfficeContact.objects.filter(_readable(act.actor), during(act.actor.today), row=row).first()
    refuse([out_of_reach("该联系方式") if contact is None else None, _purpose_missing(purpose)])
    assert contact is not None
    if contact.phone is None:
        return ""
    phone = decrypt(contact.phone, table=OfficeContact._meta.db_table, row=contact.row, field="phone")
    names = ["actor", "subject_kind", "subject", "field", "purpose", "at"]
    line = (act.actor.account, "office_contact", contact.row, "phone", purpose.strip(), act.at)
    record.insert(Look, names, [line])
    return phone


def _readable(actor: Actor) -> Q:
    """Contacts of units and Party organizations within reach, and of the instructors that belong to the pools there."""
    units = Unit.objects.filter(reach(actor, Action.READ_CONTACT, Unit))
    nodes = PartyOrganization.objects.filter(reach(actor, Action.READ_CONTACT, PartyOrganization))
    instructors = instructors_within(actor, Action.READ_CONTACT)
    return Q(unit__in=units) | Q(party_organization__in=nodes) | Q(instructor__in=instructors)


def _purpose_missing(purpose: str) -> Objection | None:
    if SHORTEST <= len(purpose.strip()) <= LONGEST:
        return None
    return Objection(
        clause=PURPOSE,
        code="purpose_missing",
        missing="请写明查看联系电话的用途。",
        fact="用途为空或过长",
        remedy="写明办理什么事项，2 至 200 字",
        who="查看人",
        field="purpose",
    )
