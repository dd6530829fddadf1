"""What stands at every node of a committee's meetings and of what it sends out: one of each kind, with its texts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from shuniu import models

if TYPE_CHECKING:
    from tests.security.places import Place

DAY = date(2020, 6, 1)


def resolved(place: Place) -> None:
    """A meeting that has decided on something, one that is planned, and a document that was declared void."""
    world, text = place.world, place.text
    at = {"party_organization_id": place.node, "recorded": world.entry}
    held = models.Meeting.objects.create(
        held_on=DAY, title=text("Meeting.title"), place=text("Meeting.place"), due_reason=text("Meeting.reason"),
        state="held", due=9, present=7, attended=world.entry, **at,
    )  # fmt: skip
    case = models.Case.objects.get(uuid=world.submissions[place.name])
    item = models.AgendaItem.objects.create(meeting=held, case=case, position=1)
    models.Resolution.objects.create(
        item=item, outcome="refuse", yes=0, no=7, abstain=0, reason=text("Resolution.reason"),
        next_steps=text("Resolution.next"), recorded=world.entry,
    )  # fmt: skip
    document = models.Document.objects.create(
        mark=text("Document.mark")[:20], year=2020, number=1, kind="notice", title=text("Document.title"),
        addressee=text("Document.addressee"), issued_on=DAY, **at,
    )  # fmt: skip
    models.DocumentWithdrawal.objects.create(document=document, reason=text("Withdrawal.reason"), recorded=world.entry)
    world.meetings[place.name], world.documents[place.name] = held.uuid, document.uuid
