"""What stands at every node of a committee's meetings and of what it sends out: one of each kind, with its texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from shuniu import models
from shuniu.documents.writing import ours
from shuniu.policy.words.templates import TemplateKind

if TYPE_CHECKING:
    from tests.security.places import Place

DAY = date(2020, 6, 1)


def resolved(place: Place) -> None:
    """Three meetings: one that is planned, one with a case to decide on, one that has decided. Three documents, the
    first declared void, the last a reply; a case that waits for a meeting."""
    world, name, text = place.world, place.name, place.text
    planned = meeting(place, state="planned")
    sitting = meeting(place, state="held", due=9, present=7, attended=world.entry)
    over = meeting(place, state="held", due=9, present=7, attended=world.entry)
    models.AgendaItem.objects.create(meeting=sitting, case=application(place, "on_agenda"), position=1)
    application(place, "to_meet")
    decided = models.AgendaItem.objects.create(meeting=over, case=application(place, "to_answer"), position=1)
    models.Resolution.objects.create(
        item=decided, outcome="refuse", yes=0, no=7, abstain=0, reason=text("Resolution.reason"),
        next_steps=text("Resolution.next"), recorded=world.entry,
    )  # fmt: skip
    said = {"text": text("Document.text"), "copies": [text("Document.copy")]}
    void, document = paper(place, 1, **said), paper(place, 2, kind="minutes", meeting=over)
    models.DocumentWithdrawal.objects.create(document=void, reason=text("Withdrawal.reason"), recorded=world.entry)
    mark = {"key": "documents.mark", "value": ["社党"], "decision": text("LocalFigure.decision")}
    place.fact(models.LocalFigure, party_organization_id=place.node, **mark)
    world.meetings[name], world.sittings[name], world.concluded[name] = planned.uuid, sitting.uuid, over.uuid
    replied = models.Case.objects.get(uuid=world.replying[name])
    world.numbered[name] = document.uuid
    world.documents[name] = paper(place, 3, kind="official_reply", case=replied, meeting=over).uuid
    came_in(place, document)
    models.DocumentTemplate.objects.create(
        party_organization_id=place.node, kind="notice", content=ours(TemplateKind.NOTICE), digest="0" * 64,
        recorded=world.entry,
    )  # fmt: skip


def came_in(place: Place, document: models.Document) -> None:
    """What went to the node and the unit of the place: not signed for, signed for, answered in words. Another document
    of the place is with its unit on no page yet."""
    world, name = place.world, place.name
    models.DocumentReceiver.objects.create(document=document, unit_id=world.units[name], recorded=world.entry)
    incoming, arrived, noted = (
        paper(place, number, kind="letter", text=place.text("Document.text")) for number in (4, 5, 6)
    )
    for one in (incoming, arrived, noted):
        for body in ({"party_organization_id": place.node}, {"unit_id": world.units[name]}):
            lies = models.DocumentReceiver.objects.create(document=one, recorded=world.entry, **body)
            if one is not incoming:
                models.DocumentReceipt.objects.create(receiver=lies, recorded=world.entry)
            if one is noted:
                said = place.text("DocumentNote.text")
                models.DocumentNote.objects.create(receiver=lies, outcome="replied", text=said, recorded=world.entry)
    world.incoming[name], world.arrived[name] = incoming.uuid, arrived.uuid


def meeting(place: Place, **more: Any) -> models.Meeting:
    text = place.text
    return models.Meeting.objects.create(
        party_organization_id=place.node, held_on=DAY, title=text("Meeting.title"), place=text("Meeting.place"),
        due_reason=text("Meeting.reason"), recorded=place.world.entry, **more,
    )  # fmt: skip


def application(place: Place, state: str) -> models.Case:
    """The topic tells it apart from what else is open about the organization."""
    made = models.Case.objects.create(
        kind="formation", topic=state, state=state, holder="committee", law_day=DAY, at_id=place.node,
        committee_id=place.node, unit_id=place.world.units[place.name],
        filed={"name": place.text("Case.filed"), "kind": "party_branch", "mode": "separate", "parent": place.node},
    )  # fmt: skip
    models.Step.objects.create(case=made, state="checking", verb="submit", filed={}, recorded=place.world.entry)
    return made


def paper(place: Place, number: int, **more: Any) -> models.Document:
    text = place.text
    return models.Document.objects.create(
        party_organization_id=place.node, mark=text("Document.mark")[:20], year=2020, number=number,
        title=text("Document.title"), addressee=text("Document.addressee"), issued_on=DAY, recorded=place.world.entry,
        **{"kind": "notice", **more},
    )  # fmt: skip
