"""Keep who opened the record of a member, and who took a roll out of the platform."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from shuniu.access import SHANGHAI, visible
from shuniu.commands.journal import Act
from shuniu.commands.journal.reaching import out_of_reach, refuse
from shuniu.commands.looks.reveal import keep_look, purpose_missing
from shuniu.kernel.decision import Clause
from shuniu.models import Look, PartyOrganization, Person
from shuniu.policy.grants import Action

TAKEN_OUT = Clause("platform#导出党员名册", "导出、打印党员名册须写明用途，并留有记录")
# Of the whole roll as a workbook or on paper, of the workers for Party affairs as a workbook.
WAYS = ("workbook", "print", "workers")


def keep_opening(act: Act, member: UUID) -> None:
    """The card of a member was opened: once for each account, member and day. Nothing for whoever may not open it."""
    if not visible(Person.objects.filter(uuid=member), act.actor, Action.READ_MEMBER).exists():
        return
    begin = datetime.combine(act.actor.today, time(), SHANGHAI)
    today = Look.objects.filter(subject=member, actor=act.actor.account, field="card", at__gte=begin)
    if not today.filter(at__lt=begin + timedelta(days=1)).exists():
        keep_look(act, "member", member, "card", "")


def keep_taking_out(act: Act, node: int, way: str, purpose: str) -> None:
    """The roll of a Party organization leaves as a workbook or on paper: which one, by whom, why. Raises Refused."""
    assert way in WAYS, way
    found = visible(PartyOrganization.objects.filter(pk=node), act.actor, Action.READ_MEMBER).first()
    missing = purpose_missing(TAKEN_OUT, "导出、打印党员名册", purpose)
    refuse([out_of_reach("该党组织的党员名册") if found is None else None, missing])
    assert found is not None
    keep_look(act, "roll", found.uuid, way, purpose)
