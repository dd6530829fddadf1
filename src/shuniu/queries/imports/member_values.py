"""What does a row of a members' ledger say, in the columns of the roll? Only what it says; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from shuniu.kernel.dates import PartialDate
from shuniu.policy import words

# Record's field → (day, precision) columns.
DAYS = {
    "born_on": ("born_on", "born_precision"),
    "admitted_on": ("admitted_on", "admitted_precision"),
    "full_member_on": ("full_member_on", "full_member_precision"),
    "lost_contact_on": ("lost_contact_on", "lost_contact_precision"),
}
WHOLE = len("2026-11-28")


@dataclass(frozen=True, slots=True)
class Said:
    """``particulars`` and ``membership`` hold the columns the row speaks of, and no others."""

    name: str
    particulars: dict[str, Any]
    membership: dict[str, Any]
    number: str
    mobile: str
    workplace: str
    position: str
    post: str | None
    takes_part: bool


def said(record: Mapping[str, Any]) -> Said:
    """A relation that was not transferred lies elsewhere: the member only takes part here. A post of “党员” is none."""
    particulars: dict[str, Any] = _days(record, "born_on")
    for column in ("ethnic_group", "education"):
        if record.get(column):
            particulars[column] = record[column]
    if record.get("sex"):
        particulars["sex"] = words.Sex.from_label(record["sex"]).value
    return Said(
        name=record["name"],
        particulars=particulars,
        membership=_membership(record),
        number=record.get("citizen_number") or "",
        mobile=record.get("mobile") or "",
        workplace=record.get("social_organization") or record.get("joint_unit") or "",
        position=(record.get("position") or "")[:60],
        post=_post(record.get("party_post")),
        takes_part=record.get("relation_transferred") is False,
    )


def _membership(record: Mapping[str, Any]) -> dict[str, Any]:
    columns: dict[str, Any] = _days(record, "admitted_on", "full_member_on", "lost_contact_on")
    state = record.get("membership_state")
    if state:
        columns["state"] = words.MembershipState.from_label(state).value
    if record.get("membership_status"):
        columns["status"] = words.MembershipStatus.from_label(record["membership_status"]).value
    for flag in ("lost_contact", "mobile_member"):
        if record.get(flag) is not None:
            columns[flag] = record[flag]
    if record.get("moved_to"):
        columns["moved_to"] = str(record["moved_to"])[:60]
    return columns


def state_from_days(membership: Mapping[str, Any], on: date) -> str:
    """Who has the day of full membership behind him is a full member; nothing else follows from days."""
    day = membership.get("full_member_on")
    return words.MembershipState.FULL.value if day is not None and day <= on else ""


def _days(record: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for field in fields:
        if record.get(field):
            day, precision = DAYS[field]
            columns[day], columns[precision] = _day(record[field])
    return columns


def _day(text: str) -> tuple[date, str]:
    if len(text) == WHOLE:  # nearly all are
        return date.fromisoformat(text), "day"
    partial = PartialDate.from_iso(text)
    return partial.earliest, partial.precision


def _post(label: str | None) -> str | None:
    """None: the ledger says nothing. Empty: it says there is none."""
    if not label:
        return None
    try:
        return words.PartyPost.from_label(label).value
    except words.UnknownWord:
        return ""
