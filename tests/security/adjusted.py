"""What stands at every place about adjustments, in each state in which something of its own is done; and its promises.

Written by hand from docs/permissions.md, as in expected.py. The superior of a case is the place itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from tests.cast import BEGINNING
from tests.security.expected import (
    CASES_OF_NODE,
    DECIDES_CASE,
    DECIDES_ELECTION,
    NOT_SENT,
    NOT_SHOWN,
    Row,
    refused_by_law,
    written,
)

from shuniu import models

# Something else is under way at each of them, so the law refuses what would change the register.
ADJUSTMENTS = {
    "adjustment": Row("adjusted", CASES_OF_NODE, NOT_SENT),
    "adjustment_accept": Row("adjusted", NOT_SHOWN, refused_by_law(DECIDES_ELECTION)),
    "adjustment_return": Row("adjusted", NOT_SHOWN, written(DECIDES_ELECTION)),
    "adjustment_withdraw": Row("adjusted", NOT_SHOWN, written(CASES_OF_NODE)),
    "adjustment_reply": Row("adjusted_reply", DECIDES_CASE, refused_by_law(DECIDES_CASE)),
    "adjustment_answer": Row("adjusted_answer", DECIDES_CASE, written(DECIDES_CASE)),
    "adjustment_archive": Row("adjusted_over", DECIDES_CASE, written(DECIDES_CASE)),
    "adjustment_archive_list": Row("adjusted_over", CASES_OF_NODE, NOT_SENT),
    "adjustment_drop": Row("adjusted_draft", CASES_OF_NODE, written(CASES_OF_NODE)),
    "adjustment_fill": Row("adjusting", CASES_OF_NODE, refused_by_law(CASES_OF_NODE)),
    "adjustment_check": Row("adjusting", NOT_SHOWN, CASES_OF_NODE),
    "adjustment_submit": Row("adjusting", NOT_SHOWN, refused_by_law(CASES_OF_NODE)),
}
STATES = {
    "adjusted": ("checking", "rename", "reviewer"),
    "adjusted_reply": ("to_reply", "reattach", "committee"),
    "adjusted_answer": ("to_answer", "dissolve", "committee"),
    "adjusted_draft": ("draft", "rank", "applicant"),
    "adjusted_over": ("refused", "evolve", ""),
}


def adjusted(place: Any) -> dict[str, UUID]:
    """One case in each state, about the place itself."""
    return {kind: _case(place, *how) for kind, how in STATES.items()}


def _paper(place: Any, made: models.Case) -> None:
    """Of what is over: where a paper lies."""
    models.CasePaper.objects.create(
        case=made, paper="minutes", place=place.text("Paper.place"), recorded=place.world.entry
    )


def _case(place: Any, state: str, topic: str, holder: str) -> UUID:
    filed = {"name": place.text("Adjusted.name"), "grounds": place.text("Adjusted.grounds")}
    made = models.Case.objects.create(
        kind="adjustment", topic=topic, state=state, holder=holder, law_day=BEGINNING, version=3, filed=filed,
        party_organization_id=place.node, committee_id=place.node, origin_id=place.node, at_id=place.node,
    )  # fmt: skip
    told = {"reason": place.text("Step.reason"), "next_steps": place.text("Step.next_steps")}
    if state != "draft":
        models.Step.objects.create(case=made, state="checking", verb="submit", filed=filed, recorded=place.world.entry)
    if state == "to_answer":
        models.Step.objects.create(case=made, state=state, verb="refuse", recorded=place.world.entry, **told)
    if not holder:
        _paper(place, made)
    return made.uuid


def sent_about(world: Any, place: str) -> dict[str, str]:
    """What every act on one of these carries."""
    return {"version": "3", "effective_on": "2020-09-01", "number": "澄社党〔2020〕7号"}


def address_args(world: Any, subject: str, place: str) -> list[Any] | None:
    """The arguments of an address that takes more than one, or about an adjustment; None for other subjects."""
    missing = place == "missing"
    if subject == "adjusting":
        return ["po-nowhere" if missing else world.codes.get(place, "po-nowhere"), "merge"]
    if subject == "forming":
        return [world.instructors.get(place, uuid4()), world.public.get(place, uuid4())]
    if subject == "consent":
        never = missing or place not in world.formations
        return [uuid4(), uuid4()] if never else [world.formations[place], world.public[place]]
    if subject == "minutes":
        return [uuid4() if missing else world.elections.get(place, uuid4()), 1]
    if subject == "ballot":
        return [uuid4() if missing else world.elections.get(place, uuid4()), "committee_member"]
    if subject in STATES:
        return [uuid4() if missing else world.adjusted.get(place, {}).get(subject, uuid4())]
    return None
