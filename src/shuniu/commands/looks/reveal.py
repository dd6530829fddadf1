"""Show a protected number to somebody who may see it, for a purpose; who looked at what and why is kept."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from shuniu.access import Actor, instructors_within, reach, visible
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.kernel.decision import Clause, Objection
from shuniu.models import Look, OfficeContact, Particulars, PartyOrganization, Person, Unit, record
from shuniu.models.secrecy import decrypt, with_key
from shuniu.policy.grants import Action
from shuniu.queries.days import during
from shuniu.queries.organizations.instructors import OF_UNIT, named_instructors

CONTACT = Clause("platform#查看联系方式", "查看联系电话须写明用途，并留有记录")
NUMBER = Clause("platform#查看党员号码", "查看党员的公民身份号码、手机须写明用途，并留有记录")
SHORTEST, LONGEST = 2, 200
NUMBERS = {"citizen_number": "公民身份号码", "mobile": "手机"}


def reveal_contact(act: Act, row: UUID, purpose: str) -> str:
    """The clear telephone of the contact ``row`` in force today; empty where none was put down. Raises Refused."""
    contact = OfficeContact.objects.filter(_readable(act.actor), during(act.actor.today), row=row).first()
    refuse([out_of_reach("该联系方式") if contact is None else None, purpose_missing(CONTACT, "查看联系电话", purpose)])
    assert contact is not None
    if contact.phone is None:
        return ""
    phone = decrypt(contact.phone, table=OfficeContact._meta.db_table, row=contact.row, field="phone")
    keep_look(act, "office_contact", contact.row, "phone", purpose)
    return phone


def reveal_number(act: Act, member: UUID, field: str, purpose: str) -> str:
    """The clear ``field`` (one of NUMBERS) of a member as the roll has it today; empty where it has none.

    A number whose key was destroyed is there no more. Raises Refused.
    """
    assert field in NUMBERS, field
    person = visible(Person.objects.filter(uuid=member), act.actor, Action.READ_NUMBER).select_related("key").first()
    missing = purpose_missing(NUMBER, f"查看{NUMBERS[field]}", purpose)
    refuse([out_of_reach("该党员") if person is None else None, missing])
    assert person is not None
    rows = Particulars.objects.filter(during(act.actor.today), person=person)
    sealed = rows.values_list(field, flat=True).first()
    if sealed is None or person.key is None:
        return ""
    opened = with_key(person.key).decrypt(sealed, table=Particulars._meta.db_table, row=person.uuid, field=field)
    keep_look(act, "member", person.uuid, field, purpose)
    return opened.decode()


def keep_look(act: Act, kind: str, subject: UUID, field: str, purpose: str) -> None:
    """One line of the log of looks."""
    names = ["actor", "subject_kind", "subject", "field", "purpose", "at"]
    record.insert(Look, names, [(act.actor.account, kind, subject, field, purpose.strip(), act.at)])


def _readable(actor: Actor) -> Q:
    """Contacts of units and Party organizations within reach, and of the instructors that belong to the pools there.

    Whom a report named is seen only while it does, and while nobody is posted there.
    """
    units = Unit.objects.filter(reach(actor, Action.READ_CONTACT, Unit))
    nodes = PartyOrganization.objects.filter(reach(actor, Action.READ_CONTACT, PartyOrganization))
    instructors = instructors_within(actor, Action.READ_CONTACT)
    named = ~OF_UNIT | Q(pk__in=named_instructors(actor.today).values("pk"))
    return Q(named, unit__in=units) | Q(party_organization__in=nodes) | Q(instructor__in=instructors)


def purpose_missing(clause: Clause, what: str, purpose: str) -> Objection | None:
    """``what``: 查看联系电话, 导出党员名册."""
    if SHORTEST <= len(purpose.strip()) <= LONGEST:
        return None
    return Objection(
        clause=clause,
        code="purpose_missing",
        missing=f"请写明{what}的用途。",
        fact="用途为空或过长",
        remedy="写明办理什么事项，2 至 200 字",
        who="经办人",
        field="purpose",
    )
